// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/schema.h"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace leap {

/// Brings the elements of a vector to scale: x_k = clip((v_k - shift_k) factor_k) to +-limit, and 0 where v_k
/// is missing (NaN). Without shift and factor: x_k = v_k.
struct ElementScaling {
    std::vector<float> shift; ///< [width] or empty
    std::vector<float> factor; ///< [width] or empty
    float limit = std::numeric_limits<float>::infinity();
    /// `v` and `x` [width] may be the same.
    void apply(const float* v, size_t width, float* x) const;
};

/// Collects what a scaling needs to know of vectors, row by row; missing elements (NaN) are left out. In one
/// pass: sums of the differences from each element's first value, which cancel little.
class ElementMoments {
public:
    explicit ElementMoments(size_t width);
    /// @param values [width], which count `times`
    void add(const float* values, int64_t times = 1);

    /// For the elements [begin, begin + width). One without spread, or without values, is scaled to 0.
    [[nodiscard]] ElementScaling scaling(VectorScaling kind, double scale, double clip, size_t begin,
                                         size_t width) const;
    /// Root of the mean square of these elements after such a scaling, were nothing clipped.
    [[nodiscard]] double rmsScaled(VectorScaling kind, double scale, size_t begin, size_t width) const;

private:
    [[nodiscard]] double mean(size_t k) const;
    [[nodiscard]] double deviation(size_t k) const; ///< divided by n
    [[nodiscard]] double rms(size_t begin, size_t width) const;

    std::vector<float> m_pivot; ///< 0 before the first value
    std::vector<int64_t> m_counts;
    std::vector<double> m_sums; ///< of v - pivot
    std::vector<double> m_squares; ///< of (v - pivot)^2
    size_t m_open; ///< elements without a value so far
};

} // namespace leap

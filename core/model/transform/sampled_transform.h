// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gate/gate_math.h"
#include "core/model/transform/field_means.h"
#include "core/model/transform/row_transform.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// LeAP-Exact: each row and field keeps its own value with probability g and is replaced otherwise, instead
/// of being mixed. The expected loss J is then linear in every gate, J = g J(kept) + (1 - g) J(replaced), so
/// that Theorem 1 of the paper holds unchanged: no optimum between 0 and 1.
///
/// The backbone learns on rows sampled so (forward / backward: the gradient of a replaced value is zero). The
/// gates learn from forward passes alone. For a sample z of all rows and fields, let L1 be a row's loss with
/// field i kept and L0 with it replaced, the row's other fields as in z; then
///     d J / d theta_i = g (1 - g) / tau  E[L1 - L0],
/// without bias for rows that do not see each other (evaluation statistics, no dropout). This is ARM's
/// gradient (Yin and Zhou 2019, arXiv 1807.11143) with the field's own draw integrated out (the local
/// expectation gradient of Titsias and Lazaro-Gredilla 2015): ARM and DisARM (Dong, Mnih and Tucker 2020,
/// arXiv 2006.10680) charge every field with the noise of all others and see few rows that differ once gates
/// near 0 or 1. One pass of base losses, then passes in which each row switches one field of its own, dealt
/// evenly.
class SampledTransform final : public RowTransform {
public:
    enum class Replacement {
        Permute, ///< another row's values, one uniform permutation per field: the draw of the LeAP gate
        Drop, ///< the batch's mean of each column
    };

    SampledTransform(const std::vector<int64_t>& ranges, Replacement replacement);

    void forward(const HostRows& x, const Step& step, float* out) override;
    void backward(const HostRows& x, float* gradient, std::span<float> dtheta) override;
    std::span<const float> divergence() const override { return m_divergence; }

    /// Passes after the base pass; each switches one field per row. At most one per field.
    static constexpr int64_t kMostSwitches = 8;
    [[nodiscard]] static int64_t switchesOf(int64_t fields);
    [[nodiscard]] int64_t switches() const { return switchesOf(static_cast<int64_t>(m_gates.size())); }

    /// After forward(), whose `out` is the base sample: writes the rows of pass `pass` (0 .. switches() - 1),
    /// each with one field switched. @param base forward()'s `out`
    void switchOne(const HostRows& x, const float* base, int64_t pass, float* out);
    /// A pass's losses. @param base, switched [count] loss of each row @param weight [count] or empty: all 1
    void addLosses(std::span<const float> base, std::span<const float> switched,
                   std::span<const float> weight);
    /// d J / d theta, [F].
    void finishGradient(std::span<const float> weight, std::span<float> dtheta) const;

private:
    [[nodiscard]] bool kept(int64_t row, size_t field) const
    {
        return m_kept[static_cast<size_t>(row) * m_gates.size() + field] != 0;
    }
    void drawReplacements(const HostRows& x, uint64_t key);
    void replaceField(const HostRows& x, int64_t row, size_t field, float* out) const;
    void sampleRow(const HostRows& x, int64_t row, float* out, std::span<double> distances);
    void dealSwitches(uint64_t key);
    [[nodiscard]] size_t switchedField(int64_t row) const;
    [[nodiscard]] const float* replacementOf(const HostRows& x, int64_t row, size_t field) const;

    std::vector<int64_t> m_ranges;
    Replacement m_replacement;
    double m_tau = 1;
    uint64_t m_maskKey = 0;
    std::vector<gate::GateWeights<float>> m_gates;
    std::vector<float> m_mean; ///< Drop: [D]
    std::vector<uint32_t> m_permutations; ///< Permute: [F, count]
    int64_t m_rows = 0;
    std::vector<uint8_t> m_kept; ///< [count, F]
    std::vector<int64_t> m_deal; ///< [F] the order in which fields are switched
    int64_t m_pass = 0;
    std::vector<double> m_gain; ///< [F] sum over rows of weight x (L1 - L0)
    std::vector<double> m_seen; ///< [F] sum of weight of the rows that switched the field
    std::vector<float> m_divergence;
    FieldSums m_sums;
};

} // namespace leap

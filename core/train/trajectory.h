// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/observer.h"

#include <cstdint>
#include <vector>

namespace leap {

/// The course of a search, thinned: at most kMostPoints recorded steps. When full, every second point goes
/// and the stride doubles, so that the recorded steps stay evenly spaced. The points depend on the steps
/// alone, not on time.
struct Trajectory {
    static constexpr int64_t kMostPoints = 2000;
    int64_t fields = 0;
    int64_t stride = 1; ///< steps between two points
    std::vector<int64_t> steps; ///< [T]; step s is recorded when (s - 1) is a multiple of stride
    std::vector<float> gates; ///< [T, F]
    std::vector<float> divergence; ///< [T, F]
    std::vector<float> lambda; ///< [T, F]
    std::vector<float> trainLoss; ///< [T]
    std::vector<float> gateLoss; ///< [T]; NaN where no gate batch was read

    [[nodiscard]] int64_t points() const { return static_cast<int64_t>(steps.size()); }
    void record(const StepReport& report);
    bool operator==(const Trajectory&) const = default;

private:
    void thin();
};

} // namespace leap

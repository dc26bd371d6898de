// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace leap {

/// Concatenated rows on the host, row-major.
struct HostRows {
    const float* values;
    int64_t count;
    int64_t stride; ///< >= D
    [[nodiscard]] const float* row(int64_t index) const { return values + index * stride; }
};

/// A transform of the concatenated row that is written out by hand, way back included, so that one file
/// serves every engine. It acts in training only; evaluation reads x~ = x. Not thread-safe; its work is split
/// over the threads of at::set_num_threads(), which changes no number.
class RowTransform {
public:
    struct Step {
        std::span<const float> theta; ///< [F]
        double tau = 1;
        uint64_t key = 0; ///< names the step's random draws
    };

    virtual ~RowTransform() = default;
    /// x~ of the rows. @param out [count, stride], x's stride; columns behind D are left alone
    virtual void forward(const HostRows& x, const Step& step, float* out) = 0;
    /// After forward() of the same rows: turns d loss / d x~ into d loss / d x in place.
    /// @param dtheta [F], overwritten with d loss / d theta; empty: not wanted
    virtual void backward(const HostRows& x, float* gradient, std::span<float> dtheta) = 0;
    /// [F] mean L2 distance of a field's own values from what may replace them, of the last forward(); empty
    /// where nothing replaces.
    [[nodiscard]] virtual std::span<const float> divergence() const { return {}; }
};

/// x~_i = theta_i x_i: AutoField's and LPFS's gates, whose value for a step the caller computes.
/// d loss / d theta_i = sum_b <d x~_bi, x_bi>.
[[nodiscard]] std::unique_ptr<RowTransform> makeScaleTransform(const std::vector<int64_t>& ranges);

/// x~_i = g_i x_i + (1 - g_i) m_i with g = sigmoid(theta / tau) and m the batch's mean of each column, no
/// gradient through m: LeAP with mean replacement instead of permutation, an ablation.
[[nodiscard]] std::unique_ptr<RowTransform> makeMeanTransform(const std::vector<int64_t>& ranges);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace leap {

/// What comes between the concatenated row x [B, D] and the backbone. Every path of the backbone reads its
/// result.
class FieldTransform {
public:
    struct Gates {
        at::Tensor theta; ///< [F], or undefined where the transform has no gates
        double tau = 1;
        int64_t seed = 0; ///< with `step` it names the permutations
        int64_t step = 0;
    };
    struct Result {
        at::Tensor x; ///< x~ [B, D]
        at::Tensor divergence; ///< [F], or undefined
    };

    virtual ~FieldTransform() = default;
    [[nodiscard]] virtual bool hasGates() const { return false; }
    [[nodiscard]] virtual Result train(const at::Tensor& x, const Gates& gates) const = 0;
    [[nodiscard]] virtual at::Tensor evaluate(const at::Tensor& x) const = 0;
};

/// x~ = x
[[nodiscard]] std::unique_ptr<FieldTransform> makeNoTransform();
/// @param ranges [F + 1] @param keep [F] @throws InputError when their sizes differ or no field is kept
void checkMask(const std::vector<int64_t>& ranges, const std::vector<uint8_t>& keep);
/// Fields with keep = 0 read zero, in training and evaluation. Arguments as checkMask() wants them.
[[nodiscard]] std::unique_ptr<FieldTransform>
makeMaskTransform(const std::vector<int64_t>& ranges, const std::vector<uint8_t>& keep, c10::Device device);
/// Training: x~ = g x + (1 - g) sg(x') (paper section 3.2); evaluation: x~ = x.
[[nodiscard]] std::unique_ptr<FieldTransform> makeLeapTransform(const std::vector<int64_t>& ranges);

} // namespace leap

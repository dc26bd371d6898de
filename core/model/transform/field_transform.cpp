// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/transform/field_transform.h"

#include "core/base/error.h"
#include "core/gate/gate_fuse.h"

#include <ATen/ops/mul.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <string>
#include <utility>

namespace leap {
namespace {

class NoTransform final : public FieldTransform {
public:
    Result train(const at::Tensor& x, const Gates&) const override { return {x, {}}; }
    at::Tensor evaluate(const at::Tensor& x) const override { return x; }
};

class MaskTransform final : public FieldTransform {
public:
    explicit MaskTransform(at::Tensor mask)
        : m_mask(std::move(mask))
    {
    }
    Result train(const at::Tensor& x, const Gates&) const override { return {evaluate(x), {}}; }
    at::Tensor evaluate(const at::Tensor& x) const override { return at::mul(x, m_mask); }

private:
    at::Tensor m_mask; ///< [D]
};

class LeapTransform final : public FieldTransform {
public:
    explicit LeapTransform(at::Tensor ranges)
        : m_ranges(std::move(ranges))
    {
    }
    bool hasGates() const override { return true; }
    Result train(const at::Tensor& x, const Gates& gates) const override
    {
        const auto fused = gate_fuse(x, gates.theta, gates.tau, m_ranges, gates.seed, gates.step);
        return {std::get<0>(fused), std::get<1>(fused)};
    }
    at::Tensor evaluate(const at::Tensor& x) const override { return x; }

private:
    at::Tensor m_ranges; ///< [F + 1]
};

} // namespace

std::unique_ptr<FieldTransform> makeNoTransform()
{
    return std::make_unique<NoTransform>();
}

void checkMask(const std::vector<int64_t>& ranges, const std::vector<uint8_t>& keep)
{
    if (keep.size() + 1 != ranges.size())
        throw InputError("The decision says keep or drop for " + std::to_string(keep.size())
                         + " fields, but the model has " + std::to_string(ranges.size() - 1) + ".");
    if (std::all_of(keep.begin(), keep.end(), [](uint8_t kept) { return kept == 0; }))
        throw InputError("The decision drops every field; keep at least one to train a model.");
}

std::unique_ptr<FieldTransform> makeMaskTransform(const std::vector<int64_t>& ranges,
                                                  const std::vector<uint8_t>& keep, c10::Device device)
{
    checkMask(ranges, keep);
    auto mask = at::zeros({ranges.back()}, at::kFloat);
    auto* values = mask.mutable_data_ptr<float>();
    for (size_t field = 0; field < keep.size(); ++field)
        std::fill(values + ranges[field], values + ranges[field + 1], keep[field] != 0 ? 1.0F : 0.0F);
    return std::make_unique<MaskTransform>(mask.to(device));
}

std::unique_ptr<FieldTransform> makeLeapTransform(const std::vector<int64_t>& ranges)
{
    auto tensor = at::zeros({static_cast<int64_t>(ranges.size())}, at::kLong);
    std::copy(ranges.begin(), ranges.end(), tensor.mutable_data_ptr<int64_t>());
    return std::make_unique<LeapTransform>(std::move(tensor));
}

} // namespace leap

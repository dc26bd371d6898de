// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine/engine_checks.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

namespace leap {
namespace {

const char* streamName(StepKind kind)
{
    return kind == StepKind::Gates ? "step.gates" : "step.backbone";
}

} // namespace

void checkLayout(const RowLayout& layout)
{
    const bool tiles = layout.ranges.size() >= 2 && layout.ranges.front() == 0
        && std::adjacent_find(layout.ranges.begin(), layout.ranges.end(), std::greater_equal<>())
            == layout.ranges.end();
    int64_t at = 0;
    bool adjacent = true;
    for (const InputSlot& input : layout.inputs) {
        adjacent &= input.start == at && input.width > 0
            && (input.storage == InputSlot::Storage::Dense || input.vocabulary > 0);
        if (input.storage == InputSlot::Storage::Lookup
            && (input.lookup == nullptr || input.lookup->width != input.width
                || input.lookup->table->rows + 1 != input.vocabulary))
            throw InputError("The given vectors of the input '" + input.name + "' do not fit its columns.");
        at += input.width;
    }
    if (!tiles || !adjacent || at != layout.columns())
        throw InputError(
            "The fields of the model must cover its columns one after the other, without gap or overlap.");
}

void checkStep(const Batch& batch, const StepInput& input, const RowLayout& layout, bool hasGates)
{
    const auto rows = static_cast<size_t>(batch.rows);
    if (batch.rows <= 0)
        throw FailureError("A training step was given no rows.");
    if (batch.label.size() != rows || (!batch.weight.empty() && batch.weight.size() != rows))
        throw FailureError("A batch does not fit the model: labels or weights.");
    if (!hasGates)
        return;
    if (static_cast<int64_t>(input.theta.size()) != layout.fields())
        throw FailureError("A training step was given " + std::to_string(input.theta.size()) + " gates for "
                           + std::to_string(layout.fields()) + " fields.");
    if (!(input.tau > 0))
        throw InputError("tau: " + shortest(input.tau) + " is not a number above 0.");
}

void checkLoss(double loss, int64_t step, double rate)
{
    if (!std::isfinite(loss))
        throw InputError("The loss is no longer a finite number at step " + std::to_string(step)
                         + ". Lower the learning rate (now " + shortest(rate)
                         + "), or look for extreme values in numeric fields.");
}

void checkRate(double rate)
{
    if (!(rate > 0) || !std::isfinite(rate))
        throw InputError("learning rate: " + shortest(rate) + " is not a number above 0.");
}

uint64_t dropoutKey(uint64_t seed, const StepInput& input)
{
    return streamKey(seed, streamName(input.kind), static_cast<uint64_t>(input.step));
}

int64_t gateSeed(uint64_t seed, StepKind kind)
{
    return static_cast<int64_t>(streamKey(seed, streamName(kind)));
}

} // namespace leap

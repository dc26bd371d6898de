// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/trained/forward_count.h"

#include "core/model/transform/sampled_transform.h"

#include <algorithm>

namespace leap {

namespace {

/// Rows per step in forward passes for the gates, in addition to those that train the backbone.
int64_t gateRows(const Dataset& dataset, const Settings& settings, int64_t trainBatch, int64_t gateBatch)
{
    const bool bilevel = settings.search == SearchMode::Bilevel;
    if (settings.gateForm == GateForm::ExactPermute || settings.gateForm == GateForm::ExactDrop)
        return (bilevel ? gateBatch : trainBatch)
            * (1 + SampledTransform::switchesOf(dataset.layout.fields()));
    return bilevel ? gateBatch : 0;
}

} // namespace

int64_t forwardPassesOf(int64_t rows, int64_t batch)
{
    return (rows + batch - 1) / batch;
}

int64_t searchForwardPasses(const Dataset& dataset, const Settings& settings, const SearchResult& result)
{
    const auto rowsOf = [&](Part part) { return dataset.store->rows(part); };
    const int64_t batch = result.plan.batch;
    if (batch <= 0)
        return 0;
    const int64_t trainBatch = std::min(batch, rowsOf(Part::Train));
    const int64_t gateBatch =
        settings.search == SearchMode::Bilevel ? std::min(batch, rowsOf(Part::Gate)) : 0;
    const auto epochs = static_cast<int64_t>(result.epochs.size());
    const int64_t search = result.steps * (trainBatch + gateRows(dataset, settings, trainBatch, gateBatch))
        + epochs * rowsOf(Part::Validation);
    const int64_t calibration = result.calibrationEpochs * (rowsOf(Part::Train) + rowsOf(Part::Validation));
    return forwardPassesOf(search + calibration, batch);
}

} // namespace leap

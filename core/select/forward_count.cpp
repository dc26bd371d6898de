// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/forward_count.h"

#include <algorithm>

namespace leap {

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
    const int64_t search = result.steps * (trainBatch + gateBatch) + epochs * rowsOf(Part::Validation);
    const int64_t calibration = result.calibrationEpochs * (rowsOf(Part::Train) + rowsOf(Part::Validation));
    return forwardPassesOf(search + calibration, batch);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/search_rows.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <string>
#include <vector>

namespace leap {
namespace {

constexpr int64_t kEvaluationBatch = 4096;
constexpr const char* kShuffleWindow = "rows/shuffle_window";

void requireTimeOrder(const Dataset& dataset)
{
    if (!dataset.inTimeOrder)
        throw InputError("A single pass goes through the rows in the order of time, and these are split "
                         + dataset.card.split
                         + ". Split them as a stream by the column that says when a row came to be "
                           "(--split time:COL).");
}

void requireBlocks(const StreamBlocks& stream, int64_t batch)
{
    if (stream.batches < stream.blocks)
        throw InputError("The stream has " + grouped(stream.batches) + " batches of " + grouped(batch)
                         + " training rows, fewer than its " + grouped(stream.blocks)
                         + " blocks: take fewer blocks (--stream-blocks) or a smaller batch (--batch).");
}

std::string wayOf(int64_t window)
{
    return window == 0 ? "in memory, all together" : "from disk, in windows of " + grouped(window);
}

} // namespace

SearchRows::SearchRows(const std::shared_ptr<const Dataset>& dataset, const Settings& settings, int64_t batch)
    : m_dataset(dataset)
    , m_settings(settings)
    , m_batch(batch)
{
    const auto taught = [&](Part part) {
        return makeBatchSource(dataset,
                               {.part = part,
                                .batchSize = batch,
                                .order = isStream() ? RowOrder::Stored : RowOrder::Shuffled,
                                .dropIncomplete = true,
                                .seed = settings.seed});
    };
    if (isStream())
        requireTimeOrder(*dataset);
    m_train = taught(Part::Train);
    m_gate = taught(Part::Gate);
    m_validation = makeBatchSource(dataset,
                                   {.part = Part::Validation,
                                    .batchSize = kEvaluationBatch,
                                    .order = RowOrder::Stored,
                                    .seed = settings.seed});
    if (isStream()) {
        requireBlocks(stream(), batch);
        m_ahead = taught(Part::Train);
    }
}

TrainSources SearchRows::sources() const
{
    return {m_train.get(), m_gate.get(), m_validation.get(), m_ahead.get()};
}

std::unique_ptr<BatchSource> SearchRows::testRows() const
{
    return makeBatchSource(m_dataset,
                           {.part = Part::Test,
                            .batchSize = kEvaluationBatch,
                            .order = RowOrder::Stored,
                            .seed = m_settings.seed});
}

int64_t SearchRows::gateSteps(int64_t steps) const
{
    const bool wait = isStream() && m_settings.search == SearchMode::Bilevel;
    return wait ? dueGateBatches(m_gate->rows(), m_train->rows(), steps) : steps;
}

int64_t SearchRows::gateRows(int64_t gateSteps) const
{
    const bool joint = m_settings.search == SearchMode::Joint;
    const int64_t rows = m_dataset->store->rows(joint ? Part::Train : Part::Gate);
    return isStream() ? std::min(rows, gateSteps * m_batch) : rows;
}

std::string SearchRows::alikeInWords(std::span<const double> divergence) const
{
    std::vector<std::string> names;
    for (size_t i = 0; isStream() && i < divergence.size(); ++i) {
        if (divergence[i] <= m_settings.divergenceFloor)
            names.push_back(m_dataset->schema.fields[i].name);
    }
    if (names.empty())
        return {};
    return "Within a batch these fields hardly vary, so that their gates say little: " + join(names, ", ")
        + ". A larger batch (--batch) spans more time.";
}

void SearchRows::saveOrder(StateDict& state) const
{
    putInts(state, kShuffleWindow, {m_dataset->store->shuffleWindow()});
}

void SearchRows::checkOrder(const StateDict& state) const
{
    if (isStream() || state.count(kShuffleWindow) == 0)
        return;
    const int64_t before = getInts(state, kShuffleWindow, 1)[0];
    const int64_t now = m_dataset->store->shuffleWindow();
    if (before == now)
        return;
    throw InputError("The rows of this run were shuffled " + wayOf(before) + "; they would now be shuffled "
                     + wayOf(now) + ": the run could not go on as it began. Allow "
                     + (before == 0 ? "more" : "as little") + " memory (--memory)"
                     + (before == 0 ? "" : " as then") + ", or start a new run.");
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/batch_source.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/rows/dataset.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace leap {
namespace {

/// Any order of all rows of a part, drawn at the start of a pass.
class PlaceSource : public PlannedSource {
public:
    PlaceSource(std::shared_ptr<const RowStore> store, const BatchPlan& plan)
        : PlannedSource(plan, store->rows(plan.part))
        , m_store(std::move(store))
        , m_order(static_cast<size_t>(rows()))
    {
        PlaceSource::startPass(0);
    }

protected:
    void startPass(int64_t epoch) override
    {
        std::iota(m_order.begin(), m_order.end(), 0);
        if (plan().order == RowOrder::Shuffled)
            shuffle(m_order,
                    RandomStream(streamKey(plan().seed, streamName("rows"), static_cast<uint64_t>(epoch))));
    }
    void fill(int64_t begin, int64_t count, Batch& batch) override
    {
        const auto places =
            std::span<const int64_t>(m_order).subspan(static_cast<size_t>(begin), static_cast<size_t>(count));
        m_store->read(plan().part, places, batch);
    }

private:
    std::shared_ptr<const RowStore> m_store;
    std::vector<int64_t> m_order; ///< places in the part, in the order of this pass
};

} // namespace

PlannedSource::PlannedSource(const BatchPlan& plan, int64_t rows)
    : m_plan(plan)
    , m_rows(rows)
{
    if (plan.batchSize < 1)
        throw InputError("batch size is " + std::to_string(plan.batchSize) + ", at least 1 is needed.");
}

void PlannedSource::reset(int64_t epoch)
{
    m_next = 0;
    startPass(epoch);
}

bool PlannedSource::next(Batch& batch)
{
    if (m_next >= batches())
        return false;
    const int64_t begin = m_next++ * m_plan.batchSize;
    fill(begin, std::min(m_plan.batchSize, m_rows - begin), batch);
    return true;
}

int64_t PlannedSource::batches() const
{
    const int64_t whole = m_rows / m_plan.batchSize;
    const bool rest = m_rows % m_plan.batchSize != 0;
    return whole + (rest && (!m_plan.dropIncomplete || whole == 0) ? 1 : 0);
}

std::string PlannedSource::streamName(const char* what) const
{
    return std::string(what) + "/" + partName(m_plan.part);
}

std::unique_ptr<BatchSource> RowStore::source(const BatchPlan& plan) const
{
    return std::make_unique<PlaceSource>(shared_from_this(), plan);
}

std::unique_ptr<BatchSource> makeBatchSource(const std::shared_ptr<const Dataset>& dataset,
                                             const BatchPlan& plan)
{
    return dataset->store->source(plan);
}

} // namespace leap

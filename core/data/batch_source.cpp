// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/dataset.h"

#include <algorithm>
#include <string>

namespace leap {
namespace {

/// Copies the items `rows` of a row-major array [*, width].
template <typename T>
void gather(const std::vector<T>& from, size_t width, std::span<const int64_t> rows, std::vector<T>& to)
{
    if (from.empty()) {
        to.clear();
        return;
    }
    to.resize(rows.size() * width);
    T* out = to.data();
    for (const int64_t row : rows) {
        std::copy_n(from.data() + static_cast<size_t>(row) * width, width, out);
        out += width;
    }
}

void gatherBag(const BagColumn& from, std::span<const int64_t> rows, BagColumn& to)
{
    to.offsets.assign(1, 0);
    to.ids.clear();
    for (const int64_t row : rows) {
        const auto begin = from.ids.begin() + from.offsets[static_cast<size_t>(row)];
        const auto end = from.ids.begin() + from.offsets[static_cast<size_t>(row) + 1];
        to.ids.insert(to.ids.end(), begin, end);
        to.offsets.push_back(static_cast<int32_t>(to.ids.size()));
    }
}

class MemorySource : public BatchSource {
public:
    MemorySource(std::shared_ptr<const Dataset> dataset, const BatchPlan& plan)
        : m_dataset(std::move(dataset))
        , m_plan(plan)
        , m_order(m_dataset->part(plan.part).begin(), m_dataset->part(plan.part).end())
    {
        if (plan.batchSize < 1)
            throw InputError("batch size is " + std::to_string(plan.batchSize) + ", at least 1 is needed");
        startPass(0);
    }

    void reset(int64_t epoch) override { startPass(epoch); }

    bool next(Batch& batch) override
    {
        if (m_next >= batches())
            return false;
        const int64_t begin = m_next++ * m_plan.batchSize;
        const int64_t count = std::min(m_plan.batchSize, rows() - begin);
        const auto rowNumbers =
            std::span<const int64_t>(m_order).subspan(static_cast<size_t>(begin), static_cast<size_t>(count));
        fill(batch, rowNumbers);
        return true;
    }

    void skip(int64_t count) override { m_next += count; }
    [[nodiscard]] int64_t rows() const override { return static_cast<int64_t>(m_order.size()); }
    [[nodiscard]] int64_t batches() const override
    {
        const int64_t whole = rows() / m_plan.batchSize;
        const bool rest = rows() % m_plan.batchSize != 0;
        return whole + (rest && (!m_plan.dropIncomplete || whole == 0) ? 1 : 0);
    }

private:
    void startPass(int64_t epoch)
    {
        m_next = 0;
        if (m_plan.order == RowOrder::Stored)
            return;
        const auto rows = m_dataset->part(m_plan.part);
        m_order.assign(rows.begin(), rows.end());
        const std::string name = std::string("rows/") + partName(m_plan.part);
        shuffle(m_order, RandomStream(streamKey(m_plan.seed, name, static_cast<uint64_t>(epoch))));
    }
    void fill(Batch& batch, std::span<const int64_t> rowNumbers) const
    {
        const Dataset& data = *m_dataset;
        batch.rows = static_cast<int64_t>(rowNumbers.size());
        gather(data.ids, static_cast<size_t>(data.layout.idColumns), rowNumbers, batch.ids);
        gather(data.dense, static_cast<size_t>(data.layout.denseColumns), rowNumbers, batch.dense);
        gather(data.label, 1, rowNumbers, batch.label);
        gather(data.weight, 1, rowNumbers, batch.weight);
        gather(data.group, 1, rowNumbers, batch.group);
        batch.bags.resize(data.bags.size());
        for (size_t i = 0; i < data.bags.size(); ++i)
            gatherBag(data.bags[i], rowNumbers, batch.bags[i]);
    }

    std::shared_ptr<const Dataset> m_dataset;
    BatchPlan m_plan;
    std::vector<int64_t> m_order; ///< row numbers of the part, in the order of this pass
    int64_t m_next = 0; ///< batch
};

} // namespace

std::unique_ptr<BatchSource> makeBatchSource(std::shared_ptr<const Dataset> dataset, const BatchPlan& plan)
{
    return std::make_unique<MemorySource>(std::move(dataset), plan);
}

} // namespace leap

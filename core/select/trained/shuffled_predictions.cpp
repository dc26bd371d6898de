// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/trained/shuffled_predictions.h"

#include "core/select/trained/field_shuffle.h"

#include <algorithm>

namespace leap {
namespace {

constexpr int64_t kMostRows = 65536;
constexpr int64_t kMostBytes = int64_t{256} << 20;
constexpr int64_t kChunk = 4096; ///< rows of one prediction

/// For any engine: the shuffled rows are written out and predicted as they are.
class WrittenRows final : public ShuffledRows {
public:
    WrittenRows(StepEngine& engine, const RowLayout& layout, const Batch& rows)
        : m_engine(engine)
        , m_layout(layout)
        , m_rows(rows)
    {
    }
    void choose(int64_t field) override { m_field = field; }
    void predict(std::span<const int64_t> from, std::vector<float>& logits) override
    {
        m_shuffled = m_rows;
        shuffleField(m_rows, m_layout, m_field, from, m_shuffled);
        logits.clear();
        for (int64_t begin = 0; begin < m_rows.rows; begin += kChunk) {
            cutBatch(m_shuffled, m_layout, begin, std::min(kChunk, m_rows.rows - begin), m_chunk);
            m_engine.predict(m_chunk, m_logits);
            logits.insert(logits.end(), m_logits.begin(), m_logits.end());
        }
    }

private:
    StepEngine& m_engine;
    const RowLayout& m_layout;
    const Batch& m_rows;
    int64_t m_field = 0;
    Batch m_shuffled, m_chunk;
    std::vector<float> m_logits;
};

} // namespace

std::unique_ptr<ShuffledRows> shuffledPredictions(StepEngine& engine, const RowLayout& layout,
                                                  const Batch& rows)
{
    if (auto own = engine.shuffledRows(rows))
        return own;
    return std::make_unique<WrittenRows>(engine, layout, rows);
}

int64_t shuffledBlock(const RowLayout& layout)
{
    const auto rowBytes = static_cast<int64_t>(sizeof(float)) * (layout.denseColumns + layout.idColumns + 1);
    return std::clamp<int64_t>(kMostBytes / rowBytes, 1, kMostRows);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/metric/auc.h"
#include "core/select/field_shuffle.h"
#include "core/select/forward_count.h"
#include "core/select/selector_table.h"
#include "core/select/trained_model.h"

#include <algorithm>
#include <numeric>

namespace leap {
namespace {

constexpr int kRepeats = 3;
/// Rows that are shuffled with one another, and rows of one prediction.
constexpr int64_t kBlock = 65536;
constexpr int64_t kChunk = 4096;

/// Validation AUC of a trained model whose field was shuffled.
class ShuffledJudge {
public:
    ShuffledJudge(const SelectorContext& context, StepEngine& engine)
        : m_layout(context.dataset->layout)
        , m_engine(engine)
        , m_rows(validationRows(context, kBlock))
        , m_seed(context.seed)
    {
    }

    /// @param field -1: none
    MetricValue judge(int64_t field, int repeat)
    {
        m_logits.clear();
        m_labels.clear();
        m_weights.clear();
        m_rows->reset(0);
        for (uint64_t block = 0; m_rows->next(m_block); ++block)
            addBlock(field,
                     streamKey(m_seed, "select.permutation", static_cast<uint64_t>(field + 1),
                               block * kRepeats + static_cast<uint64_t>(repeat)));
        return auc(m_logits, m_labels, m_weights);
    }
    [[nodiscard]] int64_t rows() const { return m_rows->rows(); }

private:
    void addBlock(int64_t field, uint64_t key)
    {
        m_shuffled = m_block;
        if (field >= 0) {
            std::vector<int64_t> from(static_cast<size_t>(m_block.rows));
            std::iota(from.begin(), from.end(), int64_t{0});
            shuffle(from, RandomStream(key));
            shuffleField(m_block, m_layout, field, from, m_shuffled);
        }
        std::vector<float> logits;
        for (int64_t begin = 0; begin < m_block.rows; begin += kChunk) {
            cutBatch(m_shuffled, m_layout, begin, std::min(kChunk, m_block.rows - begin), m_chunk);
            m_engine.predict(m_chunk, logits);
            m_logits.insert(m_logits.end(), logits.begin(), logits.end());
        }
        m_labels.insert(m_labels.end(), m_block.label.begin(), m_block.label.end());
        m_weights.insert(m_weights.end(), m_block.weight.begin(), m_block.weight.end());
    }

    const RowLayout& m_layout;
    StepEngine& m_engine;
    std::unique_ptr<BatchSource> m_rows;
    uint64_t m_seed;
    Batch m_block, m_shuffled, m_chunk;
    std::vector<float> m_logits, m_labels, m_weights;
};

class Permutation final : public Selector {
public:
    [[nodiscard]] std::string name() const override { return "permutation"; }
    [[nodiscard]] std::string title() const override { return "Permutation"; }
    [[nodiscard]] std::string source() const override
    {
        return "Breiman 2001, doi:10.1023/A:1010933404324; Fisher, Rudin and Dominici 2019, JMLR 20(177)";
    }
    [[nodiscard]] std::vector<std::string> deviations() const override
    {
        return {
            "The loss of AUC on all validation rows, mean of 3 shuffles; the authors use one shuffle, and a "
            "1 % sample on the industrial set.",
            "Above 65,536 validation rows a field is shuffled within blocks of that many rows."};
    }

protected:
    void select(const SelectorContext& context, SelectorOutcome& outcome) const override
    {
        const TrainedModel model = trainModel(context);
        outcome.outcome = model.outcome;
        if (model.outcome == RunOutcome::Stopped)
            return;
        ShuffledJudge judge(context, *model.engine);
        const MetricValue all = judge.judge(-1, 0);
        if (!all.defined())
            throw InputError("Permutation needs a validation AUC, but there is " + all.reason
                             + " among the validation rows. Use more rows or another split.");
        const int64_t fields = context.dataset->layout.fields();
        std::vector<double> score(static_cast<size_t>(fields), 0.0);
        for (int64_t field = 0; field < fields; ++field) {
            for (int repeat = 0; repeat < kRepeats; ++repeat) {
                if (context.control.stopRequested()) {
                    outcome.outcome = RunOutcome::Stopped;
                    return;
                }
                score[static_cast<size_t>(field)] +=
                    (all.value - judge.judge(field, repeat).value) / kRepeats;
            }
        }
        outcome.ranking = rankingOf(*context.dataset, score);
        outcome.forwardPasses =
            forwardPassesOf(model.forwardRows + judge.rows() * (1 + kRepeats * fields), model.batch);
    }
};

} // namespace

std::unique_ptr<Selector> makePermutation()
{
    return std::make_unique<Permutation>();
}

} // namespace leap

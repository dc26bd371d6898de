// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/metric/auc.h"
#include "core/select/selector_table.h"
#include "core/select/trained/forward_count.h"
#include "core/select/trained/shuffled_predictions.h"
#include "core/select/trained/trained_model.h"
#include "core/train/evaluate.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace leap {
namespace {

constexpr int kRepeats = 3;
constexpr int64_t kMostBytes = int64_t{256} << 20; ///< of logits that are kept at once

/// Validation AUC of a trained model with one field after the other shuffled.
class ShuffledJudge {
public:
    ShuffledJudge(const SelectorContext& context, StepEngine& engine)
        : m_layout(context.dataset->layout)
        , m_control(context.control)
        , m_engine(engine)
        , m_rows(validationRows(context, shuffledBlock(m_layout)))
        , m_seed(context.seed)
    {
    }

    [[nodiscard]] MetricValue unshuffled() { return evaluate(m_engine, *m_rows).auc; }
    [[nodiscard]] int64_t rows() const { return m_rows->rows(); }

    /// [F] mean AUC over the shuffles; so many fields at a time as their logits fit. Nothing when stopped.
    std::optional<std::vector<double>> shuffled()
    {
        const auto bytes = static_cast<int64_t>(sizeof(float)) * kRepeats * std::max<int64_t>(1, rows());
        const int64_t atOnce = std::max<int64_t>(1, kMostBytes / bytes);
        std::vector<double> all;
        for (int64_t first = 0; first < m_layout.fields(); first += atOnce) {
            if (!judge(first, std::min(first + atOnce, m_layout.fields()), all))
                return std::nullopt;
        }
        return all;
    }

private:
    bool judge(int64_t first, int64_t last, std::vector<double>& all)
    {
        std::vector<std::vector<float>> logits(static_cast<size_t>((last - first) * kRepeats));
        std::vector<float> labels, weights;
        Batch block;
        m_rows->reset(0);
        for (uint64_t number = 0; m_rows->next(block); ++number) {
            if (!addBlock(block, number, first, logits))
                return false;
            labels.insert(labels.end(), block.label.begin(), block.label.end());
            weights.insert(weights.end(), block.weight.begin(), block.weight.end());
        }
        for (size_t at = 0; at < logits.size(); at += kRepeats) {
            double sum = 0;
            for (size_t repeat = 0; repeat < kRepeats; ++repeat)
                sum += auc(logits[at + repeat], labels, weights).value;
            all.push_back(sum / kRepeats);
        }
        return true;
    }

    bool addBlock(const Batch& block, uint64_t number, int64_t first, std::vector<std::vector<float>>& logits)
    {
        const auto shuffles = shuffledPredictions(m_engine, m_layout, block);
        std::vector<int64_t> from(static_cast<size_t>(block.rows));
        std::vector<float> predicted;
        for (size_t at = 0; at < logits.size(); ++at) {
            if (m_control.stopRequested())
                return false;
            const uint64_t repeat = at % kRepeats;
            const auto field = static_cast<uint64_t>(first) + at / kRepeats;
            if (repeat == 0)
                shuffles->choose(static_cast<int64_t>(field));
            std::iota(from.begin(), from.end(), int64_t{0});
            shuffle(
                from,
                RandomStream(streamKey(m_seed, "select.permutation", field + 1, number * kRepeats + repeat)));
            shuffles->predict(from, predicted);
            logits[at].insert(logits[at].end(), predicted.begin(), predicted.end());
        }
        return true;
    }

    const RowLayout& m_layout;
    RunControl& m_control;
    StepEngine& m_engine;
    std::unique_ptr<BatchSource> m_rows;
    uint64_t m_seed;
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
            "Above 65,536 validation rows (or 256 MiB of them) a field is shuffled within blocks of that "
            "many "
            "rows.",
            "Of a shuffled row only the first layer's change is computed anew (Wide & Deep on the CPU); it "
            "counts "
            "as a whole forward pass all the same."};
    }

protected:
    void select(const SelectorContext& context, SelectorOutcome& outcome) const override
    {
        const TrainedModel model = trainModel(context);
        outcome.outcome = model.outcome;
        if (model.outcome == RunOutcome::Stopped)
            return;
        ShuffledJudge judge(context, *model.engine);
        const MetricValue all = judge.unshuffled();
        if (!all.defined())
            throw InputError("Permutation needs a validation AUC, but there is " + all.reason
                             + " among the validation rows. Use more rows or another split.");
        std::optional<std::vector<double>> score = judge.shuffled();
        if (!score) {
            outcome.outcome = RunOutcome::Stopped;
            return;
        }
        for (double& one : *score)
            one = all.value - one;
        outcome.ranking = rankingOf(*context.dataset, *score);
        outcome.forwardPasses = forwardPassesOf(
            model.forwardRows + judge.rows() * (1 + kRepeats * context.dataset->layout.fields()),
            model.batch);
    }
};

} // namespace

std::unique_ptr<Selector> makePermutation()
{
    return std::make_unique<Permutation>();
}

} // namespace leap

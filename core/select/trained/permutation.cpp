// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/metric/auc.h"
#include "core/select/selector_table.h"
#include "core/select/trained/forward_count.h"
#include "core/select/trained/shared_model.h"
#include "core/select/trained/shuffled_predictions.h"
#include "core/train/evaluate.h"

#include <algorithm>
#include <numeric>

namespace leap {
namespace {

constexpr int kRepeats = 3;
constexpr int64_t kMostBytes = int64_t{256} << 20; ///< of logits that are kept at once

/// The validation AUC of a trained model when each field in turn is shuffled.
class ShuffledJudge {
public:
    ShuffledJudge(const SelectorContext& context, TrainedModel& model)
        : m_layout(context.dataset->layout)
        , m_control(context.control)
        , m_model(model)
        , m_rows(validationRows(context, shuffledBlock(m_layout)))
        , m_seed(context.seed)
    {
    }

    /// [F] mean AUC over the shuffles; as many fields at a time as their logits fit into memory.
    /// @throws Cancelled
    std::vector<double> shuffled()
    {
        const auto bytes =
            static_cast<int64_t>(sizeof(float)) * kRepeats * std::max<int64_t>(1, m_rows->rows());
        const int64_t atOnce = std::max<int64_t>(1, kMostBytes / bytes);
        std::vector<double> all;
        for (int64_t first = 0; first < m_layout.fields(); first += atOnce)
            judge(first, std::min(first + atOnce, m_layout.fields()), all);
        return all;
    }

private:
    void judge(int64_t first, int64_t last, std::vector<double>& all)
    {
        std::vector<std::vector<float>> logits(static_cast<size_t>((last - first) * kRepeats));
        std::vector<float> labels, weights;
        Batch block;
        m_rows->reset(0);
        for (uint64_t number = 0; m_rows->next(block); ++number) {
            addBlock(block, number, first, logits);
            labels.insert(labels.end(), block.label.begin(), block.label.end());
            weights.insert(weights.end(), block.weight.begin(), block.weight.end());
        }
        for (size_t at = 0; at < logits.size(); at += kRepeats) {
            double sum = 0;
            for (size_t repeat = 0; repeat < kRepeats; ++repeat)
                sum += auc(logits[at + repeat], labels, weights).value;
            all.push_back(sum / kRepeats);
        }
    }

    void addBlock(const Batch& block, uint64_t number, int64_t first, std::vector<std::vector<float>>& logits)
    {
        ShuffledPredictions shuffled(m_model, m_layout, block);
        std::vector<int64_t> from(static_cast<size_t>(block.rows));
        std::vector<float> predicted;
        for (size_t at = 0; at < logits.size(); ++at) {
            m_control.throwIfStopped();
            const uint64_t repeat = at % kRepeats;
            const auto field = static_cast<uint64_t>(first) + at / kRepeats;
            if (repeat == 0)
                shuffled.choose(static_cast<int64_t>(field));
            std::iota(from.begin(), from.end(), int64_t{0});
            shuffle(
                from,
                RandomStream(streamKey(m_seed, "select.permutation", field + 1, number * kRepeats + repeat)));
            shuffled.predict(from, predicted);
            logits[at].insert(logits[at].end(), predicted.begin(), predicted.end());
        }
    }

    const RowLayout& m_layout;
    RunControl& m_control;
    TrainedModel& m_model;
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
        SharedModel shared = trainSharedModel(context);
        const auto rows = validationRows(context, shuffledBlock(context.dataset->layout));
        const MetricValue all = evaluate(*shared.engine, *rows).auc;
        if (!all.defined())
            throw InputError("Permutation needs a validation AUC, but there is " + all.reason
                             + " among the validation rows. Use more rows or another split.");
        const auto model = shared.takeModel();
        std::vector<double> score = ShuffledJudge(context, *model).shuffled();
        for (double& one : score)
            one = all.value - one;
        outcome.ranking = rankingOf(*context.dataset, score);
        outcome.forwardPasses = forwardPassesOf(
            shared.forwardRows + rows->rows() * (1 + kRepeats * context.dataset->layout.fields()),
            shared.batch);
    }
};

} // namespace

std::unique_ptr<Selector> makePermutation()
{
    return std::make_unique<Permutation>();
}

} // namespace leap

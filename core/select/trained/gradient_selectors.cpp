// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/selector_table.h"
#include "core/select/trained/forward_count.h"
#include "core/select/trained/gradient_scores.h"
#include "core/select/trained/shared_model.h"

#include <algorithm>

namespace leap {
namespace {

constexpr int64_t kSharkBatch = 4096;
constexpr int64_t kSfsBatch = 8196; ///< sic: the authors' number
constexpr int64_t kSfsBatches = 100;

/// Trains the shared model and differentiates it on validation rows.
class GradientSelector : public Selector {
protected:
    [[nodiscard]] virtual int64_t batch() const = 0;
    [[nodiscard]] virtual int64_t trainingEpochs(const Settings& settings) const { return settings.epochs; }
    [[nodiscard]] virtual std::vector<double> score(TrainedModel& model, BatchSource& rows,
                                                    const std::vector<int64_t>& ranges) const = 0;

    void select(const SelectorContext& context, SelectorOutcome& outcome) const override
    {
        Settings settings = context.settings;
        settings.epochs = trainingEpochs(settings);
        SharedModel shared = trainSharedModel(
            {context.dataset, settings, context.seed, context.draw, context.control, context.observer});
        const auto model = shared.takeModel();
        const auto rows = validationRows(context, batch());
        outcome.ranking = rankingOf(*context.dataset, score(*model, *rows, context.dataset->layout.ranges));
        const int64_t read =
            std::min(rows->rows(), batch() == kSfsBatch ? kSfsBatches * kSfsBatch : rows->rows());
        outcome.forwardPasses = forwardPassesOf(shared.forwardRows + read, shared.batch);
    }
};

class Shark final : public GradientSelector {
public:
    [[nodiscard]] std::string name() const override { return "shark"; }
    [[nodiscard]] std::string title() const override { return "SHARK"; }
    [[nodiscard]] std::string source() const override
    {
        return "Zhang et al. 2023, SHARK, CIKM, arXiv 2308.09395: F-Permutation";
    }
    [[nodiscard]] std::vector<std::string> deviations() const override
    {
        return {
            "One pass over the validation rows in batches; the sum is that of the authors' row by row pass.",
            "All fields are ranked at once; SHARK removes them one by one and trains in between."};
    }

protected:
    [[nodiscard]] int64_t batch() const override { return kSharkBatch; }
    [[nodiscard]] std::vector<double> score(TrainedModel& model, BatchSource& rows,
                                            const std::vector<int64_t>& ranges) const override
    {
        return sharkScores(model, rows, ranges);
    }
};

class Sfs final : public GradientSelector {
public:
    [[nodiscard]] std::string name() const override { return "sfs"; }
    [[nodiscard]] std::string title() const override { return "SFS"; }
    [[nodiscard]] std::string source() const override
    {
        return "Wang et al. 2023, Single-shot Feature Selection, SIGIR, doi:10.1145/3539618.3591767";
    }
    [[nodiscard]] std::vector<std::string> deviations() const override
    {
        return {
            "The warm-up is one epoch: at the end of a training the gradient of a useful field's mask has "
            "vanished.",
            "Gradients are of the model in evaluation (no dropout), on at most 100 validation batches of "
            "8,196 rows."};
    }

protected:
    [[nodiscard]] int64_t batch() const override { return kSfsBatch; }
    [[nodiscard]] int64_t trainingEpochs(const Settings&) const override { return 1; }
    [[nodiscard]] std::vector<double> score(TrainedModel& model, BatchSource& rows,
                                            const std::vector<int64_t>& ranges) const override
    {
        return sfsScores(model, rows, ranges, kSfsBatches);
    }
};

} // namespace

std::unique_ptr<Selector> makeShark()
{
    return std::make_unique<Shark>();
}

std::unique_ptr<Selector> makeSfs()
{
    return std::make_unique<Sfs>();
}

} // namespace leap

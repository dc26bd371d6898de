// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/trained/scaled_training.h"

#include "core/base/error.h"
#include "core/select/trained/forward_count.h"
#include "core/train/engines.h"

#include <memory>

namespace leap {
namespace {

class ScaledTraining {
public:
    ScaledTraining(const SelectorContext& context, const Settings& settings, ScalePolicy& policy)
        : m_context(context)
        , m_policy(policy)
        , m_batch(batchSizeFor(settings, context.dataset->rows))
        , m_train(source(Part::Train, settings.seed))
        , m_gate(source(Part::Gate, settings.seed))
        , m_engine(makeEngine(engineSpecFor(settings, context.dataset->layout,
                                            {.kind = TransformSpec::Kind::Scale, .keep = {}}, m_batch)))
        , m_scales(static_cast<size_t>(context.dataset->layout.fields()))
    {
    }

    void run(int64_t epochs)
    {
        Batch batch;
        m_gate->reset(0);
        for (int64_t epoch = 1; epoch <= epochs; ++epoch) {
            m_train->reset(epoch);
            while (m_train->next(batch)) {
                if (!m_context.control.waitAtBoundary())
                    throw Cancelled();
                step(batch);
            }
        }
    }
    [[nodiscard]] int64_t forwardPasses() const { return forwardPassesOf(m_rowsForward, m_batch); }

private:
    std::unique_ptr<BatchSource> source(Part part, uint64_t seed) const
    {
        return makeBatchSource(m_context.dataset,
                               {.part = part,
                                .batchSize = m_batch,
                                .order = RowOrder::Shuffled,
                                .dropIncomplete = true,
                                .seed = seed});
    }

    void step(const Batch& batch)
    {
        const int64_t number = ++m_steps;
        const StepKind learns = m_policy.learnsAt(number);
        m_policy.scales(number, m_scales);
        take(batch, learns == StepKind::Joint ? StepKind::Joint : StepKind::Backbone, number);
        if (learns == StepKind::Gates) {
            readGateRows();
            take(m_gateBatch, StepKind::Gates, number);
        }
        if (learns != StepKind::Backbone)
            m_policy.learn(number, m_result.dtheta);
    }

    void take(const Batch& batch, StepKind kind, int64_t number)
    {
        m_engine->step(batch, {kind, number, m_scales, 1.0F}, m_result);
        m_rowsForward += batch.rows;
    }

    void readGateRows()
    {
        if (m_gate->next(m_gateBatch))
            return;
        m_gate->reset(++m_gatePass);
        if (!m_gate->next(m_gateBatch))
            throw InputError("The gate part has no rows; use more rows or another split.");
    }

    const SelectorContext& m_context;
    ScalePolicy& m_policy;
    int64_t m_batch;
    std::unique_ptr<BatchSource> m_train;
    std::unique_ptr<BatchSource> m_gate;
    std::unique_ptr<StepEngine> m_engine;
    std::vector<float> m_scales;
    StepResult m_result;
    Batch m_gateBatch;
    int64_t m_steps = 0;
    int64_t m_gatePass = 0;
    int64_t m_rowsForward = 0;
};

} // namespace

void trainScaled(const SelectorContext& context, ScalePolicy& policy, SelectorOutcome& outcome)
{
    Settings settings = context.settings;
    settings.seed = context.seed;
    ScaledTraining training(context, settings, policy);
    training.run(settings.epochs);
    outcome.forwardPasses = training.forwardPasses();
    outcome.ranking = rankingOf(*context.dataset, policy.scores());
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/shuffle/shuffle_study.h"

#include "core/base/error.h"
#include "core/study/shuffle/shuffle_block.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace leap {
namespace {

bool mixes(GateForm form)
{
    return form == GateForm::Permute || form == GateForm::Mean;
}

/// The sums over blocks that become a FieldShuffle.
struct FieldSums {
    ShuffleMoments earns;
    std::array<ShuffleMoments, kCurveGates.size() - 1> curve;
    ShuffleMoments force;
    double changed = 0;
};

class Study {
public:
    Study(const RowLayout& layout, TrainedModel& model, const ShufflePlan& plan, RunControl& control)
        : m_plan(plan)
        , m_control(control)
        , m_block(layout, model, plan)
        , m_fields(static_cast<size_t>(layout.fields()))
    {
    }

    /// @return false when stopped
    bool addBlock(const Batch& batch, uint64_t number)
    {
        m_block.read(batch, number);
        m_rows += batch.rows;
        m_losses += m_block.lossSum();
        m_weights += m_block.weightSum();
        for (size_t field = 0; field < m_fields.size(); ++field) {
            if (m_control.stopRequested())
                return false;
            m_fields[field].changed += m_block.changedRows(field);
            addEarnings(field);
            if (!m_plan.gates.empty())
                addCurve(field);
        }
        return m_plan.gates.empty() || addForces();
    }

    void conclude(ShuffleStudy& study) const
    {
        study.rows = m_rows;
        study.logLoss = m_weights > 0 ? m_losses / m_weights : 0;
        for (const FieldSums& sums : m_fields) {
            FieldShuffle& field = study.fields.emplace_back();
            field.earns = sums.earns.estimate();
            field.force = sums.force.estimate();
            field.changedRows = m_rows > 0 ? sums.changed / static_cast<double>(m_rows) : 0;
            if (!m_plan.gates.empty())
                setCurve(sums, field);
        }
    }

private:
    void addEarnings(size_t field)
    {
        ShuffleMoments& moments = m_fields[field].earns;
        moments.beginBlock(m_block.rows(), m_block.weight(), m_plan.repeats, m_block.group());
        for (int repeat = 0; repeat < m_plan.repeats; ++repeat) {
            m_block.drawShuffle(field, repeat);
            moments.addRepeat(m_block.lossChange(field, 0), m_block.donors());
        }
        moments.endBlock();
    }

    /// The curve's points below 1 that the earnings do not give. Where a gate is a probability, the curve is
    /// a straight line and its end at 0 is enough.
    void addCurve(size_t field)
    {
        const size_t first = m_block.shuffles() ? 1 : 0;
        const size_t last = mixes(m_plan.form) ? kCurveGates.size() - 1 : 1;
        const std::span moments(m_fields[field].curve.data() + first, last - first);
        const int repeats = m_block.shuffles() ? m_plan.repeats : 1;
        for (ShuffleMoments& point : moments)
            point.beginBlock(m_block.rows(), m_block.weight(), repeats, m_block.group());
        for (int repeat = 0; repeat < repeats && !moments.empty(); ++repeat) {
            m_block.drawReplacement(field, repeat);
            for (size_t point = 0; point < moments.size(); ++point)
                moments[point].addRepeat(m_block.lossChange(field, kCurveGates[first + point]),
                                         m_block.donors());
        }
        for (ShuffleMoments& point : moments)
            point.endBlock();
    }

    bool addForces()
    {
        for (FieldSums& field : m_fields)
            field.force.beginBlock(m_block.rows(), m_block.weight(), m_plan.repeats, m_block.group());
        for (int repeat = 0; repeat < m_plan.repeats; ++repeat) {
            m_block.mixAll(repeat);
            for (size_t field = 0; field < m_fields.size(); ++field) {
                if (m_control.stopRequested())
                    return false;
                m_fields[field].force.addRepeat(m_block.slope(field, repeat), {});
            }
        }
        for (FieldSums& field : m_fields)
            field.force.endBlock();
        return true;
    }

    void setCurve(const FieldSums& sums, FieldShuffle& field) const
    {
        field.curve[0] = m_block.shuffles() ? field.earns : sums.curve[0].estimate();
        for (size_t point = 1; point < sums.curve.size(); ++point) {
            const double rest = 1 - kCurveGates[point];
            field.curve[point] = mixes(m_plan.form)
                ? sums.curve[point].estimate()
                : Estimate{rest * field.curve[0].mean, rest * field.curve[0].error};
        }
    }

    const ShufflePlan& m_plan;
    RunControl& m_control;
    ShuffleBlock m_block;
    std::vector<FieldSums> m_fields;
    int64_t m_rows = 0;
    double m_losses = 0;
    double m_weights = 0;
};

} // namespace

ShuffleStudy studyShuffles(const std::shared_ptr<const Dataset>& dataset, TrainedModel& model,
                           const ShufflePlan& plan, RunControl& control, ProveObserver& observer)
{
    const RowLayout& layout = dataset->layout;
    if (plan.repeats < 1)
        throw InputError("Repeats are " + std::to_string(plan.repeats) + "; shuffle at least once.");
    if (!plan.gates.empty() && static_cast<int64_t>(plan.gates.size()) != layout.fields())
        throw InputError("There are " + std::to_string(plan.gates.size()) + " gates for "
                         + std::to_string(layout.fields()) + " fields.");
    const int64_t rows = dataset->store->rows(Part::Validation);
    if (rows < 2)
        throw InputError("There are fewer than two validation rows: nothing can be shuffled. Use another "
                         "split.");
    ShuffleStudy study;
    study.blockRows = shuffleBlockRows(rows, layout.columns());
    const auto source = makeBatchSource(
        dataset, {.part = Part::Validation, .batchSize = study.blockRows, .order = RowOrder::Stored});
    Study sums(layout, model, plan, control);
    Batch batch;
    source->reset(0);
    for (int64_t block = 0; source->next(batch); ++block) {
        observer.working("shuffling on validation rows", block, source->batches());
        if (!sums.addBlock(batch, static_cast<uint64_t>(block))) {
            study.outcome = RunOutcome::Stopped;
            return study;
        }
    }
    sums.conclude(study);
    return study;
}

} // namespace leap

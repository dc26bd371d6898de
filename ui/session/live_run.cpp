// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/live_run.h"

#include "core/search/gate_course.h"
#include "core/search/reach.h"

#include <algorithm>
#include <cmath>

namespace leap::ui {

LiveRun::LiveRun(QObject* parent)
    : QObject(parent)
    , m_trajectory(std::make_shared<Trajectory>())
{
}

void LiveRun::reset()
{
    m_trajectory = std::make_shared<Trajectory>();
    m_epochs.clear();
    m_changes.clear();
    m_messages.clear();
    m_newest = StepValues{};
    m_shown = StepValues{};
    m_cursor.reset();
    m_cursorStep.reset();
    m_settledAtEnd.reset();
    m_stepsPerEpoch = 0;
    m_epochsPlanned = 0;
    m_singlePass = false;
    m_batch = 0;
    m_threads = 0;
    m_engine.clear();
    m_alpha = 0;
    m_fewestSteps = 0;
    m_stepsPerSecond = 0;
}

void LiveRun::begin(const QStringList& fields)
{
    reset();
    m_fields = fields;
    Q_EMIT restarted();
    Q_EMIT shownChanged();
}

void LiveRun::clear()
{
    begin({});
}

void LiveRun::adopt(const RunRecord& record)
{
    reset();
    m_fields.clear();
    for (const FieldScore& field : record.result.ranking.fields)
        m_fields << QString::fromStdString(field.name);
    const SearchResult& result = record.result;
    *m_trajectory = result.trajectory;
    m_epochs = result.epochs;
    m_changes = result.changes;
    m_messages = result.messages;
    m_singlePass = record.settings.singlePass;
    m_epochsPlanned = m_singlePass ? record.settings.streamBlocks : result.plan.epochs;
    m_batch = result.plan.batch;
    m_threads = result.plan.threads;
    m_engine = QString::fromStdString(result.plan.engine);
    m_alpha = result.plan.alpha;
    if (result.plan.gateLearningRate > 0)
        m_fewestSteps = stepsToFall(record.settings, result.plan.gateLearningRate);
    if (!m_epochs.empty())
        m_stepsPerEpoch = m_epochs.front().step;
    if (m_trajectory->points() > 0)
        m_newest = valuesAt(m_trajectory->points() - 1);
    takeEnd(record);
}

void LiveRun::takeEnd(const RunRecord& record)
{
    const auto& fields = record.result.ranking.fields;
    m_newest.step = record.result.steps;
    for (size_t i = 0; i < fields.size() && i < m_newest.gates.size(); ++i) {
        m_newest.gates[i] = fields[i].gate;
        m_newest.divergence[i] = fields[i].divergence;
        m_newest.lambda[i] = fields[i].lambda;
    }
}

bool LiveRun::wasFollowed(const RunRecord& record) const
{
    const auto& fields = record.result.ranking.fields;
    const bool sameFields = std::equal(
        m_fields.begin(), m_fields.end(), fields.begin(), fields.end(),
        [](const QString& name, const FieldScore& field) { return name.toStdString() == field.name; });
    return sameFields && m_trajectory->points() > 0 && *m_trajectory == record.result.trajectory
        && m_epochs.size() == record.result.epochs.size();
}

void LiveRun::show(const RunRecord& record)
{
    const bool followed = wasFollowed(record);
    if (followed)
        takeEnd(record);
    else
        adopt(record);
    const auto& fields = record.result.ranking.fields;
    m_settledAtEnd =
        static_cast<int>(std::count_if(fields.begin(), fields.end(), [&](const FieldScore& field) {
            return !m_epochs.empty() && standingOf(record.result.ranking, field) == Standing::Settled;
        }));
    updateShown();
    if (!followed)
        Q_EMIT restarted();
    Q_EMIT advanced();
    Q_EMIT shownChanged();
}

void LiveRun::continueFrom(const RunRecord& record)
{
    adopt(record);
    updateShown();
    Q_EMIT restarted();
    Q_EMIT shownChanged();
}

void LiveRun::apply(const RunSnapshot& snapshot)
{
    if (snapshot.plan) {
        m_stepsPerEpoch = snapshot.plan->stepsPerEpoch;
        m_epochsPlanned = snapshot.plan->epochs;
        m_singlePass = snapshot.plan->settings.singlePass;
        m_batch = snapshot.plan->batch;
        m_threads = snapshot.plan->threads;
        m_engine = QString::fromStdString(snapshot.plan->engine);
        m_alpha = snapshot.plan->alpha;
        m_fewestSteps = stepsToFall(snapshot.plan->settings, snapshot.plan->gateLearningRate);
    }
    for (const StepValues& point : snapshot.points)
        m_trajectory->record(point.report());
    m_epochs.insert(m_epochs.end(), snapshot.epochs.begin(), snapshot.epochs.end());
    m_changes.insert(m_changes.end(), snapshot.changes.begin(), snapshot.changes.end());
    m_messages.insert(m_messages.end(), snapshot.messages.begin(), snapshot.messages.end());
    m_stepsPerSecond = snapshot.stepsPerSecond;
    if (snapshot.newest.step > 0)
        m_newest = snapshot.newest;
    if (m_cursorStep) // thinning renumbers the points
        m_cursor = pointAtOrBefore(*m_cursorStep);
    Q_EMIT advanced();
    if (!m_cursor) {
        updateShown();
        Q_EMIT shownChanged();
    }
}

void LiveRun::lookAt(std::optional<int64_t> point)
{
    if (point && (m_trajectory->points() == 0 || *point >= m_trajectory->points()))
        point.reset();
    if (point == m_cursor)
        return;
    m_cursor = point;
    m_cursorStep.reset();
    if (point)
        m_cursorStep = m_trajectory->steps[static_cast<size_t>(*point)];
    updateShown();
    Q_EMIT shownChanged();
}

void LiveRun::lookAtStep(int64_t step)
{
    lookAt(step >= m_newest.step ? std::nullopt : pointAtOrBefore(step));
}

void LiveRun::updateShown()
{
    m_shown = m_cursor ? valuesAt(*m_cursor) : m_newest;
}

StepValues LiveRun::valuesAt(int64_t point) const
{
    StepValues values;
    const auto at = static_cast<size_t>(point);
    const auto fields = static_cast<size_t>(m_trajectory->fields);
    const auto row = [&](const std::vector<float>& all) {
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(at * fields);
        return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(fields));
    };
    values.step = m_trajectory->steps[at];
    values.epoch = m_stepsPerEpoch > 0 ? (values.step - 1) / m_stepsPerEpoch + 1 : 1;
    values.trainLoss = m_trajectory->trainLoss[at];
    values.gateLoss = m_trajectory->gateLoss[at];
    values.gates = row(m_trajectory->gates);
    values.divergence = row(m_trajectory->divergence);
    values.lambda = row(m_trajectory->lambda);
    for (size_t i = 0; i < fields; ++i)
        values.penalty += values.lambda[i] * values.gates[i];
    return values;
}

std::optional<int64_t> LiveRun::pointAtOrBefore(int64_t step) const
{
    const auto& steps = m_trajectory->steps;
    const auto after = std::upper_bound(steps.begin(), steps.end(), step);
    if (after == steps.begin())
        return std::nullopt;
    return after - steps.begin() - 1;
}

int LiveRun::settledCount() const
{
    if (!m_cursor && m_settledAtEnd)
        return *m_settledAtEnd;
    if (m_stepsPerEpoch <= 0 || m_shown.step < m_fewestSteps)
        return 0;
    const auto before = pointAtOrBefore(m_shown.step - m_stepsPerEpoch);
    if (!before)
        return 0;
    const StepValues then = valuesAt(*before);
    int count = 0;
    for (size_t i = 0; i < then.gates.size() && i < m_shown.gates.size(); ++i)
        count += std::abs(m_shown.gates[i] - then.gates[i]) <= kSettledMove ? 1 : 0;
    return count;
}

} // namespace leap::ui

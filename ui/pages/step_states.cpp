// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/field_problems.h"
#include "ui/format.h"
#include "ui/models/study_answer.h"
#include "ui/pages/steps.h"
#include "ui/session/workbench.h"

#include <QCoreApplication>

#include <algorithm>

namespace leap::ui {
namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("leap::ui::Steps", source);
}

} // namespace

StepStatus dataStatus(Workbench& bench)
{
    const Study& study = bench.study();
    if (bench.session().opening() && !study.report())
        return {StepState::Running, text("Reading the data.")};
    if (!study.report())
        return study.run()
            ? StepStatus{StepState::Ready, text("The audit's data are not open; open them to search again.")}
            : StepStatus{StepState::Empty, text("Open or drop a file.")};
    if (study.schema().label.column.empty())
        return {StepState::Attention, text("Choose the label column.")};
    return {StepState::Done, text("%1 rows are open.").arg(countText(study.report()->rows))};
}

StepStatus fieldsStatus(Workbench& bench)
{
    const Schema& schema = bench.study().schema();
    if (schema.fields.empty())
        return bench.study().report() ? StepStatus{StepState::Attention, text("No column is used.")}
                                      : StepStatus{StepState::Empty, text("Fields are made from the data.")};
    const auto problems = fieldProblems(schema, bench.study().report().get());
    const auto blocking =
        std::count_if(problems.begin(), problems.end(), [](const FieldProblem& p) { return p.blocks; });
    if (blocking > 0)
        return {StepState::Attention,
                blocking == 1 ? text("A field needs repair.") : text("%1 fields need repair.").arg(blocking)};
    const QString fields =
        countedText(static_cast<int64_t>(schema.fields.size()), text("field"), text("fields"));
    return {StepState::Done,
            QStringLiteral("%1, %2.").arg(fields,
                                          countedText(schema.columns(), text("column"), text("columns")))};
}

StepStatus searchStatus(Workbench& bench)
{
    const AuditSession& session = bench.session();
    if (session.searching())
        return {StepState::Running,
                session.state() == AuditSession::State::Paused ? text("The search is paused.")
                                                               : text("The search is running.")};
    if (session.state() == AuditSession::State::Failed && bench.study().report() && !bench.study().run())
        return {StepState::Attention, text("The last attempt failed.")};
    if (const RunPtr run = bench.study().run()) {
        if (bench.study().runIsOutdated())
            return {StepState::Attention, text("The fields were changed after this search.")};
        if (run->result.outcome == RunOutcome::Stopped)
            return {StepState::Ready, text("The search was stopped and can be continued.")};
        return {StepState::Done, text("%1 steps.").arg(countText(run->result.steps))};
    }
    const QString obstacle = bench.searchObstacle();
    return obstacle.isEmpty() ? StepStatus{StepState::Ready, text("Ready to start.")}
                              : StepStatus{StepState::Empty, obstacle};
}

StepStatus decideStatus(Workbench& bench)
{
    const Study& study = bench.study();
    if (!study.run())
        return {StepState::Empty, text("A decision needs a search.")};
    if (!study.decision())
        return {StepState::Attention, study.decisionError()};
    return {StepState::Done,
            text("%1 of %2 fields are kept.")
                .arg(study.decision()->fieldsAfter)
                .arg(study.decision()->fieldsBefore)};
}

StepStatus evidenceStatus(Workbench& bench)
{
    if (bench.session().gathering())
        return {StepState::Running, text("Evidence is being gathered.")};
    if (const QString obstacle = bench.evidenceObstacle(); !obstacle.isEmpty())
        return {StepState::Empty, obstacle};
    const RunPtr run = bench.study().run();
    QStringList found;
    for (const StudyKind& study : studyKinds()) {
        if (hasAnswer(*run, study))
            found << QString::fromStdString(study.title);
    }
    if (found.isEmpty())
        return {StepState::Ready, text("Only the search itself so far.")};
    return {StepState::Done, text("Available: %1.").arg(found.join(QStringLiteral(", ")))};
}

StepStatus proveStatus(Workbench& bench)
{
    if (bench.session().proving())
        return {StepState::Running, text("Models are being trained.")};
    if (const QString obstacle = bench.proveObstacle(); !obstacle.isEmpty())
        return {StepState::Empty, obstacle};
    const Proof* proof = bench.study().proofOfDecision();
    if (!proof)
        return {StepState::Ready, text("Ready to retrain without the dropped fields.")};
    return proof->noLoss()
        ? StepStatus{StepState::Done, text("No loss above the margin.")}
        : StepStatus{StepState::Attention, text("A loss above the margin cannot be excluded.")};
}

StepStatus reportStatus(Workbench& bench)
{
    return bench.study().run() ? StepStatus{StepState::Ready, text("Ready to be saved.")}
                               : StepStatus{StepState::Empty, text("A report needs a search.")};
}

} // namespace leap::ui

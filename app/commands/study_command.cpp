// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/data_options.h"
#include "app/commands/plan_options.h"
#include "app/commands/rule_options.h"
#include "app/commands/run_study.h"
#include "app/commands/search_options.h"
#include "core/audit/file/audit_file.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/study/study.h"

#include <iostream>
#include <string>

namespace leap::app {
namespace {

/// What the command of any study does with its result. The result is printed, and kept in the run's file or
/// written into a file of its own.
class StudyCommand : public Command {
protected:
    StudyCommand(CLI::App& parent, const StudyKind& study)
        : Command(parent, study.name.c_str(), study.question.c_str())
        , m_study(study)
    {
    }

    /// The options of every study, last.
    void addOutput()
    {
        if (m_study.commandKeeps)
            options().add_flag("--json", m_json, "one JSON object instead of the tables");
        else
            options().add_option("--out", m_out, "the result as JSON");
    }

    /// The plan, checked before anything is read.
    [[nodiscard]] Json checkedPlan() const
    {
        Json plan = m_plan.plan();
        m_study.check(plan);
        if (!m_out.empty())
            requireWritable(m_out);
        return plan;
    }

    /// @param kept the run's file, where the result is in it; empty: it is not
    int conclude(const StudyOutcome& outcome, StatusLine& status, const std::string& kept) const
    {
        status.clear();
        if (!outcome.result) {
            status.say("Interrupted; nothing was written.");
            return kExitInterrupted;
        }
        std::cout << (m_json ? jsonFileText(m_study.write(outcome.result))
                             : studyText(m_study, outcome.result))
                  << std::flush;
        status.say((kept.empty() ? "" : "Kept in " + kept + ". ") + join(m_study.words(outcome.result), " "));
        if (outcome.stopped) {
            status.say("Interrupted: only what was finished is shown; nothing was written.");
            return kExitInterrupted;
        }
        if (!m_out.empty()) {
            writeTextAtomically(m_out, jsonFileText(m_study.write(outcome.result)));
            status.say("Written to " + m_out + ".");
        }
        return kExitDone;
    }

    const StudyKind& m_study;
    PlanOptions m_plan;
    std::string m_out;

private:
    bool m_json = false;
};

/// A study of a run: leap NAME RUN.leap
class RunStudyCommand final : public StudyCommand {
public:
    RunStudyCommand(CLI::App& parent, const StudyKind& study)
        : StudyCommand(parent, study)
    {
        m_file.add(options());
        if (study.asksRule)
            m_rule.add(options());
        m_plan.add(options(), study.plan);
        addOutput();
    }

    int run() override
    {
        const Json plan = checkedPlan();
        if (!m_out.empty())
            m_file.requireOther(m_out);
        RunStudy work(m_file);
        if (const StudyResult kept = work.run.studies.find(m_study.name);
            kept && m_study.commandTells && plan.empty())
            return conclude({kept, {}, false, false}, work.status, m_file.path());
        if (m_study.commandKeeps)
            requireWritable(m_file.path());
        TrainObserver quiet;
        const StudyWork asked{
            work.run,         work.reload(), plan,         m_study.asksRule ? m_rule.rule() : Rule(),
            programVersion(), work.control,  work.console, quiet};
        const StudyOutcome outcome = runStudy(m_study, asked);
        if (!m_study.commandKeeps || outcome.stopped)
            return conclude(outcome, work.status, {});
        work.run.studies.put(m_study.name, outcome.result);
        writeAudit(m_file.path(), work.document);
        return conclude(outcome, work.status, m_file.path());
    }

private:
    RunFile m_file;
    RuleOptions m_rule;
};

/// A study of data, with searches of its own: leap NAME DATA
class DataStudyCommand final : public StudyCommand {
public:
    DataStudyCommand(CLI::App& parent, const StudyKind& study)
        : StudyCommand(parent, study)
    {
        m_data.add(options(), true);
        m_data.addSchema(options());
        m_data.addSplit(options());
        m_plan.add(options(), study.plan);
        m_search.add(options());
        addOutput();
    }

    int run() override
    {
        const Json plan = checkedPlan();
        AuditRequest request = makeRequest();
        StatusLine status;
        const Say say = [&](const std::string& text) { status.say(text); };
        Progress progress(showOn(status));
        RunControl control;
        ProveConsole console(status);
        const Interrupts interrupts(progress, control);
        RunRecord run;
        run.settings = withHeadNamed(request.settings, say);
        request.settings = run.settings;
        const auto dataset = loadData(request, progress, say).dataset;
        run.schema = dataset->schema;
        run.card = dataset->card;
        TrainObserver quiet;
        return conclude(
            runStudy(m_study, {run, dataset, plan, {}, programVersion(), control, console, quiet}), status,
            {});
    }

private:
    [[nodiscard]] AuditRequest makeRequest() const
    {
        AuditRequest request;
        m_data.apply(request);
        m_search.apply(request.settings);
        return request;
    }

    DataOptions m_data;
    SearchOptions m_search;
};

} // namespace

std::unique_ptr<Command> makeStudyCommand(CLI::App& parent, const StudyKind& study)
{
    if (study.needs == StudyKind::Needs::Data)
        return std::make_unique<DataStudyCommand>(parent, study);
    return std::make_unique<RunStudyCommand>(parent, study);
}

} // namespace leap::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/plan_options.h"
#include "app/commands/search_options.h"
#include "app/commands/study_data.h"
#include "app/terminal/interrupts.h"
#include "app/terminal/prove_console.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/utc_time.h"
#include "core/study/compare/compare_record.h"
#include "core/study/compare/comparison_table.h"
#include "core/study/study.h"

#include <filesystem>
#include <iostream>
#include <set>
#include <string>

namespace leap::app {
namespace {

class CompareCommand : public Command {
public:
    explicit CompareCommand(CLI::App& parent)
        : Command(parent, "compare", "Search with each selector, retrain what it keeps, compare on test rows")
    {
        m_data.add(options());
        m_plan.add(options(), studyKind(studyName<Comparison>).plan);
        m_search.add(options());
        options().add_option(
            "--out", m_out,
            "the results (R.json); finished parts are kept in R.json.partial until all are done");
    }

    int run() override
    {
        CompareRequest request = makeRequest();
        StatusLine status;
        Progress progress(showOn(status));
        RunControl control;
        ProveConsole console(status);
        const Interrupts interrupts(progress, control);
        std::set<std::string> said;
        const Say say = [&](const std::string& text) {
            if (said.insert(text).second)
                status.say(text);
        };
        m_request.settings = request.settings = withHeadNamed(request.settings, say);
        request.data = m_data.datasets(m_request, progress, say);
        StudyMemory memory(partialFile());
        if (memory.found() > 0)
            status.say(grouped(memory.found()) + " searches and trainings of an earlier call are reused.");
        const CompareResult result = compare(request, memory, control, console);
        status.clear();
        return conclude(request, result, memory, status);
    }

private:
    [[nodiscard]] CompareRequest makeRequest()
    {
        m_data.apply(m_request);
        m_search.apply(m_request.settings);
        CompareRequest request;
        request.settings = m_request.settings;
        const ComparisonPlan plan = comparisonPlan(m_plan.plan());
        request.selectors = comparedSelectors(plan.selectors);
        request.keepRatios = plan.keepRatios;
        request.searchSeeds = plan.searchSeeds;
        request.retrainSeeds = plan.retrainSeeds;
        if (!m_out.empty()) {
            requireWritable(m_out);
            requireOther();
        }
        return request;
    }

    void requireOther() const
    {
        for (const auto& file : m_request.files) {
            std::error_code ignored;
            if (std::filesystem::equivalent(file, m_out, ignored))
                throw InputError("--out is one of the data files, " + m_out
                                 + "; give the results another name.");
        }
    }

    [[nodiscard]] std::optional<std::filesystem::path> partialFile() const
    {
        if (m_out.empty())
            return std::nullopt;
        return std::filesystem::path(m_out + ".partial");
    }

    int conclude(const CompareRequest& request, const CompareResult& result, StudyMemory& memory,
                 StatusLine& status) const
    {
        if (!result.rows.empty()) {
            const auto tables = comparisonTables(result);
            std::cout << gridText(tables[0]) << "\n" << gridText(tables[1]) << std::flush;
        }
        status.say(join(comparisonWords(result), " "));
        if (result.outcome == RunOutcome::Stopped) {
            status.say(m_out.empty()
                           ? std::string("Interrupted; --out R.json would have kept the finished parts.")
                           : "Interrupted. The finished parts are in " + partialFile()->string()
                               + "; the same command continues from there.");
            return kExitInterrupted;
        }
        if (m_out.empty()) {
            status.say("The results are not saved; --out R.json would have kept them.");
            return kExitDone;
        }
        writeTextAtomically(m_out, jsonFileText(toJson(comparisonOf(request, result, toolName(), nowUtc()))));
        memory.discardFile();
        status.say("Written to " + m_out + ".");
        return kExitDone;
    }

    StudyData m_data;
    SearchOptions m_search;
    AuditRequest m_request;
    PlanOptions m_plan;
    std::string m_out;
};

} // namespace

std::unique_ptr<Command> makeCompareCommand(CLI::App& parent)
{
    return std::make_unique<CompareCommand>(parent);
}

} // namespace leap::app

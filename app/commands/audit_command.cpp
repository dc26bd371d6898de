// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/data_options.h"
#include "app/commands/search_options.h"
#include "app/terminal/interrupts.h"
#include "app/terminal/prove_console.h"
#include "app/terminal/search_console.h"
#include "app/terminal/status_line.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/decide/decide.h"
#include "core/search/gate_course.h"
#include "core/study/repeats/repeats_table.h"
#include "core/study/study.h"

#include <algorithm>
#include <array>
#include <iostream>
#include <string>

namespace leap::app {
namespace {

std::string aucText(const MetricValue& metric)
{
    return metric.defined() ? fixed(metric.value, 4) : "undefined";
}

/// What further searches say; empty where there was one search only.
std::string repeatsText(const Ranking& ranking)
{
    if (!hasRepeats(ranking))
        return {};
    return gridText(repeatsTables(ranking, decide(ranking, {})).front());
}

class AuditCommand : public Command {
public:
    explicit AuditCommand(CLI::App& parent)
        : Command(parent, "audit", "Train the model with a gate behind each field and rank the fields")
    {
        m_data.add(options(), false);
        m_data.addSchema(options());
        m_data.addSplit(options());
        m_search.offerAlphaPath();
        m_search.add(options());
        m_search.addStream(options());
        options()
            .add_option("--seeds", m_repeats.seeds,
                        "searches with seeds of their own; the verdicts rest on all")
            ->check(CLI::Range(1, 1000))
            ->capture_default_str();
        options()
            .add_option("--half-samples", m_repeats.halfSamples,
                        "pairs of searches on complementary halves of the rows (of the groups, where there "
                        "are any); a field whose verdict differs between halves has none")
            ->check(CLI::Range(0, 1000))
            ->capture_default_str();
        options().add_flag("--check-scale", m_repeats.checkScale,
                           "search again with given values at one scale and with ten times the floor of the "
                           "divergence; a field whose verdict flips has none");
        options().add_flag("--quick", m_quick,
                           "a provisional verdict: one model of one fold, one fifth of the rows judged");
        options().add_flag("--no-verdict", m_noVerdict, "end with the search, without a verdict");
        options().add_option("--out", m_out, "keep the run in this file (RUN.leap)");
        options().add_option(
            "--resume", m_resume,
            "continue the stopped run in this file, with its own data. With --epochs N a finished run is "
            "trained to N epochs in all; --seeds, --half-samples and --check-scale add searches");
        options().add_flag("--json", m_json, "one JSON object instead of the table");
    }

    int run() override
    {
        const AuditRequest request = makeRequest();
        StatusLine status;
        const RunRecord run = execute(request, status);
        status.clear();
        if (m_json)
            std::cout << jsonFileText(auditToJson(run));
        else
            printTables(run);
        summarise(run, status);
        sayWhereItIs(request, run, status);
        sayVerdict(run);
        return m_interrupted ? kExitInterrupted : kExitDone;
    }

private:
    [[nodiscard]] AuditRequest makeRequest()
    {
        AuditRequest request;
        m_data.apply(request);
        m_search.apply(request.settings);
        request.alphaPath = m_search.alphaPath();
        request.repeats = m_repeats;
        if (!m_noVerdict)
            request.verdict = Json{{"quick", m_quick}, {"threads", request.settings.threads}};
        if (!m_out.empty())
            request.out = m_out;
        if (!m_resume.empty())
            goOn(request);
        else if (request.files.empty())
            throw InputError("Which file? leap audit DATA --label COL, or --resume RUN.leap.");
        return request;
    }

    /// A run continues with its own settings, since others would make it another run. More epochs are the
    /// exception.
    void goOn(AuditRequest& request)
    {
        static constexpr std::array<const char*, 12> kAllowed{
            "DATA",     "--resume", "--epochs",       "--out",         "--json",  "--cache",
            "--memory", "--seeds",  "--half-samples", "--check-scale", "--quick", "--no-verdict"};
        for (const CLI::Option* option : options().get_options()) {
            const std::string name = option->get_name();
            if (option->count() > 0 && std::find(kAllowed.begin(), kAllowed.end(), name) == kAllowed.end())
                throw InputError(
                    name + " cannot be given with --resume: a run continues with the settings stored in "
                    + m_resume + ".");
        }
        request.resume = m_resume;
        if (options().get_option("--epochs")->count() > 0)
            request.resumeToEpochs = request.settings.epochs;
        if (!request.out)
            request.out = m_resume;
    }

    RunRecord execute(const AuditRequest& request, StatusLine& status)
    {
        Progress progress(showOn(status));
        RunControl control;
        SearchConsole console(status);
        ProveConsole trainings(status);
        const Interrupts interrupts(progress, control);
        RunRecord run = runAudit(request, progress, control, console, &trainings);
        m_interrupted = control.stopRequested();
        return run;
    }

    static void summarise(const RunRecord& run, StatusLine& status)
    {
        constexpr double kMebibyte = 1024.0 * 1024.0;
        const SearchResult& result = run.result;
        status.say(grouped(run.card.rows) + " rows, " + std::to_string(run.schema.fields.size()) + " fields, "
                   + grouped(run.schema.columns()) + " columns; " + grouped(result.steps) + " steps in "
                   + fixed(result.seconds, 1) + " s, peak "
                   + fixed(static_cast<double>(run.peakBytes) / kMebibyte, 0) + " MiB; alpha "
                   + significant(result.plan.alpha, 4) + ", seed " + std::to_string(run.settings.seed) + ".");
        status.say("Judged: " + modelInWords(run.settings) + "; " + result.plan.engine + ".");
        if (result.testAuc.defined())
            status.say("Test AUC " + aucText(result.testAuc) + weightsInWords(run) + " Polarisation "
                       + fixed(result.polarisation, 3) + ".");
        if (result.outcome == RunOutcome::Finished && !allSettled(result.ranking))
            status.say(unsettledInWords(run));
    }

    static std::string weightsInWords(const RunRecord& run)
    {
        if (run.settings.singlePass)
            return " at the end of the stream.";
        return " with the last weights, " + aucText(run.result.testAucBest) + " with those of epoch "
            + std::to_string(run.result.bestEpoch) + " (best validation AUC).";
    }

    static void printTables(const RunRecord& run)
    {
        if (const std::string blocks = blocksTable(run); !blocks.empty())
            std::cout << blocks << "\n";
        std::cout << rankingTable(run);
        if (const std::string repeats = repeatsText(run.result.ranking); !repeats.empty())
            std::cout << "\nAt threshold 0.5, over all searches:\n" << repeats;
        std::cout << std::flush;
    }

    static std::string unsettledInWords(const RunRecord& run)
    {
        const Ranking& ranking = run.result.ranking;
        int64_t steps = 0, rows = 0;
        for (const FieldScore& field : ranking.fields) {
            const Standing standing = standingOf(ranking, field);
            steps += wantsSteps(standing) ? 1 : 0;
            rows += standing != Standing::Settled && !wantsSteps(standing) ? 1 : 0;
        }
        std::string text = "Some gates have not settled (column state):";
        if (steps > 0)
            text += " " + grouped(steps) + " need more "
                + (run.settings.singlePass ? "steps, of a longer stream or a smaller batch," : "epochs")
                + " for a verdict";
        if (rows > 0)
            text += std::string(steps > 0 ? "," : "") + " " + grouped(rows) + " need more rows than the "
                + grouped(ranking.course.gateRows) + " that taught the gates";
        return text + ".";
    }

    /// The answer, as the last line.
    void sayVerdict(const RunRecord& run) const
    {
        const StudyResult verdict = run.studies.find(kVerdictStudy);
        if (verdict && !m_json)
            std::cout << "\n" << studyKind(kVerdictStudy).words(verdict).front() << std::endl;
    }

    void sayWhereItIs(const AuditRequest& request, const RunRecord& run, StatusLine& status) const
    {
        if (!request.out)
            status.say(std::string(m_interrupted ? "Interrupted. " : "")
                       + "The run is not saved; --out RUN.leap would have kept it.");
        else if (m_interrupted && run.result.outcome == RunOutcome::Finished)
            status.say("Interrupted; the search and all further complete searches are saved to "
                       + request.out->string() + ".");
        else if (m_interrupted)
            status.say("Interrupted after " + grouped(run.result.steps)
                       + " steps; saved. Continue with: leap audit --resume " + request.out->string());
        else
            status.say("Saved to " + request.out->string() + ".");
    }

    DataOptions m_data;
    SearchOptions m_search;
    Repeats m_repeats;
    std::string m_out;
    std::string m_resume;
    bool m_json = false;
    bool m_quick = false;
    bool m_noVerdict = false;
    bool m_interrupted = false;
};

} // namespace

std::unique_ptr<Command> makeAuditCommand(CLI::App& parent)
{
    return std::make_unique<AuditCommand>(parent);
}

} // namespace leap::app

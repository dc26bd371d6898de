// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/rule_options.h"
#include "app/commands/run_file.h"
#include "app/terminal/interrupts.h"
#include "app/terminal/prove_console.h"
#include "core/audit/audit_data.h"
#include "core/audit/audit_file.h"
#include "core/audit/run_decision.h"
#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "core/base/utc_time.h"
#include "core/prove/proof.h"

#include <iostream>
#include <string>

namespace leap::app {
namespace {

class ProveCommand : public Command {
public:
    explicit ProveCommand(CLI::App& parent)
        : Command(parent, "prove",
                  "Retrain with and without the dropped fields: is there no loss on test rows?")
    {
        m_file.add(options());
        m_rule.add(options());
        options().add_option("--margin", m_margin, "a loss below this does not count")->capture_default_str();
        options()
            .add_option("--retrain-seeds", m_seeds, "trainings of either model")
            ->check(CLI::Range(2, 1000))
            ->capture_default_str();
        options().add_option("--metric", m_metric,
                             "auc, log-loss, gauc or gauc-plain; gauc where there is a group");
    }

    int run() override
    {
        AuditDocument document = readAudit(m_file.path());
        const RunRecord& run = m_file.choose(document);
        requireWritable(m_file.path());
        StatusLine status;
        Progress progress(showOn(status));
        RunControl control;
        ProveConsole console(status);
        const Interrupts interrupts(progress, control);
        Proof announced;
        announced.created = nowUtc();
        announced.plan = planFor(run);
        const auto dataset = reloadData(run, {}, {.cache = true}, progress).dataset;
        announced.plan.metric = m_metric.empty() ? defaultLossMetric(*dataset) : parseLossMetric(m_metric);
        const auto earlier = static_cast<int64_t>(document.proofs.size());
        announce(document, announced, status);
        TrainedSets sets(dataset, retrainSettings(run.settings, run.result.plan), m_seeds, control, console);
        auto proof = prove(announced.plan, sets);
        status.clear();
        if (!proof) {
            status.say("Interrupted. The plan stays in " + m_file.path() + " and counts as a look.");
            return kExitInterrupted;
        }
        proof->created = announced.created;
        document.proofs.back() = *proof;
        writeAudit(m_file.path(), document);
        std::cout << proofText(*proof, earlier) << std::flush;
        status.say("Kept in " + m_file.path() + ". " + grouped(proof->testLooks)
                   + " trained models were judged on test rows.");
        return kExitDone;
    }

private:
    [[nodiscard]] ProofPlan planFor(const RunRecord& run) const
    {
        ProofPlan plan;
        plan.rule = m_rule.rule();
        for (const FieldDecision& field : decideRun(run, plan.rule).fields) {
            if (field.verdict == Verdict::Drop)
                plan.dropped.push_back(field.field.name);
        }
        plan.margin = m_margin;
        plan.seeds = m_seeds;
        plan.firstSeed = run.settings.seed;
        plan.validate();
        return plan;
    }

    /// Rule and margin are in the file before a test row is opened.
    void announce(AuditDocument& document, const Proof& proof, StatusLine& status) const
    {
        document.proofs.push_back(proof);
        writeAudit(m_file.path(), document);
        status.say("Announced in " + m_file.path() + ": rule '" + proof.plan.rule.text() + "' drops "
                   + join(proof.plan.dropped, ", ") + "; margin " + shortest(proof.plan.margin) + " in "
                   + lossMetricTitle(proof.plan.metric) + ".");
    }

    RunFile m_file;
    RuleOptions m_rule;
    double m_margin = ProofPlan{}.margin;
    int m_seeds = ProofPlan{}.seeds;
    std::string m_metric;
};

} // namespace

std::unique_ptr<Command> makeProveCommand(CLI::App& parent)
{
    return std::make_unique<ProveCommand>(parent);
}

} // namespace leap::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/rule_options.h"
#include "app/commands/run_study.h"
#include "core/audit/announced_proof.h"
#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "core/decide/kept_set.h"
#include "core/study/proof/proof_table.h"
#include "core/study/run_decision.h"

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
        RunStudy work(m_file);
        const RunRecord& run = work.run;
        requireWritable(m_file.path());
        StatusLine& status = work.status;
        ProofPlan plan = planFor(run);
        const auto dataset = work.reload();
        plan.metric = m_metric.empty() ? defaultLossMetric(*dataset) : parseName<LossMetric>(m_metric);
        const auto earlier = static_cast<int64_t>(work.document.proofs.size());
        sayAnnounced(announceProof(work.document, plan, m_file.path()), status);
        TrainedSets sets(dataset, retrainSettings(run.settings, run.result.plan), m_seeds, work.control,
                         work.console);
        const auto proof = proveAnnounced(work.document, sets, m_file.path());
        status.clear();
        if (!proof) {
            status.say("Interrupted. The plan stays in " + m_file.path() + " and counts as a look.");
            return kExitInterrupted;
        }
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
        plan.dropped = droppedNames(decideRun(run, plan.rule));
        plan.margin = m_margin;
        plan.seeds = m_seeds;
        plan.firstSeed = run.settings.seed;
        plan.validate();
        return plan;
    }

    void sayAnnounced(const Proof& proof, StatusLine& status) const
    {
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

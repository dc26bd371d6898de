// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/data_options.h"
#include "app/commands/search_options.h"
#include "app/terminal/interrupts.h"
#include "app/terminal/prove_console.h"
#include "core/audit/audit_data.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/search/reach.h"
#include "core/study/roi/roi.h"

#include <iostream>
#include <string>
#include <vector>

namespace leap::app {
namespace {

class RoiCommand : public Command {
public:
    explicit RoiCommand(CLI::App& parent)
        : Command(parent, "roi", "Prune more and more columns by each selector: what does the metric lose?")
    {
        m_data.add(options(), true);
        m_data.addSchema(options());
        m_data.addSplit(options());
        addNames(options(), "--selectors", m_selectors, "names: leap,leap-base,...")->capture_default_str();
        options()
            .add_option("--points", m_points, "models a curve, beside the one with all fields")
            ->check(CLI::Range(1, 10'000))
            ->capture_default_str();
        options()
            .add_option("--retrain-seeds", m_seeds, "trainings of each model")
            ->check(CLI::Range(1, 1000))
            ->capture_default_str();
        options().add_option("--metric", m_metric,
                             "auc, log-loss, gauc or gauc-plain; gauc where there is a group");
        m_search.add(options());
        options().add_option("--out", m_out, "the curves as JSON");
    }

    int run() override
    {
        AuditRequest request = makeRequest();
        StatusLine status;
        request.settings =
            withHeadNamed(request.settings, [&](const std::string& text) { status.say(text); });
        Progress progress(showOn(status));
        RunControl control;
        ProveConsole console(status);
        const Interrupts interrupts(progress, control);
        const auto dataset =
            loadData(request, progress, [&](const std::string& text) { status.say(text); }).dataset;
        RoiRequest asked;
        asked.selectors = m_selectors;
        asked.points = m_points;
        asked.settings = withPlannedEpochs(request.settings, dataset);
        asked.metric = m_metric.empty() ? defaultLossMetric(*dataset) : parseLossMetric(m_metric);
        TrainedSets sets(dataset, asked.settings, m_seeds, control, console);
        const Roi study = roi(sets, dataset, asked, control, console);
        status.clear();
        return conclude(study, status);
    }

private:
    [[nodiscard]] AuditRequest makeRequest() const
    {
        AuditRequest request;
        m_data.apply(request);
        m_search.apply(request.settings);
        if (!m_out.empty())
            requireWritable(m_out);
        for (const std::string& name : m_selectors)
            (void)makeSelector(name);
        return request;
    }

    int conclude(const Roi& study, StatusLine& status) const
    {
        std::cout << roiTable(study) << std::flush;
        status.say("Validation rows only: " + grouped(study.looks.validation)
                   + " trained models were judged on them, " + std::to_string(study.seeds)
                   + " a set; test rows stayed closed. Intervals are paired, of the same rows and seeds.");
        if (study.outcome == RunOutcome::Stopped) {
            status.say("Interrupted: only whole curves are shown.");
            return kExitInterrupted;
        }
        if (!m_out.empty()) {
            writeTextAtomically(m_out, jsonFileText(roiToJson(study)));
            status.say("Written to " + m_out + ".");
        }
        return kExitDone;
    }

    DataOptions m_data;
    SearchOptions m_search;
    std::vector<std::string> m_selectors{"leap", "leap-base"};
    int m_points = 8;
    int m_seeds = 2;
    std::string m_metric;
    std::string m_out;
};

} // namespace

std::unique_ptr<Command> makeRoiCommand(CLI::App& parent)
{
    return std::make_unique<RoiCommand>(parent);
}

} // namespace leap::app

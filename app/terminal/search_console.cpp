// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/search_console.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>

namespace leap::app {
namespace {

std::string metricText(const MetricValue& metric)
{
    return metric.defined() ? fixed(metric.value, 4) : "undefined (" + metric.reason + ")";
}

} // namespace

void SearchConsole::started(const RunPlan& plan)
{
    m_epochs = plan.epochs;
    m_steps = plan.steps;
    m_singlePass = plan.settings.singlePass;
    m_firstStep = plan.firstStep;
    m_start = std::chrono::steady_clock::now();
    m_status.say(std::to_string(plan.fields.size()) + " fields; " + plan.engine + "; "
                 + std::to_string(plan.epochs) + " " + lap() + "s of " + grouped(plan.stepsPerEpoch)
                 + " steps of " + grouped(plan.batch) + " rows; alpha " + significant(plan.alpha, 4)
                 + ", gate rate " + significant(plan.gateLearningRate, 4)
                 + (plan.firstStep > 1 ? "; going on at step " + grouped(plan.firstStep) : std::string()));
}

void SearchConsole::stepped(const StepReport& step)
{
    if (!m_status.due())
        return;
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - m_start;
    const double rate = static_cast<double>(step.step - m_firstStep + 1) / std::max(1e-3, spent.count());
    const double share = static_cast<double>(step.step) / static_cast<double>(std::max<int64_t>(1, m_steps));
    const double left = static_cast<double>(m_steps - step.step) / rate;
    m_status.show(bar(share, 24) + " " + fixed(100 * share, 0) + " %  " + lap() + " "
                  + std::to_string(step.epoch) + "/" + std::to_string(m_epochs) + "  loss "
                  + fixed(step.trainLoss, 4) + "  " + fixed(rate, 0) + " steps/s  ETA " + clockText(left));
}

void SearchConsole::epochDone(const EpochReport& epoch)
{
    const std::string judged = m_singlePass && epoch.epoch < m_epochs ? "next block's AUC" : "validation AUC";
    std::string text = lap() + " " + std::to_string(epoch.epoch) + "/" + std::to_string(m_epochs)
        + ": train loss " + fixed(epoch.trainLoss, 4) + ", " + judged + " " + metricText(epoch.validationAuc);
    if (epoch.validationGauc.defined())
        text += ", GAUC (by impressions) " + metricText(epoch.validationGauc);
    m_status.say(text + ", largest gate move " + fixed(epoch.largestGateMove, 3) + ", "
                 + fixed(epoch.seconds, 1) + " s" + (epoch.best && !m_singlePass ? " *" : ""));
}

void SearchConsole::changed(const ChangeMark& mark)
{
    m_status.say("step " + grouped(mark.step) + ": " + mark.what);
}

void SearchConsole::message(const std::string& text)
{
    m_status.say(text);
}

} // namespace leap::app

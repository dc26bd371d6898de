// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/snapshots.h"

namespace leap::ui {

StepReport StepValues::report() const
{
    StepReport report;
    report.step = step;
    report.epoch = epoch;
    report.trainLoss = trainLoss;
    report.gateLoss = gateLoss;
    report.penalty = penalty;
    report.gates = gates;
    report.divergence = divergence;
    report.lambda = lambda;
    return report;
}

StepValues StepValues::of(const StepReport& report)
{
    StepValues values;
    values.step = report.step;
    values.epoch = report.epoch;
    values.trainLoss = report.trainLoss;
    values.gateLoss = report.gateLoss;
    values.penalty = report.penalty;
    values.gates.assign(report.gates.begin(), report.gates.end());
    values.divergence.assign(report.divergence.begin(), report.divergence.end());
    values.lambda.assign(report.lambda.begin(), report.lambda.end());
    return values;
}

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/run_curves.h"

#include "ui/charts/base/line_chart.h"
#include "ui/session/live_run.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

enum Line { Train, GateRows, Validation, Auc, Gauc };

QString text(const char* source)
{
    return QCoreApplication::translate("leap::ui::RunCharts", source);
}

/// A running mean over about a fiftieth of the points: single batches are too noisy to be read.
QVector<QPointF> smoothed(const std::vector<int64_t>& steps, const std::vector<float>& values)
{
    const size_t window = std::max<size_t>(1, values.size() / 50);
    QVector<QPointF> points;
    double sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i]))
            continue;
        sum += values[i];
        if (++count > window) {
            sum -= values[i - window];
            count = window;
        }
        points << QPointF(static_cast<double>(steps[i]), sum / static_cast<double>(count));
    }
    return points;
}

} // namespace

void fillLoss(LineChart& chart, const LiveRun& live)
{
    const Trajectory& run = live.trajectory();
    if (run.points() == 0)
        return;
    chart.setSeries(Train, text("training"), Train, smoothed(run.steps, run.trainLoss));
    const auto gateRows = smoothed(run.steps, run.gateLoss);
    if (!gateRows.isEmpty())
        chart.setSeries(GateRows, text("gate rows"), GateRows, gateRows);
    QVector<QPointF> validation;
    for (const EpochReport& epoch : live.epochs())
        validation << QPointF(static_cast<double>(epoch.step), epoch.validationLogLoss.value);
    if (!validation.isEmpty())
        chart.setSeries(Validation, text("validation"), Validation, validation);
}

void fillAuc(LineChart& chart, const LiveRun& live)
{
    QVector<QPointF> auc;
    QVector<QPointF> gauc;
    for (const EpochReport& epoch : live.epochs()) {
        auc << QPointF(static_cast<double>(epoch.step), epoch.validationAuc.value);
        if (epoch.validationGauc.defined())
            gauc << QPointF(static_cast<double>(epoch.step), epoch.validationGauc.value);
    }
    if (!auc.isEmpty())
        chart.setSeries(Auc, text("AUC"), Validation, auc);
    if (!gauc.isEmpty())
        chart.setSeries(Gauc, text("grouped AUC"), GateRows, gauc);
}

} // namespace leap::ui

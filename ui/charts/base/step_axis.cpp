// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/step_axis.h"

#include "ui/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace leap::ui {
namespace {

constexpr double kRoundOff = 1e-9;

} // namespace

double niceStep(double length, int most, double least)
{
    const double raw = length / std::max(most, 1);
    if (!(raw > 0) || !std::isfinite(raw))
        return least > 0 ? least : 1;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double multiple : {1.0, 2.0, 5.0, 10.0}) {
        if (multiple * power >= raw * (1 - kRoundOff))
            return std::max(multiple * power, least);
    }
    return std::max(10 * power, least);
}

namespace {

QVector<double> multiplesOf(double step, double low, double high)
{
    QVector<double> ticks;
    const double slack = step * kRoundOff;
    const double first = std::ceil((low - slack) / step);
    const auto count = static_cast<int>(std::floor((high + slack) / step) - first) + 1;
    for (int i = 0; i < count; ++i)
        ticks.append(first + i == 0 ? 0.0 : (first + i) * step); // never "-0"
    return ticks;
}

bool usable(double low, double high)
{
    return std::isfinite(low) && std::isfinite(high) && high > low;
}

} // namespace

QVector<double> niceTicks(double low, double high, int most)
{
    return usable(low, high) ? multiplesOf(niceStep(high - low, most), low, high) : QVector<double>();
}

QVector<double> stepTicks(double low, double high, int most)
{
    return usable(low, high) ? multiplesOf(niceStep(high - low, most, 1), low, high) : QVector<double>();
}

int tickDecimals(double tickStep)
{
    if (!(tickStep > 0) || tickStep >= 1)
        return 0;
    return static_cast<int>(std::ceil(-std::log10(tickStep) - kRoundOff));
}

NiceRange niceRange(double low, double high, int most)
{
    if (!std::isfinite(low) || !std::isfinite(high) || high < low)
        return {};
    if (high - low < 1e-12 * std::max({1.0, std::abs(low), std::abs(high)})) {
        const double room = low == 0 ? 0.5 : std::abs(low) * 0.1;
        low -= room;
        high += room;
    }
    const double step = niceStep(high - low, most);
    return {std::floor(low / step + kRoundOff) * step, std::ceil(high / step - kRoundOff) * step};
}

double grownEnd(qint64 lastStep, qint64 plannedSteps)
{
    constexpr std::array kLadder{1.0, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 6.4, 8.0, 10.0};
    constexpr double kFirst = 50;
    const auto last = static_cast<double>(std::max<qint64>(lastStep, 1));
    double end = kFirst;
    if (last > kFirst) {
        const double power = std::pow(10.0, std::floor(std::log10(last) + kRoundOff));
        end = *std::find_if(kLadder.begin(), kLadder.end() - 1, [&](double rung) {
            return rung * power >= last;
        }) * power;
    }
    const auto planned = static_cast<double>(plannedSteps);
    return plannedSteps > 0 && planned >= last ? std::min(end, planned) : end;
}

QVector<EpochSpan> epochSpans(const StepPlan& plan, double begin, double end, int most)
{
    QVector<EpochSpan> spans;
    if (plan.stepsPerEpoch <= 0 || !usable(begin, end))
        return spans;
    const auto length = static_cast<double>(plan.stepsPerEpoch);
    const double every = niceStep((end - begin) / length, most, 1);
    const double first = std::floor(begin / length);
    for (double epoch = std::ceil((first + 1) / every) * every; (epoch - 1) * length < end; epoch += every) {
        if (epoch * length > begin)
            spans.append({static_cast<qint64>(epoch), (epoch - 1) * length, epoch * length});
    }
    return spans;
}

qint64 epochOf(qint64 step, const StepPlan& plan)
{
    return plan.stepsPerEpoch > 0 && step > 0 ? (step - 1) / plan.stepsPerEpoch + 1 : 0;
}

QString stepText(qint64 step, const StepPlan& plan)
{
    if (!plan.unit.isEmpty())
        return countText(step) + QLatin1Char(' ') + plan.unit;
    const qint64 epoch = epochOf(step, plan);
    if (epoch == 0)
        return QCoreApplication::translate("leap::ui::StepAxis", "step %1").arg(countText(step));
    return QCoreApplication::translate("leap::ui::StepAxis", "step %1 (epoch %2)")
        .arg(countText(step), countText(epoch));
}

} // namespace leap::ui

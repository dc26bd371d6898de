// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

QString fixedText(double value, int decimals, bool leadingZero)
{
    if (std::isnan(value))
        return QString(QChar(0x2013));
    QString text = QString::fromStdString(fixed(value, decimals));
    if (!leadingZero && text.startsWith(QLatin1String("0.")))
        text.remove(0, 1);
    else if (!leadingZero && text.startsWith(QLatin1String("-0.")))
        text.remove(1, 1);
    return text;
}

} // namespace

QString gateText(double gate)
{
    return fixedText(gate, 2, false);
}
QString aucText(double auc)
{
    return fixedText(auc, 4, false);
}
QString lossText(double loss)
{
    return fixedText(loss, 4, true);
}

QString signedLossText(double loss)
{
    return (loss < 0 ? QStringLiteral("\u2212") : QStringLiteral("+"))
        + QString::number(std::abs(loss), 'f', 5);
}

QString lambdaText(double lambda)
{
    if (std::isnan(lambda))
        return QString(QChar(0x2013));
    return QString::number(lambda, 'g', 3);
}

QString shareText(double share)
{
    if (std::isnan(share))
        return QString(QChar(0x2013));
    if (share > 0 && share < 0.001)
        return QStringLiteral("<0.1 %");
    if (share < 1 && share > 0.999)
        return QStringLiteral(">99.9 %");
    return fixedText(share * 100, 1, true) + QStringLiteral(" %");
}

QString countText(int64_t count)
{
    return QString::fromStdString(grouped(count));
}

QString countedText(int64_t count, const QString& one, const QString& many)
{
    return countText(count) + QLatin1Char(' ') + (count == 1 ? one : many);
}

QString rateText(double perSecond)
{
    constexpr double kKilo = 1000;
    if (perSecond >= kKilo * kKilo)
        return fixedText(perSecond / kKilo / kKilo, 1, true) + QStringLiteral(" M");
    if (perSecond >= 10 * kKilo)
        return fixedText(perSecond / kKilo, 0, true) + QStringLiteral(" k");
    if (perSecond >= kKilo)
        return fixedText(perSecond / kKilo, 1, true) + QStringLiteral(" k");
    return fixedText(perSecond, perSecond < 10 ? 1 : 0, true);
}

QString durationText(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0)
        return QString(QChar(0x2013));
    const auto whole = static_cast<int64_t>(std::llround(std::min(seconds, 3.6e8)));
    const QString tail = QStringLiteral(":%1").arg(whole % 60, 2, 10, QLatin1Char('0'));
    if (whole < 3600)
        return QString::number(whole / 60) + tail;
    return QString::number(whole / 3600) + QStringLiteral(":%1").arg(whole / 60 % 60, 2, 10, QLatin1Char('0'))
        + tail;
}

QString rangeText(int64_t start, int64_t end)
{
    return QStringLiteral("[%1, %2)").arg(countText(start), countText(end));
}

QString settingText(double value)
{
    return QString::fromStdString(shortest(value));
}

} // namespace leap::ui

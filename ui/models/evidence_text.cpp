// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/evidence_text.h"

#include "core/study/repeats/repeats_table.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("leap::ui::Evidence", text);
}

QString namesOf(const std::vector<std::string>& names)
{
    QStringList list;
    for (const std::string& name : names)
        list << QString::fromStdString(name);
    return list.join(QStringLiteral(", "));
}

QString indexText(const SetStability& found)
{
    return tr("%1 (95 % %2 to %3)").arg(gateText(found.index), gateText(found.lower), gateText(found.upper));
}

} // namespace

QString evidenceText(const Evidence& evidence)
{
    return QString::fromStdString(evidenceWords(evidence));
}

QString evidenceTip(const FieldDecision& field)
{
    const Evidence& evidence = field.evidence;
    QStringList lines{QString::fromStdString(field.reason)};
    for (const std::string& doubt : evidence.doubts)
        lines << tr("Doubt: %1").arg(QString::fromStdString(doubt));
    if (!evidence.substitutes.empty())
        lines << tr("Stand in for one another, keep at least one: %1").arg(namesOf(evidence.substitutes));
    if (!std::isnan(evidence.seedSpread))
        lines << tr("Kept by %1 of %2 seeds; the gate's spread over them: %3")
                     .arg(evidence.keptInSeeds)
                     .arg(evidence.seeds)
                     .arg(gateText(evidence.seedSpread));
    if (!std::isnan(evidence.samplingSpread))
        lines << tr("Kept on %1 of %2 half-samples; the gate's spread over them: %3")
                     .arg(evidence.keptInHalfSamples)
                     .arg(evidence.halfSamples)
                     .arg(gateText(evidence.samplingSpread));
    lines << tr("%1 rows differ from the most frequent value").arg(countText(evidence.activeRows));
    return lines.join(QLatin1Char('\n'));
}

QString fallText(const AlphaPath* path, const std::string& field)
{
    const auto name = path ? std::find(path->fields.begin(), path->fields.end(), field)
                           : std::vector<std::string>::const_iterator();
    if (!path || name == path->fields.end())
        return {};
    const double alpha = path->fallsAt[static_cast<size_t>(name - path->fields.begin())];
    return std::isnan(alpha) ? tr("On the alpha path it is kept at the largest alpha")
                             : tr("On the alpha path it falls at alpha %1").arg(alpha, 0, 'g', 3);
}

QString alphaPathText(const AlphaPath* path)
{
    if (!path)
        return {};
    return tr("Alpha %1 was chosen from a path of %2: the %3 retrained model.")
        .arg(path->points[path->chosen].alpha, 0, 'g', 3)
        .arg(path->points.size())
        .arg(QLatin1String(kPathRule));
}

QString stabilityText(const Decision& decision)
{
    QStringList parts;
    if (!std::isnan(decision.seedStability.index))
        parts << tr("over %1 seeds %2")
                     .arg(decision.seedStability.searches)
                     .arg(indexText(decision.seedStability));
    if (!std::isnan(decision.halfStability.index))
        parts << tr("over %1 half-samples %2")
                     .arg(decision.halfStability.searches)
                     .arg(indexText(decision.halfStability));
    return parts.isEmpty()
        ? QString()
        : tr("Stability of the kept set, 1 = always the same: %1.").arg(parts.join(QStringLiteral("; ")));
}

} // namespace leap::ui

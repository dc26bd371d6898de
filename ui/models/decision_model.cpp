// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/decision_model.h"

#include "ui/format.h"
#include "ui/models/evidence_text.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QGuiApplication>

#include <algorithm>

namespace leap::ui {

QString verdictTitle(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Keep:
        return QCoreApplication::translate("leap::ui::DecisionModel", "keep");
    case Verdict::Drop:
        return QCoreApplication::translate("leap::ui::DecisionModel", "drop");
    case Verdict::Uncertain:
        break;
    }
    return QCoreApplication::translate("leap::ui::DecisionModel", "uncertain");
}

DecisionModel::DecisionModel(Study& study, QObject* parent)
    : TableModel({{tr("Field"), {}, false},
                  {tr("Gate"), tr("The gate at the last step of the search."), true},
                  {tr("Verdict"), tr("Press K to keep, D to drop, R to let the rule decide."), false},
                  {tr("Columns"), tr("The field's columns in the concatenated row."), true},
                  {tr("Evidence"),
                   tr("What supports the verdict: whether the gate has settled, and how many searches with "
                      "other seeds or on halves of the rows keep the field."),
                   false},
                  {tr("Reason"), tr("The reason for the verdict."), false}},
                 parent)
    , m_study(study)
{
    connect(&m_study, &Study::decisionChanged, this, &DecisionModel::refresh);
    refresh();
}

void DecisionModel::refresh()
{
    std::vector<FieldDecision> fields;
    std::vector<int> source;
    if (const auto& decision = m_study.decision()) {
        for (const size_t index : m_study.run()->result.ranking.order()) {
            fields.push_back(decision->fields[index]);
            source.push_back(static_cast<int>(index));
        }
    }
    const int rows = static_cast<int>(fields.size());
    update(rows, [&] {
        m_fields = std::move(fields);
        m_source = std::move(source);
    });
}

DecisionModel::Force DecisionModel::forced(int row) const
{
    const FieldDecision& field = m_fields[static_cast<size_t>(row)];
    if (!field.forced)
        return Force::None;
    return field.verdict == Verdict::Drop ? Force::Drop : Force::Keep;
}

void DecisionModel::force(const QModelIndexList& rows, Force force)
{
    Rule rule = m_study.rule();
    QStringList titles;
    for (const QModelIndex& index : rows) {
        const std::string& name = m_fields[static_cast<size_t>(index.row())].field.name;
        std::erase(rule.forceKeep, name);
        std::erase(rule.forceDrop, name);
        if (force == Force::Keep)
            rule.forceKeep.push_back(name);
        if (force == Force::Drop)
            rule.forceDrop.push_back(name);
        titles << QString::fromStdString(name);
    }
    const QString fields = titles.join(QStringLiteral(", "));
    const QString what = force == Force::Keep ? tr("Keep %1")
        : force == Force::Drop                ? tr("Drop %1")
                                              : tr("Let the rule decide on %1");
    m_study.editRule(what.arg(fields), std::move(rule));
}

QVariant DecisionModel::cell(int row, int column, int role) const
{
    const FieldDecision& field = m_fields[static_cast<size_t>(row)];
    switch (role) {
    case Qt::DisplayRole:
        return display(field, column);
    case SortRole:
        return raw(field, column);
    case RowRole:
        return m_source[static_cast<size_t>(row)];
    case ShareRole:
        return column == Gate ? QVariant(field.field.gate) : QVariant();
    case Qt::ForegroundRole:
        return column == VerdictColumn ? QVariant(verdictColor(field.verdict, QGuiApplication::palette()))
                                       : QVariant();
    case Qt::ToolTipRole:
        return tip(field);
    default:
        return {};
    }
}

QString DecisionModel::tip(const FieldDecision& field) const
{
    QStringList lines{evidenceTip(field)};
    if (const QString fall = fallText(m_study.run()->studies.find<AlphaPath>(), field.field.name);
        !fall.isEmpty())
        lines << fall;
    return lines.join(QLatin1Char('\n'));
}

QVariant DecisionModel::display(const FieldDecision& field, int column) const
{
    switch (column) {
    case Name:
        return QString::fromStdString(field.field.name);
    case Gate:
        return gateText(field.field.gate);
    case VerdictColumn: {
        const QString verdict = verdictMark(field.verdict) + QLatin1Char(' ') + verdictTitle(field.verdict);
        return field.forced ? tr("%1 (forced)").arg(verdict) : verdict;
    }
    case Columns:
        return countText(field.field.width());
    case EvidenceColumn:
        return evidenceText(field.evidence);
    default:
        return QString::fromStdString(field.reason);
    }
}

QVariant DecisionModel::raw(const FieldDecision& field, int column) const
{
    switch (column) {
    case Gate:
        return field.field.gate;
    case VerdictColumn:
        return static_cast<int>(field.verdict);
    case Columns:
        return static_cast<qlonglong>(field.field.width());
    default:
        return display(field, column);
    }
}

} // namespace leap::ui

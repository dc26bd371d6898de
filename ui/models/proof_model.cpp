// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/proof_model.h"

#include "core/base/text.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace leap::ui {
namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("leap::ui::Proofs", source);
}

} // namespace

QString proofVerdict(const Proof& proof)
{
    if (!proof.finished)
        return text("announced, not finished");
    if (!proof.loss.defined())
        return QString::fromStdString(proof.loss.reason);
    return proof.noLoss() ? text("no loss above the margin") : text("a loss cannot be excluded");
}

ProofModel::ProofModel(Study& study, QObject* parent)
    : TableModel({{tr("When"), {}, false},
                  {tr("Dropped"), tr("Fields that were left out, all together"), true},
                  {tr("Metric"), {}, false},
                  {tr("Margin"), tr("A loss below this does not count; fixed beforehand"), true},
                  {tr("All fields"), tr("Mean over the trainings, on test rows"), true},
                  {tr("Pruned"), tr("Mean over the trainings, on test rows"), true},
                  {tr("Loss"), tr("Positive: the pruned model is worse"), true},
                  {tr("Upper 95 %"), tr("The loss is below this 95 times in 100"), true},
                  {tr("Verdict"), {}, false}},
                 parent)
    , m_study(study)
{
    const auto refresh = [this] { update(static_cast<int>(m_study.proofs().size()), [] {}); };
    connect(&m_study, &Study::proofsChanged, this, refresh);
    refresh();
}

QString ProofModel::display(const Proof& proof, int column) const
{
    switch (column) {
    case When:
        return QLocale().toString(
            QDateTime::fromString(QString::fromStdString(proof.created), Qt::ISODate).toLocalTime(),
            QLocale::ShortFormat);
    case Dropped:
        return countText(static_cast<int64_t>(proof.plan.dropped.size()));
    case Metric:
        return QString::fromUtf8(lossMetricTitle(proof.plan.metric));
    case Margin:
        return settingText(proof.plan.margin);
    case VerdictColumn:
        return proofVerdict(proof);
    default:
        break;
    }
    if (!proof.finished)
        return QStringLiteral("\u2013");
    if (column == Loss)
        return signedLossText(proof.loss.loss);
    if (column == Upper)
        return signedLossText(proof.loss.upperBound());
    return aucText(column == Full ? proof.full : proof.pruned);
}

QVariant ProofModel::raw(const Proof& proof, int column)
{
    switch (column) {
    case When:
        return QString::fromStdString(proof.created);
    case Dropped:
        return static_cast<qlonglong>(proof.plan.dropped.size());
    case Margin:
        return proof.plan.margin;
    case Full:
        return proof.full;
    case Pruned:
        return proof.pruned;
    case Loss:
        return proof.loss.loss;
    case Upper:
        return proof.finished ? proof.loss.upperBound() : 0.0;
    default:
        return {};
    }
}

QVariant ProofModel::cell(int row, int column, int role) const
{
    const auto& proofs = m_study.proofs();
    const Proof& proof = proofs[proofs.size() - 1 - static_cast<size_t>(row)];
    if (role == RowRole)
        return row;
    if (role == SortRole)
        return raw(proof, column);
    if (role == Qt::ToolTipRole)
        return column == Dropped ? QString::fromStdString(join(proof.plan.dropped, ", "))
                                 : QString::fromStdString(proof.plan.rule.text());
    return role == Qt::DisplayRole ? QVariant(display(proof, column)) : QVariant();
}

} // namespace leap::ui

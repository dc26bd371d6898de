// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/evidence_rows.h"

#include "core/base/text.h"
#include "ui/format.h"
#include "ui/models/decision_model.h"
#include "ui/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leap::ui {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("leap::ui::EvidenceTables", text);
}

const QString kDash = QStringLiteral("\u2013");

/// Prices of sparse fields are far below what five decimals show.
QString smallLossText(double loss)
{
    constexpr double kShown = 5e-5;
    return loss == 0 || std::abs(loss) >= kShown ? QString::number(loss, 'f', 5)
                                                 : QString::number(loss, 'g', 2);
}

Cell word(const std::string& text)
{
    return {QString::fromStdString(text), {}};
}

Cell loss(double value)
{
    return {smallLossText(value), value};
}

Cell number(double value, int decimals)
{
    return std::isnan(value) ? Cell{kDash, -1.0} : Cell{QString::number(value, 'f', decimals), value};
}

Cell gate(double value)
{
    return {gateText(value), value};
}

Cell count(int64_t value)
{
    return {countText(value), static_cast<qlonglong>(value)};
}

Cell ofSearches(int kept, int searches)
{
    return searches == 0 ? Cell{kDash, -1.0}
                         : Cell{tr("%1 of %2").arg(kept).arg(searches), static_cast<double>(kept) / searches};
}

Cell gateOf(const std::vector<double>& scores, size_t field)
{
    return scores.empty() ? Cell{kDash, -1.0} : gate(scores[field]);
}

template <typename Value> std::vector<size_t> descending(size_t count, Value value)
{
    std::vector<size_t> order(count);
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return value(a) > value(b); });
    return order;
}

CellRow ledgerRow(const Ledger& ledger, size_t index)
{
    const LedgerField& field = ledger.fields[index];
    const FieldShuffle& measured = field.measured;
    const Estimate& earns = measured.earns;
    CellRow row;
    row.source = static_cast<int>(index);
    row.tip = QString::fromStdString(field.words);
    row.cells = {word(field.name),
                 loss(earns.mean),
                 {tr("%1 to %2").arg(smallLossText(earns.low()), smallLossText(earns.high())), earns.low()},
                 loss(field.lambda * field.gate),
                 gate(field.gate),
                 loss(field.lambda),
                 loss(measured.force.mean),
                 count(field.saves.columns),
                 count(field.saves.bytes),
                 ledger.networkUnknown ? Cell{kDash, -1.0} : count(field.saves.flops),
                 count(field.activeRows)};
    for (size_t point = 0; point + 1 < kCurveGates.size(); ++point)
        row.cells << loss(measured.curve[point].mean);
    row.cells << word(field.words);
    return row;
}

QString keptIn(const AlphaPoint& point)
{
    return QString::fromStdString(join(point.keptNames, ", "));
}

QString noteOf(const AlphaPath& path, size_t place)
{
    QStringList notes;
    if (path.best == place)
        notes << tr("best");
    if (path.chosen == place)
        notes << tr("chosen");
    else if (path.points[place].withinOneError)
        notes << tr("as good within an error");
    return notes.join(QStringLiteral(", "));
}

} // namespace

QVector<TableColumn> ledgerColumns()
{
    return {{tr("Field"), {}, false},
            {tr("Earns"), tr("Rise of the log loss on validation rows when the field is shuffled."), true},
            {tr("95 % interval"), tr("Of what it earns; where it includes 0, no use is shown."), true},
            {tr("Pays"), tr("Its price where the gate stands: lambda times the gate."), true},
            {tr("Gate"), tr("Where it stood at the search's last step."), true},
            {tr("\u03bb"), tr("The price of the open gate, in log loss per row."), true},
            {tr("dJ/dg"), tr("The pull of the loss on the gate; it rests where this is minus lambda."), true},
            {tr("Columns"), tr("That go with the field while the others stay."), true},
            {tr("Bytes"), tr("Of tables and first-layer weights."), true},
            {tr("FLOPs"), tr("Of the first layer, per row."), true},
            {tr("Active rows"), tr("Rows whose value is not the field's most frequent one."), true},
            {tr("J(0)"), tr("Rise of the loss with this gate at 0 and all others open."), true},
            {tr("J(.25)"), tr("The same with the gate at .25."), true},
            {tr("J(.5)"), tr("The same with the gate at .5."), true},
            {tr("J(.75)"), tr("The same with the gate at .75."), true},
            {tr("Why the gate stands there"), {}, false}};
}

QVector<CellRow> ledgerRows(const Ledger& ledger)
{
    QVector<CellRow> rows;
    for (const size_t i : descending(ledger.fields.size(),
                                     [&](size_t field) { return ledger.fields[field].measured.earns.mean; }))
        rows << ledgerRow(ledger, i);
    return rows;
}

QVector<TableColumn> probeColumns()
{
    return {{tr("Field"), {}, false},
            {tr("Earns"), tr("Rise of the log loss when the field is shuffled; mean over searches."), true},
            {tr("In errors"), tr("The same in its standard errors, mean over searches."), true},
            {tr("Gate"), tr("Mean over the searches."), true},
            {tr("p"), tr("Its rank among shuffled copies, which earn by chance alone."), true},
            {tr("Adjusted"), tr("By Benjamini and Hochberg over all fields."), true},
            {tr("Verdict"), {}, false}};
}

QVector<CellRow> probeRows(const ProbeStudy& study)
{
    QVector<CellRow> rows;
    for (const size_t i :
         descending(study.fields.size(), [&](size_t field) { return study.fields[field].standardised; })) {
        const ProbedField& field = study.fields[i];
        rows << CellRow{{word(field.name),
                         loss(meanEarnings(field)),
                         number(field.standardised, 1),
                         gate(meanGate(field)),
                         number(field.p, 3),
                         number(field.adjusted, 3),
                         {field.aboveNoise ? tr("above the noise") : tr("within the noise"), {}}},
                        {},
                        static_cast<int>(i)};
    }
    return rows;
}

QVector<TableColumn> searchColumns()
{
    return {{tr("Field"), {}, false},
            {tr("Verdict"), tr("By the rule of the Decide page, over all searches."), false},
            {tr("Gate"), tr("Of the first search."), true},
            {tr("By seeds"), tr("How many searches with other seeds keep the field, by the rule."), true},
            {tr("By halves"), tr("How many searches on halves of the rows keep it."), true},
            {tr("\u00b1 seeds"), tr("Standard deviation of the gate over the seeds."), true},
            {tr("\u00b1 rows"), tr("The same over the half-samples."), true},
            {tr("One scale"), tr("The gate with all given values at one scale."), true},
            {tr("Floor \u00d7 10"), tr("The gate with ten times the floor of the divergence."), true},
            {tr("Reason"), {}, false}};
}

QVector<CellRow> searchRows(const Ranking& ranking, const Decision& decision)
{
    QVector<CellRow> rows;
    const bool seeds = ranking.seedScores.size() > 1;
    for (const size_t i : ranking.order()) {
        const FieldDecision& field = decision.fields[i];
        const Evidence& evidence = field.evidence;
        const QString verdict = verdictMark(field.verdict) + QLatin1Char(' ') + verdictTitle(field.verdict);
        rows << CellRow{
            {word(field.field.name), Cell{verdict, static_cast<int>(field.verdict)}, gate(field.field.gate),
             seeds ? ofSearches(evidence.keptInSeeds, evidence.seeds) : Cell{kDash, -1.0},
             ofSearches(evidence.keptInHalfSamples, evidence.halfSamples), number(evidence.seedSpread, 3),
             number(evidence.samplingSpread, 3), gateOf(ranking.rescaledScores, i),
             gateOf(ranking.raisedFloorScores, i), word(field.reason)},
            QString::fromStdString(field.reason),
            static_cast<int>(i)};
    }
    return rows;
}

QVector<TableColumn> pathColumns()
{
    return {{tr("Alpha"), {}, true},
            {tr("Kept"), tr("Fields whose gate ends at one half or above."), true},
            {tr("Search AUC"), tr("The search's own model on validation rows."), true},
            {tr("Retrained AUC"), tr("What it keeps, trained from scratch, on validation rows."), true},
            {tr("Loss"), tr("Against the best point, paired by rows and trainings."), true},
            {tr("Note"), tr("Chosen are the fewest columns within one standard error of the best."), false},
            {tr("Fields"), {}, false}};
}

QVector<CellRow> pathRows(const AlphaPath& path)
{
    QVector<CellRow> rows;
    for (size_t i = 0; i < path.points.size(); ++i) {
        const AlphaPoint& point = path.points[i];
        const double lost = point.loss.loss;
        rows << CellRow{{{lambdaText(point.alpha), point.alpha},
                         count(static_cast<int64_t>(point.keptNames.size())),
                         number(point.searchAuc.value, 4),
                         number(point.auc, 4),
                         std::isnan(lost) ? Cell{kDash, -1.0} : loss(lost),
                         Cell{noteOf(path, i), {}},
                         Cell{keptIn(point), {}}},
                        keptIn(point),
                        static_cast<int>(i)};
    }
    return rows;
}

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/column_fields.h"
#include "core/data/fields/propose_schema.h"
#include "core/data/schema/schema_edit.h"
#include "core/decide/decide.h"
#include "core/study/ledger/ledger_table.h"
#include "core/study/path/alpha_path_table.h"
#include "core/study/probes/probe_table.h"
#include "core/study/repeats/repeats_table.h"
#include "tests/support/run_record.h"
#include "ui/models/column_model.h"
#include "ui/models/decision_model.h"
#include "ui/models/evidence_text.h"
#include "ui/models/field_table_model.h"
#include "ui/models/filter_proxy.h"
#include "ui/models/gate_table_model.h"
#include "ui/models/preview_model.h"
#include "ui/models/result_model.h"
#include "ui/models/run_log_model.h"

#include <QAbstractItemModelTester>
#include <QtTest>
#include <cmath>

using namespace leap;
using namespace leap::ui;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

/// y (label) and a, b, c; b is a possible leak.
std::shared_ptr<const InspectReport> madeUpReport()
{
    InspectReport report;
    report.rows = 3;
    for (const char* name : {"y", "a", "b", "c"}) {
        ColumnReport column;
        column.name = name;
        column.kind = column.name == "c" ? InputKind::Numeric : InputKind::Categorical;
        column.distinct = column.name == "y" ? 2 : 1234;
        column.defaultShare = 0.25;
        column.aucAlone = 0.6;
        report.columns.push_back(column);
    }
    report.columns[2].possibleLeak = true;
    report.columns[2].aucAlone = 0.97;
    report.preview = {{"0", "u", "v", "1.5"}, {"1", "w", "", "2"}, {"0", "u"}};
    return std::make_shared<const InspectReport>(report);
}

void fill(Study& study)
{
    ProposeOptions options;
    options.label.column = "y";
    const auto report = madeUpReport();
    study.setReport(report, proposeSchema(*report, options));
}

QString text(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

QString minus()
{
    return QString(QChar(0x2212));
}

} // namespace

class TestModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void previewShowsShortRowsAndGaps()
    {
        Study study;
        PreviewModel model(study);
        QAbstractItemModelTester tester(&model, kFatal);
        QCOMPARE(model.rowCount(), 0);
        fill(study);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.columnCount(), 4);
        QCOMPARE(text(model, 0, 3), QString("1.5"));
        QCOMPARE(text(model, 1, 2), QString(QChar(0x2013)));
        QCOMPARE(text(model, 2, 3), QString(QChar(0x2013)));
        QVERIFY(!model.headerData(3, Qt::Horizontal, Qt::DecorationRole).value<QIcon>().isNull());
    }

    /// Every table of the Evidence page has a cell for each column, sorts by its numbers, and finds a field
    /// again.
    void evidenceIsTabled()
    {
        Ledger ledger;
        ProbeStudy study;
        for (const double earns : {0.001, 0.02, -0.0003}) {
            LedgerField field;
            field.name = "f" + std::to_string(ledger.fields.size());
            field.measured.earns = {earns, 0.0005};
            field.words = "because";
            ledger.fields.push_back(field);
            study.fields.push_back(
                {field.name, {{{earns, 0.0005}, 0.5}}, earns * 1000, 0.1, 0.2, earns > 0.01});
        }
        ResultModel table;
        QAbstractItemModelTester tester(&table, kFatal);
        table.setTable(joined(ledgerTables(ledger)));
        QCOMPARE(table.rowCount(), 3);
        QCOMPARE(text(table, 0, 0), QString("f1")); // earns most
        QCOMPARE(text(table, 0, 1), QString("0.02000"));
        QCOMPARE(text(table, 0, table.columnCount() - 1), QString("because"));
        QCOMPARE(table.index(2, 1).data(TableModel::SortRole).toDouble(), -0.0003);
        QCOMPARE(table.rowOf(2), 2);
        QCOMPARE(table.rowOf(7), -1);
        ResultModel probes;
        probes.setTable(probeTables(study).front());
        QCOMPARE(text(probes, 0, probes.columnCount() - 1), QString("above the noise"));
        QCOMPARE(text(probes, 2, probes.columnCount() - 1), QString("within the noise"));
        const RunRecord run = test::madeUpRun(4, 10);
        ResultModel searches;
        searches.setTable(repeatsTables(run.result.ranking, decide(run.result.ranking, {})).front());
        QCOMPARE(searches.rowCount(), 4);
        QCOMPARE(text(searches, 0, 3), QString(QChar(0x2013))); // one seed
        for (int column = 0; column < searches.columnCount(); ++column)
            QVERIFY(!text(searches, 0, column).isEmpty());
    }

    void pathsAreTabled()
    {
        AlphaPath path;
        path.best = 1;
        path.points.resize(2);
        path.points[0].alpha = 0.01;
        path.points[0].keptNames = {"a", "b"};
        path.points[0].auc = 0.7;
        path.points[0].withinOneError = true;
        path.points[1].alpha = 0.02;
        ResultModel table;
        QAbstractItemModelTester tester(&table, kFatal);
        table.setTable(alphaPathTables(path).front());
        QCOMPARE(table.rowCount(), 2);
        QCOMPARE(text(table, 0, 1), QString("2"));
        QCOMPARE(text(table, 0, 6), QString("chosen"));
        QCOMPARE(text(table, 1, 6), QString("best"));
        QCOMPARE(text(table, 1, 3), QString(QChar(0x2013)));
    }

    void columnsSayWhatWasFound()
    {
        Study study;
        ColumnModel model(study);
        QAbstractItemModelTester tester(&model, kFatal);
        fill(study);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.usableCount(), 3);
        QCOMPARE(model.usedCount(), 2); // the leak waits to be accepted
        QCOMPARE(text(model, 0, ColumnModel::Remarks), QString("label"));
        QVERIFY(!(model.flags(model.index(0, ColumnModel::Name)) & Qt::ItemIsUserCheckable));
        QCOMPARE(text(model, 1, ColumnModel::Distinct), QString("1,234"));
        QCOMPARE(text(model, 2, ColumnModel::AucAlone), QString(".9700"));
        QVERIFY2(text(model, 2, ColumnModel::Remarks).contains("leak"),
                 qPrintable(text(model, 2, ColumnModel::Remarks)));
        QCOMPARE(model.index(1, ColumnModel::Distinct).data(TableModel::SortRole).toLongLong(), 1234LL);
    }

    void checkingAColumnIsUndoable()
    {
        Study study;
        ColumnModel model(study);
        QAbstractItemModelTester tester(&model, kFatal);
        fill(study);
        QVERIFY(model.setData(model.index(2, ColumnModel::Name), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(model.usedCount(), 3);
        QVERIFY(model.setData(model.index(1, ColumnModel::Name), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(model.usedCount(), 2);
        QVERIFY(!study.schema().find("a"));
        study.undoStack().undo();
        study.undoStack().undo();
        QCOMPARE(model.usedCount(), 2);
        QVERIFY(study.schema().find("a"));
        QVERIFY(!study.schema().find("b"));
    }

    void kindIsChangedWhereAFieldReadsTheColumnAlone()
    {
        Study study;
        ColumnModel model(study);
        QAbstractItemModelTester tester(&model, kFatal);
        fill(study);
        const QModelIndex kind = model.index(3, ColumnModel::Kind);
        QVERIFY(model.setData(kind, static_cast<int>(InputKind::Categorical)));
        QCOMPARE(kind.data(Qt::EditRole).toInt(), static_cast<int>(InputKind::Categorical));
        QVERIFY(!(model.flags(model.index(2, ColumnModel::Kind)) & Qt::ItemIsEditable)); // left out
    }

    void fieldsAreEditedInPlace()
    {
        Study study;
        FieldTableModel model(study);
        QAbstractItemModelTester tester(&model, kFatal);
        fill(study);
        QSignalSpy refused(&model, &FieldTableModel::refused);
        QCOMPARE(text(model, 0, FieldTableModel::Range), QString("[0, 8)"));
        QVERIFY(model.setData(model.index(0, FieldTableModel::Name), " airport "));
        QCOMPARE(text(model, 0, FieldTableModel::Name), QString("airport"));
        QVERIFY(model.setData(model.index(0, FieldTableModel::Range), "[0, 12)"));
        QCOMPARE(text(model, 0, FieldTableModel::Width), QString("12"));
        QCOMPARE(text(model, 1, FieldTableModel::Range), QString("[12, 13)"));
        QVERIFY(model.setData(model.index(0, FieldTableModel::Range), "4"));
        QCOMPARE(text(model, 0, FieldTableModel::Range), QString("[0, 4)"));
        QVERIFY(model.setData(model.index(1, FieldTableModel::Range), "[6, 7)")); // its start is a's end
        QCOMPARE(text(model, 0, FieldTableModel::Range), QString("[0, 6)"));
        QVERIFY(refused.isEmpty());
        QVERIFY(!model.setData(model.index(0, FieldTableModel::Range), "[1, 6)"));
        QVERIFY(!model.setData(model.index(1, FieldTableModel::Range), "[7, 7)"));
        QVERIFY(!(model.flags(model.index(0, FieldTableModel::Inputs)) & Qt::ItemIsEditable)); // no slice
        QVERIFY(!model.setData(model.index(0, FieldTableModel::Inputs), "a[0:3]"));
        QCOMPARE(refused.count(), 3);
        refused.clear();
        QVERIFY(!model.setData(model.index(0, FieldTableModel::Range), "wide"));
        QVERIFY(!model.setData(model.index(1, FieldTableModel::Width), 3)); // a number is one column wide
        QVERIFY(!model.setData(model.index(0, FieldTableModel::Cost), "-1"));
        QCOMPARE(refused.count(), 3);
        QVERIFY(model.setData(model.index(0, FieldTableModel::Cost), "2.5"));
        QCOMPARE(text(model, 0, FieldTableModel::Cost), QString("2.5"));
    }

    void slicesAreTyped()
    {
        InspectReport report;
        report.rows = 3;
        ColumnReport matrix;
        matrix.name = "x";
        matrix.kind = InputKind::Vector;
        matrix.listOfWidth = true;
        matrix.width = 12;
        report.columns = {matrix};
        Study study;
        FieldTableModel model(study);
        QAbstractItemModelTester tester(&model, kFatal);
        const auto shared = std::make_shared<const InspectReport>(report);
        study.setReport(shared, splitField(wholeMatrix(report, {}), 0, 5));
        QVERIFY(model.problems().empty());
        const QModelIndex first = model.index(0, FieldTableModel::Inputs);
        QVERIFY(model.flags(first) & Qt::ItemIsEditable);
        QVERIFY(model.setData(first, "x[1:7]"));
        QCOMPARE(first.data().toString(), QString("x[1:7]"));
        QCOMPARE(model.problems().size(), size_t{2}); // a gap before, an overlap behind
        QVERIFY(model.problems()[0].blocks);
        QVERIFY(model.setData(first, " 0 : 5 "));
        QVERIFY(model.problems().empty());
        QVERIFY(!model.setData(first, "5:5"));
        QVERIFY(!model.setData(first, "x"));
        study.undoStack().undo();
        QCOMPARE(first.data().toString(), QString("x[1:7]"));
    }

    void fieldProblemsStandInTheirLine()
    {
        Study study;
        FieldTableModel model(study);
        QAbstractItemModelTester tester(&model, kFatal);
        fill(study);
        model.setData(model.index(1, FieldTableModel::Name), "a");
        QVERIFY(model.index(0, 0).data(FieldTableModel::ProblemRole).toString().isEmpty());
        QVERIFY(model.index(1, 0).data(FieldTableModel::ProblemRole).toString().contains("'a'"));
        QCOMPARE(model.problems().size(), size_t{1});
    }

    void gatesFollowTheCursor()
    {
        LiveRun run;
        GateTableModel model(run);
        QAbstractItemModelTester tester(&model, kFatal);
        RunLogModel log(run);
        QAbstractItemModelTester logTester(&log, kFatal);
        const RunRecord record = test::madeUpRun(5, 20);
        run.show(record);
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.index(1, GateTableModel::Gate).data(TableModel::SortRole).toDouble(),
                 record.result.ranking.fields[1].gate);
        QCOMPARE(text(model, 1, GateTableModel::Gate), QString(".50"));
        run.lookAt(3);
        QCOMPARE(model.index(2, GateTableModel::Gate).data(TableModel::SortRole).toDouble(),
                 static_cast<double>(record.result.trajectory.gates[3 * 5 + 2]));
        run.lookAt(std::nullopt);
        QCOMPARE(text(model, 1, GateTableModel::Gate), QString(".50"));
        QCOMPARE(log.rowCount(),
                 static_cast<int>(record.result.messages.size() + record.result.changes.size()
                                  + record.result.epochs.size()));
        run.clear();
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(log.rowCount(), 0);
    }

    void fallingGateHasAMinusSign()
    {
        LiveRun run;
        GateTableModel model(run);
        run.begin({"a"});
        RunSnapshot news;
        for (int step = 1; step <= 2; ++step) {
            StepValues values;
            values.step = step;
            values.epoch = 1;
            values.gates = {step == 1 ? 0.9 : 0.4};
            values.divergence = {0.5};
            values.lambda = {0.001};
            news.points.push_back(values);
            news.newest = values;
        }
        run.apply(news);
        QCOMPARE(text(model, 0, GateTableModel::Move), minus() + ".50");
    }

    void verdictsCanBeForced()
    {
        Study study;
        DecisionModel model(study);
        QAbstractItemModelTester tester(&model, kFatal);
        study.addRun(std::make_shared<const RunRecord>(test::madeUpRun(5, 10))); // gates 1, 1/2, 1/3, ...
        QCOMPARE(model.rowCount(), 5);
        QVERIFY(text(model, 0, DecisionModel::VerdictColumn).contains("keep"));
        QVERIFY(text(model, 4, DecisionModel::VerdictColumn).contains("drop"));
        model.force({model.index(4, 0)}, DecisionModel::Force::Keep);
        QCOMPARE(model.forced(4), DecisionModel::Force::Keep);
        QVERIFY(text(model, 4, DecisionModel::VerdictColumn).contains("forced"));
        model.force({model.index(4, 0), model.index(0, 0)}, DecisionModel::Force::Drop);
        QCOMPARE(model.forced(0), DecisionModel::Force::Drop);
        QCOMPARE(study.rule().forceKeep.size(), size_t{0});
        model.force({model.index(4, 0), model.index(0, 0)}, DecisionModel::Force::None);
        QVERIFY(study.rule() == Rule{});
        study.undoStack().undo();
        QCOMPARE(model.forced(4), DecisionModel::Force::Drop);
    }

    void verdictsSayWhatTheyRestOn()
    {
        Study study;
        DecisionModel model(study);
        auto run = std::make_shared<RunRecord>(test::madeUpRun(3, 10)); // gates 1, 1/2, 1/3
        Ranking& ranking = run->result.ranking;
        ranking.repeats.seedScores = {{1, 0.5, 0.3}, {0.9, 0.9, 0.1}};
        ranking.repeats.halfScores = {{0.9, 0.1, 0.2}, {0.9, 0.8, 0.2}};
        AlphaPath path;
        path.fields = {"f0", "f1", "f2"};
        path.fallsAt = {std::nan(""), 0.02, 0.001};
        path.points.resize(1);
        run->studies.put(path);
        study.addRun(run);
        QCOMPARE(text(model, 0, DecisionModel::EvidenceColumn),
                 QString("settled, 2 of 2 seeds, 2 of 2 half-samples"));
        QCOMPARE(text(model, 1, DecisionModel::EvidenceColumn),
                 QString("settled, 2 of 2 seeds, 1 of 2 half-samples"));
        const QString tip = model.index(1, DecisionModel::Name).data(Qt::ToolTipRole).toString();
        for (const char* part :
             {"Doubt: kept in 2 of 2 seeds, in 1 of 2 half-samples", "Kept by 2 of 2 seeds",
              "Kept on 1 of 2 half-samples", "falls at alpha 0.02"})
            QVERIFY2(tip.contains(part), qPrintable(tip));
        QVERIFY(stabilityText(*study.decision()).contains("over 2 half-samples"));
        QVERIFY(text(model, 1, DecisionModel::VerdictColumn).contains("uncertain"));
    }

    void proxySortsNumbersAndNaturalNames()
    {
        Study study;
        ColumnModel model(study);
        fill(study);
        FilterProxy proxy;
        QAbstractItemModelTester tester(&proxy, kFatal);
        proxy.setSourceModel(&model);
        proxy.sort(ColumnModel::AucAlone, Qt::DescendingOrder);
        QCOMPARE(proxy.index(0, ColumnModel::Name).data().toString(), QString("b"));
        proxy.setFilterFixedString("leak");
        QCOMPARE(proxy.rowCount(), 1);
        proxy.setFilterFixedString({});
        QCOMPARE(proxy.rowCount(), 4);
    }
};

QTEST_MAIN(TestModels)
#include "tst_models.moc"

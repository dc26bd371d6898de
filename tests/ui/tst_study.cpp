// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/run_decision.h"
#include "core/base/error.h"
#include "core/prove/ledger.h"
#include "tests/support/run_record.h"
#include "ui/session/field_problems.h"
#include "ui/session/label_guess.h"
#include "ui/session/recent_files.h"
#include "ui/session/row_bands.h"
#include "ui/session/schema_edits.h"
#include "ui/session/study.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace leap;
using namespace leap::ui;

namespace {

ColumnReport column(const std::string& name, InputKind kind, int64_t distinct)
{
    ColumnReport report;
    report.name = name;
    report.kind = kind;
    report.distinct = distinct;
    return report;
}

/// y (label), a, b (number), c, m (a matrix of 10 columns)
InspectReport madeUpReport()
{
    InspectReport report;
    report.rows = 1000;
    report.columns = {column("y", InputKind::Categorical, 2), column("a", InputKind::Categorical, 5),
                      column("b", InputKind::Numeric, 500), column("c", InputKind::Categorical, 30),
                      column("m", InputKind::Vector, 0)};
    report.columns[4].listOfWidth = true;
    report.columns[4].width = 10;
    return report;
}

Field sliceOf(const std::string& name, int begin, int width)
{
    Input input;
    input.name = name;
    input.kind = InputKind::Vector;
    input.columns = {"m"};
    input.begin = begin;
    input.width = width;
    Field field;
    field.name = name;
    field.inputs = {input};
    return field;
}

Schema proposed()
{
    ProposeOptions options;
    options.label.column = "y";
    return proposeSchema(madeUpReport(), options);
}

QStringList names(const Schema& schema)
{
    QStringList list;
    for (const Field& field : schema.fields)
        list << QString::fromStdString(field.name);
    return list;
}

} // namespace

class TestStudy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void columnsGoAndComeBackToTheirPlace()
    {
        const Schema start = proposed();
        QCOMPARE(names(start), QStringList({"a", "b", "c", "m"}));
        const Schema without = withoutColumn(start, "b");
        QCOMPARE(names(without), QStringList({"a", "c", "m"}));
        QVERIFY(std::any_of(without.leftOut.begin(), without.leftOut.end(), [](const LeftOut& out) {
            return out.column == "b" && out.reason == kLeftOutByUser;
        }));
        const Schema back = withColumn(without, madeUpReport(), "b");
        QVERIFY(back.fields == start.fields);
        QVERIFY(back.leftOut == start.leftOut);
    }

    void kindBringsItsOwnWidth()
    {
        Schema schema = withKind(proposed(), 1, InputKind::Categorical);
        QCOMPARE(schema.fields[1].width(), 8);
        schema = withKind(schema, 1, InputKind::Numeric);
        QCOMPARE(schema.fields[1].width(), 1);
    }

    void numberHasNoWidthToChoose()
    {
        QVERIFY_THROWS_EXCEPTION(InputError, withWidth(proposed(), 1, 4));
        QCOMPARE(withWidth(proposed(), 0, 3).fields[0].width(), 3);
        QVERIFY_THROWS_EXCEPTION(InputError, withWidth(proposed(), 0, 0));
    }

    void borderBetweenSlicesMovesColumnsOver()
    {
        Schema schema;
        schema.fields = {sliceOf("left", 0, 4), sliceOf("right", 4, 6)};
        const Schema moved = withBorder(schema, 0, 7);
        QCOMPARE(moved.fields[0].width(), 7);
        QCOMPARE(moved.fields[1].width(), 3);
        QCOMPARE(moved.fields[1].inputs[0].begin, 7);
        QVERIFY_THROWS_EXCEPTION(InputError, withBorder(schema, 0, 10));
    }

    void borderBesideAnEmbeddingChangesItsWidth()
    {
        const Schema moved = withBorder(proposed(), 0, 5);
        QCOMPARE(moved.fields[0].width(), 5);
        QCOMPARE(moved.fields[1].width(), 1);
    }

    void overlapBlocksAndGapIsSaid()
    {
        Schema schema;
        schema.fields = {sliceOf("left", 0, 5), sliceOf("right", 4, 2), sliceOf("far", 8, 2)};
        const auto problems = fieldProblems(schema);
        QCOMPARE(problems.size(), size_t{2});
        QCOMPARE(problems[0].field, size_t{1});
        QVERIFY(problems[0].blocks);
        QVERIFY(QString::fromStdString(problems[0].text).contains("4"));
        QCOMPARE(problems[1].field, size_t{2});
        QVERIFY(!problems[1].blocks);
    }

    void matrixIsOneFieldUntilItIsCut()
    {
        const Schema whole = wholeMatrix(madeUpReport(), proposed().label);
        QCOMPARE(names(whole), QStringList({"m"}));
        QCOMPARE(whole.columns(), int64_t{10});
        const Schema cut = splitField(whole, 0, 4);
        QCOMPARE(cut.fields[0].width(), 4);
        QCOMPARE(cut.fields[1].inputs[0].begin, 4);
        QVERIFY(fieldProblems(cut).empty());
    }

    void problemsAreMendedInTheLeastWay()
    {
        Schema schema;
        schema.fields = {sliceOf("a", 0, 5), sliceOf("a", 4, 2), sliceOf("", 1, 3), sliceOf("b", 8, 2)};
        QVERIFY(!fieldProblems(schema).empty());
        const Schema fixed = mended(schema);
        QCOMPARE(names(fixed), QStringList({"a", "a 2", "b"})); // the slice inside another has no column left
        QCOMPARE(fixed.fields[1].inputs[0].begin, 5);
        QCOMPARE(fixed.fields[1].width(), 1);
        QVERIFY(fixed.fields[2] == schema.fields[3]);
        for (const FieldProblem& problem : fieldProblems(fixed))
            QVERIFY(!problem.blocks);
        fixed.validate();
    }

    void nestedSlicesOverlapAndAreNoGap()
    {
        Schema schema;
        schema.fields = {sliceOf("all", 0, 10), sliceOf("one", 1, 1), sliceOf("two", 3, 2)};
        const auto problems = fieldProblems(schema);
        QCOMPARE(problems.size(), size_t{2});
        for (const FieldProblem& problem : problems) {
            QVERIFY(problem.blocks);
            QVERIFY2(problem.text.find("'all'") != std::string::npos, problem.text.c_str());
        }
        QCOMPARE(names(mended(schema)), QStringList({"all"}));
    }

    void gapsAreFoundAtBothEndsAndFilled()
    {
        const InspectReport report = madeUpReport(); // m has 10 columns
        Schema schema;
        schema.fields = {sliceOf("a", 2, 2), sliceOf("b", 5, 3)};
        schema.fields[1].inputs[0].scaling = VectorScaling::Column;
        QCOMPARE(fieldProblems(schema).size(), size_t{2}); // how far m goes is not known
        const auto problems = fieldProblems(schema, &report);
        QCOMPARE(problems.size(), size_t{3});
        for (const FieldProblem& problem : problems)
            QVERIFY(problem.gap && !problem.blocks);
        const Schema filled = withGapsFilled(schema, &report);
        QVERIFY(fieldProblems(filled, &report).empty());
        QCOMPARE(names(filled), QStringList({"m[0:2]", "a", "m[4:5]", "b", "m[8:10]"}));
        QVERIFY(filled.fields[4].inputs[0].scaling == VectorScaling::Column); // as its neighbour
        QVERIFY(withGapsFilled(filled, &report) == filled);
    }

    void sliceBeyondItsMatrixBlocks()
    {
        const InspectReport report = madeUpReport();
        Schema schema;
        schema.fields = {sliceOf("a", 0, 8), sliceOf("b", 8, 5)};
        const auto problems = fieldProblems(schema, &report);
        QCOMPARE(problems.size(), size_t{1});
        QVERIFY(problems[0].blocks);
        QCOMPARE(mended(schema, &report).fields[1].width(), 2);
    }

    void endRunsIntoTheNextSliceOnlyAsFarAsItMust()
    {
        Schema schema;
        schema.fields = {sliceOf("right", 6, 4), sliceOf("left", 0, 4)}; // not in the matrix's order
        const Schema intoGap = withEndMoved(schema, 1, 2);
        QCOMPARE(intoGap.fields[1].width(), 6);
        QVERIFY(intoGap.fields[0] == schema.fields[0]);
        const Schema beyond = withEndMoved(schema, 1, 3);
        QCOMPARE(beyond.fields[0].inputs[0].begin, 7);
        QCOMPARE(beyond.fields[0].width(), 3);
        QVERIFY_THROWS_EXCEPTION(InputError, withEndMoved(schema, 1, 6));
        QVERIFY_THROWS_EXCEPTION(InputError, withEndMoved(schema, 1, -4));
    }

    void sliceIsSetByItsColumns()
    {
        Schema schema;
        schema.fields = {sliceOf("a", 0, 8), sliceOf("b", 8, 2)};
        const Schema set = withSlice(schema, 1, 3, 9);
        QCOMPARE(set.fields[1].inputs[0].begin, 3);
        QCOMPARE(set.fields[1].width(), 6);
        QVERIFY_THROWS_EXCEPTION(InputError, withSlice(schema, 1, 3, 3));
        QVERIFY_THROWS_EXCEPTION(InputError, withSlice(schema, 1, -1, 3));
        QVERIFY_THROWS_EXCEPTION(InputError, withSlice(proposed(), 0, 0, 3));
    }

    void rulerShowsTheMatrixWhole()
    {
        const InspectReport report = madeUpReport();
        Schema schema = proposed(); // a, b, c, and m whole
        const auto ranges = schema.ranges();
        const RowBands whole = rowBands(schema, &report);
        QCOMPARE(whole.columns, schema.columns());
        for (size_t i = 0; i < schema.fields.size(); ++i)
            QVERIFY((whole.bands[i] == RowBand{i, ranges[i], ranges[i + 1]}));

        schema.fields = {sliceOf("far", 6, 2), proposed().fields[0], sliceOf("near", 1, 3)};
        const int64_t embedding = schema.fields[1].width();
        const RowBands cut = rowBands(schema, &report); // m stands where its first slice does
        QCOMPARE(cut.columns, 10 + embedding);
        QCOMPARE(cut.bands, (std::vector<RowBand>{{0, 6, 8}, {1, 10, 10 + embedding}, {2, 1, 4}}));
        QCOMPARE(rowBands(schema, nullptr).columns, 8 + embedding);

        const Schema merged = mergeFields(schema, {0, 2}, "both"); // two pieces that do not touch
        QCOMPARE(rowBands(merged, &report).bands,
                 (std::vector<RowBand>{{0, 6, 8}, {0, 1, 4}, {1, 10, 10 + embedding}}));
        QVERIFY(rowBands(Schema{}, nullptr).bands.empty());
    }

    void equalNamesAreProblems()
    {
        Schema schema = proposed();
        schema.fields[2].name = "a";
        const auto problems = fieldProblems(schema);
        QCOMPARE(problems.size(), size_t{1});
        QCOMPARE(problems[0].field, size_t{2});
    }

    void fieldsMove()
    {
        QCOMPARE(names(withFieldMoved(proposed(), 0, 2)), QStringList({"b", "c", "a", "m"}));
        QCOMPARE(names(withFieldMoved(proposed(), 3, 0)), QStringList({"m", "a", "b", "c"}));
        QVERIFY_THROWS_EXCEPTION(InputError, withFieldMoved(proposed(), 0, 4));
    }

    void editsAreUndone()
    {
        Study study;
        study.openSource({"/data/flights.csv.gz"}, {});
        study.setReport(std::make_shared<const InspectReport>(madeUpReport()), proposed());
        const Schema start = study.schema();
        study.editSchema("Leave out b", withoutColumn(start, "b"));
        study.editSchema("nothing", study.schema());
        QCOMPARE(study.undoStack().count(), 1);
        study.undoStack().undo();
        QVERIFY(study.schema() == start);
        study.undoStack().redo();
        QCOMPARE(names(study.schema()), QStringList({"a", "c", "m"}));
        QCOMPARE(study.title(), QString("flights.leap"));
    }

    /// As `leap decide` does, with what the run's ledger knows.
    void decidesWithTheLedger()
    {
        RunRecord run = test::madeUpRun(5, 10);
        Ledger ledger;
        for (const FieldScore& field : run.result.ranking.fields)
            ledger.fields.emplace_back().name = field.name;
        ledger.fields[2].lacksForce = true;
        ledger.fields[2].words = "kept for lack of force: no price";
        run.ledger = ledgerToJson(ledger);
        Study study;
        study.addRun(std::make_shared<const RunRecord>(run));
        Rule all;
        all.threshold = 0;
        study.editRule("Keep all", all);
        QVERIFY(study.decision().has_value());
        QVERIFY(study.decision()->fields[2].reason.ends_with("kept for lack of force: no price"));
        const Decision commandLine = decideRun(run, all);
        for (size_t i = 0; i < commandLine.fields.size(); ++i) {
            QCOMPARE(study.decision()->fields[i].verdict, commandLine.fields[i].verdict);
            QCOMPARE(study.decision()->fields[i].reason, commandLine.fields[i].reason);
        }
    }

    void ruleDragIsOneUndoStep()
    {
        Study study;
        study.addRun(std::make_shared<const RunRecord>(test::madeUpRun(5, 10)));
        QVERIFY(study.decision().has_value());
        for (const double threshold : {0.4, 0.3, 0.2}) {
            Rule rule = study.rule();
            rule.threshold = threshold;
            study.editRule("Change threshold", rule, 1);
        }
        QCOMPARE(study.undoStack().count(), 1);
        QCOMPARE(study.decision()->rule.threshold, 0.2);
        study.undoStack().undo();
        QCOMPARE(study.decision()->rule.threshold, 0.5);
    }

    void impossibleRuleIsSaidInWords()
    {
        Study study;
        study.addRun(std::make_shared<const RunRecord>(test::madeUpRun(5, 10)));
        Rule rule;
        rule.kind = Rule::Kind::TopK;
        rule.topK = 0;
        study.editRule("Change rule", rule);
        QVERIFY(!study.decision().has_value());
        QVERIFY(!study.decisionError().isEmpty());
        study.undoStack().undo();
        QVERIFY(study.decision().has_value());
        QVERIFY(study.decisionError().isEmpty());
    }

    void onlyRunsAreWorthSaving()
    {
        Study study;
        study.setReport(std::make_shared<const InspectReport>(madeUpReport()), proposed());
        study.editSchema("Leave out b", withoutColumn(study.schema(), "b"));
        QVERIFY(!study.modified());
        study.addRun(std::make_shared<const RunRecord>(test::madeUpRun(5, 10)));
        QVERIFY(study.modified());
        study.setSaved("/data/x.leap");
        QVERIFY(!study.modified());
        QCOMPARE(study.title(), QString("x.leap"));
    }

    void continuedRunReplacesTheStoppedOne()
    {
        Study study;
        const auto stopped = std::make_shared<const RunRecord>(test::madeUpRun(5, 10));
        const auto other = std::make_shared<const RunRecord>(test::madeUpRun(5, 12));
        const auto finished = std::make_shared<const RunRecord>(test::madeUpRun(5, 20));
        study.addRun(stopped);
        study.addRun(other);
        study.addRun(finished, stopped);
        QCOMPARE(study.runs().size(), size_t{2});
        QVERIFY(study.runs()[0] == finished);
        QVERIFY(study.run() == finished);
    }

    void labelIsGuessedByNameThenByPlace()
    {
        InspectReport report;
        report.columns = {column("flag", InputKind::Categorical, 2), column("a", InputKind::Categorical, 9),
                          column("Click", InputKind::Categorical, 2)};
        QCOMPARE(guessLabel(report).column, std::string("Click"));
        report.columns[2].name = "z";
        QCOMPARE(guessLabel(report).column, std::string("flag"));
        report.columns[0].distinct = 3;
        QCOMPARE(guessLabel(report).column, std::string("z"));
        report.columns[2].distinct = 3;
        QVERIFY(guessLabel(report).column.empty());
        QVERIFY(guessLabel(InspectReport{}).column.empty());
    }

    void recentFilesKeepNewestFirstAndForgetTheGone()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath("s.ini"), QSettings::IniFormat);
        RecentFiles recent(settings);
        QStringList paths;
        for (int i = 0; i < RecentFiles::kMost + 2; ++i) {
            QFile file(folder.filePath(QString("f%1.csv").arg(i)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            recent.add(file.fileName());
            paths.prepend(file.fileName());
        }
        recent.add(paths[3]);
        QCOMPARE(recent.files().size(), RecentFiles::kMost);
        QCOMPARE(recent.files().first(), paths[3]);
        QVERIFY(QFile::remove(paths[3]));
        QVERIFY(!recent.files().contains(paths[3]));
    }
};

QTEST_GUILESS_MAIN(TestStudy)
#include "tst_study.moc"

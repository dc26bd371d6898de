// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/fields/column_fields.h"
#include "core/data/fields/field_problems.h"
#include "core/data/fields/row_bands.h"
#include "core/data/schema/field_edits.h"
#include "core/data/schema/schema_edit.h"
#include "tests/support/made_up_schema.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;

class TestFieldEdits : public QObject {
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
        QVERIFY_THROWS_EXCEPTION(InputError, (void)withWidth(proposed(), 1, 4));
        QCOMPARE(withWidth(proposed(), 0, 3).fields[0].width(), 3);
        QVERIFY_THROWS_EXCEPTION(InputError, (void)withWidth(proposed(), 0, 0));
    }

    void borderBetweenSlicesMovesColumnsOver()
    {
        Schema schema;
        schema.fields = {sliceOf("left", 0, 4), sliceOf("right", 4, 6)};
        const Schema moved = withBorder(schema, 0, 7);
        QCOMPARE(moved.fields[0].width(), 7);
        QCOMPARE(moved.fields[1].width(), 3);
        QCOMPARE(moved.fields[1].inputs[0].begin, 7);
        QVERIFY_THROWS_EXCEPTION(InputError, (void)withBorder(schema, 0, 10));
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
        const Schema fixed = repaired(schema);
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
        QCOMPARE(names(repaired(schema)), QStringList({"all"}));
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
        QCOMPARE(repaired(schema, &report).fields[1].width(), 2);
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
        QVERIFY_THROWS_EXCEPTION(InputError, (void)withEndMoved(schema, 1, 6));
        QVERIFY_THROWS_EXCEPTION(InputError, (void)withEndMoved(schema, 1, -4));
    }

    void sliceIsSetByItsColumns()
    {
        Schema schema;
        schema.fields = {sliceOf("a", 0, 8), sliceOf("b", 8, 2)};
        const Schema set = withSlice(schema, 1, 3, 9);
        QCOMPARE(set.fields[1].inputs[0].begin, 3);
        QCOMPARE(set.fields[1].width(), 6);
        QVERIFY_THROWS_EXCEPTION(InputError, (void)withSlice(schema, 1, 3, 3));
        QVERIFY_THROWS_EXCEPTION(InputError, (void)withSlice(schema, 1, -1, 3));
        QVERIFY_THROWS_EXCEPTION(InputError, (void)withSlice(proposed(), 0, 0, 3));
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
        const RowBands cut = rowBands(schema, &report); // m has the position of its first slice
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
        QVERIFY_THROWS_EXCEPTION(InputError, (void)withFieldMoved(proposed(), 0, 4));
    }
};

QTEST_GUILESS_MAIN(TestFieldEdits)
#include "tst_field_edits.moc"

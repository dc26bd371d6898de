// SPDX-License-Identifier: GPL-3.0-or-later
// What the user says of columns, by name and by pattern.
#include "core/data/fields/column_choices.h"
#include "core/data/fields/propose_schema.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

KindRule says(const std::string& pattern, InputKind kind, int width = 0)
{
    return {pattern, kind, width, kind == InputKind::Numeric ? "--numeric" : "--categorical"};
}

/// 60 rows: click, c1 and c2 with few whole numbers, user_id with many, price with fractions, code with texts
/// and three numbers, mostly with two texts among numbers, empty without a cell, odd[1] with texts.
std::string table()
{
    std::string text = "click,c1,c2,user_id,price,code,mostly,empty,odd[1]\n";
    for (int i = 0; i < 60; ++i)
        text += std::to_string(i % 3 == 0 ? 1 : 0) + "," + std::to_string(i % 5) + "," + std::to_string(i % 7)
            + "," + std::to_string(1000 + (i * 37) % 50) + "," + std::to_string(i % 11) + ".25,"
            + (i < 3 ? std::to_string(i) : "x" + std::to_string(i % 4)) + ","
            + (i == 7 || i == 9 ? "none yet" : std::to_string(i % 13)) + ",,o" + std::to_string(i % 4) + "\n";
    return text;
}

} // namespace

class TestPropose : public QObject {
    Q_OBJECT

    DataFolder m_folder;
    std::shared_ptr<const SourceTable> m_table;
    InspectReport m_report;

    ProposeOptions options(std::vector<KindRule> kinds = {}) const
    {
        ProposeOptions options;
        options.label.column = "click";
        options.accept = {"*"}; // whatever is left out by itself: this is about kinds
        options.kinds = std::move(kinds);
        return options;
    }
    Input inputOf(const std::string& column, const ProposeOptions& options) const
    {
        const Schema schema = proposeSchema(m_report, options);
        const auto place = schema.find(column);
        return place ? schema.fields[*place].inputs.front() : Input();
    }
    InputKind kindOf(const std::string& column, const ProposeOptions& options) const
    {
        return inputOf(column, options).kind;
    }
    std::string refused(const ProposeOptions& options) const
    {
        return refusal([&] { (void)proposeSchema(m_report, options); });
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_table = openTable(m_folder.write("t.csv", table()));
        m_report = inspectTable(*m_table, "click");
    }

    void patternsGiveKinds()
    {
        const auto asked = options({says("c?", InputKind::Numeric), says("*_id", InputKind::Categorical)});
        QCOMPARE(kindOf("c1", asked), InputKind::Numeric);
        QCOMPARE(kindOf("c2", asked), InputKind::Numeric);
        QCOMPARE(inputOf("c2", asked).width, 1);
        QCOMPARE(kindOf("user_id", asked), InputKind::Categorical);
        QCOMPARE(inputOf("user_id", asked).width, 8);
        QCOMPARE(kindOf("price", asked), InputKind::Numeric); // as inspected
        QCOMPARE(kindOf("price", options({says("p*", InputKind::Categorical)})), InputKind::Categorical);
    }

    void theLastOneThatFitsDecides()
    {
        const auto first = options({says("*", InputKind::Categorical), says("c1", InputKind::Numeric)});
        QCOMPARE(kindOf("c1", first), InputKind::Numeric);
        QCOMPARE(kindOf("price", first), InputKind::Categorical);
        const auto last = options({says("c1", InputKind::Numeric), says("c*", InputKind::Categorical)});
        QCOMPARE(kindOf("c1", last), InputKind::Categorical);
    }

    void aKindWinsOverAllCategorical()
    {
        auto asked = options({says("price", InputKind::Numeric)});
        asked.allCategorical = true;
        QCOMPARE(kindOf("price", asked), InputKind::Numeric);
        QCOMPARE(kindOf("user_id", asked), InputKind::Categorical);
    }

    void widthsOfTheirOwn()
    {
        auto asked =
            options({says("user_id", InputKind::Categorical, 24), says("c1", InputKind::Categorical)});
        asked.width = 4;
        QCOMPARE(inputOf("user_id", asked).width, 24);
        QCOMPARE(inputOf("c1", asked).width, 4);
    }

    void aForcedNumberIsEncodedAsOne()
    {
        const Schema schema = proposeSchema(m_report, options({says("c1", InputKind::Numeric)}));
        const auto dataset = encodeTable(*m_table, schema);
        QVERIFY(dataset->rows > 0);
    }

    void patternsLeaveOutAndTakeIn()
    {
        auto asked = options();
        asked.exclude = {"c*", "odd[1]"};
        const Schema schema = proposeSchema(m_report, asked);
        for (const char* column : {"c1", "c2", "code", "odd[1]"})
            QVERIFY2(!schema.find(column), column);
        QVERIFY(schema.find("price"));
        QCOMPARE(schema.label.column, "click"s); // the label is the label, not left out by the pattern
        for (const LeftOut& left : schema.leftOut)
            QCOMPARE(left.reason, left.column == "click" ? "label"s : "left out by the user"s);
    }

    void aNameWithSignsOfAPatternIsANameFirst()
    {
        QCOMPARE(kindOf("odd[1]", options({says("odd[1]", InputKind::Bag)})), InputKind::Bag);
    }

    void whatFitsNothingIsRefused()
    {
        LEAP_CONTAINS(refused(options({says("usr_*", InputKind::Categorical)})),
                      "--categorical: no column of t.csv matches 'usr_*'. Did you mean 'user_*'?");
        LEAP_CONTAINS(refused(options({says("prise", InputKind::Numeric)})),
                      "--numeric: there is no column 'prise' in t.csv. Did you mean 'price'?");
        auto asked = options();
        asked.exclude = {"zz*"};
        LEAP_CONTAINS(refused(asked), "--exclude: no column of t.csv matches 'zz*'");
        asked = options();
        asked.accept = {"pice"};
        LEAP_CONTAINS(refused(asked), "--accept: there is no column 'pice' in t.csv. Did you mean 'price'?");
    }

    void theLabelHasNoKind()
    {
        LEAP_CONTAINS(refused(options({says("click", InputKind::Numeric)})),
                      "--numeric: 'click' is the label, which no field reads");
        QCOMPARE(kindOf("c1", options({says("c*", InputKind::Bag)})), InputKind::Bag); // click among others
    }

    void textsAreNoNumbers()
    {
        LEAP_CONTAINS(refused(options({says("code", InputKind::Numeric)})),
                      "--numeric: column 'code' cannot be numeric: 57 cells of 60 that are there are no "
                      "numbers, 'x3' for one.");
        // 2 of 60 are not; they are missing, which encoding says.
        QCOMPARE(kindOf("mostly", options({says("mostly", InputKind::Numeric)})), InputKind::Numeric);
    }

    void listsStayLists()
    {
        InspectReport report = m_report;
        report.columns.resize(2); // click, c1
        report.columns[1].listOfWidth = true;
        report.columns[1].kind = InputKind::Vector;
        report.columns[1].width = 3;
        LEAP_CONTAINS(
            refusal([&] { (void)proposeSchema(report, options({says("c1", InputKind::Numeric)})); }),
            "column 'c1' holds a list of 3 numbers in each row; it can only be vector, not numeric");
        report.columns[1].listOfWidth = false;
        report.columns[1].kind = InputKind::Bag;
        LEAP_CONTAINS(
            refusal([&] { (void)proposeSchema(report, options({says("c1", InputKind::Categorical)})); }),
            "holds lists of values in each row; it can only be bag");
        LEAP_CONTAINS(refused(options({says("price", InputKind::Vector)})), "holds one value in each row");
        LEAP_CONTAINS(refused(options({says("price", InputKind::Pretrained)})), "--schema");
    }

    void namesTwiceChangeNothing()
    {
        auto asked = options({says("c*", InputKind::Categorical), says("c1", InputKind::Numeric)});
        asked.exclude = {"odd*"};
        const ProposeOptions once = withNames(m_report, asked);
        QCOMPARE(once.exclude, std::vector{"odd[1]"s});
        QVERIFY(withNames(m_report, once) == once);
    }
};

QTEST_GUILESS_MAIN(TestPropose)
#include "tst_propose.moc"

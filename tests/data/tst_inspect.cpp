// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

/// A file of one column "x" (and a label "y" of alternating 0 and 1).
std::string columnFile(const std::vector<std::string>& cells)
{
    std::string text = "x,y\n";
    for (size_t i = 0; i < cells.size(); ++i)
        text += cells[i] + "," + std::to_string(i % 2) + "\n";
    return text;
}

std::vector<std::string> repeated(std::vector<std::string> cells, size_t times)
{
    std::vector<std::string> all;
    for (size_t i = 0; i < times; ++i)
        all.insert(all.end(), cells.begin(), cells.end());
    return all;
}

std::vector<std::string> counted(int count, const std::string& suffix = "")
{
    std::vector<std::string> cells;
    for (int i = 1; i <= count; ++i)
        cells.push_back(std::to_string(i) + suffix);
    return cells;
}

/// Different whole numbers in no order that are no ids: few are large.
std::vector<std::string> amounts(int count)
{
    std::vector<std::string> cells;
    for (int i = 0; i < count; ++i) {
        const int k = i * 37 % count + 1;
        cells.push_back(std::to_string(k * k + 3 * k));
    }
    return cells;
}

/// `cells` with the last `bad.size()` of them replaced.
std::vector<std::string> ending(std::vector<std::string> cells, const std::vector<std::string>& bad)
{
    std::copy(bad.begin(), bad.end(), cells.end() - static_cast<std::ptrdiff_t>(bad.size()));
    return cells;
}

} // namespace

class TestInspect : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    ColumnReport reportOf(const std::vector<std::string>& cells)
    {
        const auto table = openTable(m_folder.write("c.csv", columnFile(cells)));
        return *leap::test::inspectTable(*table).find("x");
    }

private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<std::vector<std::string>>("cells");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<int>("badCells");
        const auto row = [](const char* name, const std::vector<std::string>& cells, InputKind kind,
                            const char* reason, int bad = 0) {
            QTest::newRow(name) << cells << static_cast<int>(kind) << reason << bad;
        };
        const auto categorical = InputKind::Categorical, numeric = InputKind::Numeric;
        row("100 integers", counted(100), categorical, "integers, 100 values (at most 100): categorical");
        row("101 integers", amounts(101), numeric, "integers, 101 values");
        row("101 rows numbered", counted(101), categorical, "numbered from 1 on");
        row("integers as floats", counted(5, ".0"), categorical,
            "integers, 5 values (at most 100): categorical");
        row("fractions", {"0.5", "1", "2"}, numeric, "numbers with fractions: numeric");
        row("exponents and signs", {"1e-3", "-2.5E4", "+.5"}, numeric, "numbers with fractions: numeric");
        row("words", {"a", "b", "a"}, categorical, "text, 2 values: categorical");
        row("zip codes", repeated({"01234", "99999"}, 60), categorical, "zeros in front");
        row("one zip in 2,000", ending(amounts(2000), {"01999"}), numeric, "integers");
        row("1 % words", ending(amounts(200), {"many", "many"}), numeric, "integers", 2);
        row("2 % words", ending(counted(200), {"a", "b", "c", "d"}), categorical,
            "(2.0 % of the cells are no numbers)");
        // inf is missing, and that is said
        row("not finite", ending(amounts(300), {"inf", "1e999", "nan"}), numeric, "integers", 1);
        row("big integers", {"9007199254740993", "9007199254740992", "1"}, categorical, "integers");
        row("bags", {"a|b", "b|c", "a", "c|a", "b|a|c"}, categorical, "may be a bag of 3 items cut at '|'");
        row("pipes but no lists", {"a|1", "b|2", "c|3", "d|4"}, categorical, "text, 4 values: categorical");
        row("nothing", {"", "NA", "?"}, categorical, "every cell is missing");
    }
    void kinds()
    {
        QFETCH(std::vector<std::string>, cells);
        QFETCH(int, kind);
        QFETCH(QString, reason);
        QFETCH(int, badCells);
        const ColumnReport report = reportOf(cells);
        QCOMPARE(static_cast<int>(report.kind), kind);
        LEAP_CONTAINS(report.kindReason, reason.toStdString());
        QCOMPARE(report.badCells, int64_t{badCells});
    }

    void shares()
    {
        const ColumnReport report = reportOf({"a", "?", "a", "b", "", "a", "c", " a ", "NA", "d"});
        QCOMPARE(report.distinct, int64_t{4});
        QCOMPARE(report.missingShare, 0.3);
        QCOMPARE(report.defaultShare, 0.4);
        QCOMPARE(report.defaultValue, "a"s);
        QCOMPARE(report.examples, (std::vector<std::string>{"a", "b", "c", "d"}));
        QVERIFY(!report.constant && !report.rowIdLike && !report.minimum);
    }
    void range()
    {
        const ColumnReport report = reportOf({"-1.5", "3", "?", "2.25"});
        QCOMPARE(report.minimum, std::optional(-1.5));
        QCOMPARE(report.maximum, std::optional(3.0));
    }
    void constants()
    {
        QVERIFY(reportOf({"k", "k", "k"}).constant);
        QVERIFY(reportOf({"", "", ""}).constant);
        QVERIFY(!reportOf({"k", "", "k"}).constant); // missing is a value of its own
    }
    void rowIds()
    {
        QVERIFY(reportOf(counted(200)).rowIdLike);
        QVERIFY(reportOf(counted(200, "x")).rowIdLike);
        QVERIFY(!reportOf(amounts(200)).rowIdLike);
        QVERIFY(!reportOf(counted(200, ".5")).rowIdLike); // measurements differ from row to row
        QVERIFY(!reportOf(repeated(counted(50), 2)).rowIdLike);
        QVERIFY(!reportOf(counted(10)).rowIdLike);
    }

    void duplicates()
    {
        std::string text = "a,b,c,d,e,f\n"; // b renames a; c is another; d = a but for one row; e, f constant
        for (int i = 0; i < 60; ++i) {
            const int a = (i * 7) % 5;
            text += std::to_string(a) + ",v" + std::to_string(9 - a) + "," + std::to_string(i % 4) + ","
                + std::to_string(i == 59 ? 77 : a) + ",k,k\n";
        }
        const auto report = leap::test::inspectTable(*openTable(m_folder.write("d.csv", text)));
        QCOMPARE(report.find("a")->duplicateOf, ""s);
        QCOMPARE(report.find("b")->duplicateOf, "a"s);
        QCOMPARE(report.find("c")->duplicateOf, ""s);
        QCOMPARE(report.find("d")->duplicateOf, ""s);
        QCOMPARE(report.find("f")->duplicateOf, ""s);
        QVERIFY(anyContains(report.find("b")->flags(), "same information as 'a'"));
    }
    /// Where every row has a value of its own, any two columns cut the rows alike: only equal values count.
    void continuousColumnsAreNoDuplicates()
    {
        std::string text = "a,b,c\n";
        for (int i = 0; i < 60; ++i) {
            const std::string a = std::to_string(i * 7 % 60) + ".5";
            text += a + "," + std::to_string(i * 11 % 60) + ".25," + a + "\n";
        }
        const auto report = leap::test::inspectTable(*openTable(m_folder.write("continuous.csv", text)));
        QCOMPARE(report.find("b")->duplicateOf, ""s);
        QCOMPARE(report.find("c")->duplicateOf, "a"s);
    }

    /// Columns of known strength: nothing, the label itself, a number that decides it, and a coin that
    /// agrees with the label in 80 % of the rows (AUC .8).
    void aucAlone()
    {
        constexpr int kRows = 20'000;
        const RandomStream noise(streamKey(3, "test/inspect"));
        std::string text = "y,nothing,leak,decides,coin,id,constant\n";
        for (int i = 0; i < kRows; ++i) {
            const auto at = static_cast<uint64_t>(i) * 4;
            const float number = noise.normalAt(at);
            const int y = number > 0.3F ? 1 : 0;
            const bool agree = noise.uniformAt(at + 2) < 0.8F;
            text += std::to_string(y) + "," + std::to_string(noise.bitsAt(at + 3) % 500)
                + (y == 1 ? ",won," : ",lost,") + std::to_string(number) + ","
                + std::to_string(agree ? y : 1 - y) + ",i" + std::to_string(i) + ",k\n";
        }
        const auto table = openTable(m_folder.write("auc.csv", text));
        const auto report = leap::test::inspectTable(*table, "y");
        const auto alone = [&](const char* name) { return report.find(name)->aucAlone.value_or(-1); };
        QVERIFY(!report.find("y")->aucAlone);
        QVERIFY2(alone("nothing") < 0.53, qPrintable(QString::number(alone("nothing"))));
        QCOMPARE(alone("leak"), 1.0);
        QVERIFY(alone("decides") > 0.999);
        QVERIFY(std::abs(alone("coin") - 0.8) < 0.01);
        QCOMPARE(alone("id"), 0.5); // values of the judged half are all new
        QCOMPARE(alone("constant"), 0.5);
        QVERIFY(report.find("leak")->possibleLeak && report.find("decides")->possibleLeak);
        QVERIFY(!report.find("coin")->possibleLeak);

        ProposeOptions options;
        const Schema schema = proposed(*table, "y", options);
        QVERIFY(!schema.find("leak") && !schema.find("decides") && !schema.find("y"));
        QVERIFY(anyContains({schema.leftOut[1].reason}, "possible leak: AUC 1.000 alone"));
        options.accept = {"leak"};
        QVERIFY(proposed(*table, "y", options).find("leak").has_value());
    }
    void fewRowsTellNothing()
    {
        const auto table = openTable(m_folder.write("few.csv", columnFile(repeated({"a", "b"}, 6))));
        QVERIFY(!leap::test::inspectTable(*table, "y").find("x")->aucAlone);
    }

    /// A label that does not work is a warning here: the report must still be shown.
    void aBadLabelIsAWarning()
    {
        const auto table = openTable(m_folder.write("three.csv", "x,y\n1,a\n2,b\n3,c\n"));
        const auto report = leap::test::inspectTable(*table, "y");
        QVERIFY(anyContains(report.warnings, "--positive"));
        QVERIFY(!report.find("x")->aucAlone);
    }

    void proposals()
    {
        std::string text = "y,words,number,group\n";
        for (int i = 0; i < 200; ++i)
            text += std::to_string(i % 3 == 0) + ",w" + std::to_string(i % 7) + "," + std::to_string(i)
                + ".5,g" + std::to_string(i % 8) + "\n";
        const auto table = openTable(m_folder.write("p.csv", text));
        ProposeOptions options;
        options.groupId = "group";
        options.width = 5;
        options.minCount = 3;
        Schema schema = proposed(*table, "y", options);
        QCOMPARE(schema.fields.size(), size_t{3}); // the group column is one of them
        QCOMPARE(schema.fields[0].width(), 5);
        QCOMPARE(schema.fields[0].inputs[0].minCount, 3);
        QCOMPARE(schema.fields[1].width(), 1);
        QCOMPARE(schema.leftOut, (std::vector<LeftOut>{{"y", "label"}}));
        QCOMPARE(schema.groupId, "group"s);
        options.allCategorical = true;
        options.exclude = {"words"};
        schema = proposed(*table, "y", options);
        QCOMPARE(schema.fields.size(), size_t{2});
        QCOMPARE(schema.fields[0].name, "number"s);
        QCOMPARE(kindName(schema.fields[0]), "categorical"s);
        QCOMPARE(schema.fields[1].name, "group"s);
        QCOMPARE(schema.leftOut[1].reason, "left out by the user"s);
    }
};

QTEST_GUILESS_MAIN(TestInspect)
#include "tst_inspect.moc"

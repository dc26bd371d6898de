// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/record/number_format.h"
#include "core/record/table.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace leap;
using Format = ResultTable::Format;
using Cell = ResultTable::Cell;
using Tone = ResultTable::Tone;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

ResultTable ledger()
{
    ResultTable table;
    table.key = "ledger";
    table.title = "Ledger <1>";
    table.notes = {"What fields earn & pay."};
    table.columns = {{"field", "Field"},
                     {"earns", "Earns", Format::Loss, "Rise of the log loss."},
                     {"earns_95", "95 % interval", Format::Loss, "", true},
                     {"bytes", "Bytes", Format::Count},
                     {"kept", "Kept", Format::Share}};
    table.add({{"carrier", 0.01234, ResultTable::Interval{0.01, 0.0146}, 1234567, Cell(0.5, "2 of 4")},
               "Help.",
               "keep",
               3});
    table.add({{"=1+1", 1.2e-6, ResultTable::Interval{-1e-6, 3e-6}, 8, Cell(kNone, "", Tone::Muted)}});
    table.add({{"a \"b\", <c>", kNone, Cell(), Cell(), Cell("none", "", Tone::Bad)}});
    return table;
}

QStringList firstCells(const ResultTable& table)
{
    QStringList cells;
    for (const ResultTable::Row& row : table.rows)
        cells << QString::fromStdString(std::get<std::string>(row.cells[0].value));
    return cells;
}

} // namespace

class TestTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formatsEachKindInOneWay()
    {
        QCOMPARE(formatCount(-1234567), std::string("-1,234,567"));
        QCOMPARE(formatShare(0.1234), std::string("12.3 %"));
        QCOMPARE(formatGate(0.98765), std::string("0.988"));
        QCOMPARE(formatAuc(0.73125), std::string("0.7312"));
        QCOMPARE(formatDifference(0.00125), std::string("+0.0013"));
        QCOMPARE(formatDifference(-0.5), std::string("-0.5000"));
        QCOMPARE(formatDifference(-0.0), std::string("+0.0000"));
        QCOMPARE(formatDifference(-4e-5), std::string("+0.0000"));
        QCOMPARE(formatDifference(-6e-5), std::string("-0.0001"));
        QCOMPARE(formatAlpha(0.00123456), std::string("0.001235"));
        QCOMPARE(formatProbability(0.0494), std::string("0.049"));
        QCOMPARE(formatSeconds(12.34), std::string("12.3"));
        for (const auto format : {formatShare, formatGate, formatAuc, formatLoss, formatDifference,
                                  formatAlpha, formatProbability, formatSeconds})
            QCOMPARE(format(kNone), std::string("-"));
    }

    void smallLossesKeepTwoDigits()
    {
        QCOMPARE(formatLoss(0), std::string("0.00000"));
        QCOMPARE(formatLoss(5e-5), std::string("0.00005"));
        QCOMPARE(formatLoss(4.9e-5), std::string("4.9e-05"));
        QCOMPARE(formatLoss(-1.234e-6), std::string("-1.2e-06"));
        QCOMPARE(formatLoss(-0.5), std::string("-0.50000"));
    }

    void drawsLinesForATerminal()
    {
        QCOMPARE(gridText(ledger()),
                 std::string("Field         Earns       95 % interval      Bytes    Kept\n"
                             "carrier     0.01234  0.01000 to 0.01460  1,234,567  2 of 4\n"
                             "=1+1        1.2e-06     -1e-06 to 3e-06          8       -\n"
                             "a \"b\", <c>        -                   -          -    none\n"));
        QVERIFY(sectionText(ledger()).starts_with("What fields earn & pay.\nField "));
    }

    void drawsHtmlWithItsClasses()
    {
        ResultTable table = ledger();
        table.columns.resize(2);
        table.rows.resize(1);
        table.rows[0].cells = {"carrier", Cell(0.25, "", Tone::Good)};
        const std::string grid =
            "<table class=\"grid\" cellspacing=\"0\" cellpadding=\"3\">\n"
            "<thead><tr><th align=\"left\">Field</th><th align=\"right\">Earns</th></tr></thead>\n<tbody>\n"
            "<tr class=\"keep\"><td>carrier</td><td class=\"number good\" align=\"right\">0.25000</td></tr>\n"
            "</tbody>\n</table>\n";
        QCOMPARE(gridHtml(table), grid);
        QCOMPARE(sectionHtml(table),
                 "<h3>Ledger &lt;1&gt;</h3>\n<p>What fields earn &amp; pay.</p>\n" + grid);
        table.columns[0].percent = 30;
        table.columns[1].percent = 70;
        QVERIFY(gridHtml(table).find("cellpadding=\"3\" width=\"98%\">") != std::string::npos);
        QVERIFY(gridHtml(table).find("<th align=\"right\" width=\"70%\">") != std::string::npos);
        QVERIFY(gridHtml(ledger()).find("<td>a &quot;b&quot;, &lt;c&gt;</td>") != std::string::npos);
    }

    void writesRawFiguresIntoCsvAndJson()
    {
        QCOMPARE(tableCsv(ledger()),
                 std::string("field,earns,earns_95_low,earns_95_high,bytes,kept\n"
                             "carrier,0.01234,0.01,0.0146,1234567,0.5\n"
                             "'=1+1,1.2e-06,-1e-06,3e-06,8,\n"
                             "\"a \"\"b\"\", <c>\",,,,,none\n"));
        const Json json = tableToJson(ledger());
        QCOMPARE(json.size(), size_t{3});
        QCOMPARE(json[0],
                 Json({{"field", "carrier"},
                       {"earns", 0.01234},
                       {"earns_95", Json::array({0.01, 0.0146})},
                       {"bytes", 1234567},
                       {"kept", 0.5}}));
        QVERIFY(json[1]["kept"].is_null() && json[1]["earns_95"] == Json::array({-1e-06, 3e-06}));
        QVERIFY(json[2]["earns"].is_null() && json[2]["earns_95"].is_null() && json[2]["kept"] == "none");
    }

    void csvTextsAreSafeInSpreadsheets()
    {
        QCOMPARE(csvText("plain"), std::string("plain"));
        QCOMPARE(csvText("@sum"), std::string("'@sum"));
        QCOMPARE(csvText("-1"), std::string("'-1"));
        QCOMPARE(csvText("two\nlines"), std::string("\"two\nlines\""));
        QCOMPARE(csvText("=a,b"), std::string("\"'=a,b\""));
    }

    void sortsByRawValuesWithEmptyCellsLast()
    {
        ResultTable table = ledger();
        sortRows(table, "earns", true);
        QCOMPARE(firstCells(table), QStringList({"=1+1", "carrier", "a \"b\", <c>"}));
        sortRows(table, "earns");
        QCOMPARE(firstCells(table), QStringList({"carrier", "=1+1", "a \"b\", <c>"}));
        sortRows(table, "field", true);
        QCOMPARE(firstCells(table), QStringList({"=1+1", "a \"b\", <c>", "carrier"}));
        sortRows(table, "earns_95");
        QCOMPARE(firstCells(table), QStringList({"carrier", "=1+1", "a \"b\", <c>"}));
        QVERIFY_EXCEPTION_THROWN(sortRows(table, "nothing"), FailureError);
    }

    void aCellShowsItsTextOrItsFigure()
    {
        const ResultTable::Column column{"x", "X", Format::Gate};
        QCOMPARE(cellText(column, Cell(0.5)), std::string("0.500"));
        QCOMPARE(cellText(column, Cell(0.5, "half")), std::string("half"));
        QCOMPARE(cellText(column, Cell(kNone), "\xE2\x80\x93"), std::string("\xE2\x80\x93"));
        QCOMPARE(cellText(column, Cell(ResultTable::Interval{kNone, kNone})), std::string("-"));
        QCOMPARE(cellText(column, Cell(size_t{12345})), std::string("12,345"));
        QCOMPARE(cellText({"x", "X", Format::Exact}, Cell(0.1)), std::string("0.1"));
    }
};

QTEST_APPLESS_MAIN(TestTable)
#include "tst_table.moc"

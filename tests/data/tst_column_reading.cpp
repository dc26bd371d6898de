// SPDX-License-Identifier: GPL-3.0-or-later
// Columns as people write them: the cases, and one value in several spellings.
#include "tests/data/column_cells.h"

#include <QtTest>
#include <cmath>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

std::filesystem::path casePath(const std::string& name)
{
    return std::filesystem::path(LEAP_SOURCE_DIR) / "tests/data/cases" / name;
}

} // namespace

class TestColumnReading : public QObject {
    Q_OBJECT

    ColumnFile m_file;

private Q_SLOTS:
    void decimalCommaOfTheCase()
    {
        for (const char* name : {"price", "amount", "noise"}) {
            const ColumnReport report = reportIn(casePath("01_decimal_comma.csv"), name);
            QCOMPARE(report.kind, InputKind::Numeric);
            QCOMPARE(report.reading, "decimal comma"s);
            QCOMPARE(report.badCells, int64_t{0});
        }
        ReadOptions forced;
        forced.decimal = ",";
        QCOMPARE(reportIn(casePath("01_decimal_comma.csv"), "price", forced).kind, InputKind::Numeric);
        QCOMPARE(reportIn(casePath("01_decimal_comma.csv"), "user").reading, ""s);
        forced.decimal = ".";
        const ColumnReport refused = reportIn(casePath("01_decimal_comma.csv"), "price", forced);
        QCOMPARE(refused.kind, InputKind::Categorical);
        LEAP_CONTAINS(allOf(refused.hints), "numbers with decimal comma: --decimal , reads them.");
    }

    void thousandsOfTheCase()
    {
        const ColumnReport report = reportIn(casePath("02_thousands.csv"), "amount");
        QCOMPARE(report.kind, InputKind::Numeric);
        QCOMPARE(report.reading, "comma between thousands"s);
        QCOMPARE(report.maximum.value_or(0) > 50'000, true);
        QCOMPARE(reportIn(casePath("02_thousands.csv"), "price").reading, ""s);
    }

    void unitsOfTheCases()
    {
        const ColumnReport price = reportIn(casePath("04_currency_percent.csv"), "price");
        QCOMPARE(price.kind, InputKind::Numeric);
        QCOMPARE(price.reading, "'$' before the number"s);
        const ColumnReport amount = reportIn(casePath("04_currency_percent.csv"), "amount");
        QCOMPARE(amount.kind, InputKind::Numeric);
        QCOMPARE(amount.reading, "'%' after the number, taken as written (12.5 % is 12.5)"s);
        QVERIFY(amount.maximum.value_or(0) > 0.5); // 0.56% is .56
        const ColumnReport euros = reportIn(casePath("188_dollar_int.csv"), "price");
        QCOMPARE(euros.kind, InputKind::Numeric);
        QCOMPARE(euros.reading, "'EUR' after the number"s);
    }

    void missingTextsOfTheCases()
    {
        const auto path = casePath("06_missing_spellings.csv");
        const ColumnReport price = reportIn(path, "price");
        QCOMPARE(price.kind, InputKind::Numeric);
        QCOMPARE(price.reading, "190 cells '<NA>' read as missing"s);
        QVERIFY(std::abs(price.missingShare - 190.0 / 1200) < 1e-12);
        QCOMPARE(reportIn(path, "amount").reading, "100 cells '#DIV/0!' read as missing"s);
        QCOMPARE(reportIn(path, "noise").reading, "60 cells '-nan(ind)' read as missing"s);
        const ColumnReport mix = reportIn(casePath("07_missing_mix_3pct.csv"), "price");
        QCOMPARE(mix.kind, InputKind::Numeric);
        QCOMPARE(mix.badCells, int64_t{0});
        QVERIFY(std::abs(mix.missingShare - 33.0 / 1200) < 1e-12);
        LEAP_CONTAINS(mix.reading, "2 cells '<NA>'");
        LEAP_CONTAINS(mix.reading, "with 13 other texts read as missing");
    }

    void sentinelOfTheCase()
    {
        const auto path = casePath("08_sentinel_999.csv");
        const ColumnReport report = reportIn(path, "temp");
        QCOMPARE(report.sentinels, Cells{"-999"});
        LEAP_CONTAINS(allOf(report.hints),
                      "10.9 % of the cells are -999, far from the rest; --na temp=-999 makes them missing.");
        for (const char* plain : {"price", "amount", "noise", "user", "country"})
            QCOMPARE(reportIn(path, plain).sentinels, Cells());
        const ColumnReport after = reportIn(path, "temp", withMissing({"temp=-999"}));
        QCOMPARE(after.sentinels, Cells());
        QVERIFY(std::abs(after.missingShare - 131.0 / 1200) < 1e-12);
        QVERIFY(after.minimum.value_or(-999) > -100);
        LEAP_CONTAINS(after.reading, "131 cells '-999' read as missing");
    }

    void oneValueInTwoSpellings()
    {
        const ColumnReport level = reportIn(casePath("10_int_then_float.csv"), "level");
        QCOMPARE(level.distinct, int64_t{12});
        LEAP_CONTAINS(level.reading, "12 values in another spelling (");
        const auto path = casePath("161_level_two_spellings.csv");
        QCOMPARE(reportIn(path, "level").distinct, int64_t{40});
        const auto table = openTable(path);
        const auto dataset = encodeTable(*table, categoricalSchema({"level"}, "click"));
        QCOMPARE(dataset->layout.inputs.front().vocabulary, int64_t{42}); // unknown, missing, 40 levels
        const ColumnReport country = reportIn(casePath("190_case_space_categories.csv"), "country");
        QCOMPARE(country.distinct, int64_t{10});
        LEAP_CONTAINS(allOf(country.hints), "5 pairs of values differ only in case or spaces (");
    }

    void numbersInSeveralSpellings()
    {
        const ColumnReport report = m_file.reportOf({"3", "3.0", "3.00", "+3", "2", "7.0", "2", "3"});
        QCOMPARE(report.distinct, int64_t{3});
        QCOMPARE(report.defaultValue, "3"s);
        QCOMPARE(report.defaultShare, 5.0 / 8);
        QCOMPARE(m_file.reportOf({"3", "3.0", "a", "b"}).distinct, int64_t{4}); // texts
        QCOMPARE(m_file.reportOf({"01", "1", "02", "2"}).distinct, int64_t{4}); // codes
        QCOMPARE(
            m_file.reportOf({"9007199254740993", "9007199254740992", "9007199254740993.0", "5"}).distinct,
            int64_t{4}); // a double does not tell them apart
        QCOMPARE(m_file.reportOf({"1,5", "1,50", "2,0", "2"}).distinct, int64_t{2});
    }

    void manyIntegersInTwoSpellings()
    {
        const Cells cells =
            numbersAs([](int i) { return std::to_string(i % 6000) + (i >= 6000 ? ".0" : ""); }, 12000);
        QCOMPARE(m_file.reportOf(cells).distinct, int64_t{6000});
    }

    void truthValues()
    {
        QCOMPARE(m_file.reportOf({"true", "TRUE", "False", "false", "True"}).distinct, int64_t{2});
        QCOMPARE(m_file.reportOf({"Yes", "no", "YES", "No"}).distinct, int64_t{2});
        QCOMPARE(m_file.reportOf({"yes", "true", "YES", "TRUE"}).distinct, int64_t{4}); // of no one set
        QCOMPARE(m_file.reportOf({"Yes", "no", "YES", "maybe"}).distinct, int64_t{4});
    }

    void blanksOfUnicode()
    {
        const ColumnReport report =
            m_file.reportOf({"New York", "\u00A0New York", "New\u00A0York", "New York\u202F",
                             "\uFEFFNew York", "\u00A0", "NA\u00A0", "x"});
        QCOMPARE(report.distinct, int64_t{2});
        QCOMPARE(report.missingShare, 0.25);
        QCOMPARE(m_file.reportOf({"\u043C\u0438\u0440", "\u041C\u0418\u0420", "x"}).hints.size(), size_t{1});
    }

    /// What is inspected is what is encoded, whatever comes first in the file.
    void encodedAsInspected()
    {
        const Cells cells =
            mixedWith(numbersAs([](int i) { return grouped(1000.0 + i, ".", ','); }), "(null)", 10);
        const auto table = openTable(m_file.file(cells));
        const Schema schema = proposed(*table, "click");
        QCOMPARE(schema.fields.front().inputs.front().kind, InputKind::Numeric);
        const auto rows = inFileOrder(*encodeTable(*table, schema));
        QCOMPARE(rows.dense[0], 0.0F); // missing: the mean
        QVERIFY(rows.dense[1] < rows.dense[2]);
        QVERIFY(rows.dense[298] < rows.dense[299]);
    }

    /// Columns on disk are rewritten where they are.
    void columnsOnDisk()
    {
        const Cells cells = numbersAs(
            [](int i) { return i % 5 == 0 ? "<NA>"s : std::to_string(i % 7) + (i % 2 ? ".0" : ""); }, 50'000);
        const auto path = m_file.file(cells);
        Progress progress;
        LoadOptions load;
        load.memoryBytes = 1;
        const auto table = loadTable({path}, {}, progress, load);
        const ColumnReport report = *inspectTable(*table, "click").find("amount");
        QCOMPARE(report.distinct, int64_t{7});
        QCOMPARE(report.missingShare, 0.2);
    }
};

QTEST_GUILESS_MAIN(TestColumnReading)
#include "tst_column_reading.moc"

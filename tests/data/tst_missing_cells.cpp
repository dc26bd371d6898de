// SPDX-License-Identifier: GPL-3.0-or-later
// Texts and numbers that mean "missing".
#include "tests/data/arrow_writer.h"
#include "tests/data/column_cells.h"

#include <QtTest>
#include <cmath>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

class TestMissingCells : public QObject {
    Q_OBJECT

    ColumnFile m_file;

private Q_SLOTS:
    void tokensAreMissingEverywhere()
    {
        const Cells words{"red", "green", "<NA>", "(null)", "#N/A N/A", "blue", "NaT", "red"};
        const ColumnReport report = m_file.reportOf(words);
        QCOMPARE(report.distinct, int64_t{3});
        QCOMPARE(report.missingShare, 0.5);
        LEAP_CONTAINS(report.reading, "read as missing");
    }

    void wordsAreMissingAmongNumbersOnly()
    {
        const Cells numbers = numbersAs([](int i) { return decimal(i + 0.5, '.'); });
        for (const char* word :
             {".", "nil", "missing", "Unknown", "--", "n.d.", ".a", "\u2014", "*", "Infinity"}) {
            const ColumnReport report = m_file.reportOf(mixedWith(numbers, word, 3));
            QVERIFY2(report.kind == InputKind::Numeric, word);
            QVERIFY(std::abs(report.missingShare - 1.0 / 3) < 1e-12);
            const ColumnReport category = m_file.reportOf({"a", "b", word, "a"});
            QCOMPARE(category.missingShare, 0.0);
            QCOMPARE(category.distinct, int64_t{3});
        }
        const Cells dates = numbersAs([](int i) { return "2024-01-" + std::to_string(10 + i % 20); });
        const ColumnReport times = m_file.reportOf(mixedWith(dates, "unknown", 3));
        QVERIFY(std::abs(times.missingShare - 1.0 / 3) < 1e-12);
    }

    void anOddTokenIsNamed()
    {
        const Cells cells = mixedWith(numbersAs([](int i) { return decimal(i + 0.5, ','); }), "zzz", 20);
        const ColumnReport report = m_file.reportOf(cells);
        QCOMPARE(report.kind, InputKind::Categorical);
        LEAP_CONTAINS(allOf(report.hints),
                      "95.0 % of the cells are numbers (decimal comma), 5.0 % are not: 'zzz' "
                      "(5.0 %); if that means missing: --na \"zzz\".");
        const ColumnReport many =
            m_file.reportOf(mixedWith(numbersAs([](int i) { return std::to_string(i); }), "$ -", 5));
        LEAP_CONTAINS(allOf(many.hints), "20.0 % are not: '$ -' (20.0 %)");
        QCOMPARE(m_file.reportOf({"1", "2", "crew", "1", "3"}).hints.size(), size_t{0}); // a category
        const ColumnReport after = m_file.reportOf(cells, withMissing({"zzz"}));
        QCOMPARE(after.kind, InputKind::Numeric);
        QCOMPARE(after.reading, "decimal comma; 15 cells 'zzz' read as missing"s);
    }

    void wishesByColumn()
    {
        const Cells a = mixedWith(numbersAs([](int i) { return decimal(i + 0.5, '.'); }), "-999.0", 10);
        const Cells b = mixedWith(numbersAs([](int i) { return decimal(i + 0.5, '.'); }), "-999", 10);
        const auto path = m_file.file(a, ",", b);
        QCOMPARE(reportIn(path, "amount", withMissing({"amount=-999"})).missingShare, 0.1);
        QCOMPARE(reportIn(path, "z", withMissing({"amount=-999"})).missingShare, 0.0);
        QCOMPARE(reportIn(path, "z", withMissing({"?=-999"})).missingShare, 0.1);
        QCOMPARE(reportIn(path, "z", withMissing({"-999"})).missingShare, 0.1);
        LEAP_CONTAINS(refusal([&] { (void)openTable(path, withMissing({"clik=-999"})); }),
                      "Did you mean 'click'?");
        LEAP_CONTAINS(refusal([&] { (void)openTable(path, withMissing({"q*=-999"})); }),
                      "no column of t.csv matches");
        QVERIFY(anyContains(inspectTable(*openTable(path, withMissing({"amount=-998"}))).warnings,
                            "--na: no cell of the columns meant is '-998'."));
    }

    void realColumnsOfTypedFiles()
    {
        arrow::DoubleBuilder reals;
        arrow::FloatBuilder singles;
        arrow::StringBuilder texts;
        arrow::Int64Builder labels;
        for (int i = 0; i < 300; ++i) {
            check(reals.Append(i % 10 == 0 ? -999.9 : i / 7.0));
            check(singles.Append(i % 10 == 0 ? -999.9F : static_cast<float>(i)));
            check(texts.Append(i % 10 == 0 ? "(null)" : decimal(i, ',')));
            check(labels.Append(i % 2));
        }
        const auto table = arrow::Table::Make(
            arrow::schema({arrow::field("d", arrow::float64()), arrow::field("f", arrow::float32()),
                           arrow::field("s", arrow::utf8()), arrow::field("click", arrow::int64())}),
            {reals.Finish().ValueOrDie(), singles.Finish().ValueOrDie(), texts.Finish().ValueOrDie(),
             labels.Finish().ValueOrDie()});
        const auto path = m_file.folder.path("t.parquet");
        writeParquet(*table, path, 1000);
        QCOMPARE(reportIn(path, "d").sentinels, Cells{"-999.9"});
        const auto options = withMissing({"-999.9"});
        QCOMPARE(reportIn(path, "d", options).missingShare, 0.1);
        QCOMPARE(reportIn(path, "f", options).missingShare, 0.1);
        const ColumnReport text = reportIn(path, "s");
        QCOMPARE(text.kind, InputKind::Numeric);
        QCOMPARE(text.reading, "decimal comma; 30 cells '(null)' read as missing"s);
    }

    void sentinels_data()
    {
        QTest::addColumn<Cells>("cells");
        QTest::addColumn<Cells>("found");
        const auto ages = numbersAs([](int i) { return std::to_string(18 + i % 60); });
        const auto heights = numbersAs([](int i) { return decimal(150 + i % 50 + 0.5, '.', 1); });
        const auto heavy = numbersAs([](int i) { return decimal(std::exp(i / 30.0), '.'); });
        const auto row = [](const char* name, const Cells& cells, const Cells& found) {
            QTest::newRow(name) << cells << found;
        };
        row("999 among ages", mixedWith(ages, "999", 20), {"999"});
        row("-1 among ages is near", mixedWith(ages, "-1", 20), {});
        row("99 among ages is near", mixedWith(ages, "99", 20), {});
        row("-9999 among heights", mixedWith(heights, "-9999", 20), {"-9999"});
        row("-1 below heights", mixedWith(heights, "-1", 20), {"-1"});
        row("0 below heights is near, and no sign", mixedWith(heights, "0", 20), {});
        row("both ends", mixedWith(mixedWith(heights, "-999", 20), "9999", 33), {"-999", "9999"});
        row("two codes", mixedWith(mixedWith(heights, "-999", 20), "-998", 33), {"-999", "-998"});
        row("the end of a type", mixedWith(heights, "2147483647", 20), {"2147483647"});
        row("too rare", mixedWith(heights, "-999", 150), {});
        row("9999 among amounts", mixedWith(heavy, "9999", 20), {});
        row("no sign, but very far", mixedWith(heights, "123456", 20), {"123456"});
        row("decimals of a sentinel", mixedWith(heights, "-999.0", 20), {"-999"});
        row("flags", mixedWith(Cells(300, "0"), "1", 3), {});
        row("a year of 0", mixedWith(numbersAs([](int i) { return std::to_string(1990 + i % 30); }), "0", 20),
            {"0"});
        row("three grades and a fourth", numbersAs([](int i) { return std::to_string("1238"[i % 4] - 48); }),
            {});
        row("a code of flags", mixedWith(mixedWith(Cells(300, "0"), "1", 3), "9", 20), {"9"});
    }
    void sentinels()
    {
        QFETCH(Cells, cells);
        QFETCH(Cells, found);
        QCOMPARE(m_file.reportOf(cells).sentinels, found);
    }

    /// Of many numbers a quick test comes first: it finds what sorting finds.
    void sentinelsOfManyNumbers()
    {
        const Cells cells = numbersAs([](int i) { return decimal(i * 7919 % 20'000 / 7.0, '.'); }, 20'000);
        QCOMPARE(m_file.reportOf(cells).sentinels, Cells());
        QCOMPARE(m_file.reportOf(mixedWith(cells, "-9999", 20)).sentinels, Cells{"-9999"});
        QCOMPARE(m_file.reportOf(mixedWith(cells, "-9", 20)).sentinels, Cells());
        QCOMPARE(m_file.reportOf(mixedWith(mixedWith(cells, "-9999", 20), "99999", 33)).sentinels,
                 (Cells{"-9999", "99999"}));
    }
};

QTEST_GUILESS_MAIN(TestMissingCells)
#include "tst_missing_cells.moc"

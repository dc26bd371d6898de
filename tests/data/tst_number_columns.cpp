// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers in other spellings.
#include "core/base/random.h"
#include "tests/data/column_cells.h"

#include <QtTest>
#include <cmath>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

class TestNumberColumns : public QObject {
    Q_OBJECT

    ColumnFile m_file;

private Q_SLOTS:
    void spellings_data()
    {
        QTest::addColumn<Cells>("cells");
        QTest::addColumn<QString>("reading");
        QTest::addColumn<double>("maximum");
        const auto row = [](const char* name, const Cells& cells, const char* reading, double maximum) {
            QTest::newRow(name) << cells << reading << maximum;
        };
        row("German", numbersAs([](int i) { return grouped(9.5 + 7.25 * i, ".", ','); }),
            "decimal comma; point between thousands", 2177.25);
        row("Swiss", numbersAs([](int i) { return grouped(9.5 + 7.25 * i, "'", '.'); }),
            "apostrophe between thousands", 2177.25);
        row("Swiss, typographic", numbersAs([](int i) { return grouped(9.5 + 7.25 * i, "\u2019", '.'); }),
            "apostrophe between thousands", 2177.25);
        row("French, no-break", numbersAs([](int i) { return grouped(9.5 + 7.25 * i, "\u00A0", ','); }),
            "decimal comma; blank between thousands", 2177.25);
        row("French, narrow", numbersAs([](int i) { return grouped(9.5 + 7.25 * i, "\u202F", ','); }),
            "decimal comma; blank between thousands", 2177.25);
        row("blank", numbersAs([](int i) { return grouped(9.5 + 7.25 * i, " ", '.'); }),
            "blank between thousands", 2177.25);
        row("Indian", numbersAs([](int i) {
                return i % 2 == 0 ? "1,23," + std::to_string(100 + i) + ".50" : decimal(i, '.');
            }),
            "comma between thousands", 123398.5);
        row("exponents", numbersAs([](int i) { return decimal(i + 0.5, ',', 1) + "e3"; }), "decimal comma",
            299500);
        row("euro after", numbersAs([](int i) { return grouped(9.5 + 7.25 * i, ".", ',') + " \u20AC"; }),
            "decimal comma; point between thousands; '\u20AC' after the number", 2177.25);
        row("code before", numbersAs([](int i) { return "USD " + decimal(i, '.'); }),
            "'USD' before the number", 299);
        row("minus inside", numbersAs([](int i) { return "$-" + decimal(i, '.'); }), "'$' before the number",
            0);
        row("accounting",
            numbersAs([](int i) { return i % 2 ? "(" + decimal(i, '.') + ")" : decimal(i, '.'); }),
            "parentheses as minus: (5) is -5", 298);
        row("minus sign", numbersAs([](int i) { return (i % 2 ? "\u2212" : "") + decimal(i, '.'); }),
            "a dash of Unicode as minus", 298);
        row("minus after", numbersAs([](int i) { return decimal(i, '.') + (i % 2 ? "-" : ""); }),
            "minus after the number", 298);
        row("percent", numbersAs([](int i) { return decimal(i / 2.0, ',', 1) + " %"; }),
            "decimal comma; '%' after the number, taken as written (12.5 % is 12.5)", 149.5);
        row("unit at some", numbersAs([](int i) { return decimal(i, '.') + (i % 2 ? " EUR" : ""); }),
            "'EUR' after the number in 50.0 % of the cells", 299);
        row("blanks around", numbersAs([](int i) { return "\u00A0" + decimal(i, '.') + "\u00A0"; }), "", 299);
        row("infinities", mixedWith(numbersAs([](int i) { return decimal(i, '.'); }), "Inf", 30),
            "10 cells 'Inf' read as missing", 299);
        row("rare spelling",
            mixedWith(numbersAs([](int i) { return decimal(i + 0.5, '.'); }),
                      "\u2212"
                      "7.5",
                      150),
            "a dash of Unicode as minus", 299.5);
    }
    void spellings()
    {
        QFETCH(Cells, cells);
        QFETCH(QString, reading);
        QFETCH(double, maximum);
        const ColumnReport report = m_file.reportOf(cells);
        QCOMPARE(QString::fromStdString(report.reading), reading);
        QVERIFY2(report.kind == InputKind::Numeric, report.kindReason.c_str());
        QCOMPARE(report.badCells, int64_t{0});
        QVERIFY(report.maximum.has_value());
        QCOMPARE(*report.maximum, maximum);
    }

    void codesAreNoNumbers_data()
    {
        QTest::addColumn<Cells>("cells");
        const auto row = [](const char* name, const Cells& cells) { QTest::newRow(name) << cells; };
        const auto two = [](int i) { return (i < 10 ? "0" : "") + std::to_string(i); };
        row("hexadecimal", numbersAs([](int i) { return "0x" + std::to_string(1000 + i); }));
        row("dates",
            numbersAs([&](int i) { return two(i % 28 + 1) + "." + two(i % 12 + 1) + ".20" + two(i % 30); }));
        row("versions", numbersAs([](int i) { return "1." + std::to_string(i) + ".3"; }));
        row("addresses", numbersAs([](int i) { return "192.168.1." + std::to_string(i % 255); }));
        row("long addresses",
            numbersAs([](int i) { return "192.168.100." + std::to_string(100 + i % 155); }));
        row("telephones", numbersAs([](int i) { return "612 345 " + std::to_string(100 + i); }));
        row("telephones of a country",
            numbersAs([](int i) { return "+49 30 " + std::to_string(123000 + i); }));
        row("postal codes in India", numbersAs([](int i) { return "110 " + std::to_string(100 + i); }));
        row("postal codes in Sweden", numbersAs([](int i) { return std::to_string(100 + i) + " 45"; }));
        row("named ids", numbersAs([](int i) { return "user_" + std::to_string(i); }));
        row("letters before", numbersAs([](int i) { return "A" + std::to_string(i); }));
        row("letters after", numbersAs([](int i) { return std::to_string(i) + "B"; }));
        row("ranges", numbersAs([](int i) { return std::to_string(i) + "-" + std::to_string(i + 9); }));
        row("lists", numbersAs([](int i) { return "1," + std::to_string(i) + ",3"; }));
        row("items in parentheses", numbersAs([](int i) { return "(" + std::to_string(i) + ")"; }));
        row("two currencies", numbersAs([](int i) { return std::to_string(i) + (i % 2 ? " EUR" : " USD"); }));
    }
    void codesAreNoNumbers()
    {
        QFETCH(Cells, cells);
        const ColumnReport report = m_file.reportOf(cells);
        QVERIFY2(report.kind == InputKind::Categorical, report.kindReason.c_str());
        QCOMPARE(report.reading, ""s);
    }

    void severalUnitsAreSaid()
    {
        const ColumnReport report =
            m_file.reportOf(numbersAs([](int i) { return std::to_string(i) + (i % 2 ? " EUR" : " USD"); }));
        LEAP_CONTAINS(allOf(report.hints), "different signs ('USD' 50.0 %, 'EUR' 50.0 %)");
    }

    void twoConventionsAreSaid()
    {
        const ColumnReport report = m_file.reportOf(
            numbersAs([](int i) { return grouped(1000.5 + i, i % 2 ? "," : ".", i % 2 ? '.' : ','); }));
        QCOMPARE(report.kind, InputKind::Categorical);
        LEAP_CONTAINS(allOf(report.hints), "its numbers are written in different ways (50.0 % of the cells");
    }

    void codesAreSaidAndCanBeForced()
    {
        const Cells cells = numbersAs([](int i) { return "110 " + std::to_string(100 + i); });
        LEAP_CONTAINS(allOf(m_file.reportOf(cells).hints), "--thousands \" \" reads them as numbers");
        ReadOptions options;
        options.thousands = " ";
        const ColumnReport report = m_file.reportOf(cells, options);
        QCOMPARE(report.kind, InputKind::Numeric);
        QCOMPARE(report.maximum.value_or(0), 110'399.0);
    }

    /// 1,234 alone may be either; other columns of the file decide.
    void otherColumnsDecide()
    {
        const Cells open = numbersAs([](int i) { return "1," + std::to_string(100 + i); });
        const ColumnReport alone = m_file.reportOf(open);
        QCOMPARE(alone.kind, InputKind::Numeric);
        QCOMPARE(alone.maximum.value_or(0), 1399.0);
        LEAP_CONTAINS(allOf(alone.hints), "1,234 is read as 1234; --decimal , reads it as 1.234.");
        const Cells commas = numbersAs([](int i) { return decimal(i, ',', 1); });
        const ColumnReport inCommas = reportIn(m_file.file(open, ";", commas), "amount");
        QCOMPARE(inCommas.maximum.value_or(0), 1.399);
        LEAP_CONTAINS(allOf(inCommas.hints),
                      "1,234 is read as 1.234; --decimal . --thousands , reads it as 1234.");
        const Cells points = numbersAs([](int i) { return "1." + std::to_string(100 + i); });
        QCOMPARE(m_file.reportOf(points).maximum.value_or(0), 1.399);
        QCOMPARE(reportIn(m_file.file(points, ";", commas), "amount").maximum.value_or(0), 1399.0);
        ReadOptions forced;
        forced.decimal = ",";
        QCOMPARE(m_file.reportOf(points, forced).maximum.value_or(0), 1399.0);
        QCOMPARE(m_file.reportOf(open, forced).maximum.value_or(0), 1.399);
        forced.decimal = ".";
        QCOMPARE(reportIn(m_file.file(points, ";", commas), "amount", forced).maximum.value_or(0), 1.399);
    }

    void integersOfACommaFileStay()
    {
        const Cells integers = numbersAs([](int i) { return std::to_string(i * 7); });
        const ColumnReport report = reportIn(
            m_file.file(integers, ";", numbersAs([](int i) { return decimal(i, ',', 1); })), "amount");
        QCOMPARE(report.reading, ""s);
        QCOMPARE(report.maximum.value_or(0), 2093.0);
    }

    void equalSignsAreRefused()
    {
        ReadOptions options;
        options.decimal = options.thousands = ",";
        const auto path = m_file.file({"1", "2"});
        LEAP_CONTAINS(refusal([&] { (void)openTable(path, options); }), "they must differ");
    }

    /// The same values in other spellings: the same AUC alone, the same range.
    void spellingsKeepTheFigures()
    {
        constexpr int kRows = 20'000;
        std::string plain = "price,amount,noise,click\n", comma = "price;amount;noise;click\n";
        std::string thousands = plain, missing = plain;
        const RandomStream random(streamKey(1, "spellings"));
        for (int i = 0; i < kRows; ++i) {
            auto draw = [&, next = uint64_t{4} * static_cast<uint64_t>(i)]() mutable {
                return static_cast<double>(random.normalAt(next++));
            };
            const double noise = draw(), amount = std::round(1e5 * std::exp(0.9 * draw() + 0.4)) / 100;
            const double price = std::round(100 * std::exp(0.8 * draw() + 2)) / 100;
            const int click = static_cast<double>(random.uniformAt(1'000'000 + static_cast<uint64_t>(i)))
                    < 1 / (1 + std::exp(1.2 - std::log(price) + 0.5 * std::log(amount / 1500)))
                ? 1
                : 0;
            const auto line = [&](const std::string& p, const std::string& a, const std::string& n, char d) {
                return p + d + a + d + n + d + std::to_string(click) + "\n";
            };
            plain += line(decimal(price, '.'), decimal(amount, '.'), decimal(noise, '.', 4), ',');
            comma += line(decimal(price, ','), decimal(amount, ','), decimal(noise, ',', 4), ';');
            thousands += line(decimal(price, '.'), "\"" + grouped(amount, ",", '.') + "\"",
                              decimal(noise, '.', 4), ',');
            missing += line(i % 20 == 0 ? "<NA>" : decimal(price, '.'), decimal(amount, '.'),
                            decimal(noise, '.', 4), ',');
        }
        const auto right = inspectTable(*openTable(m_file.folder.write("plain.csv", plain)), "click");
        for (const auto& [name, text] :
             {std::pair{"comma.csv"s, comma}, std::pair{"thousands.csv"s, thousands},
              std::pair{"missing.csv"s, missing}}) {
            const auto report = inspectTable(*openTable(m_file.folder.write(name, text)), "click");
            for (const char* column : {"price", "amount", "noise"}) {
                const ColumnReport &found = *report.find(column), &expected = *right.find(column);
                QCOMPARE(found.kind, InputKind::Numeric);
                QVERIFY2(std::abs(found.aucAlone.value_or(0) - expected.aucAlone.value_or(1)) < 0.01,
                         (name + " " + column).c_str());
                if (name != "missing.csv")
                    QCOMPARE(found.maximum, expected.maximum);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestNumberColumns)
#include "tst_number_columns.moc"

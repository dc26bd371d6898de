// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/time_columns.h"
#include "core/data/inspect/report_record.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

using Cell = std::string (*)(int);

std::string two(int number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

/// What an inspection says of one column.
struct Case {
    const char* name;
    const char* column;
    Cell cell;
    const char* format;
};

const std::array kCases{
    Case{"iso", "x", [](int i) { return "2014-01-" + two(i % 31 + 1); }, "ISO 8601"},
    Case{"iso with zone", "x", [](int i) { return "2014-01-31T10:" + two(i % 60) + ":00+02:00"; },
         "ISO 8601"},
    Case{"days above 12", "x", [](int i) { return two(i % 31 + 1) + "/03/2014"; }, "d/m/Y"},
    Case{"one day above 12", "x",
         [](int i) { return (i == 177 ? "13" : "05") + "/0"s + std::to_string(i % 9 + 1) + "/2014"; },
         "d/m/Y"},
    Case{"days above 12 second", "x", [](int i) { return "3/" + std::to_string(i % 31 + 1) + "/2014 5:07"; },
         "m/d/Y"},
    Case{"points", "x", [](int i) { return two(i % 31 + 1) + ".03.14"; }, "d.m.Y"},
    Case{"never above 12", "x", [](int i) { return two(i % 12 + 1) + "/" + two(i % 11 + 1) + "/2014"; },
         "d/m/Y or m/d/Y: ambiguous"},
    Case{"two digits of a year, dashes", "x", [](int i) { return two(i % 31 + 1) + "-03-14"; },
         "d-m-Y or y-m-d: ambiguous"},
    Case{"two digits of a year, slashes", "x", [](int i) { return two(i % 31 + 1) + "/03/14"; }, "d/m/Y"},
    Case{"year of two digits first", "x", [](int i) { return "92-01-" + two(i % 31 + 1); }, "y-m-d"},
    Case{"names of months", "x", [](int i) { return std::to_string(i % 31 + 1) + " Jan 2014"; },
         "dates with a month's name"},
    Case{"months", "x", [](int i) { return two(i % 12 + 1) + "/2014"; }, "m/Y"},
    Case{"epoch, named", "created_at", [](int i) { return std::to_string(1391182259 + 977 * i); },
         "epoch, seconds"},
    Case{"epoch with fractions, named", "ts", [](int i) { return std::to_string(1391182259 + i) + ".25"; },
         "epoch, seconds"},
    Case{"epoch in ms, named", "eventTime", [](int i) { return std::to_string(1391182259000 + 977 * i); },
         "epoch, milliseconds"},
    Case{"epoch in us, named", "timestamp", [](int i) { return std::to_string(1391182259000000 + 977 * i); },
         "epoch, microseconds"},
    Case{"epoch in ns, named", "EPOCH", [](int i) { return std::to_string(1391182259000000000 + 977 * i); },
         "epoch, nanoseconds"},
    Case{"epoch, not named", "amount", [](int i) { return std::to_string(1391182259 + 977 * i); }, ""},
    Case{"compact, named", "date", [](int i) { return "201401" + two(i % 31 + 1); }, "YYYYMMDD"},
    Case{"compact with gaps, named", "date",
         [](int i) { return i % 7 == 0 ? ""s : "201401" + two(i % 31 + 1) + ".0"; }, "YYYYMMDD"},
    Case{"compact, dense", "c7", [](int i) { return "2014" + two(i / 28 % 12 + 1) + two(i % 28 + 1); },
         "YYYYMMDD"},
    Case{"hours of Avazu", "hour", [](int i) { return "1410" + two(21 + i / 24 % 10) + two(i % 24); },
         "YYMMDDHH"},
    Case{"day and month first", "date", [](int i) { return two(i % 31 + 1) + "012014"; }, "DDMMYYYY"},
    Case{"compact minutes", "dt", [](int i) { return "2014013115" + two(i % 60); }, "YYYYMMDDHHMM"},
    Case{"compact with a T", "x", [](int i) { return "20140131T15" + two(i % 60) + "00Z"; }, "YYYYMMDDThhmm"},
    // No times:
    Case{"ids of 8 digits", "item", [](int i) { return std::to_string(20140101 + i); }, ""},
    Case{"ids of 8 digits, named", "date_id", [](int i) { return std::to_string(20140101 + 7 * i); }, ""},
    Case{"random ids", "c3", [](int i) { return std::to_string(10'000'019 + i * 7'654'321LL % 89'999'981); },
         ""},
    Case{"years", "year", [](int i) { return std::to_string(1990 + i % 30); }, ""},
    Case{"prices", "day_price", [](int i) { return std::to_string(i) + ".25"; }, ""},
    Case{"versions", "x", [](int i) { return "1.2." + two(i % 30); }, ""},
    Case{"versions of two digits", "x", [](int i) { return "10.4." + two(i % 30); }, ""},
    Case{"addresses", "x", [](int i) { return "10.0.0." + std::to_string(i); }, ""},
    Case{"hashes", "x", [](int i) { return "68fd1e" + two(i % 60); }, ""},
    Case{"names", "time", [](int i) { return "monday " + std::to_string(i % 7); }, ""},
    Case{"times of day", "x", [](int i) { return "15:" + two(i % 60); }, ""},
    Case{"two orders", "x", [](int i) { return i % 2 ? "31/01/2014"s : "01/31/2014"s; }, ""},
};

} // namespace

class TestTimeColumn : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    InspectReport inspected(const std::string& column, const std::function<std::string(int)>& cell,
                            const ReadOptions& options = {})
    {
        std::string text = "y," + column + "\n";
        for (int i = 0; i < 400; ++i)
            text += std::to_string(i % 3 == 0) + "," + cell(i) + "\n";
        return inspectTable(*openTable(m_folder.write("t.csv", text), options), "y");
    }

private Q_SLOTS:
    void decides_data()
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < kCases.size(); ++i)
            QTest::newRow(kCases[i].name) << static_cast<int>(i);
    }
    void decides()
    {
        QFETCH(int, index);
        const Case& one = kCases.at(static_cast<size_t>(index));
        const InspectReport report = inspected(one.column, one.cell);
        const ColumnReport& column = report.columns.at(1);
        QCOMPARE(column.timeFormat, std::string(one.format));
        const bool known = !column.timeFormat.empty() && !column.timeAmbiguous();
        QCOMPARE(timeColumns(report), known ? std::vector{column.name} : std::vector<std::string>());
        QCOMPARE(fromJson<InspectReport>(toJson(report), "report").columns[1].timeFormat, column.timeFormat);
    }

    void saysWhatIsAmbiguous()
    {
        const auto report =
            inspected("when", [](int i) { return two(i % 12 + 1) + "/" + two(i % 11 + 1) + "/2014"; });
        QVERIFY(anyContains(report.columns[1].hints, "no value tells which"));
        QVERIFY(anyContains(report.columns[1].hints, "--text-time 'when=d/m/Y'"));
        ReadOptions options;
        options.times = {"w*=m/d/Y"};
        const auto given = inspected(
            "when", [](int i) { return two(i % 12 + 1) + "/" + two(i % 11 + 1) + "/2014"; }, options);
        QCOMPARE(given.columns[1].timeFormat, "m/d/Y"s);
        QVERIFY(given.columns[1].hints.empty());
    }
    void namesTheFirstBadValue()
    {
        const auto some = [](int i) { return i % 200 == 77 ? "sometime"s : "2014-01-" + two(i % 31 + 1); };
        const auto column = inspected("when", some).columns.at(1);
        QCOMPARE(column.timeFormat, "ISO 8601"s);
        QVERIFY(anyContains(column.hints, "the first that is none is 'sometime'"));
        const auto many =
            inspected("when", [](int i) { return i % 20 == 7 ? "sometime"s : "2014-01-" + two(i % 31 + 1); });
        QCOMPARE(many.columns[1].timeFormat, ""s);
        QVERIFY(anyContains(many.columns[1].hints, "95.0 % of the cells are times (ISO 8601)"));
    }
    void countsAreExplained()
    {
        const auto column =
            inspected("ts", [](int i) { return std::to_string(1391182259 + 86'400 * i); }).columns.at(1);
        QVERIFY(anyContains(column.hints, "count from 1970 (epoch, seconds): 2014-01-31 to 2015-03-06"));
        QCOMPARE(column.kind, InputKind::Numeric);
    }
    void someZones()
    {
        const auto column = inspected("x", [](int i) {
                                return "2014-01-31T10:" + two(i % 60) + (i % 2 ? "Z" : "");
                            }).columns.at(1);
        QVERIFY(anyContains(column.hints, "Some times have a zone"));
    }
    /// The decision is of all values, wherever they are.
    void oneLateValueDecides()
    {
        const auto report = inspected(
            "x", [](int i) { return i == 399 ? "1/25/2014"s : std::to_string(i % 12 + 1) + "/5/2014"; });
        QCOMPARE(report.columns[1].timeFormat, "m/d/Y"s);
    }
};

QTEST_GUILESS_MAIN(TestTimeColumn)
#include "tst_time_column.moc"

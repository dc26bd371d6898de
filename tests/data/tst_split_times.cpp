// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

const SplitRule kTime{SplitRule::Kind::Time, "s"};

} // namespace

class TestSplitTimes : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    /// `rows` rows with a label (one in three) and a split column.
    template <typename Cell> std::shared_ptr<const SourceTable> tableOf(int rows, Cell&& cell)
    {
        std::string text = "y,x,s\n";
        for (int i = 0; i < rows; ++i)
            text += std::to_string(i % 3 == 0) + "," + std::to_string(i % 4) + "," + cell(i) + "\n";
        return openTable(m_folder.write("s.csv", text));
    }
    static std::shared_ptr<const Dataset> encoded(const SourceTable& table, const SplitRule& split,
                                                  uint64_t seed = 0)
    {
        return leap::test::encodeTable(table, categoricalSchema({"x"}, "y"), split, seed);
    }
    static std::string refused(const SourceTable& table, const SplitRule& split)
    {
        return refusal([&] { (void)encoded(table, split); });
    }

private Q_SLOTS:
    void numbersAreSortedAsNumbers()
    {
        // As text, 9 would come behind 10.
        const auto numbers = tableOf(200, [](int i) { return std::to_string(i); });
        const auto dataset = encoded(*numbers, kTime);
        QCOMPARE(inFileOrder(*dataset).part(Part::Test).front(), int64_t{180});
        QVERIFY(!contains(dataset->card.split, "read as"));
        LEAP_CONTAINS(
            refused(*tableOf(60, [](int i) { return i == 41 ? "late"s : std::to_string(i); }), kTime),
            "--split time:s needs times or numbers; data row 42: 'late' is neither");
    }
    void unitsAreNotMixed()
    {
        const auto table =
            tableOf(60, [](int i) { return std::to_string(1'391'182'259 + i) + (i == 30 ? "000" : ""); });
        const std::string text = refused(*table, kTime);
        LEAP_CONTAINS(text, "data row 1: '1391182259' counts seconds since 1970");
        LEAP_CONTAINS(text, "data row 31: '1391182289000' milliseconds");
    }

    /// The same 200 days, the newest last, in many spellings: the same rows are the test rows.
    void byTimeInAnySpelling_data()
    {
        QTest::addColumn<QString>("format"); // of QDateTime, in the C locale
        QTest::addColumn<QString>("reading");
        const auto row = [](const char* format, const char* reading) {
            QTest::newRow(format) << QString(format) << QString(reading);
        };
        row("yyyy-MM-ddTHH:mm", "ISO 8601");
        row("yyyy/MM/dd HH:mm:ss", "ISO 8601");
        row("dd/MM/yyyy HH:mm", "d/m/Y");
        row("d.M.yy H:mm", "d.m.Y");
        row("M/d/yyyy h:mm AP", "m/d/Y");
        row("MM-dd-yyyy", "m-d-Y");
        row("ddd, dd MMM yyyy HH:mm:ss +0100", "dates with a month's name");
        row("ddd MMM d HH:mm:ss yyyy", "dates with a month's name");
        row("[dd/MMM/yyyy:HH:mm:ss +0000]", "dates with a month's name");
        row("dMMMyyyy", "dates with a month's name");
        row("yyyyMMddTHHmmssZ", "YYYYMMDDThhmm");
        row("ddMMyyyy", "DDMMYYYY");
        row("MMddyyyy", "MMDDYYYY");
        row("yyyyMMdd", "");
        row("yyMMddHH", "");
    }
    void byTimeInAnySpelling()
    {
        QFETCH(QString, format);
        QFETCH(QString, reading);
        const QDateTime first(QDate(2019, 12, 20), QTime(9, 5, 7), Qt::UTC);
        format.replace("T", "'T'").replace("Z", "'Z'");
        const auto table = tableOf(200, [&](int i) {
            const QDateTime time = first.addDays((i * 77) % 200).addSecs((i * 77) % 200 * 60);
            return '"' + QLocale::c().toString(time, format).toStdString() + '"';
        });
        const auto dataset = encoded(*table, kTime);
        const auto rows = inFileOrder(*dataset);
        QCOMPARE(rows.part(Part::Test).size(), size_t{20});
        for (const int64_t row : rows.part(Part::Test))
            QVERIFY((row * 77) % 200 >= 180);
        QCOMPARE(contains(dataset->card.split, ", read as " + reading.toStdString()), !reading.isEmpty());
        QCOMPARE(contains(dataset->card.split, "read as"), !reading.isEmpty());
    }
    /// 12.2013 is a greater number than 01.2014.
    void monthsThatAreNumbers()
    {
        const auto table = tableOf(120, [](int i) {
            return i < 100 ? "12.2013"s : i < 110 ? "01.2014"s : "02.2014"s;
        });
        const auto dataset = encoded(*table, kTime);
        QCOMPARE(inFileOrder(*dataset).part(Part::Test).front(), int64_t{108});
        LEAP_CONTAINS(dataset->card.split, "read as m/Y");
    }
    /// Sorted as texts, or without the zones, the last hour would come first.
    void zonesCrossMidnight()
    {
        const auto table = tableOf(100, [](int i) {
            const int minute = i % 60;
            const std::string text =
                ":" + std::string(minute < 10 ? "0" : "") + std::to_string(minute) + ":00";
            return i < 60 ? "2020-01-02T00" + text + "+02:00" : "2020-01-01T22" + text + "-01:00";
        });
        const auto rows = inFileOrder(*encoded(*table, kTime));
        QCOMPARE(rows.part(Part::Test).front(), int64_t{90}); // 23:30 UTC, after 22:00 to 22:59
    }

    void ambiguousDates()
    {
        const auto cell = [](int i) {
            return std::to_string(i % 11 + 1) + "/" + std::to_string(i / 11 + 1) + "/2020";
        };
        const auto table = tableOf(132, cell);
        const std::string text = refused(*table, kTime);
        LEAP_CONTAINS(text, "data row 1: '1/1/2020' is d/m/Y or m/d/Y, and no value tells which");
        LEAP_CONTAINS(text, "--text-time 's=d/m/Y' or --text-time 's=m/d/Y'");
        ReadOptions options;
        options.times = {"s=d/m/Y"};
        const auto days = inFileOrder(*encoded(*openTable(m_folder.path("s.csv"), options), kTime));
        QCOMPARE(days.part(Part::Test).front(),
                 int64_t{119}); // the last days of the eleventh month come first
        options.times = {"?=m/d/Y"};
        const auto months = inFileOrder(*encoded(*openTable(m_folder.path("s.csv"), options), kTime));
        QCOMPARE(months.part(Part::Test).front(), int64_t{10}); // the first day of the eleventh month
        // Where both readings give one order, nothing has to be asked.
        const auto oneDay = tableOf(60, [](int i) { return "5/6/2020 10:" + std::to_string(10 + i % 50); });
        (void)encoded(*oneDay, kTime);
    }
    void whatIsNoTimeIsRefused()
    {
        const auto cell = [](int i) {
            return i == 16 ? "foo"s
                           : "2020-01-" + std::string(i % 28 < 9 ? "0" : "") + std::to_string(i % 28 + 1);
        };
        const auto table = tableOf(60, cell);
        const std::string text = refused(*table, kTime);
        LEAP_CONTAINS(text, "column 's', data row 17: 'foo' is no time; other rows are read as ISO 8601");
        LEAP_CONTAINS(text, "--na 'foo'");
        QVERIFY(refused(*table, {SplitRule::Kind::Stream, "s"}) == text);
        LEAP_CONTAINS(refused(*tableOf(60, [](int i) { return "u" + std::to_string(i); }), kTime),
                      "needs times or numbers; data row 1: 'u0' is neither");
        LEAP_CONTAINS(refused(*tableOf(60, [](int i) { return "10:" + std::to_string(10 + i % 50); }), kTime),
                      "is a time of day without a date");
        LEAP_CONTAINS(
            refused(*tableOf(60, [](int i) { return i % 2 ? "13/01/2020"s : "01/13/2020"s; }), kTime),
            "'01/13/2020' is no time; other rows are read as d/m/Y");
        ReadOptions options;
        options.times = {"s=m/d/Y"};
        LEAP_CONTAINS(refused(*openTable(m_folder.write(
                                             "t.csv",
                                             "y,x,s\n" +
                                                 [] {
                                                     std::string rows;
                                                     for (int i = 0; i < 30; ++i)
                                                         rows += std::to_string(i % 2) + ",1,13/01/2020\n";
                                                     return rows;
                                                 }()),
                                         options),
                              kTime),
                      "data row 1: '13/01/2020' is no time; other rows are read as m/d/Y");
    }
    void givenFormats()
    {
        ReadOptions options;
        options.times = {"s=%H:%M:%S"};
        (void)tableOf(
            100, [](int i) { return std::to_string(9 + i / 50) + ":00:" + std::to_string(10 + i % 50); });
        const auto table = openTable(m_folder.path("s.csv"), options);
        const auto dataset = encoded(*table, kTime);
        QCOMPARE(inFileOrder(*dataset).part(Part::Test).front(), int64_t{90});
        LEAP_CONTAINS(dataset->card.split, "read as %H:%M:%S");
        options.times = {"wehn=iso"};
        LEAP_CONTAINS(refusal([&] { (void)openTable(m_folder.path("s.csv"), options); }),
                      "--text-time: there is no column 'wehn'");
        options.times = {"s=dmY"};
        LEAP_CONTAINS(refusal([&] { (void)openTable(m_folder.path("s.csv"), options); }),
                      "is no format of times");
    }

    /// The label is 1 in the last 12 % of the time: however it is written, the test rows are all of one
    /// class.
    void proofFiles_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : {"162_proof_iso.csv", "163_proof_dmy.csv", "164_proof_us.csv",
                                 "166_proof_rfc.csv", "168_proof_ts_units"})
            QTest::newRow(file) << file;
    }
    void proofFiles()
    {
        QFETCH(QString, file);
        const auto path = std::filesystem::path(LEAP_SOURCE_DIR) / "tests/data/cases" / file.toStdString();
        const auto table = openTable(path);
        for (const SplitRule::Kind kind : {SplitRule::Kind::Time, SplitRule::Kind::Stream})
            LEAP_CONTAINS(
                refusal([&] {
                    (void)leap::test::encodeTable(*table, categoricalSchema({"x"}, "click"), {kind, "when"});
                }),
                "the test part has 120 rows, but no negative one");
    }
};

QTEST_GUILESS_MAIN(TestSplitTimes)
#include "tst_split_times.moc"

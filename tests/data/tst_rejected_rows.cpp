// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

/// Rows set aside: counted, and written only where the user says.
class TestRejectedRows : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    [[nodiscard]] ReadOptions into(const std::string& name) const
    {
        ReadOptions options;
        options.rejected = m_folder.path(name).string();
        return options;
    }
    [[nodiscard]] std::filesystem::path badFile(const std::string& name, int bad) const
    {
        std::string text = "a,b\n";
        for (int i = 0; i < 1000; ++i)
            text += i < bad ? "only \"one\"\n" : "1,2\n";
        return m_folder.write(name, text);
    }
    [[nodiscard]] size_t filesInFolder() const
    {
        const std::filesystem::directory_iterator all(m_folder.path("").parent_path());
        return static_cast<size_t>(std::distance(begin(all), end(all)));
    }

private Q_SLOTS:
    void nothingIsWrittenUnasked()
    {
        const auto path = badFile("bad.csv", 5);
        const size_t before = filesInFolder();
        const auto report = leap::test::inspectTable(*openTable(path));
        QCOMPARE(filesInFolder(), before);
        QCOMPARE(report.rejectedRows, int64_t{5});
        QVERIFY(anyContains(report.warnings,
                            "5 bad rows set aside; line 2: 1 cell instead of 2: 'only \"one\"'; line 3"));
        QVERIFY(anyContains(report.warnings, "line 4"));
        QVERIFY2(!anyContains(report.warnings, "line 5"), "three are shown");
        QVERIFY(anyContains(report.warnings, "--rejected FILE"));
    }
    void writesWhereAsked()
    {
        const auto one = badFile("one.csv", 1);
        const auto two = m_folder.write("two.csv", "a,b\n[m],[s]\n1,2\n3,4\n5,6\n");
        Progress progress;
        const auto table = loadTable({one, two}, into("aside.csv"), progress);
        QCOMPARE(m_folder.read("aside.csv"),
                 "file,line,reason,row\none.csv,2,1 cell instead of 2,\"only \"\"one\"\"\"\n"
                 "two.csv,2,\"units, not values\",\"[m],[s]\"\n"s);
        QVERIFY(anyContains(leap::test::inspectTable(*table).warnings, "set aside (kept in aside.csv)"));
    }
    /// Our own file is replaced, also by one without rows: it tells of the last reading.
    void replacesItsOwn()
    {
        (void)openTable(badFile("bad.csv", 3), into("own.csv"));
        QVERIFY(contains(m_folder.read("own.csv"), "only"));
        (void)openTable(badFile("good.csv", 0), into("own.csv"));
        QCOMPARE(m_folder.read("own.csv"), "file,line,reason,row\n"s);
    }
    void replacesNothingElse()
    {
        const auto bad = badFile("bad.csv", 3);
        m_folder.write("mine.csv", "a,b\nmy,data\n");
        LEAP_CONTAINS(refusal([&] { (void)openTable(bad, into("mine.csv")); }), "mine.csv");
        LEAP_CONTAINS(refusal([&] { (void)openTable(bad, into("mine.csv")); }), "--rejected");
        QCOMPARE(m_folder.read("mine.csv"), "a,b\nmy,data\n"s);
        LEAP_CONTAINS(refusal([&] { (void)openTable(bad, into("bad.csv")); }), "bad.csv");
        LEAP_CONTAINS(refusal([&] { (void)openTable(bad, into("nowhere/x.csv")); }), "nowhere");
        m_folder.write("empty.csv", "");
        LEAP_CONTAINS(refusal([&] { (void)openTable(bad, into("empty.csv")); }), "not replaced");
    }
    /// Where there are too many to go on, those who asked see them all.
    void writesWhatWasTooMuch()
    {
        const auto path = badFile("worse.csv", 50);
        LEAP_CONTAINS(refusal([&] { (void)openTable(path, into("worse-aside.csv")); }), "50 of 1,000 rows");
        const std::string text = m_folder.read("worse-aside.csv");
        QCOMPARE(std::count(text.begin(), text.end(), '\n'), 51);
    }
    /// An answer from the cache has no rows to write.
    void writesWithACacheToo()
    {
        const OwnCache cache;
        LoadOptions load;
        load.cache = true;
        const auto path = badFile("cached.csv", 2);
        for (int i = 0; i < 2; ++i) {
            Progress progress;
            (void)leap::test::inspectTable(*loadTable({path}, {}, progress, load));
        }
        Progress progress;
        (void)leap::test::inspectTable(*loadTable({path}, into("cached-aside.csv"), progress, load));
        QVERIFY(contains(m_folder.read("cached-aside.csv"), "cached.csv,2,"));
    }
    /// The whole row, however long it is.
    void writesLongRowsWhole()
    {
        const std::string cell(20'000, 'x');
        std::string text = "a,b\n" + cell + "\n";
        for (int i = 0; i < 300; ++i)
            text += "1,2\n";
        (void)openTable(m_folder.write("long.csv", text), into("long-aside.csv"));
        QVERIFY(contains(m_folder.read("long-aside.csv"), cell));
    }
    /// Units, totals and the like do not count as bad.
    void linesThatAreNoRowsAreNoFailure()
    {
        ReadOptions strict;
        strict.badRows = BadRows::Fail;
        const auto table = openTable(
            m_folder.write("small.csv", "a,b,c\n[m],[s],[s]\n1,2,3\n3,4,5\n5,6,7\nTotal,,15\n(3 rows)\n"),
            strict);
        QCOMPARE(table->rows(), int64_t{3});
        QCOMPARE(leap::test::inspectTable(*table).rejectedRows, int64_t{3});
    }
};

QTEST_GUILESS_MAIN(TestRejectedRows)
#include "tst_rejected_rows.moc"

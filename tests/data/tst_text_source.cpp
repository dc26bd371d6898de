// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/sha256.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

using Cells = std::vector<std::vector<std::string>>;

struct Dirt {
    const char* name;
    std::string text;
    ReadOptions options;
    std::vector<std::string> columns;
    Cells cells;
    std::string warning; ///< part of one; empty = none at all
};

ReadOptions with(bool header, const char* delimiter)
{
    ReadOptions options;
    options.header = header;
    options.delimiter = delimiter;
    return options;
}

const Cells kPlain{{"1", "x"}, {"2", "y"}};

const std::vector<Dirt> kDirts{
    {"plain", "a,b\n1,x\n2,y\n", {}, {"a", "b"}, kPlain, ""},
    {"no line break at the end", "a,b\n1,x\n2,y", {}, {"a", "b"}, kPlain, ""},
    {"CRLF", "a,b\r\n1,x\r\n2,y\r\n", {}, {"a", "b"}, kPlain, ""},
    {"CR alone", "a,b\r1,x\r2,y\r", {}, {"a", "b"}, kPlain, ""},
    {"byte-order mark",
     "\xEF\xBB\xBF"
     "a,b\n1,x\n2,y\n",
     {},
     {"a", "b"},
     kPlain,
     ""},
    {"empty lines", "a,b\n\n1,x\n\n2,y\n\n", {}, {"a", "b"}, kPlain, ""},
    {"spaces around", " a , b\n 1 ,x \n2, y\n", {}, {"a", "b"}, kPlain, ""},
    {"tab", "a\tb\n1\tx\n2\ty\n", {}, {"a", "b"}, kPlain, ""},
    {"semicolon", "a;b\n1;x\n2;y\n", {}, {"a", "b"}, kPlain, ""},
    {"pipe", "a|b\n1|x\n2|y\n", {}, {"a", "b"}, kPlain, ""},
    {"control-A",
     "a\x01"
     "b\n1\x01"
     "x\n2\x01y\n",
     {},
     {"a", "b"},
     kPlain,
     ""},
    {"delimiter named tab", "a\tb\n1\tx\n2\ty\n", with(true, "tab"), {"a", "b"}, kPlain, ""},
    {"delimiter \\t", "a\tb\n1\tx\n2\ty\n", with(true, "\\t"), {"a", "b"}, kPlain, ""},
    {"any delimiter", "a^b\n1^x\n2^y\n", with(true, "^"), {"a", "b"}, kPlain, ""},
    {"commas inside a tab file",
     "a\tb\n1,0\tx,y\n2,0\ty,z\n",
     {},
     {"a", "b"},
     {{"1,0", "x,y"}, {"2,0", "y,z"}},
     ""},
    {"lists inside a comma file", "a,b\n1,x|y\n2,x\n", {}, {"a", "b"}, {{"1", "x|y"}, {"2", "x"}}, ""},
    {"no header", "1,x\n2,y\n", with(false, "auto"), {"c0", "c1"}, kPlain, ""},
    {"quotes",
     "a,b\n1,\"x, y\"\n2,\"say \"\"hi\"\"\"\n",
     {},
     {"a", "b"},
     {{"1", "x, y"}, {"2", "say \"hi\""}},
     ""},
    {"line break in quotes", "a,b\n1,\"x\ny\"\n2,z\n", {}, {"a", "b"}, {{"1", "x\ny"}, {"2", "z"}}, ""},
    {"quoted header", "\"a, b\",\"c\"\n1,x\n2,y\n", {}, {"a, b", "c"}, kPlain, ""},
    {"missing tokens", "a,b\n?,x\nNA, - \n", {}, {"a", "b"}, {{"", "x"}, {"", ""}}, ""},
    {"Latin-1", "a,b\n1,Caf\xE9\n2,y\n", {}, {"a", "b"}, {{"1", "Caf\xC3\xA9"}, {"2", "y"}}, ""},
    {"Latin-1 in the header",
     "a,Gr\xF6\xDF"
     "e\n1,x\n2,y\n",
     {},
     {"a",
      "Gr\xC3\xB6\xC3\x9F"
      "e"},
     kPlain,
     ""},
    {"name twice",
     "a,a,a\n1,x,p\n2,y,q\n",
     {},
     {"a", "a_2", "a_3"},
     {{"1", "x", "p"}, {"2", "y", "q"}},
     "'a' is there twice"},
    {"renamed onto another",
     "a,a_2,a\n1,x,p\n2,y,q\n",
     {},
     {"a", "a_2", "a_3"},
     {{"1", "x", "p"}, {"2", "y", "q"}},
     "called 'a_3'"},
    {"empty name", "a,\n1,x\n2,y\n", {}, {"a", "column_2"}, kPlain, "no name"},
    {"first line is a row", "1,2\n1,x\n2,y\n", {}, {"1", "2"}, kPlain, "--no-header"},
    {"one column", "a\n1\n2\n", {}, {"a"}, {{"1"}, {"2"}}, ""},
    {"one row", "a,b\n1,x\n", {}, {"a", "b"}, {{"1", "x"}}, ""},
};

} // namespace

/// Text files as they are met: every row of the table is a small file.
class TestTextSource : public QObject {
    Q_OBJECT

    DataFolder m_folder;

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Dirt& dirt : kDirts)
            QTest::newRow(dirt.name) << index++;
    }
    void reads()
    {
        QFETCH(int, index);
        const Dirt& dirt = kDirts[static_cast<size_t>(index)];
        const auto table = openTable(m_folder.write("d.csv", dirt.text), dirt.options);
        QCOMPARE(table->columnNames(), dirt.columns);
        QCOMPARE(table->rows(), static_cast<int64_t>(dirt.cells.size()));
        const InspectReport report = leap::test::inspectTable(*table);
        QVERIFY(report.preview == dirt.cells);
        if (dirt.warning.empty())
            QCOMPARE(report.warnings, std::vector<std::string>());
        else
            QVERIFY2(anyContains(report.warnings, dirt.warning), dirt.warning.c_str());
    }

    void saysWhatTheFormatIs()
    {
        const auto report = leap::test::inspectTable(*openTable(m_folder.write("t.tsv", "a\tb\n1\t2\n")));
        QCOMPARE(report.format, "TSV, tab, header"s);
        QCOMPARE(report.files, std::vector<std::string>{"t.tsv"});
    }

    /// Larger than the parser's block and than the bytes the dialect is found in, with a quoted line break on
    /// every row: nothing is lost where blocks meet.
    void readsAcrossBlocks()
    {
        std::string text = "id,text\n";
        constexpr int kRows = 120'000;
        for (int i = 0; i < kRows; ++i)
            text += std::to_string(i) + ",\"some text\nof row " + std::to_string(i % 1000)
                + ", in two lines, long\"\n";
        QVERIFY(text.size() > (5u << 20));
        const auto path = m_folder.write("big.csv", text);
        const auto table = openTable(path);
        QCOMPARE(table->rows(), int64_t{kRows});
        const auto report = leap::test::inspectTable(*table);
        QCOMPARE(report.find("id")->distinct, int64_t{kRows});
        QCOMPARE(report.find("text")->distinct, int64_t{1000});
        QCOMPARE(report.preview[7][1], "some text\nof row 7, in two lines, long"s);
    }

    void fingerprintIsTheFilesSha256()
    {
        std::string text = "y,x\n";
        for (int i = 0; i < 200; ++i)
            text += std::to_string(i % 2) + "," + std::to_string(i % 5) + "\n";
        const auto table = openTable(m_folder.write("f.csv", text));
        const auto dataset = leap::test::encodeTable(*table, proposed(*table, "y"));
        QCOMPARE(dataset->card.fingerprint, sha256Of(text));
        QCOMPARE(dataset->card.files, std::vector<std::string>{"f.csv"});
    }

    void severalFilesAreOneTable()
    {
        const auto one = m_folder.write("one.csv", "a,b\n1,x\n2,y\n");
        const auto two = m_folder.write("two.csv", "b;a\nx;3\n"); // another order, another delimiter
        Progress progress;
        const auto table = loadTable({one, two}, {}, progress);
        QVERIFY(leap::test::inspectTable(*table).preview == (Cells{{"1", "x"}, {"2", "y"}, {"3", "x"}}));
    }
    void severalFilesNeedTheSameColumns()
    {
        const auto one = m_folder.write("one.csv", "a,b\n1,x\n");
        Progress progress;
        const auto both = [&](const std::string& text) {
            const auto two = m_folder.write("two.csv", text);
            return refusal([&] { (void)loadTable({one, two}, {}, progress); });
        };
        LEAP_CONTAINS(both("a,c\n1,x\n"), "two.csv: there is no column 'b', which is in one.csv");
        LEAP_CONTAINS(both("a,b,c\n1,x,y\n"), "two.csv: column 'c' is not in one.csv");
    }

    void setsBadRowsAside()
    {
        std::string text = "a,b\n";
        for (int i = 0; i < 200; ++i)
            text += i == 120 ? "only \"one\"\n"s : i == 180 ? "1,2,3\n"s : "1,2\n"s;
        const auto path = m_folder.write("bad.csv", text);
        const auto table = openTable(path);
        QCOMPARE(table->rows(), int64_t{198});
        const auto report = leap::test::inspectTable(*table);
        QCOMPARE(report.rejectedRows, int64_t{2});
        QVERIFY(anyContains(report.warnings, "line 122: 1 cell instead of 2: 'only \"one\"'"));
        QVERIFY(anyContains(report.warnings, "line 182: 3 cells instead of 2: '1,2,3'"));
        QVERIFY2(!std::filesystem::exists(m_folder.path("bad.csv.rejected.csv")),
                 "nothing is written unasked");

        ReadOptions strict;
        strict.badRows = BadRows::Fail;
        LEAP_CONTAINS(refusal([&] { (void)openTable(path, strict); }),
                      "bad.csv: line 122: 1 cell instead of 2");
    }
    void tooManyBadRowsAreRefused()
    {
        std::string text = "a,b\n";
        for (int i = 0; i < 200; ++i)
            text += i % 50 == 49 ? "1\n" : "1,2\n";
        const auto path = m_folder.write("worse.csv", text);
        const std::string message = refusal([&] { (void)openTable(path); });
        LEAP_CONTAINS(message, "4 of 200 rows do not have 2 cells");
        LEAP_CONTAINS(message, "line 51");
        QVERIFY2(!std::filesystem::exists(m_folder.path("worse.csv.rejected.csv")),
                 "nothing is written then");
    }

    /// A first line that is no row, ", " between cells, "?" for missing, and a dot after each label.
    void adultAsShipped()
    {
        std::string text = "|1x3 Cross validator\n";
        for (int i = 0; i < 400; ++i)
            text += std::to_string(20 + i % 50) + (i % 10 == 0 ? ", ?, " : ", Private, ")
                + (i % 4 == 0 ? ">50K.\n" : "<=50K.\n");
        ReadOptions options;
        options.header = false;
        const auto table = openTable(m_folder.write("adult.test", text), options);
        QCOMPARE(table->rows(), int64_t{400});
        const auto report = leap::test::inspectTable(*table, "c2");
        QVERIFY(anyContains(report.warnings, "line 1: 1 cell instead of 3: '|1x3 Cross validator'"));
        QVERIFY(anyContains(report.warnings, "the dot at the end"));
        QCOMPARE(report.find("c1")->missingShare, 0.1);
        QCOMPARE(report.find("c1")->distinct, int64_t{1});
        const auto dataset = leap::test::encodeTable(*table, proposed(*table, "c2"));
        QCOMPARE(dataset->card.positives, int64_t{100});
        QCOMPARE(dataset->card.label, "c2 = >50K"s);
    }

    void cancelling()
    {
        std::string text = "a,b\n";
        for (int i = 0; i < 900'000; ++i)
            text += "some text,1234567890\n";
        const auto path = m_folder.write("long.csv", text);
        int reports = 0;
        Progress* asked = nullptr;
        Progress progress([&](const ProgressReport&) {
            if (++reports == 2)
                asked->cancel();
        });
        asked = &progress;
        QVERIFY_THROWS_EXCEPTION(Cancelled, (void)loadTable({path}, {}, progress));
    }
};

QTEST_GUILESS_MAIN(TestTextSource)
#include "tst_text_source.moc"

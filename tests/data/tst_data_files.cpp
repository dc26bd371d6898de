// SPDX-License-Identifier: GPL-3.0-or-later
// Data in many files: folders, Hive partitions, what is left out.
#include "tests/data/data_files.h"

#include <QtTest>

#include <algorithm>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

class TestDataFiles : public QObject {
    Q_OBJECT

    std::optional<DataFolder> m_folder;

    void write(const std::string& name, std::string_view bytes)
    {
        std::filesystem::create_directories(m_folder->path(name).parent_path());
        m_folder->write(name, bytes);
    }
    std::shared_ptr<const SourceTable> open(const std::vector<std::string>& names)
    {
        std::vector<std::filesystem::path> paths(names.size());
        std::transform(names.begin(), names.end(), paths.begin(),
                       [&](const std::string& name) { return m_folder->path(name); });
        Progress progress;
        return loadTable(paths, {}, progress);
    }
    std::string refused(const std::vector<std::string>& names)
    {
        return refusal([&] { (void)open(names); });
    }
    static std::vector<std::string> cellsOf(const SourceTable& table)
    {
        std::vector<std::string> rows;
        for (const auto& cells : leap::test::inspectTable(table).preview) {
            rows.emplace_back();
            for (const std::string& cell : cells)
                rows.back() += (rows.back().empty() ? "" : " ") + cell;
        }
        return rows;
    }

private Q_SLOTS:
    void init() { m_folder.emplace(); }

    /// Byte order: 'B' < 'a' < 'part-10' < 'part-9'; a folder's files come where its name does.
    void aFolderIsReadInTheOrderOfNames()
    {
        write("d/part-9.csv", "x,y\n4,0\n");
        write("d/part-10.csv", "x,y\n3,1\n");
        write("d/B.CSV", "x,y\n1,0\n");
        write("d/a/z.csv", "y,x\n1,2\n");
        write("d/_SUCCESS", "");
        write("d/_metadata", "junk");
        write("d/.part-9.csv.crc", "junk");
        write("d/_temporary/part-1.csv", "x,y\n9,9\n");
        write("d/.hidden/part-1.csv", "x,y\n9,9\n");
        write("d/part-9.csv.rejected.csv", "line,text\n");
        write("d/empty.csv", "");
        write("d/schema.json", "{}");
        for (const char* name : {"d", "d/"}) {
            const auto table = open({name});
            QCOMPARE(cellsOf(*table), (std::vector<std::string>{"1 0", "2 1", "3 1", "4 0"}));
            const InspectReport report = leap::test::inspectTable(*table);
            QCOMPARE(report.files,
                     (std::vector<std::string>{"B.CSV", "a/z.csv", "part-10.csv", "part-9.csv"}));
            QVERIFY(anyContains(report.warnings, "no part of the table: empty.csv, schema.json."));
        }
        write("e.csv", "x,y\n5,1\n");
        QCOMPARE(cellsOf(*open({"e.csv", "d"})),
                 (std::vector<std::string>{"5 1", "1 0", "2 1", "3 1", "4 0"}));
    }

    void partitionsBecomeColumns()
    {
        write("d/day=2/site=a%2Fb/part-0.csv", "x\n3\n4\n");
        write("d/day=1/site=__HIVE_DEFAULT_PARTITION__/part-0.csv", "x\n1\n");
        write("d/day=1/site=c/part-0.csv", "x\n2\n");
        const auto table = open({"d"});
        QCOMPARE(table->columnNames(), (std::vector<std::string>{"x", "day", "site"}));
        QCOMPARE(cellsOf(*table), (std::vector<std::string>{"1 1 ", "2 1 c", "3 2 a/b", "4 2 a/b"}));
        std::string rows = "x\n";
        for (int i = 0; i < 20; ++i)
            rows += std::to_string(i) + "\n";
        write("e/day=0/part-0.csv", rows);
        write("e/day=1/part-0.csv", rows);
        const auto dataset = leap::test::encodeTable(*open({"e"}), categoricalSchema({"x"}, "day"));
        QCOMPARE(dataset->rows, int64_t{40});
        QCOMPARE(dataset->card.positives, int64_t{20});
        QCOMPARE(dataset->card.files, (std::vector<std::string>{"day=0/part-0.csv", "day=1/part-0.csv"}));
    }

    /// What lies next to data is left out, and said.
    void extraFilesAreLeftOut()
    {
        write("d/data.csv", "x,y\n1,0\n");
        for (const char* name : {"README.txt", "readme.md", "LICENSE", "licence.txt", "CHANGELOG",
                                 "md5sums.txt", "data.csv.md5", "meta.json", "notes.pdf"})
            write("d/"s + name, "words, and\nmore words\n");
        const auto table = open({"d"});
        QCOMPARE(table->rows(), int64_t{1});
        QVERIFY(anyContains(leap::test::inspectTable(*table).warnings, "left out"));
        QVERIFY(anyContains(leap::test::inspectTable(*table).warnings, "LICENSE"));
        write("j/1.json", "{\"x\":1}\n");
        write("j/2.json", "{\"x\":2}\n");
        QCOMPARE(open({"j"})->rows(), int64_t{2}); // nothing else is there
        write("n/part-00000", "x,y\n1,0\n"); // as Hadoop names them
        write("n/part-00001", "x,y\n2,0\n");
        QCOMPARE(open({"n"})->rows(), int64_t{2});
    }

    void aLinkThatLeadsBackIsWalkedOnce()
    {
        write("d/a.csv", "x\n1\n");
        std::filesystem::create_directory_symlink(m_folder->path("d"), m_folder->path("d/again"));
        QCOMPARE(open({"d"})->rows(), int64_t{1});
    }

    void refuses()
    {
        write("d/day=1/p.csv", "x\n1\n");
        write("d/p.csv", "x\n1\n");
        LEAP_CONTAINS(refused({"d"}), "p.csv: its folders give the columns none, those of ");
        LEAP_CONTAINS(refused({"d"}), "day=1/p.csv give 'day'");
        write("c/x=1/p.csv", "x\n3\n");
        LEAP_CONTAINS(refused({"c"}), "column 'x' is '3' in row 1, but the name of the folder says '1'");
        write("b/1.csv", "x,y\n1,2\n");
        write("b/2.csv", "x,z\n1,2\n");
        LEAP_CONTAINS(refused({"b"}), "b/2.csv: there is no column 'y', which is in 1.csv");
        write("m/1.csv", "x,y\n1,2\n");
        write("m/2.parquet", "PAR1");
        LEAP_CONTAINS(refused({"m"}), "different formats");
        write("o/_SUCCESS", "");
        LEAP_CONTAINS(refused({"o"}), "o: no table in this folder");
        write("o/notes.md", "words");
        LEAP_CONTAINS(refused({"o"}), "no table in this folder; it has: notes.md");
        LEAP_CONTAINS(refused({"none"}), "there is no such file");
        LEAP_CONTAINS(refused({}), "No file is given.");
    }
};

QTEST_GUILESS_MAIN(TestDataFiles)
#include "tst_data_files.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// JSON lines and ARFF: rows on lines of their own.
#include "tests/data/case_files.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

class TestJsonLines : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    InspectReport report(const std::string& text, const ReadOptions& options = {})
    {
        return leap::test::inspectTable(*openTable(m_folder.write("a.jsonl", text), options));
    }
    std::string refused(const std::string& text, const ReadOptions& options = {})
    {
        return refusal([&] { (void)openTable(m_folder.write("r.jsonl", text), options); });
    }
    static std::vector<std::string> namesIn(const InspectReport& report)
    {
        std::vector<std::string> names;
        for (const ColumnReport& column : report.columns)
            names.push_back(column.name);
        return names;
    }

private Q_SLOTS:
    void cells()
    {
        const auto found =
            report("{\"id\": 18446744073709551615, \"x\": 1.50, \"t\": \"a\", \"b\": true}\n\r\n"
                   "{\"x\": 3.0, \"t\": null, \"big\": 123456789012345678901234567890}\n");
        QCOMPARE(namesIn(found), (std::vector<std::string>{"id", "x", "t", "b", "big"}));
        QCOMPARE(found.preview[0],
                 (std::vector<std::string>{"18446744073709551615", "1.5", "a", "true", ""}));
        QCOMPARE(found.preview[1],
                 (std::vector<std::string>{"", "3", "", "", "123456789012345678901234567890"}));
        QCOMPARE(found.rows, int64_t{2});
    }

    void objectsAreUnnested()
    {
        const auto found = report(R"({"user":{"id":1,"geo":{"c":"de"}},"n":2})"
                                  "\n"
                                  R"({"n":3,"user":{"geo":{"c":"fr"},"id":4}})");
        QCOMPARE(namesIn(found), (std::vector<std::string>{"user.id", "user.geo.c", "n"}));
        QCOMPARE(found.preview[1], (std::vector<std::string>{"4", "fr", "3"}));
    }

    void lists()
    {
        const auto found = report(R"({"tags":["a","b"],"ids":[1,2],"v":[0.5,1],"odd":[[1]]})"
                                  "\n"
                                  R"({"tags":[],"ids":[3],"v":[2,3.5],"odd":[{"a":1}]})");
        QCOMPARE(namesIn(found), (std::vector<std::string>{"tags", "ids", "v"}));
        QCOMPARE(found.preview[0][0], "a|b"s);
        QCOMPARE(found.find("v")->width, 2);
        QVERIFY(anyContains(found.warnings, "'odd' is left out: it holds lists of lists or of objects"));
    }

    void parts()
    {
        m_folder.write("p1.jsonl", "{\"a\":1}\n{\"a\":2}\n");
        m_folder.write("p2.jsonl", "{\"a\":3,\"b\":4}\n");
        Progress progress;
        const auto table = loadTable({m_folder.path("p1.jsonl"), m_folder.path("p2.jsonl")}, {}, progress);
        QCOMPARE(table->rows(), int64_t{3});
        QVERIFY(anyContains(leap::test::inspectTable(*table).warnings,
                            "p2.jsonl has keys that the files before have not: 'b'"));
    }

    void theSampleIsTheTable()
    {
        const auto table = openTable(caseFile("85_lines.jsonl"));
        QCOMPARE(table->columnNames(),
                 (std::vector<std::string>{"click", "country", "price", "amount", "noise", "user"}));
        QCOMPARE(table->rows(), int64_t{1200});
        QCOMPARE(leap::test::inspectTable(*table).preview[0],
                 (std::vector<std::string>{"1", "us", "101.26", "3668.48", "0.492", "29"}));
    }

    void badLines()
    {
        std::string text;
        for (int i = 0; i < 200; ++i)
            text += "{\"a\":" + std::to_string(i) + "}\n";
        const auto found = report(text + "{\"a\":\n");
        QCOMPARE(found.rejectedRows, int64_t{1});
        QCOMPARE(found.rows, int64_t{200});
        QVERIFY(anyContains(found.warnings, "1 of 201 rows were left out; the first: "));
        QVERIFY(anyContains(found.warnings, "line 201: it is no JSON"));
        ReadOptions strict;
        strict.badRows = BadRows::Fail;
        LEAP_CONTAINS(refused(text + "[1]\n", strict), "line 201: it is a list, not an object");
        LEAP_CONTAINS(refused("{\"a\":1}\n{\"a\"\n"), "more than the 1 % that are left out");
        LEAP_CONTAINS(refused("{\n \"a\": 1\n}\n"), "each line must hold one whole object");
        LEAP_CONTAINS(refused("{\"a\":" + std::string(100'000, '[')), "deep in each other");
    }

    void aJsonArrayIsRefusedWithTheWayOut()
    {
        LEAP_CONTAINS(refused("[\n {\"a\": 1},\n {\"a\": 2}\n]\n"), "jq -c '.[]'");
    }

    void arff()
    {
        const auto table = openTable(caseFile("84_weka.arff"));
        QCOMPARE(table->columnNames(),
                 (std::vector<std::string>{"click", "country", "price", "amount", "noise", "user"}));
        QCOMPARE(table->rows(), int64_t{1200});
        const auto found = leap::test::inspectTable(*openTable(m_folder.write(
            "q.arff",
            "% words\n@RELATION 'a b'\n\n@Attribute 'my name' String\n@attribute n NUMERIC\n"
            "@attribute c {red,'dark blue'}\n@DATA\n'it\\'s, so',?,red\n\n%no row\n\"x\",2,'dark blue'\n"
            "{0 y, 2 red}\n")));
        QCOMPARE(namesIn(found), (std::vector<std::string>{"my name", "n", "c"}));
        QCOMPARE(found.preview[0], (std::vector<std::string>{"it's, so", "", "red"}));
        QCOMPARE(found.preview[1], (std::vector<std::string>{"x", "2", "dark blue"}));
        QCOMPARE(found.preview[2], (std::vector<std::string>{"y", "0", "red"}));
        const auto why = [&](const std::string& text) {
            return refusal([&] { (void)openTable(m_folder.write("b.arff", text)); });
        };
        LEAP_CONTAINS(why("@relation a\n@attribute x numeric\n"), "ends without @data");
        LEAP_CONTAINS(why("@relation a\n@attribute x numeric\n@data\n1,2\n"),
                      "line 4: it has 2 cells, not 1");
    }
};

QTEST_GUILESS_MAIN(TestJsonLines)
#include "tst_json_lines.moc"

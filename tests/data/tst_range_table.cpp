// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/range_table.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

class TestRangeTable : public QObject {
    Q_OBJECT

    DataFolder m_folder;
    LabelRule m_label{"label", LabelRule::Kind::TwoValues, "", 0};

    Schema read(const std::string& text)
    {
        return readRangeTable(m_folder.write("r.csv", text), "X", 20, m_label);
    }
    std::string refused(const std::string& text)
    {
        return refusal([&] { (void)read(text); });
    }

private Q_SLOTS:
    void reads()
    {
        const Schema schema = read("\xEF\xBB\xBFname, start ,end,scaling,cost,group\r\n"
                                   "\"b, the second\",10,20,field-rms,,\r\n"
                                   "\r\n"
                                   "a,0,4,,2.5,user\r\n");
        QCOMPARE(schema.fields.size(), size_t{2});
        const Field& a = schema.fields[0]; // in the order of the columns; [4, 10) is left out
        QCOMPARE(a.name, "a"s);
        QCOMPARE(a.group, "user"s);
        QCOMPARE(a.cost, 2.5);
        QCOMPARE(a.inputs[0].begin, 0);
        QCOMPARE(a.width(), 4);
        QCOMPARE(schema.fields[1].name, "b, the second"s);
        QCOMPARE(schema.fields[1].inputs[0].scaling, VectorScaling::FieldRms);
        QCOMPARE(schema.fields[1].inputs[0].columns, std::vector<std::string>{"X"});
        QCOMPARE(schema.label, m_label);
        QCOMPARE(schema.columns(), int64_t{14});
    }

    void roundTrip()
    {
        const Schema schema = read(
            "name,start,end,group,cost,scaling\n\"say \"\"a\"\", b\",0,1,g,0.125,column\nc,1,20,,,none\n");
        const auto path = m_folder.path("w.csv");
        writeRangeTable(path, schema);
        QCOMPARE(readRangeTable(path, "X", 20, m_label), schema);
        LEAP_CONTAINS(refusal([&] { writeRangeTable(path, categoricalSchema({"a"}, "y")); }),
                      "field 'a' is no range of a matrix");
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        const QString head = "name,start,end\n";
        QTest::newRow("overlap") << head + "a,0,5\nb,9,12\nc,4,9\n"
                                 << "r.csv: line 4: 'c' starts at 4, inside 'a' [0, 5) of line 2";
        QTest::newRow("the same twice") << head + "a,0,5\nb,0,5\n"
                                        << "line 3: 'b' starts at 0, inside 'a'";
        QTest::newRow("empty range") << head + "a,5,5\n"
                                     << "line 2 says [5, 5)";
        QTest::newRow("backwards") << head + "a,5,4\n"
                                   << "line 2 says [5, 4)";
        QTest::newRow("negative") << head + "a,-1,4\n"
                                  << "line 2 says [-1, 4)";
        QTest::newRow("too far") << head + "a,0,21\n"
                                 << "line 2 ends at 21, but 'X' has 20 columns";
        QTest::newRow("no integer") << head + "a,0,4.5\n"
                                    << "line 2 says end '4.5'";
        QTest::newRow("no number") << head + "a,,4\n"
                                   << "line 2 says start ''";
        QTest::newRow("no name") << head + "\n,0,4\n"
                                 << "line 3 has no name";
        QTest::newRow("name twice") << head + "a,0,4\na,4,5\n"
                                    << "two fields are called 'a'";
        QTest::newRow("cells") << head + "a,0,4,9\n"
                               << "line 2 has 4 cells instead of 3";
        QTest::newRow("unknown column") << "name,strat,end\na,0,4\n"
                                        << "line 1: unknown column 'strat'. Did you mean 'start'?";
        QTest::newRow("column twice") << "name,start,end,end\na,0,4,4\n"
                                      << "'end' is there twice";
        QTest::newRow("column missing") << "name,start\na,0\n"
                                        << "the column 'end' is missing";
        QTest::newRow("cost") << "name,start,end,cost\na,0,4,dear\n"
                              << "line 2 says cost 'dear'";
        QTest::newRow("scaling") << "name,start,end,scaling\na,0,4,rms\n"
                                 << "line 2: unknown scaling 'rms'";
        QTest::newRow("nothing") << head << "no range";
        QTest::newRow("empty") << ""
                               << "line 1";
    }
    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        LEAP_CONTAINS(refused(text.toStdString()), named.toStdString());
    }
};

QTEST_GUILESS_MAIN(TestRangeTable)
#include "tst_range_table.moc"

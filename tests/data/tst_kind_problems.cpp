// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/kind_problems.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;

namespace {

ColumnReport column(const std::string& name, int64_t textCells = 0)
{
    ColumnReport report;
    report.name = name;
    report.textCells = textCells;
    report.textExample = textCells > 0 ? "x7" : "";
    return report;
}

Schema reading(const std::string& columnName, InputKind kind, int width = 1)
{
    Schema schema = categoricalSchema({columnName}, "y");
    schema.fields[0].inputs[0].kind = kind;
    schema.fields[0].inputs[0].width = width;
    return schema;
}

} // namespace

class TestKindProblems : public QObject {
    Q_OBJECT

    InspectReport m_report;

    std::vector<FieldProblem> of(const std::string& name, InputKind kind, int width = 1) const
    {
        return kindProblems(reading(name, kind, width), m_report);
    }

    std::string textOf(const std::string& name, InputKind kind, int width = 1) const
    {
        const auto problems = of(name, kind, width);
        return problems.empty() ? std::string() : problems.front().text;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_report.rows = 100;
        m_report.columns = {column("numbers"),    column("some", 30), column("few", 5),
                            column("texts", 100), column("matrix"),   column("lists")};
        m_report.columns[4].listOfWidth = true;
        m_report.columns[4].kind = InputKind::Vector;
        m_report.columns[4].width = 4;
        m_report.columns[5].kind = InputKind::Bag;
    }

    void whatFits()
    {
        for (const InputKind kind : {InputKind::Categorical, InputKind::Numeric, InputKind::Bag}) {
            QVERIFY(of("numbers", kind).empty());
            QVERIFY(of("few", kind).empty());
        }
        QVERIFY(of("texts", InputKind::Categorical).empty());
        QVERIFY(of("matrix", InputKind::Vector, 4).empty());
        QVERIFY(of("lists", InputKind::Bag).empty());
        QVERIFY(of("elsewhere", InputKind::Numeric).empty()); // which missingColumns says
    }

    void textsAsNumbers()
    {
        const auto blocks = of("texts", InputKind::Numeric);
        QCOMPARE(blocks.size(), size_t{1});
        QVERIFY(blocks[0].blocks);
        LEAP_CONTAINS(blocks[0].text, "'texts' as numbers, but it has no number at all ('x7' for one)");
        const auto remark = of("some", InputKind::Numeric);
        QCOMPARE(remark.size(), size_t{1});
        QVERIFY(!remark[0].blocks);
        LEAP_CONTAINS(remark[0].text, "30 cells of 'some' are no numbers ('x7' for one)");
    }

    void listsAndMatrices()
    {
        LEAP_CONTAINS(textOf("matrix", InputKind::Numeric),
                      "is a matrix of 4 columns: it needs a vector input, not a numeric one");
        LEAP_CONTAINS(textOf("lists", InputKind::Numeric), "make it a bag");
        LEAP_CONTAINS(textOf("numbers", InputKind::Vector, 3), "holds one value in each row");
        for (const auto& problems : {of("matrix", InputKind::Bag), of("lists", InputKind::Vector)})
            QVERIFY(problems.at(0).blocks);
    }

    /// The same on a file: what blocks is what encoding refuses.
    void agreesWithEncoding()
    {
        DataFolder folder;
        std::string text = "y,word,number\n";
        for (int i = 0; i < 50; ++i)
            text += std::to_string(i % 2) + ",w" + std::to_string(i % 3) + "," + std::to_string(i) + "\n";
        const auto table = openTable(folder.write("t.csv", text));
        const InspectReport report = inspectTable(*table, "y");
        QCOMPARE(problemsOnData(reading("word", InputKind::Numeric), report).size(), size_t{1});
        QVERIFY(!refusal([&] { (void)encodeTable(*table, reading("word", InputKind::Numeric)); }).empty());
        QVERIFY(problemsOnData(reading("number", InputKind::Numeric), report).empty());
        (void)encodeTable(*table, reading("number", InputKind::Numeric));
        const auto missing = problemsOnData(reading("nmber", InputKind::Numeric), report);
        LEAP_CONTAINS(missing.at(0).text, "'nmber'");
    }
};

QTEST_APPLESS_MAIN(TestKindProblems)
#include "tst_kind_problems.moc"

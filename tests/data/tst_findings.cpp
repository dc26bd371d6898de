// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/findings.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

ColumnReport column(const std::string& name)
{
    ColumnReport report;
    report.name = name;
    report.distinct = 10;
    return report;
}

const Finding* find(const std::vector<Finding>& findings, const std::string& what)
{
    for (const Finding& finding : findings) {
        if (finding.what == what)
            return &finding;
    }
    return nullptr;
}

std::string allWhats(const std::vector<Finding>& findings)
{
    std::string text;
    for (const Finding& finding : findings)
        text += finding.what + " | ";
    return text;
}

} // namespace

#define LEAP_FOUND(findings, what) QVERIFY2(find(findings, what), allWhats(findings).c_str())

class TestFindings : public QObject {
    Q_OBJECT

    /// Columns of every sort.
    static InspectReport mixed()
    {
        InspectReport report;
        report.rows = 1000;
        for (const char* name :
             {"y", "a", "copy1", "copy2", "leak1", "leak2", "price", "cost", "amount", "when", "id", "fine"})
            report.columns.push_back(column(name));
        auto& columns = report.columns;
        columns[0].distinct = 2;
        columns[2].leftOut = "copy of 'a'";
        columns[3].leftOut = "copy of 'price'";
        for (const size_t i : {4, 5}) {
            columns[i].possibleLeak = true;
            columns[i].aucAlone = i == 4 ? 0.993 : 0.97;
        }
        columns[6].reading = "decimal comma";
        columns[7].reading = "decimal comma";
        columns[8].hints = {"10.9 % of the cells are -999, far from the rest."};
        columns[7].hints = {"3 % of the cells are 9999, far from the rest."};
        columns[9].timeFormat = "ISO 8601";
        columns[10].leftOut = "row id";
        columns[8].badCells = 3;
        report.warnings = {"column 'a': 3 infinite cells read as missing.",
                           "column 'b': 12 infinite cells read as missing.", "One file only."};
        return report;
    }

private Q_SLOTS:
    void everyMemberIsShown()
    {
        const auto findings = findingsOf(mixed(), nullptr);
        for (const char* what :
             {"copy of ...", "row id", "possible leak: AUC ... alone", "decimal comma",
              "... % of the cells are ..., far from the rest.", "ISO 8601", "3 bad cells read as missing",
              "column ...: ... infinite cells read as missing.", "One file only.",
              "The label is probably 'y'"})
            LEAP_FOUND(findings, what);
        for (const char* name : {"copy1", "leak2", "price", "amount", "when", "id"})
            QVERIFY2(isFlagged(findings, name), name);
        QVERIFY(!isFlagged(findings, "fine"));
        QVERIFY(!isFlagged(findings, "y")); // likely to be the label is no flag
    }

    void equalFindingsAreOne()
    {
        const auto findings = findingsOf(mixed(), nullptr);
        const Finding* copies = find(findings, "copy of ...");
        QVERIFY(copies);
        QCOMPARE(copies->items.size(), size_t{2});
        QCOMPARE(copies->items[1].column, "copy2"s);
        QCOMPARE(copies->items[1].why, "'price'"s);
        QCOMPARE(findingText(*copies, 6), "2 columns: copy of ...: copy1 ('a'), copy2 ('price')"s);
        QCOMPARE(findingText(*copies, 1), "2 columns: copy of ...: copy1 ('a'), ... (1 more)"s);
        const Finding* comma = find(findings, "decimal comma");
        QCOMPARE(findingText(*comma, 6), "2 columns: decimal comma: price, cost"s); // the same: no details
        const Finding* hints = find(findings, "... % of the cells are ..., far from the rest.");
        QCOMPARE(
            findingText(*hints, 6),
            "2 columns: ... % of the cells are ..., far from the rest: cost (3, 9999), amount (10.9, -999)"s);
        QCOMPARE(findingText(*find(findings, "row id"), 6), "id: row id"s);
        QCOMPARE(findingText(*find(findings, "One file only."), 6), "One file only"s);
    }

    void whatMattersMostComesFirst()
    {
        const auto findings = findingsOf(mixed(), nullptr);
        QCOMPARE(findings.front().what, "possible leak: AUC ... alone"s);
        QVERIFY(std::is_sorted(findings.begin(), findings.end(),
                               [](const Finding& a, const Finding& b) { return a.kind < b.kind; }));
        QVERIFY(contains(findings.front().action, "--accept"));
    }

    /// With a schema, what its fields read is not left out, and what the user left out is no news.
    void theSchemaDecidesWhatIsLeftOut()
    {
        Schema schema = categoricalSchema({"a", "copy1", "leak1"}, "y");
        schema.leftOut = {
            {"y", "label"}, {"id", "row id"}, {"fine", "left out by the user"}, {"when", "splits the rows"}};
        const auto findings = findingsOf(mixed(), &schema);
        LEAP_FOUND(findings, "row id");
        LEAP_FOUND(findings, "splits the rows");
        LEAP_FOUND(findings, "possible leak: AUC 0.993 alone"); // a field reads it: worth a look
        QCOMPARE(find(findings, "possible leak: AUC 0.993 alone")->kind, FindingKind::Look);
        QVERIFY(!find(findings, "copy of ...") && !find(findings, "label"));
        QVERIFY(!isFlagged(findings, "fine"));
        QVERIFY(!isFlagged(findings, "leak2")); // no field reads it, and the schema gives no reason
    }

    void problemsOfAGivenSchemaComeFirst()
    {
        Schema schema = categoricalSchema({"a", "nowhere"}, "y");
        schema.weight = "w";
        const auto findings = findingsOf(mixed(), &schema, true);
        QCOMPARE(findings[0].kind, FindingKind::Blocks);
        QCOMPARE(findings[0].items[0].column, "w"s);
        QVERIFY(contains(findings[0].what, "as the weight"));
        QCOMPARE(findings[1].kind, FindingKind::Blocks);
        QCOMPARE(findings[1].items[0].column, "nowhere"s);
        QVERIFY(!find(findings, "The label is probably 'y'"));
        QVERIFY(findingsOf(mixed(), &schema).front().kind != FindingKind::Blocks); // a proposed one
    }

    void jsonAndTable()
    {
        const auto findings = findingsOf(mixed(), nullptr);
        for (const Finding& finding : findings)
            QVERIFY(fromJson<Finding>(toJson(finding), "f") == finding);
        const ResultTable table = findingsTable(findings);
        QCOMPARE(table.rows.size(), findings.size());
        LEAP_CONTAINS(gridText(table), "copy1 ('a'), copy2 ('price')");
    }

    /// 300 columns: as many findings as there are kinds of them, each a line.
    void aWideFileFitsAScreen()
    {
        InspectReport report;
        for (int i = 0; i < 300; ++i) {
            ColumnReport& wide = report.columns.emplace_back(column("f" + std::to_string(i)));
            if (i % 5 == 0)
                wide.leftOut = "copy of 'f" + std::to_string(i + 1) + "'";
            if (i % 7 == 0)
                wide.hints = {std::to_string(i % 10) + " % of the cells are -" + std::to_string(i) + "."};
            if (i % 4 == 0)
                wide.reading = "decimal comma";
            report.warnings.push_back("column '" + wide.name + "': 1 odd cell.");
        }
        const auto findings = findingsOf(report, nullptr);
        QCOMPARE(findings.size(), size_t{4});
        QCOMPARE(findings[0].items.size(), size_t{60});
        for (const Finding& finding : findings)
            QVERIFY2(findingText(finding, 6).size() < 200, findingText(finding, 6).c_str());
    }

    /// The whole way from a file.
    void ofAFile()
    {
        DataFolder folder;
        std::string text = "click,price,double,same\n";
        for (int i = 0; i < 200; ++i) {
            const std::string price = std::to_string(i % 17) + ".5";
            text += std::to_string(i % 3 == 0) + "," + price + "," + price + ",x\n";
        }
        const InspectReport report = inspectTable(*openTable(folder.write("t.csv", text)), "click");
        const auto findings = findingsOf(report, nullptr);
        QVERIFY2(isFlagged(findings, "double"), allWhats(findings).c_str());
        QVERIFY2(isFlagged(findings, "same"), allWhats(findings).c_str());
        QVERIFY2(!isFlagged(findings, "price"), allWhats(findings).c_str());
    }
};

QTEST_GUILESS_MAIN(TestFindings)
#include "tst_findings.moc"

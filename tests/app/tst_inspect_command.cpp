// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "tests/app/leap_program.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace leap;
using leap::test::Outcome;

/// leap inspect: what it shows first, and what a user says of columns without editing a file.
class TestInspectCommand : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    Outcome leap(const QStringList& arguments) const
    {
        return test::leapIn(m_folder.path(), QStringList{"inspect"} + arguments);
    }
    void write(const char* name, const std::string& text) const
    {
        writeTextAtomically(m_folder.filePath(name).toStdString(), text);
    }
    /// The kind of a field in the schema that a call writes.
    QString kindOf(const char* field, QStringList arguments) const
    {
        const Outcome outcome = leap(
            QStringList{"small.csv", "--label", "click", "--schema-out", "kind.json", "--accept", "user_id"}
            + arguments);
        if (outcome.code != 0)
            return outcome.text();
        const Json schema = parseJson(readText(m_folder.filePath("kind.json").toStdString()), "kind.json");
        for (const Json& one : schema["fields"]) {
            if (one["name"] == field)
                return QString::fromStdString(one["inputs"][0]["kind"].get<std::string>() + " "
                                              + std::to_string(one["inputs"][0]["width"].get<int>()));
        }
        return "no field";
    }

private Q_SLOTS:
    void initTestCase()
    {
        std::string small = "click,user_id,price,word,same\n";
        for (int i = 0; i < 300; ++i)
            small += std::to_string(i * i % 3 == 1) + "," + std::to_string(500 + i * 7 % 120) + ","
                + std::to_string(i % 31) + ".5," + "w" + std::to_string(i % 4) + ",k\n";
        write("small.csv", small);
        std::string wide = "label";
        for (int c = 0; c < 300; ++c)
            wide += ",f" + std::to_string(c);
        for (int r = 0; r < 60; ++r) {
            wide += "\n" + std::to_string(r % 2);
            for (int c = 0; c < 300; ++c)
                wide += "," + (c % 3 == 0 ? std::string("k") : std::to_string((r * (c + 7) + r * r) % 23));
        }
        write("wide.csv", wide + "\n");
    }

    void aWideFileFitsTwoScreens()
    {
        const Outcome outcome = leap({"wide.csv"});
        QVERIFY2(outcome.code == 0, outcome.text());
        const QStringList lines = outcome.output.split('\n');
        QVERIFY2(lines.size() < 100, outcome.text());
        QVERIFY2(outcome.output.contains("100 columns: "), outcome.text()); // the constants, in one line
        QVERIFY2(outcome.output.contains("... (94 more)"), outcome.text());
        QVERIFY2(outcome.output.contains("of 301 columns, the first with a finding; --only all"),
                 outcome.text());
        QVERIFY(outcome.output.indexOf("100 columns: ") < outcome.output.indexOf("why this kind"));
        QVERIFY(leap({"wide.csv", "--only", "all"}).output.split('\n').size() > 301);
    }

    void onlyFlagged()
    {
        const Outcome outcome = leap({"small.csv", "--label", "click", "--only", "flagged"});
        QVERIFY2(outcome.code == 0, outcome.text());
        QVERIFY2(outcome.output.contains("\nsame "), outcome.text());
        QVERIFY2(!outcome.output.contains("\nword "), outcome.text());
        QVERIFY2(outcome.output.contains("of 5 columns, those with a finding; --only all"), outcome.text());
    }

    void csvIsSorted()
    {
        const Outcome outcome = leap({"small.csv", "--label", "click", "--csv", "--sort", "values"});
        const QStringList lines = outcome.output.trimmed().split('\n');
        QCOMPARE(lines.size(), 6);
        QVERIFY2(lines[0].startsWith("column,kind,values,missing"), outcome.text());
        QVERIFY2(lines[1].startsWith("user_id,"), outcome.text());
        QVERIFY2(lines[5].startsWith("same,"), outcome.text());
        const QStringList byName = leap({"small.csv", "--csv", "--sort", "name"}).output.split('\n');
        QVERIFY(byName[1].startsWith("click,") && byName[5].startsWith("word,"));
    }

    void jsonHasTheFindings()
    {
        const Json json = leap({"small.csv", "--label", "click", "--json"}).json();
        bool same = false;
        for (const Json& finding : json["findings"]) {
            for (const Json& column : finding["columns"])
                same = same || column.value("column", "") == "same";
        }
        QVERIFY(same);
    }

    void kindsByPatternInTheOrderOfTheLine()
    {
        QCOMPARE(kindOf("user_id", {"--categorical", "u*", "--numeric", "user_id"}), QString("numeric 1"));
        QCOMPARE(kindOf("user_id", {"--numeric", "user_id", "--categorical", "u*"}),
                 QString("categorical 8"));
        QCOMPARE(kindOf("price", {"--categorical", "word,p*"}), QString("categorical 8"));
        QCOMPARE(kindOf("price", {"--exclude", "p*,same"}), QString("no field"));
        write("types.csv", "name,kind,width\n*_id,categorical,24\n");
        QCOMPARE(kindOf("user_id", {"--types", "types.csv"}), QString("categorical 24"));
        QCOMPARE(kindOf("user_id", {"--numeric", "*_id", "--types", "types.csv"}), QString("numeric 1"));
        write("types.json", "{\"user_id\": \"numeric\"}");
        QCOMPARE(kindOf("user_id", {"--types", "types.json"}), QString("numeric 1"));
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const QStringList& arguments, const char* message) {
            QTest::newRow(name) << arguments << message;
        };
        row("pattern", {"--exclude", "usr_*"},
            "--exclude: no column of small.csv matches 'usr_*'. Did you mean 'user_*'?");
        row("kind pattern", {"--categorical", "zz*"}, "--categorical: no column of small.csv matches 'zz*'");
        row("name", {"--accept", "pric"}, "Did you mean 'price'?");
        row("no numbers", {"--numeric", "word"},
            "300 cells of 300 that are there are no numbers, 'w0' for one");
        row("label", {"--numeric", "click"}, "'click' is the label");
        row("types", {"--types", "bad.csv"}, "bad.csv: line 2: unknown kind 'number'");
        row("sort", {"--sort", "size"}, "--sort: unknown order of columns 'size'");
        row("only", {"--only", "flaged"}, "Did you mean 'flagged'?");
        row("json in an order", {"--json", "--sort", "auc"}, "no effect with --json");
    }
    void refuses()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, message);
        write("bad.csv", "user_id,categorical\nprice,number\n");
        const Outcome outcome = leap(QStringList{"small.csv", "--label", "click"} + arguments);
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.errors.contains(message), outcome.text());
        QVERIFY2(outcome.output.isEmpty(), outcome.text());
    }

    void aSchemaThatLiesWithTheData()
    {
        write("own.csv", readText(m_folder.filePath("small.csv").toStdString()));
        QCOMPARE(leap({"own.csv", "--label", "click", "--schema-out", "own.schema.json"}).code, 0);
        const Outcome taken = leap({"own.csv"});
        QVERIFY2(taken.code == 0, taken.text());
        QVERIFY2(taken.errors.contains("own.schema.json, which lies with the data; --schema none"),
                 taken.text());
        QVERIFY2(taken.output.contains("The fields of the schema fit the data."), taken.text());
        QVERIFY2(!taken.output.contains("The label is probably"), taken.text());
        for (const QStringList& option : {QStringList{"--width", "16"},
                                          {"--min-count", "3"},
                                          {"--all-categorical"},
                                          {"--numeric", "price"},
                                          {"--accept", "price"}}) {
            const Outcome refused = leap(QStringList{"own.csv"} + option);
            QCOMPARE(refused.code, 2);
            QVERIFY2(
                refused.errors.contains(option.front() + " has no effect on the fields of the schema file"),
                refused.text());
        }
        const Outcome proposed = leap({"own.csv", "--schema", "none", "--label", "click", "--width", "16"});
        QVERIFY2(proposed.code == 0 && proposed.errors.isEmpty(), proposed.text());
        QCOMPARE(leap({"own.csv", "--exclude", "pr*"}).code, 0);
        QVERIFY(leap({"own.csv", "--exclude", "zz*"})
                    .errors.contains("no column of the fields of own.schema.json"));
    }

    void aSchemaIsCheckedWithoutATraining()
    {
        QCOMPARE(leap({"small.csv", "--label", "click", "--schema-out", "check.json"}).code, 0);
        const std::string good = readText(m_folder.filePath("check.json").toStdString());
        const auto checked = [&](const std::string& from, const std::string& to) {
            std::string text = good;
            const size_t at = text.find(from);
            write("changed.json", at == std::string::npos ? text : text.replace(at, from.size(), to));
            return leap({"small.csv", "--schema", "changed.json"});
        };
        const Outcome width = checked("\"width\": 8", "\"width\": 16"); // the others stay as they are
        QVERIFY2(width.code == 0 && width.output.contains("fit the data"), width.text());
        const Outcome unknown =
            checked("\"columns\": [\n            \"word\"", "\"columns\": [\n            \"wrod\"");
        QCOMPARE(unknown.code, 2);
        QVERIFY2(unknown.output.contains("'wrod', a column that the data do not have"), unknown.text());
        const Outcome kind = checked("\"kind\": \"categorical\",\n          \"columns\": [\n            "
                                     "\"word\"\n          ],\n          \"width\": 8",
                                     "\"kind\": \"numeric\",\n          \"columns\": [\n            "
                                     "\"word\"\n          ],\n          \"width\": 1");
        QCOMPARE(kind.code, 2);
        QVERIFY2(kind.output.contains("no number at all ('w0' for one)"), kind.text());
        const Outcome key = checked("\"width\"", "\"widht\"");
        QCOMPARE(key.code, 2);
        QVERIFY2(key.errors.contains("widht"), key.text());
    }
};

QTEST_GUILESS_MAIN(TestInspectCommand)
#include "tst_inspect_command.moc"

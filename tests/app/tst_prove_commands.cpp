// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "tests/app/leap_program.h"
#include "tests/support/json_schema.h"
#include "tests/support/planted_data.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

using namespace leap;
using leap::test::Outcome;

/// The commands that retrain, as a user types them, on small planted files.
class TestProveCommands : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    const QStringList m_short{"--label", "y",   "--alpha",   "0.01", "--epochs",  "2",
                              "--batch", "128", "--threads", "1",    "--gate-lr", "0.05"};

    Outcome leap(const QStringList& arguments) const { return test::leapIn(m_folder.path(), arguments); }
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    Json written(const char* name) const { return parseJson(readText(path(name)), name); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        test::writePlantedCsv(path("one.csv"), 3000, 5);
        test::writePlantedCsv(path("two.csv"), 3000, 6);
        const Outcome outcome = leap(QStringList{"audit", "two.csv", "--out", "two.leap"} + m_short);
        QVERIFY2(outcome.code == 0, outcome.text());
    }

    void comparesOverDatasets()
    {
        const Outcome outcome =
            leap(QStringList{"compare", "one.csv", "two.leap", "--selectors", "leap-base", "--keep-ratios",
                             "0.5,0.25", "--search-seeds", "1", "--retrain-seeds", "2", "--out", "r.json"}
                 + m_short);
        QVERIFY2(outcome.code == 0, outcome.text());
        QVERIFY2(outcome.output.contains("S_AUC") && outcome.output.contains("No_Select"), outcome.text());
        QVERIFY2(outcome.errors.contains("test rows judged"), outcome.text());
        const Json json = written("r.json");
        QCOMPARE(json["results"].size(),
                 size_t{8}); // two sets, two ratios, and No_Select beside the one asked
        QCOMPARE(json["datasets"][1]["name"].get<std::string>(), std::string("two"));
        QCOMPARE(json["s_auc"]["0.5"].size(), size_t{2});
        QVERIFY(!std::filesystem::exists(path("r.json.partial")));
    }

    void anInterruptedComparisonGoesOn()
    {
        const QStringList call{
            "compare",        "one.csv", "--label",         "y",    "--selectors",   "random,leap-base",
            "--out",          "on.json", "--alpha",         "0.01", "--batch",       "128",
            "--threads",      "1",       "--epochs",        "30",   "--patience",    "0",
            "--search-seeds", "1",       "--retrain-seeds", "2",    "--keep-ratios", "0.5"};
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(test::leapProgram(), call);
        QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(path("on.json.partial")), 120'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(120'000));
        QCOMPARE(process.exitCode(), 130);
        QVERIFY(process.readAllStandardError().contains("goes on from there"));
        QVERIFY(!std::filesystem::exists(path("on.json")));
        const Outcome outcome = leap(call);
        QVERIFY2(outcome.code == 0, outcome.text());
        QVERIFY2(outcome.errors.contains("are reused"), outcome.text());
        QCOMPARE(written("on.json")["results"].size(), size_t{3});
    }

    void refusesABadComparison_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("expected");
        QTest::newRow("selector") << QStringList{"--selectors", "leep"} << "Did you mean 'leap'?";
        QTest::newRow("ratio") << QStringList{"--keep-ratios", "0"} << "keep ratio";
        QTest::newRow("seeds") << QStringList{"--retrain-seeds", "0"} << "retrain-seeds";
        QTest::newRow("schemas") << QStringList{"--schema", "a.json,b.json"} << "2 files for 1 DATA";
        QTest::newRow("out") << QStringList{"--out", "one.csv"} << "one of the data files";
        QTest::newRow("folder") << QStringList{"--out", "nowhere/r.json"} << "nowhere";
    }
    void refusesABadComparison()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, expected);
        const Outcome outcome = leap(QStringList{"compare", "one.csv"} + m_short + options);
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.errors.contains(expected), outcome.text());
    }
};

QTEST_GUILESS_MAIN(TestProveCommands)
#include "tst_prove_commands.moc"

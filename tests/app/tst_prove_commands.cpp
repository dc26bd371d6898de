// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/audit_file.h"
#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "core/study/study.h"
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
    /// What the first run of a file has of a study.
    Json kept(const char* name, const char* study) const
    {
        return parseJson(storedText(studyKind(study), readAudit(path(name)).runs[0].studies), name);
    }
    Json written(const char* name) const { return parseJson(readText(path(name)), name); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        test::writePlantedCsv(path("one.csv"), 3000, 5);
        test::writePlantedCsv(path("two.csv"), 3000, 6);
        const Outcome outcome =
            leap(QStringList{"audit", "two.csv", "--no-verdict", "--out", "two.leap"} + m_short);
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
                 size_t{8}); // two sets, two ratios, and No_Select in addition to the requested one
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
        QVERIFY(process.readAllStandardError().contains("continues from there"));
        QVERIFY(!std::filesystem::exists(path("on.json")));
        const Outcome outcome = leap(call);
        QVERIFY2(outcome.code == 0, outcome.text());
        QVERIFY2(outcome.errors.contains("are reused"), outcome.text());
        QCOMPARE(written("on.json")["results"].size(), size_t{3});
    }

    void buildsUpStepByStep()
    {
        const Outcome outcome = leap({"stepwise", "two.leap", "--retrain-seeds", "1", "--out", "steps.json"});
        QVERIFY2(outcome.code == 0, outcome.text());
        QVERIFY2(outcome.output.contains("peak model") && outcome.output.contains("peak + "), outcome.text());
        QVERIFY2(outcome.errors.contains("test rows stayed closed"), outcome.text());
        const Json json = written("steps.json");
        QCOMPARE(json["peak"].size() + json["tested"].size(), size_t{10});
    }

    void drawsTheReturnOnPruning()
    {
        const Outcome outcome = leap(QStringList{"roi", "one.csv", "--selectors", "leap-base", "--points",
                                                 "3", "--retrain-seeds", "1", "--out", "roi.json"}
                                     + m_short);
        QVERIFY2(outcome.code == 0, outcome.text());
        QVERIFY2(outcome.output.contains("Columns pruned") && outcome.output.contains("LeAP-Base"),
                 outcome.text());
        QCOMPARE(written("roi.json")["judged_on"].get<std::string>(), std::string("validation rows"));
    }

    /// The plan is in the file before the outcome; the second look says that it is one.
    void provesOnTestRows()
    {
        const QStringList call{"prove",   "two.leap", "--force-drop",    "noise_2",
                               "--top-k", "9",        "--retrain-seeds", "2"};
        const Outcome first = leap(call);
        QVERIFY2(first.code == 0, first.text());
        QVERIFY2(first.errors.contains("Announced in two.leap") && first.errors.contains("noise_2"),
                 first.text());
        QVERIFY2(first.output.contains("margin 0.001") && !first.output.contains("Look 2"), first.text());
        const AuditDocument document = readAudit(path("two.leap"));
        QCOMPARE(document.proofs.size(), size_t{1});
        QVERIFY(document.proofs[0].finished);
        const Outcome second = leap(call);
        QVERIFY2(second.output.contains("Look 2"), second.text());
        QCOMPARE(leap({"prove", "two.leap", "--threshold", "0"}).code, 2); // drops nothing
        QCOMPARE(leap({"prove", "two.leap", "--margin", "0"}).code, 2);
        QCOMPARE(readAudit(path("two.leap")).proofs.size(), size_t{2}); // a refused plan is no look
    }

    void prunesAndFineTunes()
    {
        const Outcome outcome =
            leap({"prune", "two.leap", "--top-k", "6", "--epochs", "1", "--out", "p.json"});
        QVERIFY2(outcome.code == 0, outcome.text());
        QVERIFY2(outcome.output.contains("pruned, weights kept"), outcome.text());
        QVERIFY(written("p.json")["after"]["auc"]["value"].is_number());
    }

    /// Printed and kept in the run's file; the same call again gives the same figures.
    void keepsALedger()
    {
        const Outcome outcome = leap({"ledger", "two.leap", "--repeats", "2", "--json"});
        QVERIFY2(outcome.code == 0, outcome.text());
        QVERIFY2(outcome.errors.contains("test rows stayed closed"), outcome.text());
        const Json json = outcome.json();
        QCOMPARE(json["fields"].size(), size_t{10});
        QCOMPARE(json["fields"][0]["curve"].size(), size_t{5});
        QVERIFY(kept("two.leap", "ledger") == json);
        const Outcome table = leap({"ledger", "two.leap", "--repeats", "2"});
        QVERIFY2(table.output.contains("strong_a") && table.output.contains("dJ/dg"), table.text());
        QVERIFY(kept("two.leap", "ledger")["fields"] == json["fields"]);
        QCOMPARE(leap({"ledger", "two.leap", "--repeats", "0"}).code, 2);
        QCOMPARE(leap({"ledger", "two.leap", "--seed", "-1"}).code, 2);
        QCOMPARE(leap({"ledger", "nowhere.leap"}).code, 2);
    }

    /// Budgets need a ledger, and go by it.
    void decidesByEarnings()
    {
        const Outcome audit =
            leap(QStringList{"audit", "one.csv", "--no-verdict", "--out", "earn.leap"} + m_short);
        QVERIFY2(audit.code == 0, audit.text());
        const QStringList call{"decide", "earn.leap", "--max-columns", "20",
                               "--by",   "earnings",  "--out",         "earn.json"};
        const Outcome without = leap(call);
        QCOMPARE(without.code, 2);
        QVERIFY2(without.errors.contains("leap ledger"), without.text());
        QCOMPARE(leap({"ledger", "earn.leap", "--repeats", "2"}).code, 0);
        const Outcome outcome = leap(call);
        QVERIFY2(outcome.code == 0, outcome.text());
        QVERIFY2(outcome.output.contains("earns")
                     && outcome.errors.contains("most earnings within 20 columns"),
                 outcome.text());
        QVERIFY(written("earn.json")["totals"]["columns"]["after"].get<int>() <= 20);
        const Outcome bytes = leap({"decide", "earn.leap", "--max-bytes", "5000", "--out", "bytes.json"});
        QVERIFY2(bytes.code == 0, bytes.text());
        QCOMPARE(written("bytes.json")["rule"]["budget"].get<int>(), 5000);
        QCOMPARE(leap({"decide", "earn.leap", "--max-flops", "2000", "--out", "flops.csv"}).code, 0);
        QCOMPARE(leap({"decide", "earn.leap", "--by", "earnings", "--out", "x.json"}).code, 2); // no budget
        QCOMPARE(leap({"decide", "earn.leap", "--by", "gates", "--max-bytes", "9", "--out", "x.json"}).code,
                 2);
        QCOMPARE(leap({"decide", "earn.leap", "--max-flops", "1", "--out", "x.json"}).code,
                 2); // nothing fits
    }

    void findsTheNoiseFloor()
    {
        const Outcome outcome = leap({"probes", "two.leap", "--probes", "20", "--repeats", "2", "--json"});
        QVERIFY2(outcome.code == 0, outcome.text());
        const Json json = outcome.json();
        QCOMPARE(json["probes"].size(), size_t{20});
        QCOMPARE(json["fields"].size(), size_t{10});
        QVERIFY(kept("two.leap", "probes") == json);
        const Outcome few = leap({"probes", "two.leap", "--probes", "2", "--repeats", "1"});
        QVERIFY2(few.output.contains("can call no field"), few.text());
        QCOMPARE(leap({"probes", "two.leap", "--q", "1"}).code, 2);
    }

    void reportIsOnePage()
    {
        const Outcome outcome = leap({"report", "two.leap", "--top-k", "3", "--out", "two.html"});
        QVERIFY2(outcome.code == 0, outcome.text());
        const std::string page = readText(path("two.html"));
        QVERIFY(page.find("3 of 10 fields stay") != std::string::npos);
        const AuditDocument document = readAudit(path("two.leap"));
        for (const Field& field : document.runs[0].schema.fields)
            QVERIFY2(page.find(">" + field.name + "<") != std::string::npos, field.name.c_str());
        const Outcome own = leap({"report", "two.leap", "--out", "two.leap"});
        QCOMPARE(own.code, 2);
        QCOMPARE(leap({"report", "two.leap", "--out", "missing/two.html"}).code, 2);
        QCOMPARE(leap({"report", "two.leap"}).code, 2); // where to?
    }

    void severalSeedsInOneAudit()
    {
        const Outcome outcome = leap(
            QStringList{"audit", "one.csv", "--no-verdict", "--seeds", "3", "--out", "seeds.leap", "--json"}
            + m_short);
        QVERIFY2(outcome.code == 0, outcome.text());
        QVERIFY2(outcome.errors.contains("3 seeds"), outcome.text());
        QCOMPARE(outcome.json()["seeds"]["gates"]["strong_a"].size(), size_t{3});
        const Ranking ranking = readAudit(path("seeds.leap")).runs[0].result.ranking;
        QCOMPARE(ranking.repeats.seedScores.size(), size_t{3});
        QCOMPARE(ranking.repeats.seedScores[0][0], ranking.fields[0].gate); // the first search's own
        QVERIFY(ranking.repeats.seedScores[1] != ranking.repeats.seedScores[0]);
        const Outcome decided = leap({"decide", "seeds.leap", "--top-k", "4", "--out", "seeds.json"});
        QVERIFY2(decided.output.contains("of 3 seeds") && !decided.errors.contains("Provisional"),
                 decided.text());
    }

    void halfSamplesAndScaleChecksInOneAudit()
    {
        const Outcome outcome = leap(QStringList{"audit", "one.csv", "--no-verdict", "--half-samples", "2",
                                                 "--check-scale", "--out", "halves.leap", "--json"}
                                     + m_short);
        QVERIFY2(outcome.code == 0, outcome.text());
        QVERIFY2(outcome.errors.contains("1 seed and 4 half-samples"), outcome.text());
        const Json json = outcome.json();
        QCOMPARE(json["half_samples"]["gates"]["strong_a"].size(), size_t{4});
        QCOMPARE(json["checks"]["raised_floor"].size(), size_t{10});
        const Ranking ranking = readAudit(path("halves.leap")).runs[0].result.ranking;
        QCOMPARE(ranking.repeats.halfScores.size(), size_t{4});
        QVERIFY(ranking.repeats.halfScores[0] != ranking.repeats.halfScores[1]);
        QVERIFY(ranking.repeats.halfScores[0] != ranking.repeats.halfScores[2]);
        QCOMPARE(ranking.repeats.raisedFloorScores.size(), size_t{10});
        const Outcome decided = leap({"decide", "halves.leap", "--threshold", "0.5", "--out", "halves.json"});
        QVERIFY2(decided.output.contains("of 4 half-samples") && !decided.errors.contains("Provisional"),
                 decided.text());
        QCOMPARE(written("halves.json")["fields"][0]["evidence"]["half_samples"].get<int>(), 4);
        QCOMPARE(leap({"audit", "--resume", "halves.leap", "--tau", "1"}).code, 2);
    }

    /// Further searches of a finished run, requested later, equal those of one run.
    void furtherSearchesOfAFinishedRun()
    {
        QVERIFY(leap(QStringList{"audit", "one.csv", "--no-verdict", "--out", "later.leap"} + m_short).code
                == 0);
        QCOMPARE(leap({"audit", "--resume", "later.leap", "--no-verdict"}).code, 2); // nothing is asked for
        const Outcome later = leap({"audit", "--resume", "later.leap", "--no-verdict", "--half-samples", "2",
                                    "--check-scale", "--json"});
        QVERIFY2(later.code == 0, later.text());
        const Ranking ranking = readAudit(path("later.leap")).runs.at(0).result.ranking;
        const Ranking atOnce = readAudit(path("halves.leap")).runs.at(0).result.ranking;
        QVERIFY(ranking.repeats.halfScores == atOnce.repeats.halfScores);
        QVERIFY(ranking.repeats.raisedFloorScores == atOnce.repeats.raisedFloorScores);
        QVERIFY(readAudit(path("later.leap")).runs.at(0).result.state
                == readAudit(path("halves.leap")).runs.at(0).result.state);
        QVERIFY(leap({"audit", "--resume", "later.leap", "--no-verdict", "--seeds", "2"}).code == 0);
        const RunRecord two = readAudit(path("later.leap")).runs.at(0);
        QCOMPARE(two.result.ranking.repeats.seedScores.size(), size_t{2});
        QVERIFY(two.result.ranking.repeats.halfScores == atOnce.repeats.halfScores); // what was there stays
    }

    void choosesAlphaOnAPath()
    {
        const Outcome outcome =
            leap({"audit", "one.csv", "--no-verdict", "--label", "y", "--alpha", "path", "--epochs", "3",
                  "--batch", "128", "--threads", "1", "--gate-lr", "0.05", "--out", "path.leap", "--json"});
        QVERIFY2(outcome.code == 0, outcome.text());
        QVERIFY2(outcome.errors.contains("one paired standard error"), outcome.text());
        const Json json = outcome.json();
        const Json& path_ = json["alpha_path"];
        const size_t chosen = path_["chosen"].get<size_t>();
        QCOMPARE(path_["points"][chosen]["alpha"].get<double>(), json["totals"]["alpha"].get<double>());
        QVERIFY(kept("path.leap", "path") == path_);
        QCOMPARE(leap({"compare", "one.csv", "--label", "y", "--alpha", "path"}).code, 2); // audits only
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

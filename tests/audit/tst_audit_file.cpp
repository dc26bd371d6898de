// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/audit_file.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/study/fine_tune/fine_tune_record.h"
#include "core/study/ledger/ledger_record.h"
#include "core/study/path/alpha_path_record.h"
#include "core/study/probes/probe_record.h"
#include "core/study/roi/roi_record.h"
#include "core/study/stepwise/stepwise_record.h"
#include "core/study/study.h"
#include "tests/support/made_up.h"
#include "tests/support/run_compare.h"
#include "tests/support/run_record.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <limits>

using namespace leap;
using leap::test::differences;
using leap::test::madeUpRun;

class TestAuditFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void readsBackWhatItWrites_data()
    {
        QTest::addColumn<int>("fields");
        QTest::addColumn<int>("points");
        QTest::newRow("one field, no point") << 1 << 0;
        QTest::newRow("three fields") << 3 << 7;
        QTest::newRow("the largest trajectory") << 40 << 2000;
        QTest::newRow("500 fields: texts beyond 64 KiB") << 500 << 2;
    }
    void readsBackWhatItWrites()
    {
        QFETCH(int, fields);
        QFETCH(int, points);
        const AuditDocument document{.runs = {madeUpRun(fields, points)}, .rule = {}};
        writeAudit(path("round.leap"), document);
        const AuditDocument back = readAudit(path("round.leap"));
        QCOMPARE(back.runs.size(), size_t{1});
        QCOMPARE(differences(document.runs[0], back.runs[0]), std::string());
        QVERIFY(!back.rule);
    }

    void keepsSeveralRunsInOrderAndTheRule()
    {
        AuditDocument document;
        for (int i = 1; i <= 11; ++i) { // "10" comes before "2" in byte order
            document.runs.push_back(madeUpRun(1, i));
            document.runs.back().peakBytes = i;
        }
        Rule rule;
        rule.kind = Rule::Kind::MaxColumns;
        rule.maxColumns = 72;
        rule.forceKeep = {"f0"};
        document.rule = rule;
        writeAudit(path("many.leap"), document);
        const AuditDocument back = readAudit(path("many.leap"));
        QCOMPARE(back.runs.size(), size_t{11});
        for (int i = 1; i <= 11; ++i)
            QCOMPARE(back.runs[static_cast<size_t>(i - 1)].peakBytes, int64_t{i});
        QVERIFY(back.rule == rule);
    }

    void keepsFurtherSearchesAndTheCourseOfTheGates()
    {
        AuditDocument document{.runs = {madeUpRun(2, 1)}, .rule = {}};
        Ranking& ranking = document.runs[0].result.ranking;
        ranking.repeats.seedScores = {{0.1, 0.9}, {0.2, 0.8}};
        ranking.repeats.halfScores = {{0.3, 0.7}, {0.4, 1.0 / 3}};
        ranking.repeats.rescaledScores = {0.5, 0.6};
        ranking.repeats.raisedFloorScores = {0.25, 0.75};
        ranking.course.lowestGate = 0.07;
        ranking.course.gateRows = 512;
        ranking.fields[0].push = -4.5;
        ranking.fields[1].crossing = true;
        writeAudit(path("further.leap"), document);
        const Ranking back = readAudit(path("further.leap")).runs[0].result.ranking;
        QVERIFY(back == ranking);
        QCOMPARE(back.fields[1].push, std::numeric_limits<double>::infinity());
    }

    void keepsProofsAlphaPathLedgerAndProbes()
    {
        AuditDocument document{.runs = {madeUpRun(2, 1)}, .rule = {}};
        StudyResults& studies = document.runs[0].studies;
        AlphaPath alphas;
        alphas.fields = {"f0", "f1"};
        alphas.fallsAt = {std::numeric_limits<double>::quiet_NaN(), 0.25};
        alphas.points.resize(1);
        alphas.points[0].keptNames = {"f0"};
        studies.put(alphas);
        studies.put(test::madeUp<Ledger>(2));
        studies.put(test::madeUp<ProbeStudy>(3));
        studies.put(test::madeUp<Stepwise>(4));
        Roi roi = test::madeUp<Roi>(5);
        for (RoiCurve& curve : roi.curves)
            curve.best = curve.chosen = 0;
        studies.put(roi);
        studies.put(test::madeUp<FineTuning>(6));
        Proof announced;
        announced.created = "2026-01-02T03:04:05Z";
        announced.plan.dropped = {"f0"};
        announced.plan.margin = 2e-3;
        Proof finished = announced;
        finished.finished = true;
        finished.full = 0.75;
        finished.pruned = 0.7495;
        finished.loss.loss = 5e-4;
        finished.loss.rowError = 1e-4;
        finished.loss.seedError = 2e-5;
        finished.loss.seeds = finished.plan.seeds;
        document.proofs = {announced, finished};
        writeAudit(path("proofs.leap"), document);
        const AuditDocument back = readAudit(path("proofs.leap"));
        QCOMPARE(back.proofs.size(), size_t{2});
        QVERIFY(!back.proofs[0].finished);
        QCOMPARE(back.proofs[1].plan.dropped, finished.plan.dropped);
        QCOMPARE(back.proofs[1].loss.upperBound(), finished.loss.upperBound());
        QVERIFY(back.proofs[1].noLoss());
        QCOMPARE(differences(document.runs[0], back.runs[0]), std::string());
        for (const char* name : {"path", "ledger", "probes", "stepwise", "roi", "prune"})
            QVERIFY2(back.runs[0].studies.find(name), name);
    }

    /// What does not read is no reason to lose it, or the rest of the audit.
    void keepsAResultThatDoesNotRead_data()
    {
        QTest::addColumn<QString>("study");
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("why");
        QTest::newRow("ledger of another version") << "ledger"
                                                   << R"({"format": "leap.ledger", "version": 2})"
                                                   << "version";
        QTest::newRow("ledger without fields") << "ledger"
                                               << R"({"format": "leap.ledger", "version": 1})"
                                               << "created";
        QTest::newRow("path: text as a place") << "path"
                                               << R"({"points": [], "chosen": "x"})"
                                               << "points";
        QTest::newRow("path: a number among the points") << "path"
                                                         << R"({"points": [3]})"
                                                         << "points[0]";
        QTest::newRow("path: a list") << "path"
                                      << "[]"
                                      << "object";
        QTest::newRow("noise floor: a text") << "probes"
                                             << R"({"format": 3})"
                                             << "format";
    }
    void keepsAResultThatDoesNotRead()
    {
        QFETCH(QString, study);
        QFETCH(QString, json);
        QFETCH(QString, why);
        const std::string name = study.toStdString();
        AuditDocument document{.runs = {madeUpRun(2, 1)}, .rule = {}};
        readStored(studyKind(name), json.toStdString(), "x", document.runs[0].studies);
        writeAudit(path("odd.leap"), document);
        const StudyResults back = readAudit(path("odd.leap")).runs[0].studies;
        QVERIFY(back.has(name) && !back.find(name));
        const auto* stored = back.unreadable(name);
        QCOMPARE(QString::fromStdString(stored->text), json);
        QVERIFY2(stored->why.find("odd.leap, /runs/1/") != std::string::npos, stored->why.c_str());
        QVERIFY2(stored->why.find(why.toStdString()) != std::string::npos, stored->why.c_str());
    }

    void keepsARunThatNeverBegan()
    {
        RunRecord run = madeUpRun(2, 0);
        run.result = {};
        run.result.outcome = RunOutcome::Stopped;
        writeAudit(path("empty.leap"), {.runs = {run}, .rule = {}});
        const AuditDocument back = readAudit(path("empty.leap"));
        QCOMPARE(differences(run, back.runs[0]), std::string());
    }

    /// Weights of the best epoch that are those of the last one take no room of their own; one bit decides.
    void storesEqualWeightsOnce()
    {
        RunRecord run = madeUpRun(2, 3);
        std::vector<float> weights(100'000);
        RandomStream stream(streamKey(1, "weights"));
        for (float& weight : weights)
            weight = static_cast<float>(stream.nextBelow(1 << 24)) - 1e6F;
        weights[0] = 0.0F;
        weights[1] = std::numeric_limits<float>::quiet_NaN();
        putFloats(run.result.state, "engine/w", weights);
        const auto sizeWith = [&](const std::vector<float>& best) {
            putFloats(run.result.state, "best/w", best);
            writeAudit(path("twins.leap"), {.runs = {run}, .rule = {}});
            const AuditDocument back = readAudit(path("twins.leap"));
            return differences(run, back.runs[0]).empty()
                ? static_cast<int64_t>(std::filesystem::file_size(path("twins.leap")))
                : int64_t{-1};
        };
        const int64_t once = sizeWith(weights);
        QVERIFY(once > 0);
        weights[0] = -0.0F;
        const int64_t twice = sizeWith(weights);
        QVERIFY2(twice > once + 200'000, qPrintable(QString("%1, %2 bytes").arg(once).arg(twice)));
    }

    void comparisonSeesADifference()
    {
        const RunRecord one = madeUpRun(2, 3);
        RunRecord other = one;
        std::get<std::vector<double>>(other.result.state["gates/theta"].values)[0] = 0.2;
        QCOMPARE(differences(one, other), std::string("result.state"));
        other = one;
        other.result.trajectory.gateLoss[1] = 0;
        QCOMPARE(differences(one, other), std::string("result.trajectory"));
    }

    void writesAllOrNothing()
    {
        writeAudit(path("small.leap"), {.runs = {madeUpRun(2, 3)}, .rule = {}});
        const auto before = readText(path("small.leap"));
        RunRecord broken = madeUpRun(2, 3);
        broken.result.trajectory.gates.pop_back(); // does not fill [T, F]
        QVERIFY_THROWS_EXCEPTION(FailureError,
                                 writeAudit(path("small.leap"), {.runs = {broken}, .rule = {}}));
        QVERIFY(readText(path("small.leap")) == before);
        QCOMPARE(QDir(m_folder.path()).entryList({".*.tmp"}, QDir::Files | QDir::Hidden).size(), 0);
        QVERIFY_THROWS_EXCEPTION(FailureError,
                                 writeAudit(path("no/such/folder/x.leap"), {.runs = {}, .rule = {}}));
    }
};

QTEST_APPLESS_MAIN(TestAuditFile)
#include "tst_audit_file.moc"

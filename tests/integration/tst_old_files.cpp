// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/audit_file.h"
#include "core/base/atomic_file.h"
#include "tests/app/leap_program.h"
#include "tests/support/run_compare.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <string>

using namespace leap;
using leap::test::Outcome;

namespace {

constexpr const char* kWriteExpected =
    "LEAP_WRITE_EXPECTED"; ///< set: expected files are written, not compared

/// Without what belongs to the program that reads (its version, the time, and the digest over both).
QString timeless(QString text)
{
    static const QRegularExpression tool(QStringLiteral(R"(LeAP Studio \d+\.\d+\.\d+)"));
    static const QRegularExpression digest(QStringLiteral(R"("digest": "[0-9a-f]{64}")"));
    static const QRegularExpression reported(
        QStringLiteral(R"(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ, LeAP Studio)"));
    text.replace(reported, QStringLiteral("TIME, LeAP Studio"));
    text.replace(tool, QStringLiteral("LeAP Studio VERSION"));
    return text.replace(digest, QStringLiteral("\"digest\": \"DIGEST\""));
}

/// The first line that differs, for the message of a failed check.
QByteArray firstDifference(const QString& found, const QString& expected)
{
    const QStringList one = found.split(u'\n'), two = expected.split(u'\n');
    for (qsizetype i = 0; i < std::max(one.size(), two.size()); ++i) {
        if (one.value(i) != two.value(i))
            return "line " + QByteArray::number(i + 1) + " is\n" + one.value(i).toUtf8() + "\nexpected\n"
                + two.value(i).toUtf8();
    }
    return "equal";
}

} // namespace

/// Runs that were written by version 0.1.0 (files/README.md says how) are read for ever, and give the
/// decisions and reports that they gave then.
class TestOldFiles : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder; ///< with copies: nothing may write into the stored files
    const QString m_stored = qEnvironmentVariable("LEAP_OLD_FILES");

    std::filesystem::path path(const QString& name) const { return m_folder.filePath(name).toStdString(); }
    std::filesystem::path stored(const QString& name) const { return (m_stored + u'/' + name).toStdString(); }

    /// What the program wrote into `name` against the file of that name that was stored.
    void compareWithStored(const QString& name) const
    {
        const QString found = timeless(QString::fromStdString(readText(path(name))));
        if (qEnvironmentVariableIsSet(kWriteExpected))
            writeTextAtomically(stored(name), found.toStdString());
        const QString expected = QString::fromStdString(readText(stored(name)));
        QVERIFY2(found == expected, firstDifference(found, expected));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        for (const char* name :
             {"studied.leap", "stream.leap", "stopped.leap", "matrix.leap", "planted.csv.gz"})
            QVERIFY2(QFile::copy(m_stored + u'/' + QLatin1String(name), m_folder.filePath(name)), name);
    }

    void decidesAsBefore_data()
    {
        QTest::addColumn<QString>("run");
        QTest::addColumn<QStringList>("rule");
        QTest::addColumn<QString>("out");
        const auto row = [](const char* run, const QStringList& rule, const char* out) {
            QTest::newRow(out) << run << rule << out;
        };
        row("studied.leap", {"--threshold", "0.5"}, "studied.threshold.json");
        row("studied.leap", {"--threshold", "0.5"}, "studied.threshold.csv");
        row("studied.leap", {"--max-columns", "20", "--by", "earnings"}, "studied.earnings.json");
        row("studied.leap", {"--run", "1", "--top-k", "4"}, "studied.first-run.csv");
        row("stream.leap", {"--keep-ratio", "0.5"}, "stream.keep-ratio.json");
        row("stream.leap", {"--max-bytes", "4000"}, "stream.bytes.csv");
        row("stopped.leap", {"--threshold", "0.5"}, "stopped.threshold.csv");
        row("matrix.leap", {"--max-columns", "12"}, "matrix.max-columns.json");
    }
    void decidesAsBefore()
    {
        QFETCH(QString, run);
        QFETCH(QStringList, rule);
        QFETCH(QString, out);
        const Outcome outcome =
            test::leapIn(m_folder.path(), QStringList{"decide", run, "--out", out} + rule);
        QVERIFY2(outcome.code == 0, outcome.text());
        compareWithStored(out);
    }

    void reportsAsBefore_data()
    {
        QTest::addColumn<QString>("run");
        for (const char* run : {"studied", "stream", "stopped", "matrix"})
            QTest::newRow(run) << run;
    }
    void reportsAsBefore()
    {
        QFETCH(QString, run);
        const Outcome outcome =
            test::leapIn(m_folder.path(), {"report", run + ".leap", "--out", run + ".html"});
        QVERIFY2(outcome.code == 0, outcome.text());
        compareWithStored(run + ".html");
    }

    /// Reading takes in all that is there: what is written again is read as the same.
    void nothingIsLostWhenWrittenAgain_data() { reportsAsBefore_data(); }
    void nothingIsLostWhenWrittenAgain()
    {
        QFETCH(QString, run);
        const AuditDocument document = readAudit(path(run + ".leap"));
        writeAudit(path("again.leap"), document);
        const AuditDocument again = readAudit(path("again.leap"));
        QCOMPARE(again.runs.size(), document.runs.size());
        for (size_t i = 0; i < document.runs.size(); ++i)
            QCOMPARE(test::differences(document.runs[i], again.runs[i]), std::string());
        QVERIFY(again.rule == document.rule);
        QCOMPARE(again.proofs.size(), document.proofs.size());
    }

    /// Path, ledger and probes show in the report.
    void holdWhatTheyWereMadeFor()
    {
        const AuditDocument studied = readAudit(path("studied.leap"));
        QCOMPARE(studied.runs.size(), size_t{2});
        QVERIFY(studied.rule.has_value());
        QCOMPARE(studied.proofs.size(), size_t{2});
        QVERIFY(studied.proofs[0].finished && !studied.proofs[1].finished);
        const RunRecord& run = studied.runs.back();
        QCOMPARE(run.result.ranking.repeats.seedScores.size(), size_t{2});
        QCOMPARE(run.result.ranking.repeats.halfScores.size(), size_t{2});
        QVERIFY(!run.result.ranking.repeats.raisedFloorScores.empty());
        QVERIFY(readAudit(path("stream.leap")).runs.at(0).settings.singlePass);
        QCOMPARE(readAudit(path("stopped.leap")).runs.at(0).result.outcome, RunOutcome::Stopped);
        QCOMPARE(readAudit(path("matrix.leap")).runs.at(0).source.options.matrix, std::string("X"));
    }

    /// The state of a search is a state of today's: the stopped run is trained to its end.
    void aStoppedRunGoesOn()
    {
        const RunRecord before = readAudit(path("stopped.leap")).runs.at(0);
        const Outcome outcome = test::leapIn(m_folder.path(),
                                             {"audit", "--resume", "stopped.leap", "planted.csv.gz",
                                              "--no-verdict", "--out", "on.leap", "--json"});
        QVERIFY2(outcome.code == 0, outcome.text());
        const RunRecord after = readAudit(path("on.leap")).runs.at(0);
        QCOMPARE(after.result.outcome, RunOutcome::Finished);
        QVERIFY(after.result.steps > before.result.steps);
        const auto& course = before.result.trajectory.gates;
        QVERIFY(!course.empty() && after.result.trajectory.gates.size() > course.size());
        QVERIFY(std::equal(course.begin(), course.end(), after.result.trajectory.gates.begin()));
    }
};

QTEST_GUILESS_MAIN(TestOldFiles)
#include "tst_old_files.moc"

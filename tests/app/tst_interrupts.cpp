// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/audit_file.h"
#include "tests/app/leap_program.h"
#include "tests/support/planted_data.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

using namespace leap;
using leap::test::Outcome;

/// SIGINT and SIGTERM in a search, and going on afterwards.
class TestInterrupts : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    const QStringList m_audit{"audit",   "small.csv", "--no-verdict", "--label", "y",
                              "--alpha", "0.01",      "--batch",      "64",      "--threads",
                              "1",       "--gate-lr", "0.01"};

    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    /// Starts a search of many epochs and waits for the first one's end.
    void startLong(QProcess& process, const QString& out) const
    {
        process.setWorkingDirectory(m_folder.path());
        process.start(test::leapProgram(),
                      m_audit + QStringList{"--epochs", "5000", "--patience", "0", "--out", out});
        QString errors;
        QTRY_VERIFY_WITH_TIMEOUT((errors += process.readAllStandardError()).contains("epoch 1/"), 120'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        test::writePlantedCsv(path("small.csv"), 3000, 5);
    }

    void aSignalSavesWhatWasDone_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }
    void aSignalSavesWhatWasDone()
    {
        QFETCH(int, signal);
        QProcess process;
        startLong(process, "stopped.leap");
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished(120'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
        const RunRecord run = readAudit(path("stopped.leap")).runs.at(0);
        QCOMPARE(run.result.outcome, RunOutcome::Stopped);
        QVERIFY(run.result.steps > 0);
        QVERIFY(!run.result.epochs.empty());
        QVERIFY(!run.result.ranking.fields.empty());
    }

    /// Stop at a signal, go on, stop again: the steps are counted through, and nothing else may be changed.
    void aStoppedRunGoesOn()
    {
        QProcess first;
        startLong(first, "on.leap");
        ::kill(static_cast<pid_t>(first.processId()), SIGINT);
        QVERIFY(first.waitForFinished(120'000));
        const auto before = readAudit(path("on.leap")).runs.at(0);

        QProcess second;
        second.setWorkingDirectory(m_folder.path());
        second.start(test::leapProgram(), {"audit", "--resume", "on.leap", "--no-verdict"});
        QString errors;
        QTRY_VERIFY_WITH_TIMEOUT((errors += second.readAllStandardError()).contains("epoch "), 120'000);
        QVERIFY2(errors.contains("going on at step"), qPrintable(errors));
        ::kill(static_cast<pid_t>(second.processId()), SIGINT);
        QVERIFY(second.waitForFinished(120'000));
        QCOMPARE(second.exitCode(), 130);
        const auto document = readAudit(path("on.leap"));
        QCOMPARE(document.runs.size(), size_t{1});
        const auto& after = document.runs[0];
        QVERIFY(after.result.steps > before.result.steps);
        QCOMPARE(after.created, before.created);
        QVERIFY(std::equal(before.result.trajectory.steps.begin(),
                           before.result.trajectory.steps.begin() + 10, after.result.trajectory.steps.begin())
                || after.result.trajectory.stride > before.result.trajectory.stride);

        const Outcome changed =
            test::leapIn(m_folder.path(), {"audit", "--resume", "on.leap", "--tau", "0.5"});
        QCOMPARE(changed.code, 2);
        QVERIFY2(changed.errors.contains("--tau"), changed.text());
    }

    void aFinishedRunCannotGoOn()
    {
        const Outcome whole =
            test::leapIn(m_folder.path(), m_audit + QStringList{"--epochs", "1", "--out", "whole.leap"});
        QVERIFY2(whole.code == 0, whole.text());
        const Outcome more =
            test::leapIn(m_folder.path(), {"audit", "--resume", "whole.leap", "--no-verdict"});
        QCOMPARE(more.code, 2);
        QVERIFY2(more.errors.contains("finished"), more.text());
    }

    void aFinishedRunGoesOnForMoreEpochs()
    {
        const Outcome whole =
            test::leapIn(m_folder.path(), m_audit + QStringList{"--epochs", "1", "--out", "more.leap"});
        QVERIFY2(whole.code == 0, whole.text());
        const auto before = readAudit(path("more.leap")).runs.at(0);
        const QStringList resume{"audit", "--resume", "more.leap", "--no-verdict", "--epochs"};
        const QString planned = QString::number(before.result.plan.epochs);
        const Outcome same = test::leapIn(m_folder.path(), resume + QStringList{planned});
        QCOMPARE(same.code, 2);
        QVERIFY2(same.errors.contains("more than " + planned), same.text());
        const QString next = QString::number(before.result.plan.epochs + 1);
        const Outcome more = test::leapIn(m_folder.path(), resume + QStringList{next});
        QVERIFY2(more.code == 0, more.text());
        const auto after = readAudit(path("more.leap")).runs.at(0);
        QCOMPARE(after.result.epochs.size(), before.result.epochs.size() + 1);
        QCOMPARE(after.settings.epochs, before.result.plan.epochs + 1);
        QVERIFY(after.result.steps > before.result.steps);
    }

    void otherDataAreRefused()
    {
        QProcess process;
        startLong(process, "mine.leap");
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(120'000));
        test::writePlantedCsv(path("other.csv"), 3000, 6);
        const Outcome other = test::leapIn(m_folder.path(), {"audit", "other.csv", "--resume", "mine.leap"});
        QCOMPARE(other.code, 2);
        QVERIFY2(other.errors.contains("fingerprint"), other.text());
        QVERIFY(std::filesystem::remove(path("small.csv")));
        const Outcome gone =
            test::leapIn(m_folder.path(), {"audit", "--resume", "mine.leap", "--no-verdict"});
        test::writePlantedCsv(path("small.csv"), 3000, 5);
        QCOMPARE(gone.code, 2);
        QVERIFY2(gone.errors.contains("small.csv"), gone.text());
    }
};

QTEST_GUILESS_MAIN(TestInterrupts)
#include "tst_interrupts.moc"

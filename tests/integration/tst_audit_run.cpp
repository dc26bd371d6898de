// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_run.h"
#include "core/audit/file/audit_file.h"
#include "core/base/error.h"
#include "tests/support/planted_data.h"
#include "tests/support/stop_at.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace leap;

namespace {

std::vector<double> gatesOf(const RunRecord& run)
{
    std::vector<double> gates;
    for (const FieldScore& field : run.result.ranking.fields)
        gates.push_back(field.gate);
    return gates;
}

} // namespace

/// Whole audits of a small planted file through the facade of command line and window.
class TestAuditRun : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    AuditRequest m_request;

    RunRecord run(const AuditRequest& request)
    {
        Progress progress;
        RunControl control;
        TrainObserver observer;
        return runAudit(request, progress, control, observer);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const std::filesystem::path path = m_folder.filePath("small.csv").toStdString();
        test::writePlantedCsv(path, 6000, 3);
        m_request.files = {path};
        m_request.propose.label.column = "y";
        m_request.settings.epochs = 3;
        m_request.settings.batch = 64;
        m_request.settings.threads = 2;
        m_request.settings.device = DeviceChoice::Cpu;
    }

    void theSameRunTwiceIsBitEqual_data()
    {
        QTest::addColumn<bool>("joint");
        QTest::newRow("bilevel") << false;
        QTest::newRow("joint") << true;
    }
    void theSameRunTwiceIsBitEqual()
    {
        QFETCH(bool, joint);
        AuditRequest request = m_request;
        request.settings.search = joint ? SearchMode::Joint : SearchMode::Bilevel;
        const RunRecord one = run(request), two = run(request);
        QVERIFY(one.result.trajectory.points() > 100);
        QVERIFY(one.result.trajectory.gates == two.result.trajectory.gates);
        QVERIFY(one.result.trajectory.divergence == two.result.trajectory.divergence);
        QVERIFY(one.result.state == two.result.state);
        QCOMPARE(one.result.testAuc.value, two.result.testAuc.value);
    }

    void anotherSeedIsAnotherRun()
    {
        AuditRequest request = m_request;
        request.settings.seed = 1;
        QVERIFY(gatesOf(run(request)) != gatesOf(run(m_request)));
    }

    /// Save, load, go on equals uninterrupted, through the file.
    void resumeEqualsUninterrupted()
    {
        const RunRecord whole = run(m_request);
        for (const int64_t stopStep : {1, 70, 75, 160}) {
            Progress progress;
            RunControl control;
            StopAt observer(control, stopStep);
            const RunRecord part = runAudit(m_request, progress, control, observer);
            QCOMPARE(part.result.outcome, RunOutcome::Stopped);
            QCOMPARE(part.result.steps, stopStep);
            const std::filesystem::path file = m_folder.filePath("part.leap").toStdString();
            writeAudit(file, {.runs = {part}, .rule = {}});
            AuditRequest resume;
            resume.resume = file;
            const RunRecord rest = run(resume);
            QCOMPARE(rest.result.outcome, RunOutcome::Finished);
            QCOMPARE(gatesOf(rest), gatesOf(whole));
            QVERIFY(rest.result.trajectory.gates == whole.result.trajectory.gates);
            QCOMPARE(rest.result.testAuc.value, whole.result.testAuc.value);
            QCOMPARE(rest.result.epochs.size(), whole.result.epochs.size());
            QCOMPARE(rest.result.epochs.front().trainLoss, whole.result.epochs.front().trainLoss);
        }
    }

    /// Two epochs, the file, and two more equal four, where the plan does not depend on their number.
    void moreEpochsLaterEqualMoreEpochsAtOnce()
    {
        AuditRequest request = m_request;
        request.settings.alpha = 0.01;
        request.settings.gateLearningRate = 0.01;
        request.settings.epochs = 4;
        const RunRecord whole = run(request);
        request.settings.epochs = 2;
        const RunRecord half = run(request);
        QCOMPARE(half.result.outcome, RunOutcome::Finished);
        const std::filesystem::path file = m_folder.filePath("half.leap").toStdString();
        writeAudit(file, {.runs = {half}, .rule = {}});
        AuditRequest resume;
        resume.resume = file;
        QVERIFY_THROWS_EXCEPTION(InputError, (void)run(resume));
        resume.resumeToEpochs = 2;
        QVERIFY_THROWS_EXCEPTION(InputError, (void)run(resume));
        resume.resumeToEpochs = 4;
        const RunRecord rest = run(resume);
        QCOMPARE(rest.result.outcome, RunOutcome::Finished);
        QVERIFY(rest.settings == whole.settings);
        QVERIFY(rest.result.plan == whole.result.plan);
        QVERIFY(rest.result.trajectory == whole.result.trajectory);
        QVERIFY(rest.result.state == whole.result.state);
        QCOMPARE(rest.result.epochs.size(), size_t{4});
        QCOMPARE(rest.result.testAuc.value, whole.result.testAuc.value);
        QCOMPARE(rest.result.testAucBest.value, whole.result.testAucBest.value);
    }

    /// What a finished run said of its test rows is not true of one that was trained further and stopped.
    void moreEpochsStoppedHaveNoTestFigures()
    {
        AuditRequest request = m_request;
        request.settings.epochs = 2;
        const RunRecord half = run(request);
        QVERIFY(half.result.testAuc.defined());
        const std::filesystem::path file = m_folder.filePath("further.leap").toStdString();
        writeAudit(file, {.runs = {half}, .rule = {}});
        AuditRequest resume;
        resume.resume = file;
        resume.resumeToEpochs = half.result.plan.epochs + 1;
        Progress progress;
        RunControl control;
        StopAt observer(control, half.result.steps + 3);
        const RunRecord rest = runAudit(resume, progress, control, observer);
        QCOMPARE(rest.result.outcome, RunOutcome::Stopped);
        QCOMPARE(rest.result.steps, half.result.steps + 3);
        QVERIFY(!rest.result.testAuc.defined());
        QVERIFY(!rest.result.testAucBest.defined());
    }

    /// An early stop is no obstacle: its patience counts anew.
    void moreEpochsAfterAnEarlyStop()
    {
        AuditRequest request = m_request;
        request.settings.alpha = 0;
        request.settings.gateLearningRate = 1e-6; // at rest at once
        request.settings.patience = 1;
        request.settings.epochs = 30;
        request.settings.learningRate = 0.02; // overfits soon
        const RunRecord early = run(request);
        const auto done = static_cast<int64_t>(early.result.epochs.size());
        QVERIFY2(done < early.result.plan.epochs, qPrintable(QString::number(done)));
        const std::filesystem::path file = m_folder.filePath("early.leap").toStdString();
        writeAudit(file, {.runs = {early}, .rule = {}});
        AuditRequest resume;
        resume.resume = file;
        resume.resumeToEpochs = early.result.plan.epochs + 1;
        const RunRecord rest = run(resume);
        QVERIFY(static_cast<int64_t>(rest.result.epochs.size()) > done);
    }

    void resumeRefusesOtherData()
    {
        Progress progress;
        RunControl control;
        StopAt observer(control, 5);
        const RunRecord part = runAudit(m_request, progress, control, observer);
        const std::filesystem::path file = m_folder.filePath("other.leap").toStdString();
        writeAudit(file, {.runs = {part}, .rule = {}});
        const std::filesystem::path other = m_folder.filePath("other.csv").toStdString();
        test::writePlantedCsv(other, 6000, 4);
        AuditRequest resume;
        resume.resume = file;
        resume.files = {other};
        QVERIFY_THROWS_EXCEPTION(InputError, (void)run(resume));
    }
};

QTEST_GUILESS_MAIN(TestAuditRun)
#include "tst_audit_run.moc"

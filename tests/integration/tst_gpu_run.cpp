// SPDX-License-Identifier: GPL-3.0-or-later
// Whole audits on a GPU, compared with the processor's; skipped without a GPU.
#include "core/audit/file/audit_file.h"
#include "core/gate/cuda_module.h"
#include "tests/support/planted_data.h"
#include "tests/support/run_until.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace leap;

namespace {

/// How far apart the gates are in the first 20 steps, where rounding is all that differs, and at the end,
/// when a ReLU on another side of its kink has led one of two trainings its own way.
struct Apart {
    float early = 0;
    float late = 0;
};

Apart gatesApart(const RunRecord& a, const RunRecord& b)
{
    constexpr size_t kEarly = 20;
    Apart apart;
    const auto &one = a.result.trajectory, &two = b.result.trajectory;
    const auto fields = static_cast<size_t>(one.fields);
    for (size_t i = 0; i < one.gates.size(); ++i) {
        float& largest = i < kEarly * fields ? apart.early : apart.late;
        largest = std::max(largest, std::abs(one.gates[i] - two.gates[i]));
    }
    return apart;
}

/// @param early, late how far apart the gates may be
void compare(const RunRecord& gpu, const RunRecord& cpu, float early = 1e-4F, float late = 0.05F)
{
    QCOMPARE(gpu.result.steps, cpu.result.steps);
    QCOMPARE(gpu.result.trajectory.stride, int64_t{1});
    QCOMPARE(gpu.result.trajectory.gates.size(), cpu.result.trajectory.gates.size());
    const Apart apart = gatesApart(gpu, cpu);
    const double aucs = std::abs(gpu.result.testAuc.value - cpu.result.testAuc.value);
    qInfo("gates differ by %.1e at first, %.1e later; test AUC by %.1e", static_cast<double>(apart.early),
          static_cast<double>(apart.late), aucs);
    QVERIFY(apart.early < early);
    QVERIFY(apart.late < late);
    QVERIFY(aucs < 0.01);
}

} // namespace

class TestGpuRun : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    AuditRequest m_request;

private Q_SLOTS:
    void initTestCase()
    {
        std::string whyNot;
        if (!loadCudaModule(&whyNot))
            QSKIP(qPrintable("no GPU test: " + QString::fromStdString(whyNot)));
        QVERIFY(m_folder.isValid());
        const std::filesystem::path path = m_folder.filePath("small.csv").toStdString();
        test::writePlantedCsv(path, 6000, 3);
        m_request.files = {path};
        m_request.propose.label.column = "y";
        m_request.settings.epochs = 3;
        m_request.settings.batch = 64;
        m_request.settings.device = DeviceChoice::Cuda;
    }

    void equalsTheProcessorsWithinRounding_data()
    {
        QTest::addColumn<bool>("joint");
        QTest::addColumn<QString>("backbone");
        QTest::newRow("bilevel") << false << QString(kWideDeep);
        QTest::newRow("joint") << true << QString(kWideDeep);
        QTest::newRow("DCNv2") << false << QString("dcn-v2");
    }
    void equalsTheProcessorsWithinRounding()
    {
        QFETCH(bool, joint);
        QFETCH(QString, backbone);
        AuditRequest request = m_request;
        request.settings.search = joint ? SearchMode::Joint : SearchMode::Bilevel;
        request.settings.network.backbone = backbone.toStdString();
        request.settings.network.crossRank = 4;
        request.settings.alpha = 0.02;
        const RunRecord gpu = test::runUntil(request), again = test::runUntil(request);
        QVERIFY(gpu.result.trajectory.points() > 100);
        QVERIFY(gpu.result.trajectory.gates == again.result.trajectory.gates); // the same device: bit for bit
        QVERIFY(gpu.result.state == again.result.state);
        request.settings.device = DeviceChoice::Cpu;
        const RunRecord cpu = test::runUntil(request);
        compare(gpu, cpu);
    }

    void resumedEqualsUninterruptedThroughTheFile()
    {
        const RunRecord whole = test::runUntil(m_request);
        RunRecord part = test::runUntil(m_request, 70);
        QCOMPARE(part.result.outcome, RunOutcome::Stopped);
        const std::filesystem::path file = m_folder.filePath("part.leap").toStdString();
        writeAudit(file, {.runs = {part}, .rule = {}});
        AuditRequest resume;
        resume.resume = file;
        const RunRecord rest = test::runUntil(resume);
        QCOMPARE(rest.result.outcome, RunOutcome::Finished);
        QVERIFY(rest.result.trajectory.gates == whole.result.trajectory.gates);
        QVERIFY(rest.result.state == whole.result.state);
    }

    /// Forms of gate and heads that the resident engine does not know run on the GPU by the reference engine.
    void everyFormOfGateRuns_data()
    {
        QTest::addColumn<int>("form");
        for (const GateForm form : {GateForm::Mean, GateForm::ExactPermute, GateForm::ExactDrop})
            QTest::addRow("%d", static_cast<int>(form)) << static_cast<int>(form);
    }
    void everyFormOfGateRuns()
    {
        QFETCH(int, form);
        AuditRequest request = m_request;
        request.settings.gateForm = static_cast<GateForm>(form);
        request.settings.alpha = 0.02;
        request.settings.epochs = 1;
        const RunRecord gpu = test::runUntil(request);
        request.settings.device = DeviceChoice::Cpu;
        if (request.settings.gateForm == GateForm::Mean) {
            compare(gpu, test::runUntil(request));
            return;
        }
        // LeAP-Exact learns in evaluation, where running means lag behind biases that follow noise.
        compare(gpu, test::runUntil(request), 5e-3F, 0.3F);
    }
};

QTEST_GUILESS_MAIN(TestGpuRun)
#include "tst_gpu_run.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Threads share the work, and no number depends on how many there are or on who calls.
#include "core/gate/cpu/simd_targets.h"
#include "core/gate/gate_fuse.h"
#include "tests/gate/gate_case.h"
#include "tests/support/tensor_compare.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty_like.h>

#include <QThread>
#include <QtTest>

#include <memory>

using namespace leap;
using namespace leap::test;

namespace {

struct Result {
    at::Tensor fused;
    at::Tensor divergence;
    at::Tensor gradX;
    at::Tensor gradTheta;
    int64_t forwardCalls = 0;
    int64_t backwardCalls = 0;
};

Result run(const GateCase& on, int threads)
{
    at::set_num_threads(threads);
    Result result{at::empty_like(on.x), at::empty_like(on.theta), at::empty_like(on.x),
                  at::empty_like(on.theta)};
    const int64_t start = gate::kernelCalls();
    gate_fuse_out(result.fused, result.divergence, on.x, on.theta, on.tau, on.ranges, on.seed, on.step);
    result.forwardCalls = gate::kernelCalls() - start;
    gate_fuse_backward_out(result.gradX, result.gradTheta, on.gradient, on.x, result.fused, on.theta, on.tau,
                           on.ranges);
    result.backwardCalls = gate::kernelCalls() - start - result.forwardCalls;
    return result;
}

Result runInThread(const GateCase& on, int threads)
{
    Result result;
    const std::unique_ptr<QThread> thread(QThread::create([&] { result = run(on, threads); }));
    thread->start();
    thread->wait();
    return result;
}

bool same(const Result& a, const Result& b)
{
    return sameBits(a.fused, b.fused) && sameBits(a.divergence, b.divergence) && sameBits(a.gradX, b.gradX)
        && sameBits(a.gradTheta, b.gradTheta);
}

} // namespace

class TestGateThreads : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbersDoNotDependOnThreads_data();
    void numbersDoNotDependOnThreads();
    void workIsShared();
    void smallWorkStaysOnOneThread();
};

void TestGateThreads::numbersDoNotDependOnThreads_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<bool>("wide");
    for (const int rows : {3, 255, 1000, 4099})
        for (const bool wide : {false, true})
            QTest::addRow("%d rows, %s", rows, wide ? "float64" : "float32") << rows << wide;
}

void TestGateThreads::numbersDoNotDependOnThreads()
{
    QFETCH(int, rows);
    QFETCH(bool, wide);
    const GateCase on = gateCase(rows, kMixedWidths, wide ? at::kDouble : at::kFloat);
    const Result one = run(on, 1);
    for (const int threads : {2, 3, 7})
        QVERIFY2(same(run(on, threads), one), qPrintable(QString("%1 threads").arg(threads)));
    QVERIFY(same(runInThread(on, 1), one));
    QVERIFY(same(runInThread(on, 2), one));
}

void TestGateThreads::workIsShared()
{
    const GateCase on = gateCase(2048, std::vector<int64_t>(39, 8), at::kFloat);
    QCOMPARE(run(on, 1).forwardCalls, int64_t{1});
    QCOMPARE(run(on, 2).forwardCalls, int64_t{2});
    QCOMPARE(runInThread(on, 2).forwardCalls, int64_t{2});
    QCOMPARE(run(on, 3).forwardCalls, int64_t{3});
}

void TestGateThreads::smallWorkStaysOnOneThread()
{
    const GateCase on = gateCase(64, {8, 8, 8}, at::kFloat);
    QCOMPARE(run(on, 2).forwardCalls, int64_t{1});
}

QTEST_APPLESS_MAIN(TestGateThreads)
#include "tst_gate_threads.moc"

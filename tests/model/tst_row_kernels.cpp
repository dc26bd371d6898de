// SPDX-License-Identifier: GPL-3.0-or-later
// The CUDA kernels of a table's rows, their source run on the host and compared with the processor's
// operators; and the check that a GPU must pass.
#include "tests/support/cuda_emulation.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/model/cuda/row_kernels.cuh"
#include "core/model/device/device_adam.h"
#include "core/model/device/device_table.h"
#include "core/model/table/table_operators.h"
#include "tests/support/tensor_compare.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <QtTest>

#include <algorithm>
#include <vector>

using namespace leap;
using namespace leap::test;

namespace {

constexpr int64_t kRows = 30;
const AdamHyper kHyper;

at::Tensor noise(int64_t rows, int64_t width, uint64_t seed)
{
    const RandomStream stream(streamKey(seed, "noise"));
    std::vector<float> values(static_cast<size_t>(rows * width));
    for (size_t i = 0; i < values.size(); ++i)
        values[i] = stream.normalAt(i);
    return onDevice(values, at::kCPU).view({rows, width});
}

/// Rows that stand at different steps; the last has never had a gradient.
TableArrays someTable(int64_t width)
{
    const at::Tensor stands = at::arange(kRows, at::kInt) * 11;
    return {noise(kRows, width, 1), noise(kRows, width, 2), noise(kRows, width, 3).abs(), stands.clone(),
            stands.flip(0).contiguous()};
}

TableArrays copyOf(const TableArrays& table)
{
    return {table.parameter.clone(), table.moment1.clone(), table.root.clone(), table.upTo.clone(),
            table.lastGradient.clone()};
}

bool isClose(const TableArrays& a, const TableArrays& b)
{
    return relativeDistance(a.parameter, b.parameter) < 1e-6 && relativeDistance(a.moment1, b.moment1) < 1e-6
        && relativeDistance(a.root, b.root) < 1e-6 && at::equal(a.upTo, b.upTo)
        && at::equal(a.lastGradient, b.lastGradient);
}

unsigned blocks(int64_t threads, int64_t inABlock)
{
    return static_cast<unsigned>((threads + inABlock - 1) / inABlock);
}

void emulate(const lazy_rows::CatchUp& job)
{
    using namespace lazy_rows::cuda;
    emulation::launch({blocks(job.named.count * job.table.width, kBlockThreads)}, kBlockThreads,
                      [&] { catchUpColumns(job); });
    emulation::launch({blocks(job.named.count, kBlockThreads)}, kBlockThreads, [&] { markCaughtUp(job); });
}

void emulate(const lazy_rows::Step& job)
{
    using namespace lazy_rows::cuda;
    emulation::launch({blocks(job.named.count, kBlockWarps), blocks(job.table.width, kWarpThreads)},
                      kBlockThreads, [&] { stepColumns(job); });
}

} // namespace

class TestRowKernels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalTheProcessors_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("count");
        for (const int width : {1, 3, 8, 32, 33, 70})
            for (const int count : {1, 2, 9, 100})
                QTest::addRow("width %d, %d rows named", width, count) << width << count;
    }
    void equalTheProcessors()
    {
        QFETCH(int, width);
        QFETCH(int, count);
        constexpr int64_t kSteps = 700; // some rows missed more than a moment lives
        RandomStream stream(streamKey(5, "rows"));
        std::vector<int32_t> rows(static_cast<size_t>(count));
        for (int32_t& row : rows) // products: a few rows are named often
            row = static_cast<int32_t>(stream.nextBelow(6) * stream.nextBelow(6));
        const auto [named, order] = at::tensor(rows, at::kInt).sort(true, 0, false);
        const DeviceClock there(kHyper, at::kCPU);
        const AdamClock& clock = there.clock();
        const TableFactors& factors = there.factors();
        const at::Tensor gradients = noise(count, width, 9);
        const TableArrays expected = someTable(width);
        const TableArrays actual = copyOf(expected);

        catchUpRows(expected, named, factors, kHyper, kSteps);
        emulate(table_operators::catchUpJob(actual.parameter, actual.moment1, actual.root, actual.upTo,
                                            actual.lastGradient, named, factors.stepSizes, factors.rootScales,
                                            kSteps, factors.rest, kHyper.beta1, kHyper.beta2,
                                            kHyper.epsilon));
        QVERIFY(isClose(actual, expected));
        QVERIFY(!at::equal(expected.parameter, someTable(width).parameter));
        QCOMPARE(expected.upTo[rows[0]].item<int>(), int(kSteps));

        const AdamFactors factorsNow{*clock.stepSizes(kSteps + 1), *clock.rootScales(kSteps + 1)};
        stepRows(expected, named, order, gradients, kHyper, kSteps + 1, factorsNow);
        emulate(table_operators::stepJob(
            actual.parameter, actual.moment1, actual.root, actual.upTo, actual.lastGradient, named, order,
            gradients, kSteps + 1, static_cast<double>(factorsNow.stepSize),
            static_cast<double>(factorsNow.rootScale), kHyper.beta1, kHyper.beta2, kHyper.epsilon));
        QVERIFY(isClose(actual, expected));
        QCOMPARE(expected.lastGradient[rows[0]].item<int>(), int(kSteps) + 1);
    }

    /// One row of width 1, in numbers that can be followed by hand.
    void aStepAndAMissedOne()
    {
        const TableArrays table{at::tensor({1.0F}).view({1, 1}), at::zeros({1, 1}), at::zeros({1, 1}),
                                at::zeros({1}, at::kInt), at::zeros({1}, at::kInt)};
        const at::Tensor named = at::tensor({0, 0}, at::kInt), order = at::tensor({1, 0}, at::kLong);
        const DeviceClock there(kHyper, at::kCPU);
        const AdamClock& clock = there.clock();
        stepRows(table, named, order, at::tensor({0.25F, 0.75F}).view({2, 1}), kHyper, 1,
                 {*clock.stepSizes(1), *clock.rootScales(1)});
        // m = 0.1, root = sqrt(0.001); corrected both are 1: one rate down.
        QVERIFY(std::abs(table.parameter.item<float>() - 0.999F) < 1e-6F);
        QVERIFY(std::abs(table.moment1.item<float>() - 0.1F) < 1e-7F);
        catchUpRows(table, named.narrow(0, 0, 1), there.factors(), kHyper, 2);
        // m = 0.09 / 0.19, v = 0.000999 / 0.001999: 0.001 x 0.47368 / 0.70693 more.
        QVERIFY(std::abs(table.parameter.item<float>() - 0.998330F) < 1e-6F);
        QCOMPARE(table.upTo.item<int>(), 2);
        QCOMPARE(table.lastGradient.item<int>(), 1);
    }

    void strangeTensorsAreRefused()
    {
        const TableArrays table = someTable(3);
        const at::Tensor named = at::tensor({0, 1}, at::kInt), order = at::tensor({0, 1}, at::kLong);
        const AdamFactors factors{1e-3F, 1};
        QVERIFY_THROWS_EXCEPTION(FailureError,
                                 stepRows(table, named, order, noise(2, 4, 1), kHyper, 1, factors));
        QVERIFY_THROWS_EXCEPTION(
            FailureError, stepRows(table, named.to(at::kLong), order, noise(2, 3, 1), kHyper, 1, factors));
        QVERIFY_THROWS_EXCEPTION(
            FailureError,
            stepRows(table, named, order, noise(3, 2, 1).t(), kHyper, 1, factors)); // not contiguous
    }

    void theProcessorPassesTheCheck() { checkTableOperators(at::kCPU); }
};

QTEST_APPLESS_MAIN(TestRowKernels)
#include "tst_row_kernels.moc"

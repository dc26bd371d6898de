// SPDX-License-Identifier: GPL-3.0-or-later
// The CUDA kernels' own source, run on the host: what can be known about them without a GPU.
#include "tests/support/cuda_emulation.h"

#include "core/gate/cuda/backward_kernels.cuh"
#include "core/gate/cuda/forward_kernels.cuh"
#include "core/gate/gate_fuse.h"
#include "core/gate/reference/gate_fuse_reference.h"
#include "tests/gate/gate_case.h"
#include "tests/support/tensor_compare.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/full_like.h>

#include <QtTest>

#include <type_traits>

using namespace leap;
using namespace leap::gate::cuda;
using namespace leap::test;

namespace {

template <class Index> std::vector<Index> drawAll(int64_t fields, int64_t rows, uint64_t stepKey)
{
    std::vector<Index> permutations(static_cast<size_t>(fields * rows));
    emulation::launch({static_cast<unsigned>(fields)}, kWarpThreads,
                      [&] { drawPermutations(permutations.data(), rows, stepKey); });
    return permutations;
}

struct Result {
    at::Tensor fused;
    at::Tensor divergence;
    at::Tensor gradX;
    at::Tensor gradTheta;
};

Result blank(const GateCase& on)
{
    return {at::full_like(on.x, NAN), at::full_like(on.theta, NAN), at::full_like(on.x, NAN),
            at::full_like(on.theta, NAN)};
}

template <class T> Result runEmulated(const GateCase& on)
{
    Result result = blank(on);
    const int64_t rows = on.x.size(0);
    const int64_t fields = on.theta.size(0);
    std::vector<double> sums(static_cast<size_t>(rowBlocks(rows) * fields), NAN);
    const uint64_t stepKey = gate::permutationStepKey(on.seed, on.step);
    std::vector<uint16_t> permutations = drawAll<uint16_t>(fields, rows, stepKey);
    const emulation::Dim grid{static_cast<unsigned>(fields), static_cast<unsigned>(rowBlocks(rows))};
    const ForwardLaunch<T, uint16_t> forward{on.x.const_data_ptr<T>(),
                                             on.theta.const_data_ptr<T>(),
                                             on.tau,
                                             on.ranges.const_data_ptr<int64_t>(),
                                             result.fused.mutable_data_ptr<T>(),
                                             result.divergence.mutable_data_ptr<T>(),
                                             permutations.data(),
                                             sums.data(),
                                             rows,
                                             on.x.size(1),
                                             fields,
                                             stepKey};
    emulation::launch(grid, kBlockThreads, [&] { fuseRows(forward); });
    emulation::launch({1}, kBlockThreads, [&] { finishForward(forward); });
    const BackwardLaunch<T> backward{on.gradient.const_data_ptr<T>(),
                                     forward.x,
                                     forward.fused,
                                     forward.theta,
                                     on.tau,
                                     forward.ranges,
                                     result.gradX.mutable_data_ptr<T>(),
                                     result.gradTheta.mutable_data_ptr<T>(),
                                     sums.data(),
                                     rows,
                                     on.x.size(1),
                                     fields};
    emulation::launch(grid, kBlockThreads, [&] { streamRows(backward); });
    emulation::launch({1}, kBlockThreads, [&] { finishBackward(backward); });
    return result;
}

Result runOnCpu(const GateCase& on)
{
    const at::NoGradGuard guard;
    Result result = blank(on);
    gate_fuse_out(result.fused, result.divergence, on.x, on.theta, on.tau, on.ranges, on.seed, on.step);
    gate_fuse_backward_out(result.gradX, result.gradTheta, on.gradient, on.x, result.fused, on.theta, on.tau,
                           on.ranges);
    return result;
}

} // namespace

class TestCudaEmulation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void permutations_data();
    void permutations();
    void values_data();
    void values();
    void sameTwice();
    void rowBlocksCoverAllRows();
};

void TestCudaEmulation::permutations_data()
{
    QTest::addColumn<int>("rows");
    // Around the draw's block, and around what fits a block's shared memory (16,384 and 8,192 indices).
    for (const int rows : {1, 2, 5, 8, 255, 256, 257, 1000, 8193, 16384, 16385})
        QTest::addRow("%d rows", rows) << rows;
}

void TestCudaEmulation::permutations()
{
    QFETCH(int, rows);
    constexpr int64_t kFields = 3;
    const uint64_t stepKey = gate::permutationStepKey(2, 5);
    const std::vector<uint16_t> narrow = drawAll<uint16_t>(kFields, rows, stepKey);
    const std::vector<uint32_t> wide = drawAll<uint32_t>(kFields, rows, stepKey);
    QVERIFY(std::equal(narrow.begin(), narrow.end(), wide.begin()));
    for (int64_t field = 0; field < kFields; ++field) {
        const at::Tensor expected = gate::permutationTensor(rows, 2, 5, field);
        for (int64_t row = 0; row < rows; ++row)
            QCOMPARE(int64_t{wide[static_cast<size_t>(field * rows + row)]},
                     expected.const_data_ptr<int64_t>()[row]);
    }
}

void TestCudaEmulation::values_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<bool>("wide");
    for (const int rows : {1, 2, 63, 130, 300})
        for (const bool wide : {false, true})
            QTest::addRow("%d rows, %s", rows, wide ? "float64" : "float32") << rows << wide;
}

void TestCudaEmulation::values()
{
    QFETCH(int, rows);
    QFETCH(bool, wide);
    const at::ScalarType type = wide ? at::kDouble : at::kFloat;
    const GateCase on = gateCase(rows, {1, 3, 8, 17, 70}, type);
    const Result actual = wide ? runEmulated<double>(on) : runEmulated<float>(on);
    const Result expected = runOnCpu(on);
    const double allowed = wide ? 1e-13 : 1e-6;
    QVERIFY(relativeDistance(actual.fused, expected.fused) <= allowed);
    QVERIFY(relativeDistance(actual.divergence, expected.divergence) <= allowed);
    QVERIFY(relativeDistance(actual.gradX, expected.gradX) <= allowed);
    QVERIFY(relativeDistance(actual.gradTheta, expected.gradTheta) <= 10 * allowed);
}

void TestCudaEmulation::sameTwice()
{
    const GateCase on = gateCase(130, {1, 8, 40}, at::kFloat);
    const Result one = runEmulated<float>(on);
    const Result two = runEmulated<float>(on);
    QVERIFY(sameBits(one.fused, two.fused));
    QVERIFY(sameBits(one.divergence, two.divergence));
    QVERIFY(sameBits(one.gradTheta, two.gradTheta));
}

void TestCudaEmulation::rowBlocksCoverAllRows()
{
    for (const int64_t rows : {int64_t{1}, int64_t{64}, int64_t{65}, int64_t{4096}, int64_t{16383},
                               int64_t{16385}, int64_t{1000003}, gate::kMaxRows}) {
        QVERIFY(rowBlocks(rows) * rowsPerBlock(rows) >= rows);
        QVERIFY(rowBlocks(rows) <= kMaxRowBlocks);
    }
}

QTEST_APPLESS_MAIN(TestCudaEmulation)
#include "tst_cuda_emulation.moc"

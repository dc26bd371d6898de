// SPDX-License-Identifier: GPL-3.0-or-later
// The operator against the plain reference: values, gradients, every SIMD target, edges.
#include "core/gate/cpu/simd_targets.h"
#include "core/gate/gate_fuse.h"
#include "core/gate/permutation.h"
#include "core/gate/reference/gate_fuse_reference.h"
#include "tests/gate/gate_run.h"
#include "tests/support/finite_difference.h"
#include "tests/support/tensor_compare.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/autograd.h>

#include <QtTest>

using namespace leap;
using namespace leap::test;

namespace {

/// dtheta is a sum over a field's part of the batch: its rounding is measured against the size of such a sum.
double thetaDistance(const GateCase& on, const at::Tensor& actual, const at::Tensor& expected)
{
    const double scale = std::max(1.0, std::sqrt(static_cast<double>(on.x.numel())));
    return relativeDistance(actual / scale, expected / scale);
}

void compareWithReference(const GateCase& on)
{
    const Result actual = run(gate_fuse, on);
    const Result expected = run(gate::gateFuseReference, on);
    const double allowed = tolerance(on.x.scalar_type());
    QVERIFY2(relativeDistance(actual.fused, expected.fused) <= allowed, "x~ differs from the reference");
    QVERIFY2(relativeDistance(actual.divergence, expected.divergence) <= allowed, "divergence differs");
    QVERIFY2(relativeDistance(actual.gradX, expected.gradX) <= allowed, "dx differs");
    QVERIFY2(thetaDistance(on, actual.gradTheta, expected.gradTheta) <= allowed, "dtheta differs");
}

void targetRows()
{
    QTest::addColumn<QString>("target");
    for (const std::string& target : gate::simdTargets())
        QTest::addRow("%s", target.c_str()) << QString::fromStdString(target);
}

/// Makes the kernels use one SIMD target for a scope.
class ForcedTarget {
public:
    explicit ForcedTarget(const QString& name)
        : m_name(name.toStdString())
    {
        gate::forceSimdTarget(m_name);
    }
    ~ForcedTarget() { gate::forceSimdTarget(""); }
    ForcedTarget(const ForcedTarget&) = delete;
    ForcedTarget& operator=(const ForcedTarget&) = delete;
    [[nodiscard]] bool ran() const { return gate::lastSimdTarget() == m_name; }

private:
    std::string m_name;
};

} // namespace

class TestGateFuse : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void handWorked();
    void equalsReference_data();
    void equalsReference();
    void drawsThePermutation_data() { targetRows(); }
    void drawsThePermutation();
    void finiteDifferences_data();
    void finiteDifferences();
    void everyElementsDifference();
    void edgeShapes_data();
    void edgeShapes();
    void nonContiguous();
    void openGateKeepsX();
    void nearlyOpenGate();
    void constantFieldHasNoDivergence();
    void divergenceIsNotDifferentiable();
};

/// Two rows: a field either swaps them or not, so that all numbers can be written down.
void TestGateFuse::handWorked()
{
    const at::Tensor ranges = rangesOf({2});
    const at::Tensor x = at::tensor({1.0, 2.0, 4.0, 6.0}, at::kDouble).view({2, 2}).requires_grad_();
    const at::Tensor theta = at::tensor({kTau * std::log(3.0)}, at::kDouble).requires_grad_(); // g = .75
    int64_t step = 0;
    while (gate::permutationTensor(2, 1, step, 0)[0].item<int64_t>() != 1)
        ++step;
    const auto [fused, divergence] = gate_fuse(x, theta, kTau, ranges, 1, step);
    QVERIFY(relativeDistance(fused, at::tensor({1.75, 3.0, 3.25, 5.0}, at::kDouble).view({2, 2})) < 1e-14);
    QVERIFY(relativeDistance(divergence, at::tensor({5.0}, at::kDouble)) < 1e-14);
    const at::Tensor dy = at::tensor({1.0, 0.0, 0.0, 2.0}, at::kDouble).view({2, 2});
    const auto gradients = torch::autograd::grad({fused}, {x, theta}, {dy});
    QVERIFY(relativeDistance(gradients[0], dy * 0.75) < 1e-14);
    // sum <dy, x - x'> = 1 x (1 - 4) + 2 x (6 - 2) = 5, times g (1 - g) / tau.
    QVERIFY(relativeDistance(gradients[1], at::tensor({5 * 0.1875 / kTau}, at::kDouble)) < 1e-14);
}

void TestGateFuse::equalsReference_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("rows");
    QTest::addColumn<bool>("wide");
    for (const std::string& target : gate::simdTargets())
        for (const int rows : {1, 2, 5, 255, 256, 1000})
            for (const bool wide : {false, true})
                QTest::addRow("%s, %d rows, %s", target.c_str(), rows, wide ? "float64" : "float32")
                    << QString::fromStdString(target) << rows << wide;
}

void TestGateFuse::equalsReference()
{
    QFETCH(QString, target);
    QFETCH(int, rows);
    QFETCH(bool, wide);
    const ForcedTarget forced(target);
    compareWithReference(gateCase(rows, kMixedWidths, wide ? at::kDouble : at::kFloat));
    QVERIFY2(forced.ran(),
             qPrintable("asked for " + target + ", ran " + QString::fromStdString(gate::lastSimdTarget())));
}

/// With a closed gate (1 - g = 1) x~ is x', so that row numbers as values show the permutation itself.
void TestGateFuse::drawsThePermutation()
{
    QFETCH(QString, target);
    const ForcedTarget forced(target);
    const std::vector<int64_t> widths{1, 8, 2};
    const at::Tensor theta = at::full({3}, -1e3, at::kFloat);
    for (const int64_t rows : {1, 2, 7, 8, 9, 63, 64, 65, 256, 4096, 65535, 65536, 65537, 100003}) {
        const at::Tensor x = at::arange(rows, at::kFloat).unsqueeze(1).expand({rows, 11}).contiguous();
        const auto [fused, divergence] = gate_fuse(x, theta, kTau, rangesOf(widths), 6, rows);
        QVERIFY(forced.ran());
        int64_t column = 0;
        for (int64_t field = 0; field < 3; ++field) {
            const at::Tensor expected = gate::permutationTensor(rows, 6, rows, field).to(at::kFloat);
            const int64_t end = column + widths[static_cast<size_t>(field)];
            for (; column < end; ++column)
                QVERIFY2(at::equal(fused.select(1, column), expected), qPrintable(QString::number(rows)));
        }
    }
}

void TestGateFuse::finiteDifferences_data()
{
    QTest::addColumn<int>("rows");
    for (const int rows : {1, 2, 5, 255, 256, 1000})
        QTest::addRow("%d rows", rows) << rows;
}

/// x' is held fixed by computing the difference quotient of g x + (1 - g) x'_0: nothing flows through x'.
void TestGateFuse::finiteDifferences()
{
    QFETCH(int, rows);
    const GateCase on = gateCase(rows, kMixedWidths);
    const Result actual = run(gate_fuse, on);
    const auto lossOfTheta = [&](const at::Tensor& theta) {
        return (std::get<0>(gate_fuse(on.x, theta, on.tau, on.ranges, on.seed, on.step)) * on.gradient)
            .sum()
            .item<double>();
    };
    const at::Tensor numeric = centralDifferences(lossOfTheta, on.theta);
    QVERIFY(thetaDistance(on, actual.gradTheta, numeric) < 1e-7);

    const at::Tensor closed = at::full_like(on.theta, -1e4);
    const at::Tensor replacement = std::get<0>(gate_fuse(on.x, closed, on.tau, on.ranges, on.seed, on.step));
    const at::Tensor gates = (on.theta / on.tau).sigmoid().repeat_interleave(on.ranges.diff());
    const auto lossOfX = [&](const at::Tensor& x) {
        return ((gates * x + (1 - gates) * replacement) * on.gradient).sum().item<double>();
    };
    for (const char* name : {"one", "two", "three"}) {
        const at::Tensor direction = normalTensor(on.x.sizes(), at::kDouble, name);
        const double expected = directionalDifference(lossOfX, on.x, direction, 1e-4);
        const double found = (actual.gradX * direction).sum().item<double>();
        QVERIFY(std::abs(found - expected) < 1e-7 * std::sqrt(static_cast<double>(on.x.numel())));
    }
}

/// With one row x' is x: the operator is the identity, its derivative by x is g alone, by theta nothing.
void TestGateFuse::everyElementsDifference()
{
    const GateCase on = gateCase(3, {1, 3, 8});
    const Result actual = run(gate_fuse, on);
    std::vector<at::Tensor> columns;
    for (int64_t field = 0; field < 3; ++field)
        columns.push_back(gate::permutationTensor(3, on.seed, on.step, field));
    const auto loss = [&](const at::Tensor& x) {
        double sum = 0;
        for (int64_t field = 0; field < 3; ++field) {
            const int64_t begin = on.ranges[field].item<int64_t>();
            const int64_t end = on.ranges[field + 1].item<int64_t>();
            const double gate = 1 / (1 + std::exp(-on.theta[field].item<double>() / on.tau));
            const at::Tensor fixed =
                on.x.slice(1, begin, end).index_select(0, columns[static_cast<size_t>(field)]);
            const at::Tensor fused = x.slice(1, begin, end) * gate + fixed * (1 - gate);
            sum += (fused * on.gradient.slice(1, begin, end)).sum().item<double>();
        }
        return sum;
    };
    QVERIFY(relativeDistance(actual.gradX, centralDifferences(loss, on.x)) < 1e-8);
}

void TestGateFuse::edgeShapes_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<QVector<qlonglong>>("widths");
    QTest::addRow("no rows") << 0 << QVector<qlonglong>{3, 8};
    QTest::addRow("no fields") << 4 << QVector<qlonglong>{};
    QTest::addRow("nothing at all") << 0 << QVector<qlonglong>{};
    QTest::addRow("one number") << 1 << QVector<qlonglong>{1};
    QTest::addRow("one wide field") << 33 << QVector<qlonglong>{1000};
    QTest::addRow("many narrow fields") << 13 << QVector<qlonglong>(300, 1);
    QTest::addRow("fields around a tile") << 70 << QVector<qlonglong>{127, 1, 128, 129, 1, 126, 2};
    QTest::addRow("wide rows, fields around a tile")
        << 70 << QVector<qlonglong>{255, 1, 256, 257, 1, 254, 2, 900, 300};
    QTest::addRow("wide rows, narrow fields") << 13 << QVector<qlonglong>(2100, 1);
    QTest::addRow("more rows than a sum's block") << 513 << QVector<qlonglong>{8, 4};
    QTest::addRow("32-bit indices") << 65537 << QVector<qlonglong>{2, 1};
}

void TestGateFuse::edgeShapes()
{
    QFETCH(int, rows);
    QFETCH(QVector<qlonglong>, widths);
    for (const at::ScalarType type : {at::kFloat, at::kDouble}) {
        const GateCase on = gateCase(rows, {widths.begin(), widths.end()}, type);
        compareWithReference(on);
        if (rows == 0)
            QVERIFY(at::equal(run(gate_fuse, on).divergence, at::zeros_like(on.theta)));
    }
}

void TestGateFuse::nonContiguous()
{
    GateCase on = gateCase(40, kMixedWidths, at::kFloat);
    const Result expected = run(gate_fuse, on);
    on.x = on.x.t().contiguous().t();
    on.gradient = on.gradient.t().contiguous().t();
    on.ranges = at::stack({on.ranges, on.ranges}, 1).select(1, 0);
    on.theta = at::stack({on.theta, on.theta}, 1).select(1, 0);
    QVERIFY(!on.x.is_contiguous() && !on.ranges.is_contiguous() && !on.theta.is_contiguous());
    const at::Tensor x = on.x.detach().requires_grad_();
    const at::Tensor theta = on.theta.detach().requires_grad_();
    const auto [fused, divergence] = gate_fuse(x, theta, on.tau, on.ranges, on.seed, on.step);
    const auto gradients = torch::autograd::grad({fused}, {x, theta}, {on.gradient});
    QVERIFY(sameBits(fused, expected.fused));
    QVERIFY(sameBits(divergence, expected.divergence));
    QVERIFY(sameBits(gradients[0], expected.gradX));
    QVERIFY(sameBits(gradients[1], expected.gradTheta));
}

void TestGateFuse::openGateKeepsX()
{
    GateCase on = gateCase(100, kMixedWidths, at::kFloat);
    on.theta.fill_(1e3);
    const Result result = run(gate_fuse, on);
    QVERIFY(sameBits(result.fused, on.x));
    QVERIFY(sameBits(result.gradX, on.gradient));
    QVERIFY(at::equal(result.gradTheta, at::zeros_like(on.theta)));
    QVERIFY(result.divergence.min().item<float>() > 0);
}

/// 1 - g near 1e-6: x - x~ is a small difference of float32 numbers, yet its sum must still point the right
/// way.
void TestGateFuse::nearlyOpenGate()
{
    for (const double rest : {1e-4, 1e-6}) {
        GateCase on = gateCase(4096, {8, 8, 1, 17}, at::kFloat);
        on.theta.fill_(kTau * std::log((1 - rest) / rest));
        const Result found = run(gate_fuse, on);
        GateCase wide = on;
        wide.x = on.x.to(at::kDouble);
        wide.theta = on.theta.to(at::kDouble);
        wide.gradient = on.gradient.to(at::kDouble);
        const Result exact = run(gate::gateFuseReference, wide);
        QVERIFY(relativeDistance(found.fused, exact.fused) < 1e-6);
        // Each of the N products carries a rounding error of about 2^-25 in x~; together sqrt(N) times as
        // much.
        const double size = std::sqrt(4096.0 * 17) / kTau;
        const double allowed = 8 * 0x1p-25 * size + 1e-5 * exact.gradTheta.abs().max().item<double>();
        const double largest = (found.gradTheta.to(at::kDouble) - exact.gradTheta).abs().max().item<double>();
        qInfo("1 - g = %g: largest dtheta %.3g, error %.3g", rest, exact.gradTheta.abs().max().item<double>(),
              largest);
        QVERIFY(largest < allowed);
    }
}

void TestGateFuse::constantFieldHasNoDivergence()
{
    GateCase on = gateCase(64, {4, 3, 8}, at::kFloat);
    on.x.slice(1, 4, 7).fill_(0.3);
    const Result result = run(gate_fuse, on);
    QCOMPARE(result.divergence[1].item<float>(), 0.0F);
    QCOMPARE(result.gradTheta[1].item<float>(), 0.0F);
    QVERIFY(sameBits(result.fused.slice(1, 4, 7), on.x.slice(1, 4, 7)));
    QVERIFY(result.divergence[0].item<float>() > 1);
}

void TestGateFuse::divergenceIsNotDifferentiable()
{
    const GateCase on = gateCase(6, {2, 2});
    const at::Tensor x = on.x.clone().requires_grad_();
    const at::Tensor theta = on.theta.clone().requires_grad_();
    const auto [fused, divergence] = gate_fuse(x, theta, on.tau, on.ranges, on.seed, on.step);
    QVERIFY(fused.requires_grad());
    QVERIFY(!divergence.requires_grad());
}

QTEST_APPLESS_MAIN(TestGateFuse)
#include "tst_gate_fuse.moc"

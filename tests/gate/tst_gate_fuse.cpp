// SPDX-License-Identifier: GPL-3.0-or-later
// The operator against the plain reference: values, gradients, every SIMD target, edges and refusals.
#include "core/base/error.h"
#include "core/gate/cpu/simd_targets.h"
#include "core/gate/gate_fuse.h"
#include "core/gate/permutation.h"
#include "core/gate/reference/gate_fuse_reference.h"
#include "core/gate/reused_buffer.h"
#include "tests/gate/gate_case.h"
#include "tests/support/finite_difference.h"
#include "tests/support/tensor_compare.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/autograd.h>

#include <QtTest>

#include <functional>

using namespace leap;
using namespace leap::test;

namespace {

struct Result {
    at::Tensor fused;
    at::Tensor divergence;
    at::Tensor gradX;
    at::Tensor gradTheta;
};

using Operator = decltype(&gate_fuse);

Result run(Operator op, const GateCase& on)
{
    const at::Tensor x = on.x.detach().clone().requires_grad_();
    const at::Tensor theta = on.theta.detach().clone().requires_grad_();
    const auto [fused, divergence] = op(x, theta, on.tau, on.ranges, on.seed, on.step);
    // Without fields the reference does not use theta at all.
    auto gradients =
        torch::autograd::grad({fused}, {x, theta}, {on.gradient}, std::nullopt, false, /*allow_unused=*/true);
    if (!gradients[1].defined())
        gradients[1] = at::zeros_like(theta);
    return {fused.detach(), divergence.detach(), gradients[0], gradients[1]};
}

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

QString messageOf(const std::function<void()>& call)
{
    try {
        call();
    } catch (const InputError& error) {
        return QString::fromStdString(error.what());
    } catch (const std::exception& error) {
        return QString("not an InputError: ") + error.what();
    }
    return "nothing was refused";
}

} // namespace

class TestGateFuse : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void handWorked();
    void schemasRegistered();
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
    void writesIntoBuffers();
    void reusedBuffers();
    void backwardInPlace();
    void refusesDoubleBackward();
    void refusesRecordingIntoBuffers();
    void noticesOverwrittenSavedBuffer();
    void refusesBadArguments_data();
    void refusesBadArguments();
    void refusesBadBuffers();
    void metaKernel();
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

void TestGateFuse::schemasRegistered()
{
    for (const auto& [name, overload] : {std::pair{"leap::gate_fuse", ""},
                                         {"leap::gate_fuse", "out"},
                                         {"leap::_gate_fuse_backward", ""},
                                         {"leap::_gate_fuse_backward", "out"}}) {
        const auto found = c10::Dispatcher::singleton().findSchema({name, overload});
        QVERIFY2(found.has_value(), name);
        for (const auto key : {c10::DispatchKey::CPU, c10::DispatchKey::Meta})
            QVERIFY2(found->hasKernelForDispatchKey(key), name);
        QVERIFY2(found->hasKernelForDispatchKey(c10::DispatchKey::Autograd), name);
    }
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

void TestGateFuse::writesIntoBuffers()
{
    const GateCase on = gateCase(50, kMixedWidths, at::kFloat);
    const Result expected = run(gate_fuse, on);
    at::Tensor fused = reusedBuffer(on.x.sizes(), at::kFloat);
    at::Tensor divergence = at::full_like(on.theta, 9);
    at::Tensor gradX = at::full_like(on.x, 9);
    at::Tensor gradTheta = at::full_like(on.theta, 9);
    const void* before = fused.const_data_ptr();
    for (int reuse = 0; reuse < 2; ++reuse) {
        gate_fuse_out(fused, divergence, on.x, on.theta, on.tau, on.ranges, on.seed, on.step);
        gate_fuse_backward_out(gradX, gradTheta, on.gradient, on.x, fused, on.theta, on.tau, on.ranges);
    }
    QCOMPARE(fused.const_data_ptr(), before);
    QVERIFY(sameBits(fused, expected.fused));
    QVERIFY(sameBits(divergence, expected.divergence));
    QVERIFY(sameBits(gradX, expected.gradX));
    QVERIFY(sameBits(gradTheta, expected.gradTheta));
}

void TestGateFuse::reusedBuffers()
{
    for (const at::ScalarType type : {at::kFloat, at::kDouble}) {
        for (const std::vector<int64_t>& shape :
             {std::vector<int64_t>{0, 5}, {3, 7}, {1000, 700}, {2048, 512}}) {
            at::Tensor buffer = reusedBuffer(shape, type);
            QVERIFY(buffer.sizes() == shape && buffer.scalar_type() == type && buffer.is_contiguous());
            buffer.fill_(2);
            QCOMPARE(buffer.sum().item<double>(), 2.0 * static_cast<double>(buffer.numel()));
        }
    }
}

void TestGateFuse::backwardInPlace()
{
    const GateCase on = gateCase(50, kMixedWidths, at::kFloat);
    const Result expected = run(gate_fuse, on);
    at::Tensor gradient = on.gradient.clone();
    at::Tensor gradTheta = at::zeros_like(on.theta);
    gate_fuse_backward_out(gradient, gradTheta, gradient, on.x, expected.fused, on.theta, on.tau, on.ranges);
    QVERIFY(sameBits(gradient, expected.gradX));
    QVERIFY(sameBits(gradTheta, expected.gradTheta));
}

void TestGateFuse::refusesDoubleBackward()
{
    const GateCase on = gateCase(6, {2, 3});
    const at::Tensor x = on.x.clone().requires_grad_();
    const at::Tensor theta = on.theta.clone().requires_grad_();
    const auto outputs = gate_fuse(x, theta, on.tau, on.ranges, on.seed, on.step);
    const at::Tensor loss = std::get<0>(outputs).square().sum();
    const auto first =
        torch::autograd::grad({loss}, {x, theta}, {}, /*retain_graph=*/true, /*create_graph=*/true);
    QVERIFY(relativeDistance(first[0], run(gate_fuse, on).gradX) > 0); // the first derivative is still there
    const QString message = messageOf([&] { (void)torch::autograd::grad({first[0].sum()}, {x}); });
    QVERIFY2(message.contains("double backward is not supported"), qPrintable(message));
}

void TestGateFuse::refusesRecordingIntoBuffers()
{
    const GateCase on = gateCase(6, {2, 3});
    const at::Tensor x = on.x.clone().requires_grad_();
    at::Tensor fused = at::zeros_like(on.x);
    at::Tensor divergence = at::zeros_like(on.theta);
    const auto call = [&] {
        gate_fuse_out(fused, divergence, x, on.theta, on.tau, on.ranges, on.seed, on.step);
    };
    QVERIFY2(messageOf(call).contains("records no gradient"), qPrintable(messageOf(call)));
    const at::NoGradGuard guard;
    call();
    QVERIFY(fused.abs().sum().item<double>() > 0);
}

void TestGateFuse::noticesOverwrittenSavedBuffer()
{
    const GateCase on = gateCase(6, {2, 3});
    at::Tensor fused = at::zeros_like(on.x);
    at::Tensor divergence = at::zeros_like(on.theta);
    const at::Tensor weight = at::full_like(on.x, 2).requires_grad_();
    const at::Tensor loss = (weight * fused).sum(); // saves `fused` for weight's gradient
    gate_fuse_out(fused, divergence, on.x, on.theta, on.tau, on.ranges, on.seed, on.step);
    QVERIFY_THROWS_EXCEPTION(c10::Error, (void)torch::autograd::grad({loss}, {weight}));
}

void TestGateFuse::refusesBadArguments_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* what, const char* expected) {
        QTest::addRow("%s", what) << what << expected;
    };
    row("ranges short", "theta must be [F] = [1]");
    row("ranges start", "ranges must start at column 0, got 1");
    row("ranges fall", "field 1 is the empty or reversed range [4, 3)");
    row("ranges repeat", "field 1 is the empty or reversed range [2, 2)");
    row("ranges end", "expected D = 5, got 6");
    row("ranges type", "ranges must be int64, got Int");
    row("ranges empty", "ranges must be [F + 1], got the shape [0]");
    row("ranges matrix", "ranges must be [F + 1], got the shape [1, 3]");
    row("x vector", "x must be a matrix [B, D], got the shape [30]");
    row("x type", "x must be float32 or float64, got Int");
    row("theta type", "theta must have x's type Double, got Float");
    row("theta shape", "got the shape [2, 1]");
    row("tau zero", "tau must be a number above 0, got 0");
    row("tau nan", "tau must be a number above 0, got nan");
    row("tau infinite", "tau must be a number above 0, got inf");
}

void TestGateFuse::refusesBadArguments()
{
    QFETCH(QString, what);
    QFETCH(QString, expected);
    GateCase on = gateCase(6, {2, 3});
    const std::map<QString, std::function<void()>> spoil{
        {"ranges short",
         [&] {
             on.ranges = at::tensor({0, 5}, at::kLong);
         }},
        {"ranges start",
         [&] {
             on.ranges = at::tensor({1, 2, 5}, at::kLong);
         }},
        {"ranges fall",
         [&] {
             on.ranges = at::tensor({0, 4, 3}, at::kLong);
         }},
        {"ranges repeat",
         [&] {
             on.ranges = at::tensor({0, 2, 2}, at::kLong);
         }},
        {"ranges end",
         [&] {
             on.ranges = at::tensor({0, 2, 6}, at::kLong);
         }},
        {"ranges type", [&] { on.ranges = on.ranges.to(at::kInt); }},
        {"ranges empty", [&] { on.ranges = at::zeros({0}, at::kLong); }},
        {"ranges matrix", [&] { on.ranges = on.ranges.unsqueeze(0); }},
        {"x vector", [&] { on.x = on.x.view({30}); }},
        {"x type", [&] { on.x = on.x.to(at::kInt); }},
        {"theta type", [&] { on.theta = on.theta.to(at::kFloat); }},
        {"theta shape", [&] { on.theta = on.theta.unsqueeze(1); }},
        {"tau zero", [&] { on.tau = 0; }},
        {"tau nan", [&] { on.tau = std::nan(""); }},
        {"tau infinite", [&] { on.tau = INFINITY; }},
    };
    spoil.at(what)();
    const QString message =
        messageOf([&] { (void)gate_fuse(on.x, on.theta, on.tau, on.ranges, on.seed, on.step); });
    QVERIFY2(message.contains(expected), qPrintable(message));
}

void TestGateFuse::refusesBadBuffers()
{
    const GateCase on = gateCase(6, {2, 3});
    at::Tensor good = at::zeros_like(on.x);
    at::Tensor divergence = at::zeros_like(on.theta);
    const auto message = [&](at::Tensor fused) {
        return messageOf(
            [&] { gate_fuse_out(fused, divergence, on.x, on.theta, on.tau, on.ranges, on.seed, on.step); });
    };
    QVERIFY(message(good) == "nothing was refused");
    QVERIFY(message(at::zeros({6, 4}, at::kDouble)).contains("fused must have x's shape [6, 5], got [6, 4]"));
    QVERIFY(message(at::zeros({6, 5}, at::kFloat)).contains("fused must have x's type Double, got Float"));
    QVERIFY(message(at::zeros({5, 6}, at::kDouble).t()).contains("contiguous"));
    QVERIFY(message(on.x).contains("must not share memory with x"));
    at::Tensor gradTheta = at::zeros_like(on.theta);
    at::Tensor pool = at::zeros({35}, at::kDouble);
    const at::Tensor gradient = pool.slice(0, 0, 30).view({6, 5});
    at::Tensor shifted = pool.slice(0, 5, 35).view({6, 5});
    const QString overlap = messageOf([&] {
        gate_fuse_backward_out(shifted, gradTheta, gradient, on.x, good, on.theta, on.tau, on.ranges);
    });
    QVERIFY2(overlap.contains("grad_x must be gradient itself or share no memory"), qPrintable(overlap));
}

void TestGateFuse::metaKernel()
{
    const GateCase on = gateCase(6, {2, 3}, at::kFloat);
    const auto [fused, divergence] =
        gate_fuse(on.x.to(at::kMeta), on.theta.to(at::kMeta), on.tau, on.ranges, on.seed, on.step);
    QVERIFY(fused.is_meta() && divergence.is_meta());
    QVERIFY(fused.sizes() == on.x.sizes() && divergence.sizes() == on.theta.sizes());
    QVERIFY(fused.scalar_type() == at::kFloat);
    const auto traced =
        gate_fuse(on.x.to(at::kMeta), on.theta.to(at::kMeta), on.tau, on.ranges.to(at::kMeta), 0, 0);
    QVERIFY(std::get<0>(traced).sizes() == on.x.sizes());
    const QString message = messageOf([&] {
        (void)gate_fuse(on.x.to(at::kMeta), on.theta.to(at::kMeta), on.tau, rangesOf({2, 4}), on.seed,
                        on.step);
    });
    QVERIFY2(message.contains("expected D = 5, got 6"), qPrintable(message));
}

QTEST_APPLESS_MAIN(TestGateFuse)
#include "tst_gate_fuse.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// What the operator promises around its values: registration, buffers of the caller, refusals.
#include "core/base/error.h"
#include "core/gate/reused_buffer.h"
#include "tests/gate/gate_run.h"
#include "tests/support/tensor_compare.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros.h>

#include <QtTest>

#include <functional>

using namespace leap;
using namespace leap::test;

namespace {

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

class TestGateContract : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void schemasRegistered();
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

void TestGateContract::schemasRegistered()
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

void TestGateContract::writesIntoBuffers()
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

void TestGateContract::reusedBuffers()
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

void TestGateContract::backwardInPlace()
{
    const GateCase on = gateCase(50, kMixedWidths, at::kFloat);
    const Result expected = run(gate_fuse, on);
    at::Tensor gradient = on.gradient.clone();
    at::Tensor gradTheta = at::zeros_like(on.theta);
    gate_fuse_backward_out(gradient, gradTheta, gradient, on.x, expected.fused, on.theta, on.tau, on.ranges);
    QVERIFY(sameBits(gradient, expected.gradX));
    QVERIFY(sameBits(gradTheta, expected.gradTheta));
}

void TestGateContract::refusesDoubleBackward()
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

void TestGateContract::refusesRecordingIntoBuffers()
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

void TestGateContract::noticesOverwrittenSavedBuffer()
{
    const GateCase on = gateCase(6, {2, 3});
    at::Tensor fused = at::zeros_like(on.x);
    at::Tensor divergence = at::zeros_like(on.theta);
    const at::Tensor weight = at::full_like(on.x, 2).requires_grad_();
    const at::Tensor loss = (weight * fused).sum(); // saves `fused` for weight's gradient
    gate_fuse_out(fused, divergence, on.x, on.theta, on.tau, on.ranges, on.seed, on.step);
    QVERIFY_THROWS_EXCEPTION(c10::Error, (void)torch::autograd::grad({loss}, {weight}));
}

void TestGateContract::refusesBadArguments_data()
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

void TestGateContract::refusesBadArguments()
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

void TestGateContract::refusesBadBuffers()
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

void TestGateContract::metaKernel()
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

QTEST_APPLESS_MAIN(TestGateContract)
#include "tst_gate_contract.moc"

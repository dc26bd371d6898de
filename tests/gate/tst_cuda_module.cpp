// SPDX-License-Identifier: GPL-3.0-or-later
// Loading the CUDA module, the check at its door, and, where a GPU is, the device itself.
#include "core/base/error.h"
#include "core/gate/cuda_module.h"
#include "core/gate/gate_fuse.h"
#include "core/gate/self_check.h"
#include "tests/gate/gate_case.h"
#include "tests/support/tensor_compare.h"

#include <ATen/core/grad_mode.h>

#include <QtTest>

#include <filesystem>

using namespace leap;
using namespace leap::test;

namespace {

gate::ForwardFunction registeredForward()
{
    return [](const auto& x, const auto& theta, double tau, const auto& ranges, int64_t seed, int64_t step) {
        return gate::forwardOperator().call(x, theta, tau, ranges, seed, step);
    };
}

gate::BackwardFunction registeredBackward()
{
    return [](const auto& dy, const auto& x, const auto& fused, const auto& theta, double tau,
              const auto& ranges) { return gate::backwardOperator().call(dy, x, fused, theta, tau, ranges); };
}

QString failureOf(const gate::ForwardFunction& forward, const gate::BackwardFunction& backward)
{
    try {
        gate::checkAgainstReference(at::kCPU, forward, backward);
    } catch (const FailureError& error) {
        return QString::fromStdString(error.what());
    }
    return "";
}

} // namespace

class TestCudaModule : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersAndSaysWhy();
    void checkPassesHere();
    void checkCatchesWrongNumbers();
    void deviceEqualsCpu();
};

void TestCudaModule::answersAndSaysWhy()
{
    std::string whyNot = "untouched";
    const bool loaded = loadCudaModule(&whyNot);
    qInfo("CUDA module: %s", loaded ? "loaded" : whyNot.c_str());
    QCOMPARE(whyNot.empty(), loaded);
    std::string again;
    QCOMPARE(loadCudaModule(&again), loaded);
    QCOMPARE(again, whyNot);
    if (!std::filesystem::exists("/dev/nvidiactl"))
        QVERIFY(!loaded);
}

void TestCudaModule::checkPassesHere()
{
    gate::checkOperator(at::kCPU);
}

void TestCudaModule::checkCatchesWrongNumbers()
{
    const auto forward = registeredForward();
    const auto backward = registeredBackward();
    QCOMPARE(failureOf(forward, backward), QString());
    const gate::ForwardFunction otherDraw = [&](const auto& x, const auto& theta, double tau,
                                                const auto& ranges, int64_t seed, int64_t step) {
        return forward(x, theta, tau, ranges, seed, step + 1);
    };
    QVERIFY(failureOf(otherDraw, backward).contains("draws other permutations"));
    const gate::ForwardFunction otherMixture = [&](const auto& x, const auto& theta, double tau,
                                                   const auto& ranges, int64_t seed, int64_t step) {
        return forward(x, theta, tau * 1.01, ranges, seed, step);
    };
    QVERIFY(failureOf(otherMixture, backward).contains("x~ is off by"));
    const gate::BackwardFunction otherGradient = [&](const auto& dy, const auto& x, const auto& fused,
                                                     const auto& theta, double tau, const auto& ranges) {
        auto [gradX, gradTheta] = backward(dy, x, fused, theta, tau, ranges);
        return std::tuple(gradX, gradTheta * 1.01);
    };
    QVERIFY(failureOf(forward, otherGradient).contains("dtheta is off by"));
}

void TestCudaModule::deviceEqualsCpu()
{
    std::string whyNot;
    if (!loadCudaModule(&whyNot))
        QSKIP(qPrintable("no GPU test: " + QString::fromStdString(whyNot)));
    const at::NoGradGuard guard;
    const at::Device device(at::kCUDA, 0);
    for (const int64_t rows : {1, 2, 5, 255, 256, 1000, 40000, 70000}) {
        const GateCase on = gateCase(rows, {1, 3, 8, 17, 256, 8}, at::kFloat);
        const auto [expected, expectedDivergence] =
            gate_fuse(on.x, on.theta, on.tau, on.ranges, on.seed, on.step);
        const auto [fused, divergence] =
            gate_fuse(on.x.to(device), on.theta.to(device), on.tau, on.ranges, on.seed, on.step);
        QVERIFY(relativeDistance(fused, expected) < 1e-6);
        QVERIFY(relativeDistance(divergence, expectedDivergence) < 1e-5);
        const auto [gradX, gradTheta] =
            gate::backwardOperator().call(on.gradient, on.x, expected, on.theta, on.tau, on.ranges);
        const auto [deviceGradX, deviceGradTheta] = gate::backwardOperator().call(
            on.gradient.to(device), on.x.to(device), fused, on.theta.to(device), on.tau, on.ranges);
        QVERIFY(relativeDistance(deviceGradX, gradX) < 1e-6);
        QVERIFY(relativeDistance(deviceGradTheta, gradTheta) < 1e-4);
    }
}

QTEST_APPLESS_MAIN(TestCudaModule)
#include "tst_cuda_module.moc"

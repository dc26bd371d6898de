// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/trained/autofield.h"
#include "core/select/trained/lpfs.h"

#include <QtTest>
#include <algorithm>
#include <cmath>

using namespace leap;

class TestScalePolicies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// p = 1, epsilon = .1: 1 / 1.1 + 10 sqrt(.1) atan(1); slope 2 x .1 / 1.21 + 10 sqrt(.1) / 2.
    void lpfsGateByHand()
    {
        const LpfsGate gate = lpfsGate(1, 0.1);
        const double tail = 10 * std::sqrt(0.1);
        QVERIFY(std::abs(gate.value - (1 / 1.1 + tail * std::atan(1.0))) < 1e-12);
        QVERIFY(std::abs(gate.slope - (0.2 / 1.21 + tail / 2)) < 1e-12);
        QVERIFY(std::abs(lpfsGate(-1, 0.1).value + gate.value) < 1e-12); // odd
        QCOMPARE(lpfsGate(0, 0.1).value, 0.0);
        for (const double at : {-1.3, -0.2, 0.05, 0.7})
            QVERIFY(std::abs(lpfsGate(at, 0.02).slope
                             - (lpfsGate(at + 1e-6, 0.02).value - lpfsGate(at - 1e-6, 0.02).value) / 2e-6)
                    < 1e-5);
    }

    void lpfsScheduleAndThreshold()
    {
        QCOMPARE(LpfsPolicy::epsilon(1), 0.1);
        QCOMPARE(LpfsPolicy::epsilon(99), 0.1);
        QVERIFY(std::abs(LpfsPolicy::epsilon(250) - 0.1 * 0.9978 * 0.9978) < 1e-15);
        QCOMPARE(shrink(0.5, 0.2), 0.3);
        QCOMPARE(shrink(-0.5, 0.2), -0.3);
        QCOMPARE(shrink(0.1, 0.2), 0.0);
    }

    /// Adam's first step is the rate whatever the gradient; then the threshold of .01 x rate. A field without
    /// gradient only meets the threshold.
    void lpfsStepByHand()
    {
        LpfsPolicy policy(3, 0.1);
        std::vector<float> scale(3);
        policy.scales(1, scale);
        QVERIFY(std::abs(scale[0] - lpfsGate(1, 0.1).value) < 1e-6);
        policy.learn(1, std::vector<float>{2, -3, 0});
        policy.scales(2, scale);
        QVERIFY(std::abs(scale[0] - lpfsGate(0.9 - 0.001, 0.1).value) < 1e-5);
        QVERIFY(std::abs(scale[1] - lpfsGate(1.1 - 0.001, 0.1).value) < 1e-5);
        QVERIFY(std::abs(scale[2] - lpfsGate(1 - 0.001, 0.1).value) < 1e-5);
        const auto scores = policy.scores();
        QVERIFY(scores[1] > scores[2] && scores[2] > scores[0]);
    }

    void autoFieldSchedule()
    {
        QVERIFY(std::abs(AutoFieldPolicy::temperature(1000) - 0.95) < 1e-12);
        QCOMPARE(AutoFieldPolicy::temperature(1000000), AutoFieldPolicy::kLowestTemperature);
        const AutoFieldPolicy policy(1, 1e-3, 0);
        QCOMPARE(policy.learnsAt(9), StepKind::Backbone);
        QCOMPARE(policy.learnsAt(10), StepKind::Gates);
        QCOMPARE(policy.scores(), std::vector<double>{0.5});
    }

    /// The sample of a step is sigmoid((d + log(u / (1 - u))) / T): its logit times T is logistic noise
    /// around d.
    void autoFieldSamplesTheGumbelSoftmax()
    {
        AutoFieldPolicy policy(2000, 1e-3, 4);
        std::vector<float> sample(2000);
        policy.scales(10000, sample); // T = .5
        // Above .5 where the noise is above 0; above .9 where it is above .5 log 9 = 1.0986: 1 / (1 + 3).
        const auto shareAbove = [&](float bound) {
            return static_cast<double>(
                       std::count_if(sample.begin(), sample.end(), [&](float s) { return s > bound; }))
                / 2000;
        };
        QVERIFY(std::abs(shareAbove(0.5F) - 0.5) < 0.05); // 4.5 standard errors
        QVERIFY(std::abs(shareAbove(0.9F) - 0.25) < 0.045);
        QVERIFY(std::abs(shareAbove(0.1F) - 0.75) < 0.045);
        std::vector<float> again(2000);
        policy.scales(10000, again);
        QCOMPARE(again, sample);
        policy.scales(10001, again);
        QVERIFY(again != sample);
    }

    /// Adam's first step: the difference of the logits moves by twice the rate, against the gradient.
    void autoFieldStepByHand()
    {
        AutoFieldPolicy policy(2, 0.1, 0);
        std::vector<float> sample(2);
        policy.scales(10, sample);
        policy.learn(10, std::vector<float>{3, -1});
        const auto score = policy.scores();
        QVERIFY(std::abs(score[0] - 1 / (1 + std::exp(0.2))) < 1e-5);
        QVERIFY(std::abs(score[1] - 1 / (1 + std::exp(-0.2))) < 1e-5);
    }
};

QTEST_APPLESS_MAIN(TestScalePolicies)
#include "tst_scale_policies.moc"

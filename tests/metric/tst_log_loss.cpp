// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/log_loss.h"

#include <QtTest>
#include <cmath>
#include <limits>
#include <vector>

using namespace leap;
using Floats = std::vector<float>;

class TestLogLoss : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTheMeanOfMinusLogP()
    {
        const double p = 1 / (1 + std::exp(-2.0)); // of logit 2
        const double expected = (-std::log(p) - std::log(1 - p) - std::log(0.5)) / 3;
        QVERIFY(std::abs(logLoss(Floats{2, 2, 0}, Floats{1, 0, 1}).value - expected) < 1e-12);
    }

    void weighsRows()
    {
        const Floats logit{1, -1}, label{1, 1};
        const double right = std::log1p(std::exp(-1.0)), wrong = std::log1p(std::exp(1.0));
        QVERIFY(std::abs(logLoss(logit, label, Floats{3, 1}).value - (3 * right + wrong) / 4) < 1e-12);
    }

    void staysFiniteForLargeLogits()
    {
        QVERIFY(std::abs(logLoss(Floats{1000}, Floats{0}).value - 1000) < 1e-9);
        QCOMPARE(logLoss(Floats{1000}, Floats{1}).value, 0.0);
        QVERIFY(std::abs(logLoss(Floats{-30}, Floats{0}).value / std::exp(-30.0) - 1) < 1e-6);
    }

    void isUndefinedWithAReason()
    {
        QCOMPARE(logLoss({}, {}).reason, std::string("no rows"));
        QVERIFY(!logLoss(Floats{1}, Floats{1}, Floats{0}).defined());
        const MetricValue nan = logLoss(Floats{std::numeric_limits<float>::quiet_NaN()}, Floats{1});
        QVERIFY(!nan.defined());
        QCOMPARE(nan.reason, std::string("a score is not finite"));
    }

    void baseRateIsTheEntropy()
    {
        // one of four positive
        const double expected = -0.25 * std::log(0.25) - 0.75 * std::log(0.75);
        QVERIFY(std::abs(baseRateLogLoss(Floats{1, 0, 0, 0}).value - expected) < 1e-15);
        QVERIFY(std::abs(baseRateLogLoss(Floats{1, 0}, Floats{1, 3}).value - expected) < 1e-15);
        QCOMPARE(baseRateLogLoss(Floats{1, 1}).value, 0.0);
        QVERIFY(!baseRateLogLoss({}).defined());
    }

    void noConstantPredictionIsBetterThanTheBaseRate()
    {
        const Floats label{1, 0, 0, 1, 0, 0, 0};
        const double best = baseRateLogLoss(label).value;
        for (float logit = -4; logit <= 4; logit += 0.125F)
            QVERIFY(logLoss(Floats(label.size(), logit), label).value >= best - 1e-12);
    }
};

QTEST_APPLESS_MAIN(TestLogLoss)
#include "tst_log_loss.moc"

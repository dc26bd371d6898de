// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/ledger/force_words.h"

#include <QtTest>

using namespace leap;

class TestForceWords : public QObject {
    Q_OBJECT

    /// J(g) - J(1) of a curve, each point with this error.
    static ForceCase curve(const std::function<double(double)>& j, double lambda, double error = 1e-5)
    {
        ForceCase field;
        for (size_t i = 0; i < kCurveGates.size(); ++i)
            field.measured.curve[i] = {j(kCurveGates[i]) - j(1), error};
        field.measured.earns = field.measured.curve[0];
        field.measured.changedRows = 0.5;
        field.lambda = lambda;
        field.typicalLambda = lambda;
        field.gate = 0.9;
        return field;
    }
    static bool says(const ForceCase& field, const char* text)
    {
        return forceInWords(field).find(text) != std::string::npos;
    }

private Q_SLOTS:
    /// J = D (1 - g)^2: the optimum is 1 - lambda / (2 D), short of 1 (the paper's Genres).
    void convexUseBalances()
    {
        const auto field = curve([](double g) { return 0.05 * (1 - g) * (1 - g); }, 0.024);
        QVERIFY2(says(field, "balances the penalty near g = 0.76"), forceInWords(field).c_str());
    }
    void thePriceWins()
    {
        const auto field = curve([](double g) { return 0.001 * (1 - g); }, 0.01);
        QVERIFY(says(field, "penalty outweighs what the field earns at every g"));
        QVERIFY(!lacksForce(field));
    }
    void theFieldWins()
    {
        QVERIFY(says(curve([](double g) { return 0.05 * (1 - g); }, 0.01), "up to g = 1"));
    }
    void noise()
    {
        const auto dip = [](double g) { return 0.02 * (g - 0.5) * (g - 0.5); };
        QVERIFY(says(curve(dip, 1e-4), "noise signature"));
        QVERIFY(!isNoiseSignature(curve(dip, 1e-4, 0.01).measured)); // within the error
        const auto aside = [](double g) { return 0.02 * (g - 0.7) * (g - 0.7); };
        QVERIFY(!isNoiseSignature(curve(aside, 1e-4).measured));
    }
    void lackOfForce()
    {
        auto field = curve([](double) { return 0.0; }, 1e-6);
        field.typicalLambda = 1e-3;
        QVERIFY(says(field, "kept for lack of force"));
        field.gate = 0.1; // not kept
        QVERIFY(!lacksForce(field));
        field.gate = 0.9;
        field.lambda = 1e-3; // it has a price
        QVERIFY(!lacksForce(field));
        field.lambda = 1e-6;
        field.measured.earns = {1e-3, 1e-4}; // it earns
        QVERIFY(!lacksForce(field));
    }
    void constant()
    {
        auto field = curve([](double) { return 0.0; }, 1e-3);
        field.measured.changedRows = 0;
        QVERIFY(says(field, "constant"));
    }
};

QTEST_APPLESS_MAIN(TestForceWords)
#include "tst_force_words.moc"

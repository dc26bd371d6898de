// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/train/gate_state.h"

#include <QtTest>
#include <cmath>

using namespace leap;

namespace {

bool near(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance;
}

} // namespace

class TestGateState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsAtTheInitialGate()
    {
        Settings settings;
        settings.tau = 0.2;
        settings.initialGate = 0.9933;
        const GateState gates(2, settings, 0.1, 1e-3);
        QVERIFY(near(gates.gates()[0], 0.9933, 1e-6));
        QVERIFY(near(gates.theta()[1], 1.0, 2e-3)); // the authors' theta = 1 at tau .2
    }

    void divergenceStartsAtTheFirstDeltaAndMovesByBeta()
    {
        Settings settings;
        settings.beta = 0.9;
        GateState gates(2, settings, 0.1, 1e-3);
        gates.observeDivergence(std::vector<float>{1.0F, 0.0F});
        QVERIFY(near(gates.divergence()[0], 1.0, 1e-12));
        QVERIFY(near(gates.divergence()[1], 1e-3, 1e-12)); // constant field: the floor
        gates.observeDivergence(std::vector<float>{2.0F, 0.0F});
        QVERIFY(near(gates.divergence()[0], 0.9 * 1 + 0.1 * 2, 1e-9));
    }

    void lambdaIsAlphaTimesDivergenceOrAlpha()
    {
        Settings settings;
        GateState adaptive(2, settings, 0.5, 1e-3);
        adaptive.observeDivergence(std::vector<float>{2.0F, 4.0F});
        QCOMPARE(adaptive.lambda(), (std::vector<double>{1.0, 2.0}));
        settings.penalty = Penalty::Uniform;
        GateState uniform(2, settings, 0.5, 1e-3);
        uniform.observeDivergence(std::vector<float>{2.0F, 4.0F});
        QCOMPARE(uniform.lambda(), (std::vector<double>{0.5, 0.5}));
    }

    /// Adam's first step is rate x sign(gradient), whatever the gradient's size; the sign is that of
    /// task gradient + lambda g (1 - g) / tau.
    void penaltyEntersTheGradient()
    {
        Settings settings;
        settings.penalty = Penalty::Uniform;
        settings.initialGate = 0.75;
        settings.tau = 0.5;
        const double alpha = 0.1;
        const auto penalty = static_cast<float>(alpha * 0.75 * 0.25 / 0.5);
        GateState gates(3, settings, alpha, 1e-2);
        const double start = gates.theta()[0];
        gates.applyGradient(std::vector<float>{0.0F, -0.9F * penalty, -1.1F * penalty});
        QVERIFY(near(gates.theta()[0] - start, -1e-2, 1e-6));
        QVERIFY(near(gates.theta()[1] - start, -1e-2, 1e-5));
        QVERIFY(near(gates.theta()[2] - start, +1e-2, 1e-5));
    }

    void changeOfTauKeepsTheGates()
    {
        GateState gates(3, Settings(), 0.1, 1e-2);
        gates.applyGradient(std::vector<float>{1.0F, -1.0F, 0.5F});
        const auto before = gates.gates();
        gates.change(settingRow("tau"), 0.7);
        for (size_t i = 0; i < before.size(); ++i)
            QVERIFY(near(gates.gates()[i], before[i], 1e-6));
    }

    void goingOnFromASavedStateIsBitEqual()
    {
        const std::vector<float> gradient{0.1F, -0.2F, 0.3F};
        const std::vector<float> delta{0.5F, 0.0F, 3.0F};
        GateState straight(3, Settings(), 0.1, 1e-2);
        for (int i = 0; i < 5; ++i) {
            straight.observeDivergence(delta);
            straight.applyGradient(gradient);
        }
        StateDict saved;
        straight.save(saved);
        GateState loaded(3, Settings(), 9, 1e-2);
        loaded.load(saved);
        for (GateState* gates : {&straight, &loaded}) {
            gates->observeDivergence(delta);
            gates->applyGradient(gradient);
        }
        QCOMPARE(loaded.gates(), straight.gates());
        QCOMPARE(loaded.divergence(), straight.divergence());
        QCOMPARE(loaded.lambda(), straight.lambda());
    }

    void refusesAStateOfAnotherSize()
    {
        StateDict saved;
        GateState(3, Settings(), 0.1, 1e-3).save(saved);
        GateState other(4, Settings(), 0.1, 1e-3);
        QVERIFY_THROWS_EXCEPTION(InputError, other.load(saved));
    }
};

QTEST_APPLESS_MAIN(TestGateState)
#include "tst_gate_state.moc"

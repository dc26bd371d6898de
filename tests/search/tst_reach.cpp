// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/reach.h"

#include <QtTest>
#include <cmath>

using namespace leap;

class TestReach : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lowestGateByHand()
    {
        Settings settings;
        settings.tau = 0.2;
        settings.initialGate = 1 / (1 + std::exp(-5.0)); // theta_0 = 1
        // 1,000 steps of .001 take theta from 1 to 0: gate one half.
        QVERIFY(std::abs(lowestReachableGate(settings, 1e-3, 1000) - 0.5) < 1e-9);
        // 2,000 steps to -1: sigmoid(-5).
        QVERIFY(std::abs(lowestReachableGate(settings, 1e-3, 2000) - 1 / (1 + std::exp(5.0))) < 1e-9);
    }

    void stepsToFallByHand()
    {
        Settings settings;
        settings.tau = 0.2;
        settings.initialGate = 1 / (1 + std::exp(-5.0)); // theta_0 = 1
        // logit(.001) = -6.9068: theta goes to -1.38135, 2,381.4 steps of .001
        QCOMPARE(stepsToFall(settings, 1e-3), int64_t{2382});
    }

    void longSearchesStayAsTheyAre()
    {
        const Reach reach = planReach(Settings(), 3125);
        QCOMPARE(reach.epochs, 10);
        QCOMPARE(reach.gateLearningRate, 1e-3);
        QVERIFY(!reach.message);
        QVERIFY(reach.lowestGate < 1e-6);
    }

    void shortSearchesRaiseTheRate()
    {
        Settings settings;
        settings.epochs = 10;
        const Reach reach = planReach(settings, 46); // 460 steps: the gate could not fall below .94
        QCOMPARE(reach.epochs, 10);
        QVERIFY(reach.gateLearningRate > 1e-3);
        QVERIFY(reach.lowestGate <= kHighestLowestGate);
        QVERIFY(reach.message && reach.message->find("rate is raised") != std::string::npos);
    }

    void aRateOfTheUsersOwnRaisesTheEpochs()
    {
        Settings settings;
        settings.gateLearningRate = 1e-3;
        const Reach reach = planReach(settings, 46);
        QCOMPARE(reach.gateLearningRate, 1e-3);
        QVERIFY(reach.epochs > 10);
        QVERIFY(reach.lowestGate <= kHighestLowestGate);
        QVERIFY(reach.message && reach.message->find("epochs are raised") != std::string::npos);
    }

    void epochsOfTheUsersOwnAreObeyed()
    {
        Settings settings;
        settings.epochs = 1;
        settings.obeyEpochs = true;
        const Reach reach = planReach(settings, 3);
        QCOMPARE(reach.epochs, 1);
        QVERIFY(reach.gateLearningRate > 1e-3); // which is the search's own
        QVERIFY(reach.lowestGate > kHighestLowestGate);
        QVERIFY(reach.message);
        const QString message = QString::fromStdString(*reach.message);
        QVERIFY2(message.contains("keeps to 1 epoch, as asked"), qPrintable(message));
        // theta falls by 2.3811 at .02 a step, 3 steps an epoch: 39.7 epochs
        QVERIFY2(message.contains("about 40 are needed for a verdict (--epochs 40)"), qPrintable(message));
        settings.epochs = 40;
        QVERIFY(planReach(settings, 3).lowestGate <= kHighestLowestGate);
        settings.gateLearningRate = 1e-3;
        settings.epochs = 2;
        const Reach slow = planReach(settings, 46);
        QCOMPARE(slow.epochs, 2);
        QVERIFY(slow.message && slow.message->find("keeps to 2 epochs") != std::string::npos);
        QVERIFY(slow.message->find("raised") == std::string::npos);
    }

    /// A single pass has its steps and no more.
    void aStreamRaisesTheRateOnly()
    {
        const Reach reach = planStreamReach(Settings(), 200);
        QCOMPARE(reach.epochs, 1);
        // theta_0 = .2 logit(.9933) = .9997 to .2 logit(.001) = -1.3814, in 200 steps
        QVERIFY(std::abs(reach.gateLearningRate - 2.3811 / 200) < 1e-5);
        QVERIFY(reach.lowestGate <= kHighestLowestGate);
        QVERIFY(reach.message && reach.message->find("epochs") == std::string::npos);
        QCOMPARE(planStreamReach(Settings(), 5000).gateLearningRate, 1e-3);
        const Reach few = planStreamReach(Settings(), 20);
        QVERIFY(few.lowestGate > kHighestLowestGate);
        QVERIFY(few.message && few.message->find("--batch") != std::string::npos);
        Settings own;
        own.gateLearningRate = 1e-3;
        const Reach kept = planStreamReach(own, 200);
        QCOMPARE(kept.gateLearningRate, 1e-3);
        QVERIFY(kept.message && kept.message->find("raised") == std::string::npos);
    }

    void tinySearchesRaiseBoth()
    {
        Settings settings;
        settings.epochs = 1;
        const Reach reach = planReach(settings, 1);
        QVERIFY(reach.epochs > 1);
        QVERIFY(reach.gateLearningRate > 1e-3);
        QVERIFY(reach.lowestGate <= kHighestLowestGate);
    }
};

QTEST_APPLESS_MAIN(TestReach)
#include "tst_reach.moc"

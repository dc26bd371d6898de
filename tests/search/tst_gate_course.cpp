// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/gate_course.h"
#include "core/search/search.h"
#include "tests/select/small_sets.h"

#include <QtTest>
#include <cmath>

using namespace leap;

namespace {

double gateAt(double logit)
{
    return 1 / (1 + std::exp(-logit));
}

/// One field whose logit goes from 5 to `end` in 100 steps, straight but for `late` in the last quarter.
Ranking judged(double end, double late, double logitPerStep, int64_t gateRows)
{
    Trajectory trajectory;
    trajectory.fields = 1;
    for (int64_t step = 1; step <= 100; ++step) {
        const double share = std::min(1.0, static_cast<double>(step) / 75.0);
        const double before = end - late;
        const double rest = step > 75 ? late * static_cast<double>(step - 75) / 25.0 : 0.0;
        trajectory.steps.push_back(step);
        trajectory.gates.push_back(static_cast<float>(gateAt(5 + (before - 5) * share + rest)));
    }
    Ranking ranking;
    ranking.fields.resize(1);
    ranking.fields[0].score = ranking.fields[0].gate = gateAt(end);
    judgeCourse(ranking, {100, 5, logitPerStep, gateRows}, trajectory);
    return ranking;
}

Standing standing(const Ranking& ranking)
{
    return standingOf(ranking, ranking.fields[0]);
}

} // namespace

class TestGateCourse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reachAndPushByHand()
    {
        const Ranking ranking = judged(6, 0, 0.02, 5000);
        QVERIFY(std::abs(ranking.course.lowestGate - gateAt(3)) < 1e-12); // 5 - 100 x .02
        QVERIFY(std::abs(ranking.fields[0].push - 5) < 1e-6); // (6 - 5) / (.02 x sqrt(100))
        QCOMPARE(standing(ranking), Standing::TooFewSteps);
        QVERIFY(wantsSteps(standing(ranking)));
        QVERIFY(!allSettled(ranking));
        QVERIFY(!allSettled({}));
        QCOMPARE(standing(judged(6, 0, 0.05, 5000)), Standing::Settled); // to 5 - 5 = one half
    }

    /// Where the gates wait for three of four steps, the fourth is what they could have moved by.
    void onlyStepsOfTheGatesCount()
    {
        Ranking ranking;
        ranking.fields.resize(1);
        ranking.fields[0].gate = gateAt(6);
        judgeCourse(ranking,
                    {.steps = 400, .startLogit = 5, .logitPerStep = 0.02, .gateRows = 5000, .gateSteps = 100},
                    {});
        QVERIFY(std::abs(ranking.course.lowestGate - gateAt(3)) < 1e-12);
        QVERIFY(std::abs(ranking.fields[0].push - 5) < 1e-6);
    }

    /// At .95 and down by half a logit in the last 25 of 100 steps: 100 more would take it 2 logits on, from
    /// 2.94 to .94. By a whole logit: to -1.06.
    void aPaceThatCrossesOneHalfIsNoRest()
    {
        const double at = std::log(0.95 / 0.05);
        QCOMPARE(standing(judged(at, -0.5, 0.1, 5000)), Standing::Settled);
        const Ranking falling = judged(at, -1, 0.1, 5000);
        QCOMPARE(standing(falling), Standing::Crossing);
        QCOMPARE(standingWord(falling, falling.fields[0]), std::string("crossing 0.5"));
        const Ranking rising = judged(-at, 1, 0.1, 5000);
        QCOMPARE(standing(rising), Standing::Crossing);
        QVERIFY(standingDoubt(rising, rising.fields[0]).starts_with("not at rest"));
        QCOMPARE(standing(judged(-at, -1, 0.1, 5000)), Standing::Settled); // away from it
    }

    void whatFewRowsCanTell()
    {
        QCOMPARE(standing(judged(5.5, 0, 0.1, 999)), Standing::NotHeld); // half a step of chance
        QCOMPARE(standing(judged(5.5, 0, 0.1, 1000)), Standing::Settled);
        QCOMPARE(standing(judged(8.1, 0, 0.1, 999)), Standing::Settled); // pushed: 3.1 / (.1 x 10) > 3
        QCOMPARE(standing(judged(-2, 0, 0.1, 999)), Standing::Settled); // it fell
        const Ranking few = judged(8.1, 0, 0.1, 99);
        QCOMPARE(standing(few), Standing::FewGateRows);
        QVERIFY(!wantsSteps(standing(few)));
        QCOMPARE(standingDoubt(few, few.fields[0]), std::string("only 99 gate rows (fewer than 100)"));
    }

    void severalSearchesAreAsSureAsTheLeastSure()
    {
        Ranking first = judged(8.1, 0, 0.1, 500);
        QVERIFY(allSettled(first));
        mergeCourse(first, judged(5.1, 0, 0.1, 500), 1);
        QVERIFY(std::abs(first.fields[0].push - 1.6) < 1e-6); // (3.1 + .1) / 2
        QVERIFY(!allSettled(first));
    }

    void rankingsWithoutACourseAreTakenAsTheyAre()
    {
        Ranking ranking;
        ranking.fields.resize(1);
        ranking.fields[0].score = ranking.fields[0].gate = 0.9;
        QCOMPARE(standing(ranking), Standing::Settled);
        ranking.course.wholeEpoch = false;
        QCOMPARE(standing(ranking), Standing::NoWholeEpoch);
    }

    /// 500 rows, 25 of them for the gates: patience must not end the search while all gates stand at their
    /// start, and nothing is called settled.
    void aTinySearchGoesItsWayAndIsSureOfNothing()
    {
        Settings settings = small::quickSettings();
        settings.batch = 256;
        settings.epochs = 10;
        RunControl control;
        TrainObserver observer;
        const SearchResult result = runSearch(small::twoFields(500), settings, control, observer);
        QCOMPARE(static_cast<int64_t>(result.epochs.size()), result.plan.epochs);
        QVERIFY(result.ranking.course.lowestGate < 0.1);
        QVERIFY(!allSettled(result.ranking));
        for (const FieldScore& field : result.ranking.fields)
            QVERIFY(standingOf(result.ranking, field) != Standing::Settled);
    }
};

QTEST_GUILESS_MAIN(TestGateCourse)
#include "tst_gate_course.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/select/search.h"
#include "tests/select/small_sets.h"

#include <QtTest>
#include <cmath>

using namespace leap;

namespace {

using small::twoFields;

class Messages : public TrainObserver {
public:
    std::vector<std::string> texts;
    std::vector<RunPlan> plans;
    void message(const std::string& text) override { texts.push_back(text); }
    void started(const RunPlan& plan) override { plans.push_back(plan); }
};

} // namespace

class TestSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheUsefulField_data()
    {
        QTest::addColumn<QString>("penalty");
        QTest::addColumn<QString>("search");
        QTest::newRow("adaptive, bilevel") << "adaptive"
                                           << "bilevel";
        QTest::newRow("uniform, bilevel") << "uniform"
                                          << "bilevel";
        QTest::newRow("adaptive, joint") << "adaptive"
                                         << "joint";
    }
    void findsTheUsefulField()
    {
        QFETCH(QString, penalty);
        QFETCH(QString, search);
        Settings settings = small::quickSettings();
        settings.penalty = parsePenalty(penalty.toStdString());
        settings.search = parseSearch(search.toStdString());
        RunControl control;
        Messages observer;
        const auto data = twoFields();
        SearchResult result = runSearch(data, settings, control, observer);
        QCOMPARE(result.outcome, RunOutcome::Finished);
        QVERIFY(!result.testAuc.defined()); // nothing that chooses sees test rows
        judgeOnTestRows(data, settings, result);
        QVERIFY(result.testAucBest.defined());
        QVERIFY2(result.ranking.fields[0].gate > 0.7,
                 qPrintable(QString::number(result.ranking.fields[0].gate)));
        QVERIFY2(result.ranking.fields[1].gate < 0.15,
                 qPrintable(QString::number(result.ranking.fields[1].gate)));
        QCOMPARE(result.ranking.order(), (std::vector<size_t>{0, 1}));
        // The best classifier on this data: P(y | useful) is .8 or .2, so AUC = .8.
        QVERIFY(std::abs(result.testAuc.value - 0.8) < 0.08);
        QVERIFY(result.plan.alphaAuto && result.plan.alpha > 0);
        QCOMPARE(observer.plans.size(), size_t{1});
        QCOMPARE(observer.plans[0].stepsPerEpoch, 3200 / 64);
        QCOMPARE(result.steps, result.epochs.back().step);
    }

    /// By definition: sum of alpha over two fields = K x gain.
    void alphaAutoSpendsTheStatedShare()
    {
        Settings settings = small::quickSettings();
        settings.penalty = Penalty::Uniform;
        settings.epochs = 1;
        settings.gateLearningRate = 0.1;
        RunControl control;
        Messages observer;
        const SearchResult result = runSearch(twoFields(), settings, control, observer);
        QVERIFY(std::abs(2 * result.plan.alpha - settings.alphaShare * result.plan.calibrationGain) < 1e-12);
    }

    void aGivenAlphaIsUsedAsItIs()
    {
        Settings settings = small::quickSettings();
        settings.alpha = 0.0125;
        settings.epochs = 1;
        RunControl control;
        Messages observer;
        const SearchResult result = runSearch(twoFields(), settings, control, observer);
        QCOMPARE(result.plan.alpha, 0.0125);
        QVERIFY(!result.plan.alphaAuto);
    }

    void stopBeforeTheFirstStepKeepsAnEmptyResult()
    {
        RunControl control;
        control.stop();
        Messages observer;
        const auto data = twoFields();
        SearchResult result = runSearch(data, small::quickSettings(), control, observer);
        QCOMPARE(result.outcome, RunOutcome::Stopped);
        QCOMPARE(result.steps, 0);
        judgeOnTestRows(data, small::quickSettings(), result);
        QVERIFY(!result.testAuc.defined());
    }

    void refusesBadSettings()
    {
        Settings settings = small::quickSettings();
        settings.beta = 1;
        RunControl control;
        Messages observer;
        QVERIFY_THROWS_EXCEPTION(InputError, (void)runSearch(twoFields(), settings, control, observer));
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"

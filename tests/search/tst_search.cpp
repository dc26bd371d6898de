// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/search/search.h"
#include "tests/select/small_sets.h"

#include <QtTest>
#include <cmath>
#include <span>
#include <utility>

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

/// Rows that are shuffled in windows, as those of a store on disk are.
class Windowed : public RowStore {
public:
    explicit Windowed(std::shared_ptr<const RowStore> rows)
        : m_rows(std::move(rows))
    {
    }
    [[nodiscard]] int64_t rows(Part part) const override { return m_rows->rows(part); }
    void read(Part part, std::span<const int64_t> places, Batch& batch) const override
    {
        m_rows->read(part, places, batch);
    }
    [[nodiscard]] int64_t shuffleWindow() const override { return 512; }

private:
    std::shared_ptr<const RowStore> m_rows;
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
        settings.penalty = parseName<Penalty>(penalty.toStdString());
        settings.search = parseName<SearchMode>(search.toStdString());
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

    /// On few rows a search raises its epochs; a model that is trained for fewer would be no fair witness.
    void retrainingTakesTheSearchsEpochs()
    {
        Settings settings = small::quickSettings();
        settings.epochs = 1;
        RunControl control;
        Messages observer;
        const SearchResult result = runSearch(twoFields(), settings, control, observer);
        QVERIFY(result.plan.epochs > 1);
        QCOMPARE(retrainSettings(settings, result.plan).epochs, result.plan.epochs);
        settings.epochs = result.plan.epochs + 5;
        QCOMPARE(retrainSettings(settings, result.plan), settings);
    }

    void refusesBadSettings()
    {
        Settings settings = small::quickSettings();
        settings.beta = 1;
        RunControl control;
        Messages observer;
        QVERIFY_THROWS_EXCEPTION(InputError, (void)runSearch(twoFields(), settings, control, observer));
    }

    /// A run can be continued only with its rows in the same order as at its start.
    void rowsInAnotherOrderAreRefused()
    {
        Settings settings = small::quickSettings();
        settings.alpha = 0.01;
        settings.gateLearningRate = 0.05; // else so few steps would be made more
        RunControl control;
        Messages observer;
        const auto inMemory = twoFields();
        const auto onDisk = twoFields();
        onDisk->store = std::make_shared<Windowed>(onDisk->store);
        const auto refusal = [&](const auto& first, const auto& then) -> std::string {
            settings.epochs = 1;
            const SearchResult half = runSearch(first, settings, control, observer);
            settings.epochs = 2;
            try {
                const SearchResult whole = runSearch(then, settings, control, observer, &half);
                return whole.steps > half.steps ? "" : "did not go on";
            } catch (const InputError& error) {
                return error.what();
            }
        };
        QCOMPARE(refusal(inMemory, inMemory), std::string());
        QCOMPARE(refusal(onDisk, onDisk), std::string());
        QVERIFY(refusal(inMemory, onDisk).find("Allow more memory (--memory)") != std::string::npos);
        QVERIFY(refusal(onDisk, inMemory).find("in windows of 512") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/search/search.h"
#include "core/select/selector.h"
#include "tests/select/small_sets.h"

#include <QtTest>
#include <algorithm>
#include <set>

using namespace leap;

namespace {

SelectorOutcome run(const std::string& name, const std::shared_ptr<const Dataset>& data,
                    const Settings& settings, uint64_t seed = 1, int draw = 0)
{
    RunControl control;
    TrainObserver observer;
    return makeSelector(name)->run({data, settings, seed, draw, control, observer});
}

std::vector<double> scores(const SelectorOutcome& outcome)
{
    std::vector<double> values;
    for (const FieldScore& field : outcome.ranking.fields)
        values.push_back(field.score);
    return values;
}

} // namespace

class TestSelector : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySelectorSaysWhatItIs()
    {
        std::set<std::string> names, titles;
        for (const std::string& name : selectorNames()) {
            const auto selector = makeSelector(name);
            QCOMPARE(selector->name(), name);
            QVERIFY(!selector->source().empty());
            names.insert(name);
            titles.insert(selector->title());
        }
        QCOMPARE(names.size(), selectorNames().size());
        QCOMPARE(titles.size(), selectorNames().size());
        for (const char* first : {"leap", "leap-base", "no-select", "random"})
            QVERIFY(names.count(first) == 1);
    }

    void anUnknownNameIsRefusedWithASuggestion()
    {
        try {
            (void)makeSelector("leap-bas");
            QFAIL("accepted");
        } catch (const InputError& error) {
            QVERIFY(std::string(error.what()).find("'leap-base'") != std::string::npos);
        }
    }

    void aDatasetWithoutFieldsIsRefused()
    {
        auto empty = std::make_shared<Dataset>();
        empty->layout.ranges = {0};
        QVERIFY_THROWS_EXCEPTION(InputError, run("random", empty, small::quickSettings()));
    }

    void randomIsAPermutationDecidedBySeedAndDraw()
    {
        const auto data = small::mixedFields(100);
        const auto first = scores(run("random", data, small::quickSettings(), 1, 0));
        auto sorted = first;
        std::sort(sorted.begin(), sorted.end());
        QCOMPARE(sorted, (std::vector<double>{1, 2, 3, 4, 5}));
        QCOMPARE(scores(run("random", data, small::quickSettings(), 1, 0)), first);
        std::set<std::vector<double>> orders;
        for (int draw = 0; draw < makeSelector("random")->draws(); ++draw)
            orders.insert(scores(run("random", data, small::quickSettings(), 1, draw)));
        QVERIFY(orders.size() > 5); // of 120 orders, 10 draws: fewer than 6 distinct ones is a fault
        QVERIFY(scores(run("random", data, small::quickSettings(), 2, 0)) != first);
    }

    void noSelectKeepsAllAlike()
    {
        const SelectorOutcome outcome = run("no-select", small::mixedFields(100), small::quickSettings());
        QCOMPARE(scores(outcome), std::vector<double>(5, 1.0));
        QCOMPARE(outcome.forwardPasses, 0);
        QVERIFY(makeSelector("no-select")->keepsAll());
        QCOMPARE(outcome.ranking.selector, std::string("no-select"));
        QCOMPARE(outcome.ranking.fields[3].source, (std::vector<std::string>{"united", "a", "b", "c"}));
        QCOMPARE(outcome.ranking.fields[3].width(), 5);
    }

    /// The selector is the search, under its penalty and the seed it was given.
    void leapIsTheSearch_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("penalty");
        QTest::newRow("leap") << "leap"
                              << "adaptive";
        QTest::newRow("leap-base") << "leap-base"
                                   << "uniform";
    }
    void leapIsTheSearch()
    {
        QFETCH(QString, name);
        QFETCH(QString, penalty);
        Settings settings = small::quickSettings();
        settings.epochs = 2;
        const auto data = small::twoFields();
        const SelectorOutcome outcome = run(name.toStdString(), data, settings, 7);
        settings.penalty = parseName<Penalty>(penalty.toStdString());
        settings.seed = 7;
        RunControl control;
        TrainObserver observer;
        const SearchResult search = runSearch(data, settings, control, observer);
        QCOMPARE(outcome.ranking, search.ranking);
        QCOMPARE(outcome.outcome, RunOutcome::Finished);
        // 100 steps of two batches of 64 rows, and validation twice; the calibration's one epoch and pass.
        QCOMPARE(search.steps, 100);
        QCOMPARE(search.calibrationEpochs, 1);
        QCOMPARE(outcome.forwardPasses, (100 * 128 + 2 * 200 + 3200 + 200 + 63) / 64);
        QVERIFY(outcome.seconds > 0);
    }

    /// On fields of every storage and of unequal widths, with one of two inputs: useful before useless.
    void ranksTheUsefulFieldsFirst_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : selectorNames()) {
            // The gradient of a mask says which way it would move, not what it is worth: see its own test.
            if (name != "no-select" && name != "random" && name != "sfs")
                QTest::newRow(name.c_str()) << QString::fromStdString(name);
        }
    }
    void ranksTheUsefulFieldsFirst()
    {
        QFETCH(QString, name);
        Settings settings = small::quickSettings();
        settings.epochs = 12;
        const auto selector = makeSelector(name.toStdString());
        const SelectorOutcome outcome = run(name.toStdString(), small::mixedFields(), settings);
        QCOMPARE(outcome.outcome, RunOutcome::Finished);
        const auto order = outcome.ranking.order();
        QString scores;
        for (const FieldScore& field : outcome.ranking.fields)
            scores += QString("%1 %2  ").arg(field.name.c_str()).arg(field.score);
        for (size_t place = 0; place < 3; ++place)
            QVERIFY2(small::kMixedUseful[order[place]], qPrintable(scores));
        if (selector->hasGates()) {
            for (const FieldScore& field : outcome.ranking.fields)
                QVERIFY(field.gate >= 0 && field.gate <= 1 && field.gate == field.score);
        }
        const auto again = run(name.toStdString(), small::mixedFields(), settings);
        QCOMPARE(again.ranking, outcome.ranking);
    }

    void stoppingStops_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"leap", "permutation", "shark", "autofield", "lasso", "xgboost"})
            QTest::newRow(name) << name;
    }
    void stoppingStops()
    {
        QFETCH(QString, name);
        RunControl control;
        control.stop();
        TrainObserver observer;
        const Settings settings = small::quickSettings();
        const auto outcome =
            makeSelector(name.toStdString())->run({small::twoFields(), settings, 0, 0, control, observer});
        QCOMPARE(outcome.outcome, RunOutcome::Stopped);
    }
};

QTEST_APPLESS_MAIN(TestSelector)
#include "tst_selector.moc"

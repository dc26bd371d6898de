// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/select/search.h"

#include <QtTest>
#include <cmath>

using namespace leap;

namespace {

constexpr int64_t kRows = 4000;

Field field(const char* name)
{
    Field result;
    result.name = name;
    result.inputs.push_back({.name = name, .kind = InputKind::Categorical, .columns = {name}, .width = 4});
    return result;
}

/// Two fields of four values: the first decides the label, the second is noise. Built by hand, no file.
std::shared_ptr<const Dataset> twoFields()
{
    auto data = std::make_shared<Dataset>();
    data->schema.fields = {field("useful"), field("noise")};
    data->layout.ranges = {0, 4, 8};
    data->layout.idColumns = 2;
    for (int i = 0; i < 2; ++i) {
        InputSlot slot;
        slot.index = i;
        slot.start = 4 * i;
        slot.width = 4;
        slot.vocabulary = 6;
        slot.name = data->schema.fields[static_cast<size_t>(i)].name;
        data->layout.inputs.push_back(slot);
    }
    data->facts.assign(2, {.activeRows = 3000, .defaultShare = 0.25, .missingShare = 0, .distinct = 4});
    data->rows = data->card.rows = kRows;
    RandomStream draw(streamKey(5, "two fields"));
    for (int64_t row = 0; row < kRows; ++row) {
        const auto useful = static_cast<int32_t>(draw.nextBelow(4));
        data->ids.insert(data->ids.end(), {2 + useful, static_cast<int32_t>(2 + draw.nextBelow(4))});
        data->label.push_back(draw.nextBelow(10) < (useful < 2 ? 8u : 2u) ? 1.0F : 0.0F);
        const auto part = row % 20 < 16 ? Part::Train
            : row % 20 == 16            ? Part::Gate
            : row % 20 == 17            ? Part::Validation
                                        : Part::Test;
        data->rowsOf[static_cast<size_t>(part)].push_back(row);
    }
    return data;
}

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

    Settings quick() const
    {
        Settings settings;
        settings.batch = 64;
        settings.epochs = 6;
        settings.threads = 1;
        settings.device = DeviceChoice::Cpu;
        return settings;
    }

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
        Settings settings = quick();
        settings.penalty = parsePenalty(penalty.toStdString());
        settings.search = parseSearch(search.toStdString());
        RunControl control;
        Messages observer;
        const SearchResult result = runSearch(twoFields(), settings, control, observer);
        QCOMPARE(result.outcome, RunOutcome::Finished);
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
        Settings settings = quick();
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
        Settings settings = quick();
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
        const SearchResult result = runSearch(twoFields(), quick(), control, observer);
        QCOMPARE(result.outcome, RunOutcome::Stopped);
        QCOMPARE(result.steps, 0);
        QVERIFY(!result.testAuc.defined());
    }

    void refusesBadSettings()
    {
        Settings settings = quick();
        settings.beta = 1;
        RunControl control;
        Messages observer;
        QVERIFY_THROWS_EXCEPTION(InputError, (void)runSearch(twoFields(), settings, control, observer));
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"

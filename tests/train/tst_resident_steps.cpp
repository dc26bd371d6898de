// SPDX-License-Identifier: GPL-3.0-or-later
// Trainings whose gates stay on the model's device (the CPU, or a GPU under LEAP_TESTED_ENGINE=gpu): compared
// with the same training step by step.
#include "core/base/error.h"
#include "core/train/resident_steps.h"
#include "core/train/trainer.h"
#include "tests/train/engine_pair.h"
#include "tests/train/tested_engine.h"

#include <QtTest>

using namespace leap;
using namespace leap::test::pair;

namespace {

/// Some batches of a planted rule, the same in every pass.
class Batches : public BatchSource {
public:
    Batches(const RowLayout& layout, int64_t batches, int64_t rows, uint64_t seed)
    {
        for (int64_t i = 0; i < batches; ++i)
            m_batches.push_back(makeBatch(layout, rows, seed + static_cast<uint64_t>(i)));
    }
    void reset(int64_t) override { m_next = 0; }
    bool next(Batch& batch) override
    {
        if (m_next == m_batches.size())
            return false;
        batch = m_batches[m_next++];
        return true;
    }
    void skip(int64_t batches) override { m_next += static_cast<size_t>(batches); }
    int64_t rows() const override { return batches() * m_batches.front().rows; }
    int64_t batches() const override { return static_cast<int64_t>(m_batches.size()); }

    std::vector<Batch> m_batches;

private:
    size_t m_next = 0;
};

class Log : public TrainObserver {
public:
    void stepped(const StepReport& report) override
    {
        steps.push_back(report.step);
        losses.push_back(report.trainLoss);
        gateLosses.push_back(report.gateLoss);
        penalties.push_back(report.penalty);
        gates.emplace_back(report.gates.begin(), report.gates.end());
        if (control && report.step == tauStep)
            control->change({{"alpha", 0.05}, {"tau", 0.1}});
        if (control && report.step == stopStep)
            control->stop();
    }
    void epochDone(const EpochReport& epoch) override { epochs.push_back(epoch); }

    std::vector<int64_t> steps;
    std::vector<double> losses, gateLosses, penalties;
    std::vector<std::vector<double>> gates;
    std::vector<EpochReport> epochs;
    RunControl* control = nullptr;
    int64_t tauStep = -1;
    int64_t stopStep = -1;
};

Settings searchSettings(Penalty penalty)
{
    Settings settings;
    settings.penalty = penalty;
    settings.initialGate = 0.8;
    return settings;
}

struct Training {
    EngineSpec spec = makeSpec(mixedLayout(), TransformSpec::Kind::Leap);
    std::unique_ptr<StepEngine> engine;
    GateState gates;
    Batches train{spec.layout, 45, 60, 100}, gate{spec.layout, 7, 60, 500},
        validation{spec.layout, 3, 50, 900}, ahead{spec.layout, 45, 60, 100};
    RunControl control;
    Log log;
    TrainPlan plan;

    Training(bool resident, Penalty penalty, SearchMode search)
        : engine(resident ? test::makeTestedDeviceEngine(spec) : makeAutogradEngine(spec))
        , gates(spec.layout.fields(), searchSettings(penalty), 0.02, 0.01)
        , plan{.search = search, .epochs = 3, .patience = 0}
    {
        log.control = &control;
    }
    Trainer trainer() { return {*engine, &gates, {&train, &gate, &validation, &ahead}, plan, control, log}; }
};

double farthest(const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b)
{
    double largest = a.size() == b.size() ? 0 : 1e9;
    for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        for (size_t field = 0; field < a[i].size(); ++field)
            largest = std::max(largest, std::abs(a[i][field] - b[i][field]));
    }
    return largest;
}

} // namespace

class TestResidentSteps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::skipWithoutTestedDevice(); }

    void trainingEqualsStepByStep_data()
    {
        QTest::addColumn<bool>("uniform");
        QTest::addColumn<bool>("joint");
        QTest::newRow("adaptive, bilevel") << false << false;
        QTest::newRow("uniform, bilevel") << true << false;
        QTest::newRow("adaptive, joint") << false << true;
    }
    /// 135 steps: every one reported, in order, with the gates and the penalty of its own moment.
    void trainingEqualsStepByStep()
    {
        QFETCH(bool, uniform);
        QFETCH(bool, joint);
        const auto penalty = uniform ? Penalty::Uniform : Penalty::Adaptive;
        const auto search = joint ? SearchMode::Joint : SearchMode::Bilevel;
        Training resident(true, penalty, search), plain(false, penalty, search);
        QVERIFY(resident.engine->resident() != nullptr);
        QVERIFY(plain.engine->resident() == nullptr);
        QCOMPARE(resident.trainer().run(), RunOutcome::Finished);
        QCOMPARE(plain.trainer().run(), RunOutcome::Finished);
        QCOMPARE(resident.log.steps, plain.log.steps);
        QCOMPARE(resident.log.steps.size(), size_t{135});
        QVERIFY(farthest(resident.log.gates, plain.log.gates) < 1e-4);
        QVERIFY(farthest({resident.log.penalties}, {plain.log.penalties}) < 1e-5);
        QVERIFY(farthest({resident.log.losses}, {plain.log.losses}) < 1e-4);
        if (joint)
            QVERIFY(std::isnan(resident.log.gateLosses.front()));
        else
            QVERIFY(farthest({resident.log.gateLosses}, {plain.log.gateLosses}) < 1e-4);
        QVERIFY(std::abs(plain.log.gates.front()[0] - plain.log.gates.back()[0]) > 0.05); // gates moved
        QCOMPARE(resident.log.epochs.size(), size_t{3});
        for (size_t i = 0; i < 3; ++i) {
            QVERIFY(std::abs(resident.log.epochs[i].trainLoss - plain.log.epochs[i].trainLoss) < 1e-4);
            QVERIFY(std::abs(resident.log.epochs[i].largestGateMove - plain.log.epochs[i].largestGateMove)
                    < 1e-4);
        }
        QCOMPARE(resident.gates.gates(), resident.log.gates.back()); // and the last ones are handed back
    }

    /// A single pass, where most steps leave the gates alone: they move at the same steps to the same places.
    void gatesWaitAsStepByStep()
    {
        Training resident(true, Penalty::Adaptive, SearchMode::Bilevel),
            plain(false, Penalty::Adaptive, SearchMode::Bilevel);
        resident.plan.blocks = plain.plan.blocks = 4;
        QCOMPARE(resident.trainer().run(), RunOutcome::Finished);
        QCOMPARE(plain.trainer().run(), RunOutcome::Finished);
        QCOMPARE(resident.log.steps.size(), size_t{45});
        QCOMPARE(resident.log.epochs.size(), size_t{4});
        QVERIFY(farthest(resident.log.gates, plain.log.gates) < 1e-4);
        int64_t gateSteps = 0;
        for (size_t i = 0; i < 45; ++i) {
            QCOMPARE(std::isnan(resident.log.gateLosses[i]), std::isnan(plain.log.gateLosses[i]));
            gateSteps += std::isnan(plain.log.gateLosses[i]) ? 0 : 1;
            const bool moved = i > 0 && resident.log.gates[i] != resident.log.gates[i - 1];
            QCOMPARE(moved, !std::isnan(plain.log.gateLosses[i]));
        }
        QCOMPARE(gateSteps, int64_t{7});
        for (size_t i = 0; i < 4; ++i)
            QVERIFY(std::abs(resident.log.epochs[i].validationLogLoss.value
                             - plain.log.epochs[i].validationLogLoss.value)
                    < 1e-4);
    }

    void resumedEqualsUninterrupted()
    {
        Training whole(true, Penalty::Adaptive, SearchMode::Bilevel);
        auto trainer = whole.trainer();
        QCOMPARE(trainer.run(), RunOutcome::Finished);
        Training part(true, Penalty::Adaptive, SearchMode::Bilevel);
        part.log.stopStep = 40;
        auto first = part.trainer();
        QCOMPARE(first.run(), RunOutcome::Stopped);
        QVERIFY(first.step() >= 40 && first.step() <= 40 + ResidentSteps::kMost);
        QCOMPARE(part.log.steps.back(), first.step()); // all that was done was told
        StateDict state;
        first.save(state);
        Training rest(true, Penalty::Adaptive, SearchMode::Bilevel);
        auto second = rest.trainer();
        second.load(state);
        QCOMPARE(second.run(), RunOutcome::Finished);
        QCOMPARE(rest.log.gates.back(), whole.log.gates.back());
        StateDict expected, found;
        trainer.save(expected);
        second.save(found);
        for (const char* name : {"engine/output.weight", "engine/table.2.parameter", "gates/theta"})
            QCOMPARE(getFloats(found, name), getFloats(expected, name));
    }

    void changesReachTheDevice()
    {
        Training changed(true, Penalty::Adaptive, SearchMode::Bilevel);
        changed.log.tauStep = 20;
        (void)changed.trainer().run();
        QCOMPARE(changed.gates.tau(), 0.1);
        QCOMPARE(changed.gates.alpha(), 0.05);
        // The change of tau kept the gates: no jump from any step to the next.
        for (size_t i = 1; i < changed.log.gates.size(); ++i)
            QVERIFY(farthest({changed.log.gates[i]}, {changed.log.gates[i - 1]}) < 0.05);
    }

    void withoutGatesTheBackboneTrainsAlone()
    {
        auto spec = makeSpec(mixedLayout(), TransformSpec::Kind::None);
        Batches train(spec.layout, 40, 60, 100), validation(spec.layout, 3, 50, 900);
        std::vector<double> losses[2];
        for (const bool resident : {false, true}) {
            const auto engine = resident ? test::makeTestedDeviceEngine(spec) : makeAutogradEngine(spec);
            RunControl control;
            Log log;
            Trainer trainer(*engine, nullptr, {&train, nullptr, &validation}, {.epochs = 2, .patience = 0},
                            control, log);
            QCOMPARE(trainer.run(), RunOutcome::Finished);
            losses[resident ? 1 : 0] = log.losses;
        }
        QCOMPARE(losses[0].size(), size_t{80});
        QVERIFY(farthest({losses[0]}, {losses[1]}) < 1e-4);
    }

    /// It is found late, but named.
    void theFirstLossThatIsNoNumberIsNamed()
    {
        Training training(true, Penalty::Adaptive, SearchMode::Bilevel);
        training.train.m_batches[4].dense[0] = std::nanf("");
        try {
            (void)training.trainer().run();
            QFAIL("a NaN went through");
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains("at step 5"), error.what());
        }
    }
};

QTEST_GUILESS_MAIN(TestResidentSteps)
#include "tst_resident_steps.moc"

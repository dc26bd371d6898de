// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/kept_weights.h"
#include "core/train/trainer.h"

#include <QtTest>
#include <atomic>
#include <cmath>
#include <thread>

using namespace leap;

namespace {

/// Rows 0 .. n - 1; a batch's first id is its first row, shifted by the pass so that passes differ.
class CountingSource : public BatchSource {
public:
    CountingSource(int64_t rows, int64_t batch)
        : m_rows(rows)
        , m_batch(batch)
    {
    }
    void reset(int64_t epoch) override
    {
        m_epoch = epoch;
        m_next = 0;
    }
    bool next(Batch& batch) override
    {
        if (m_next >= batches())
            return false;
        batch.rows = std::min(m_batch, m_rows - m_next * m_batch);
        batch.ids.assign(static_cast<size_t>(batch.rows),
                         static_cast<int32_t>(1000 * m_epoch + m_next * m_batch));
        batch.label.resize(static_cast<size_t>(batch.rows));
        for (size_t i = 0; i < batch.label.size(); ++i)
            batch.label[i] = static_cast<float>(i % 2);
        ++m_next;
        return true;
    }
    void skip(int64_t batches) override { m_next += batches; }
    [[nodiscard]] int64_t rows() const override { return m_rows; }
    [[nodiscard]] int64_t batches() const override { return (m_rows + m_batch - 1) / m_batch; }

private:
    int64_t m_rows;
    int64_t m_batch;
    int64_t m_epoch = 0;
    int64_t m_next = 0;
};

/// Logs what it is asked to do. Its one weight counts backbone steps, the weight's moment is ten times that;
/// predictions follow a script of AUCs.
class ScriptedEngine : public StepEngine {
public:
    std::vector<std::string> log;
    std::vector<bool> goodEpochs; ///< per evaluation: does the prediction follow the label?
    size_t evaluations = 0;
    float weight = 0;
    float moment = 0;

    void step(const Batch& batch, const StepInput& input, StepResult& result) override
    {
        const char* kind = input.kind == StepKind::Backbone ? "b" : input.kind == StepKind::Gates ? "g" : "j";
        log.push_back(kind + std::to_string(input.step) + "@" + std::to_string(batch.ids.front()));
        if (input.kind != StepKind::Gates)
            moment = 10 * ++weight;
        result.loss = static_cast<double>(batch.ids.front());
        result.dtheta.clear();
        if (input.kind != StepKind::Backbone)
            result.dtheta.assign(input.theta.size(), 0.5F);
        result.divergence.assign(input.theta.size(), 1.0F);
    }
    void predict(const Batch& batch, std::vector<float>& logits) override
    {
        const bool good = goodEpochs.empty() || goodEpochs[std::min(evaluations, goodEpochs.size() - 1)];
        logits = batch.label;
        for (float& value : logits)
            value = good ? value : 1 - value;
        ++evaluations; // the validation source has one batch: one call an evaluation
    }
    void setLearningRate(double) override { }
    void saveModel(StateDict& state) const override { putFloats(state, "engine/weight", {weight}); }
    void loadModel(const StateDict& state) override { weight = getFloats(state, "engine/weight", 1)[0]; }
    void save(StateDict& state) const override
    {
        saveModel(state);
        putFloats(state, "engine/weight.moment1", {moment});
    }
    void load(const StateDict& state) override
    {
        loadModel(state);
        moment = getFloats(state, "engine/weight.moment1", 1)[0];
    }
    [[nodiscard]] std::string description() const override { return "scripted"; }
};

class EpochLog : public TrainObserver {
public:
    std::vector<EpochReport> epochs;
    std::vector<int64_t> steps;
    std::vector<ChangeMark> marks;
    RunControl* stopAt = nullptr;
    int64_t stopStep = 0;
    std::atomic<int> reported = 0; ///< steps
    void stepped(const StepReport& report) override
    {
        steps.push_back(report.step);
        ++reported;
        if (stopAt && report.step == stopStep)
            stopAt->stop();
    }
    void epochDone(const EpochReport& epoch) override { epochs.push_back(epoch); }
    void changed(const ChangeMark& mark) override { marks.push_back(mark); }
};

struct Fixture {
    CountingSource train{8, 4}; // 2 batches an epoch
    CountingSource gate{12, 4}; // 3 batches a pass
    CountingSource validation{10, 16};
    ScriptedEngine engine;
    Settings settings;
    GateState gates;
    RunControl control;
    EpochLog observer;

    explicit Fixture(double gateRate = 1e-6)
        : gates(2, settings, 0.01, gateRate)
    {
    }
    Trainer trainer(TrainPlan plan)
    {
        return {engine, &gates, {&train, &gate, &validation}, plan, control, observer};
    }
};

} // namespace

class TestTrainer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bilevelAlternatesAndRepeatsTheGatePasses()
    {
        Fixture f;
        auto trainer = f.trainer({.epochs = 2});
        QCOMPARE(trainer.run(), RunOutcome::Finished);
        const std::vector<std::string> expected{"b1@1000", "g1@0", "b2@1004", "g2@4",
                                                "b3@2000", "g3@8", "b4@2004", "g4@1000"};
        QCOMPARE(f.engine.log, expected);
        QCOMPARE(f.observer.epochs.size(), size_t{2});
        QCOMPARE(f.observer.epochs[0].epoch, 1);
        QCOMPARE(f.observer.epochs[1].step, 4);
        QCOMPARE(f.observer.epochs[0].trainLoss, 1002.0); // mean of 1000 and 1004
        QCOMPARE(f.observer.epochs[0].validationAuc.value, 1.0);
    }

    /// A gate at its start hardly moves, and that is no reason to stop.
    void stopsEarlyOnlyOnceTheGatesCouldHaveFallen()
    {
        Fixture f(1e-6);
        f.engine.goodEpochs = {true};
        auto trainer = f.trainer({.epochs = 20, .patience = 2, .fewestSteps = 11}); // of 2 an epoch
        QCOMPARE(trainer.run(), RunOutcome::Finished);
        QCOMPARE(f.observer.epochs.size(), size_t{7}); // steps 12 and 14 count
    }

    void jointStepsReadTrainingRowsOnly()
    {
        Fixture f;
        auto trainer = f.trainer({.search = SearchMode::Joint, .epochs = 1});
        QCOMPARE(trainer.run(), RunOutcome::Finished);
        QCOMPARE(f.engine.log, (std::vector<std::string>{"j1@1000", "j2@1004"}));
    }

    void withoutGatesTheBackboneTrainsAlone()
    {
        Fixture f;
        Trainer trainer(f.engine, nullptr, {&f.train, nullptr, &f.validation}, {.epochs = 1}, f.control,
                        f.observer);
        QCOMPARE(trainer.run(), RunOutcome::Finished);
        QCOMPARE(f.engine.log, (std::vector<std::string>{"b1@1000", "b2@1004"}));
    }

    void bestWeightsAreKeptAndRestored()
    {
        Fixture f;
        f.engine.goodEpochs = {false, true, false};
        auto trainer = f.trainer({.epochs = 3, .patience = 0});
        QCOMPARE(trainer.run(), RunOutcome::Finished);
        QCOMPARE(f.engine.weight, 6.0F);
        QCOMPARE(trainer.bestEpoch(), 2);
        StateDict saved;
        trainer.save(saved);
        QVERIFY(trainer.restoreBest());
        QCOMPARE(f.engine.weight, 4.0F);
        QCOMPARE(f.engine.moment, 60.0F); // the optimiser's part stays

        QCOMPARE(getFloats(saved, "best/weight", 1)[0], 4.0F);
        QVERIFY(!saved.contains("best/weight.moment1"));
        StateDict moved; // the same, but the trainer keeps none of it
        trainer.load(saved);
        trainer.moveTo(moved);
        QVERIFY(moved == saved);
        {
            const BorrowedModel borrowed(moved);
            QVERIFY(borrowed.model() == keptModel(saved));
            QVERIFY(keptModel(moved).empty());
        }
        QVERIFY(moved == saved);
        moved.clear();
        trainer.save(moved);
        QVERIFY(keptModel(moved).empty());
        putFloats(saved, "best/weight.moment1", {40}); // as older files have it
        Fixture other;
        auto resumed = other.trainer({.epochs = 3, .patience = 0});
        resumed.load(saved);
        QVERIFY(resumed.restoreBest());
        QCOMPARE(other.engine.weight, 4.0F);
        QCOMPARE(other.engine.moment, 60.0F);
    }

    void stopsEarlyOnlyOnceTheGatesHaveSettled()
    {
        Fixture settled(1e-6);
        settled.engine.goodEpochs = {true};
        auto quick = settled.trainer({.epochs = 20, .patience = 2});
        QCOMPARE(quick.run(), RunOutcome::Finished);
        QCOMPARE(settled.observer.epochs.size(), size_t{3}); // the best, then two without gain

        // The gates fall far more than .01 in most epochs; no epoch is better than the first.
        Fixture moving(0.05);
        moving.engine.goodEpochs = {true};
        auto slow = moving.trainer({.epochs = 40, .patience = 2});
        QCOMPARE(slow.run(), RunOutcome::Finished);
        const auto& epochs = moving.observer.epochs;
        QVERIFY(epochs.size() > 15 && epochs.size() < 40);
        int withoutGain = 0;
        for (const EpochReport& epoch : epochs) {
            QVERIFY(withoutGain < 2); // otherwise it should have stopped before this one
            withoutGain = epoch.best || epoch.largestGateMove > 0.01 ? 0 : withoutGain + 1;
        }
        QCOMPARE(withoutGain, 2);
    }

    void goingOnAfterAStopEqualsNeverHavingStopped()
    {
        for (int64_t stopStep = 1; stopStep < 6; ++stopStep) {
            Fixture straight(1e-2);
            auto whole = straight.trainer({.epochs = 3});
            QCOMPARE(whole.run(), RunOutcome::Finished);

            Fixture first(1e-2);
            first.observer.stopAt = &first.control;
            first.observer.stopStep = stopStep;
            auto before = first.trainer({.epochs = 3});
            QCOMPARE(before.run(), RunOutcome::Stopped);
            QCOMPARE(before.step(), stopStep);
            StateDict saved;
            before.save(saved);

            Fixture second(1e-2);
            second.engine.evaluations = first.engine.evaluations;
            auto after = second.trainer({.epochs = 3});
            after.load(saved);
            QCOMPARE(after.run(), RunOutcome::Finished);
            auto log = first.engine.log;
            log.insert(log.end(), second.engine.log.begin(), second.engine.log.end());
            QCOMPARE(log, straight.engine.log);
            QCOMPARE(second.gates.gates(), straight.gates.gates());
            QCOMPARE(after.gateMoves(), whole.gateMoves());
            QCOMPARE(second.observer.epochs.back().trainLoss, straight.observer.epochs.back().trainLoss);
        }
    }

    void changesAreAppliedAtABoundaryAndMarked()
    {
        Fixture f;
        f.control.change({{"alpha", 0.5}, {"tau", 0.4}});
        const auto before = f.gates.gates();
        auto trainer = f.trainer({.epochs = 1});
        QCOMPARE(trainer.run(), RunOutcome::Finished);
        QCOMPARE(f.gates.alpha(), 0.5);
        QCOMPARE(f.gates.tau(), 0.4);
        QVERIFY(std::abs(f.gates.gates()[0] - before[0]) < 1e-4);
        QCOMPARE(f.observer.marks.size(), size_t{2});
        QCOMPARE(f.observer.marks[0].step, 1);
        QCOMPARE(f.observer.marks[0].what, std::string("alpha 0.01 -> 0.5"));
    }

    void pauseStepAndStopFromAnotherThread()
    {
        Fixture f;
        f.control.pause();
        auto trainer = f.trainer({.epochs = 1000, .patience = 0});
        RunOutcome outcome = RunOutcome::Finished;
        std::thread worker([&] { outcome = trainer.run(); });
        f.control.stepOnce();
        f.control.stepOnce();
        QTRY_COMPARE_WITH_TIMEOUT(f.observer.reported.load(), 2, 5000);
        f.control.stop();
        worker.join();
        QCOMPARE(outcome, RunOutcome::Stopped);
        QCOMPARE(trainer.step(), 2);
    }

    void calibrationLeavesTheGatesAlone()
    {
        Fixture f(1e-2);
        const auto before = f.gates.gates();
        f.control.pause(); // does not hold a calibration up
        auto trainer = f.trainer({.epochs = 1, .calibration = true});
        QCOMPARE(trainer.run(), RunOutcome::Finished);
        QCOMPARE(f.engine.log, (std::vector<std::string>{"b1@1000", "b2@1004"}));
        QCOMPARE(f.gates.gates(), before);
        QCOMPARE(f.gates.divergence()[0], 1.0);
    }
};

QTEST_APPLESS_MAIN(TestTrainer)
#include "tst_trainer.moc"

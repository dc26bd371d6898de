// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/train/trainer.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <string>

using namespace leap;

namespace {

/// Batches of two rows with the labels 0 and 1; a batch's ids are its number.
class Batches : public BatchSource {
public:
    explicit Batches(int64_t count)
        : m_count(count)
    {
    }
    void reset(int64_t epoch) override
    {
        passes = std::max(passes, epoch);
        m_next = 0;
    }
    bool next(Batch& batch) override
    {
        if (m_next >= m_count)
            return false;
        batch.rows = 2;
        batch.ids.assign(2, static_cast<int32_t>(m_next++));
        batch.label = {0, 1};
        return true;
    }
    void skip(int64_t batches) override { m_next += batches; }
    [[nodiscard]] int64_t rows() const override { return 2 * m_count; }
    [[nodiscard]] int64_t batches() const override { return m_count; }
    int64_t passes = 0;

private:
    int64_t m_count;
    int64_t m_next = 0;
};

/// Writes down what it is asked: b3 = the backbone learns batch 3, g = the gates do, p = it is predicted. Its
/// one weight counts backbone steps.
class Scribe : public StepEngine {
public:
    std::vector<std::string> log;
    float weight = 0;

    void step(const Batch& batch, const StepInput& input, StepResult& result) override
    {
        const char* kind = input.kind == StepKind::Backbone ? "b" : input.kind == StepKind::Gates ? "g" : "j";
        log.push_back(kind + std::to_string(batch.ids.front()));
        weight += input.kind != StepKind::Gates ? 1.0F : 0.0F;
        result.loss = batch.ids.front();
        result.dtheta.clear();
        if (input.kind != StepKind::Backbone)
            result.dtheta.assign(input.theta.size(), 0.5F);
        result.divergence.assign(input.theta.size(), static_cast<float>(1 + batch.ids.front()));
    }
    void predict(const Batch& batch, std::vector<float>& logits) override
    {
        log.push_back("p" + std::to_string(batch.ids.front()));
        logits = batch.label;
    }
    void setLearningRate(double) override { }
    void save(StateDict& state) const override { putFloats(state, "engine/weight", {weight}); }
    void load(const StateDict& state) override { weight = getFloats(state, "engine/weight", 1)[0]; }
    void saveModel(StateDict& state) const override { save(state); }
    void loadModel(const StateDict& state) override { load(state); }
    [[nodiscard]] std::string description() const override { return "scribe"; }
};

class Log : public TrainObserver {
public:
    std::vector<EpochReport> blocks;
    std::vector<double> gateLosses;
    RunControl* stopAt = nullptr;
    int64_t stopStep = 0;
    void stepped(const StepReport& report) override
    {
        gateLosses.push_back(report.gateLoss);
        if (stopAt && report.step == stopStep)
            stopAt->stop();
    }
    void epochDone(const EpochReport& block) override { blocks.push_back(block); }
};

struct Fixture {
    Batches train{7}, gate{3}, validation{1}, ahead{7};
    Scribe engine;
    Settings settings;
    GateState gates{2, settings, 0.01, 0.01};
    RunControl control;
    Log observer;

    Trainer trainer(SearchMode search = SearchMode::Bilevel, int64_t blocks = 3)
    {
        return {engine,
                &gates,
                {&train, &gate, &validation, &ahead},
                {.search = search, .epochs = 9, .patience = 1, .blocks = blocks},
                control,
                observer};
    }
};

} // namespace

class TestCourse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blocksOfAStream()
    {
        const StreamBlocks stream{7, 3};
        QCOMPARE(stream.length(), 2);
        QCOMPARE(stream.begin(1), 0);
        QCOMPARE(stream.begin(3), 4);
        QCOMPARE(stream.count(2), 2);
        QCOMPARE(stream.count(3), 3); // what is left
    }

    /// Each batch once and in order; a block is predicted as a whole after the block before it was learnt and
    /// before it is learnt itself; gate batches come when their share of the stream has passed.
    void judgesEachBlockBeforeTrainingOnIt()
    {
        Fixture f;
        auto trainer = f.trainer();
        QCOMPARE(trainer.run(), RunOutcome::Finished);
        const std::vector<std::string> expected{"b0", "b1", "p2", "p3", // block 1, then block 2 is judged
                                                "b2", "g0", "b3", "p4", "p5", "p6", // 3 x 3 / 7 > 1
                                                "b4", "g1", "b5", "b6", "g2", "p0"}; // the validation rows
        QCOMPARE(f.engine.log, expected);
        QCOMPARE(f.train.passes, 0);
        QCOMPARE(f.gate.passes, 0);
        QCOMPARE(f.observer.blocks.size(), size_t{3}); // patience does not apply
        QCOMPARE(f.observer.blocks[0].step, 2);
        QCOMPARE(f.observer.blocks[0].trainLoss, 0.5); // mean of 0 and 1
        QCOMPARE(f.observer.blocks[2].trainLoss, 5.0); // of 4, 5 and 6
        QVERIFY(std::isnan(f.observer.gateLosses[0])); // the gates wait
        QCOMPARE(f.observer.gateLosses[2], 0.0);
    }

    void jointStepsNeedNoGateRows()
    {
        Fixture f;
        auto trainer = f.trainer(SearchMode::Joint);
        QCOMPARE(trainer.run(), RunOutcome::Finished);
        QCOMPARE(std::count_if(f.engine.log.begin(), f.engine.log.end(),
                               [](const std::string& entry) { return entry[0] == 'j'; }),
                 7);
        QVERIFY(std::none_of(f.engine.log.begin(), f.engine.log.end(),
                             [](const std::string& entry) { return entry[0] == 'g'; }));
    }

    /// What counts is the end, however the figures on the way compare.
    void theEndIsWhatIsKept()
    {
        Fixture f;
        auto trainer = f.trainer();
        QCOMPARE(trainer.run(), RunOutcome::Finished);
        QCOMPARE(trainer.bestEpoch(), 3);
        QVERIFY(!f.observer.blocks[0].best && !f.observer.blocks[1].best && f.observer.blocks[2].best);
        QVERIFY(trainer.restoreBest());
        QCOMPARE(f.engine.weight, 7.0F);
    }

    /// The average of the divergence runs through the whole stream: by hand, without a start in between.
    void theAverageIsNeverReset()
    {
        Fixture f;
        auto trainer = f.trainer();
        (void)trainer.run();
        double average = 1;
        for (int batch = 1; batch < 7; ++batch)
            average = f.gates.beta() * average + (1 - f.gates.beta()) * (1 + batch);
        QVERIFY(std::abs(f.gates.divergence()[0] - average) < 1e-12);
    }

    void goingOnAfterAStopEqualsNeverHavingStopped()
    {
        Fixture straight;
        auto whole = straight.trainer();
        QCOMPARE(whole.run(), RunOutcome::Finished);
        for (int64_t stopStep = 1; stopStep < 7; ++stopStep) {
            Fixture first;
            first.observer.stopAt = &first.control;
            first.observer.stopStep = stopStep;
            auto before = first.trainer();
            QCOMPARE(before.run(), RunOutcome::Stopped);
            StateDict saved;
            before.save(saved);
            Fixture second;
            auto after = second.trainer();
            after.load(saved);
            QCOMPARE(after.run(), RunOutcome::Finished);
            auto log = first.engine.log;
            log.insert(log.end(), second.engine.log.begin(), second.engine.log.end());
            QCOMPARE(log, straight.engine.log);
            QCOMPARE(second.gates.gates(), straight.gates.gates());
            QCOMPARE(second.observer.blocks.back().trainLoss, straight.observer.blocks.back().trainLoss);
            QCOMPARE(after.gateMoves(), whole.gateMoves());
        }
    }

    void fewerBatchesThanBlocksAreRefused()
    {
        Fixture f;
        try {
            (void)f.trainer(SearchMode::Bilevel, 8);
            QFAIL("eight blocks of seven batches");
        } catch (const InputError& error) {
            QVERIFY(std::string(error.what()).find("7 batches, fewer than its 8 blocks")
                    != std::string::npos);
        }
    }
};

QTEST_APPLESS_MAIN(TestCourse)
#include "tst_course.moc"

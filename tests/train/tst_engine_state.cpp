// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/model_state.h"
#include "tests/train/engine_case.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;

class TestEngineState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { skipWithoutTestedDevice(); }

    void gateStepsMoveNothing()
    {
        const auto engine = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*engine, 1, 20);
        const StateDict before = stateOf(*engine);
        for (int64_t step = 21; step < 25; ++step)
            (void)doStep(*engine, makeBatch(16, 3), stepInput(StepKind::Gates, step));
        QVERIFY(stateOf(*engine) == before);
    }

    void predictionsMoveNothingAndRepeat()
    {
        const auto engine = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*engine, 1, 20);
        const StateDict before = stateOf(*engine);
        std::vector<float> first, second, single;
        const Batch batch = makeBatch(9, 3);
        engine->predict(batch, first);
        engine->predict(batch, second);
        QCOMPARE(first.size(), size_t{9});
        QCOMPARE(first, second);
        QVERIFY(stateOf(*engine) == before);
        Batch none;
        none.bags.resize(1);
        engine->predict(none, single);
        QVERIFY(single.empty());
    }

    void sameSeedIsBitEqual()
    {
        std::vector<double> first, second, other;
        auto spec = makeSpec(Kind::Leap);
        const auto a = makeTestedEngine(spec);
        trainFor(*a, 1, 30, &first);
        const auto b = makeTestedEngine(spec);
        trainFor(*b, 1, 30, &second);
        QCOMPARE(first, second);
        QVERIFY(stateOf(*a) == stateOf(*b));
        spec.seed = 78;
        trainFor(*makeTestedEngine(spec), 1, 30, &other);
        QVERIFY(first != other);
    }

    void resumedEqualsUninterrupted()
    {
        const auto whole = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*whole, 1, 300);
        const auto part = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*part, 1, 137);
        const auto resumed = makeTestedEngine(makeSpec(Kind::Leap));
        resumed->load(stateOf(*part));
        std::vector<float> logits;
        resumed->predict(makeBatch(9, 3), logits); // looking has no effect
        trainFor(*resumed, 138, 300);
        QVERIFY(stateOf(*whole) == stateOf(*resumed));
    }

    void aModelMovesWithoutTheOptimiser()
    {
        const auto from = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*from, 1, 40);
        auto spec = makeSpec(Kind::Leap);
        spec.seed = 78;
        const auto to = makeTestedEngine(spec);
        trainFor(*to, 1, 25);
        const StateDict before = stateOf(*to);
        StateDict model;
        from->saveModel(model);
        to->loadModel(model);
        std::vector<float> first, second;
        from->predict(makeBatch(9, 3), first);
        to->predict(makeBatch(9, 3), second);
        QCOMPARE(first, second);
        size_t ofModel = 0;
        for (const auto& [name, array] : stateOf(*to)) {
            const bool moved = isModelState(name);
            ofModel += moved ? 1 : 0;
            QVERIFY2(array == (moved ? model.at(name) : before.at(name)), name.c_str());
        }
        QCOMPARE(ofModel, model.size());
    }

    void aModelThatDoesNotFitChangesNothing()
    {
        const auto engine = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*engine, 1, 3);
        const StateDict before = stateOf(*engine);
        StateDict model;
        engine->saveModel(model);
        for (auto& [name, array] : model)
            std::get<std::vector<float>>(array.values)[0] += 1;
        putFloats(model, "engine/table.1.parameter", {});
        QVERIFY_THROWS_EXCEPTION(InputError, engine->loadModel(model));
        model.erase("engine/table.1.parameter");
        QVERIFY_THROWS_EXCEPTION(InputError, engine->loadModel(model));
        QVERIFY(stateOf(*engine) == before);
    }

    void aBatchOfOneRowLeavesTheStatistics()
    {
        const auto engine = makeTestedEngine(makeSpec(Kind::None));
        (void)doStep(*engine, makeBatch(20, 1), stepInput(StepKind::Backbone, 1, {}));
        const auto before = getFloats(stateOf(*engine), "engine/mlp.0.norm.variance");
        (void)doStep(*engine, makeBatch(1, 2), stepInput(StepKind::Backbone, 2, {}));
        QCOMPARE(getFloats(stateOf(*engine), "engine/mlp.0.norm.variance"), before);
        (void)doStep(*engine, makeBatch(2, 2), stepInput(StepKind::Backbone, 3, {}));
        QVERIFY(getFloats(stateOf(*engine), "engine/mlp.0.norm.variance") != before);
    }

    void stateNamesWhatDoesNotFit()
    {
        const auto engine = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*engine, 1, 3);
        const StateDict good = stateOf(*engine);
        const auto refuses = [&](const std::function<void(StateDict&)>& spoil, const char* named) {
            StateDict bad = good;
            spoil(bad);
            try {
                engine->load(bad);
                QFAIL("a bad state was taken");
            } catch (const InputError& error) {
                QVERIFY2(std::string(error.what()).find(named) != std::string::npos, error.what());
            }
            QVERIFY(stateOf(*engine) == good);
        };
        refuses([](StateDict& state) { state.erase("engine/mlp.1.bias"); }, "engine/mlp.1.bias");
        refuses(
            [](StateDict& state) {
                putFloats(state, "engine/output.weight", {1, 2});
            },
            "engine/output.weight");
        refuses([](StateDict& state) { putFloats(state, "engine/table.1.moment1", {}); },
                "engine/table.1.moment1");
        refuses([](StateDict& state) { putFloats(state, "engine/mlp.0.norm.mean", {}); },
                "engine/mlp.0.norm.mean");
        refuses(
            [](StateDict& state) {
                std::get<std::vector<int64_t>>(state.at("engine/table.0.last_gradient").values)[0] = 99;
            },
            "engine/table.0.last_gradient");
    }
};

QTEST_APPLESS_MAIN(TestEngineState)
#include "tst_engine_state.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/train/engine_case.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;

class TestEngineGradients : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { skipWithoutTestedDevice(); }

    void gateGradientMatchesFiniteDifferences_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("rows");
        for (const int rows : {1, 2, 3, 64}) {
            QTest::addRow("gates, %d rows", rows) << static_cast<int>(StepKind::Gates) << rows;
            QTest::addRow("joint, %d rows", rows) << static_cast<int>(StepKind::Joint) << rows;
        }
    }
    /// The loss of a step of a given number is a function of theta: same dropout, same permutations.
    void gateGradientMatchesFiniteDifferences()
    {
        QFETCH(int, kind);
        QFETCH(int, rows);
        const auto engine = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*engine, 1, 30);
        const StateDict start = stateOf(*engine);
        const Batch batch = makeBatch(rows, 5);
        engine->load(start);
        const auto result = doStep(*engine, batch, stepInput(static_cast<StepKind>(kind), 31));
        QCOMPARE(result.dtheta.size(), size_t{4});
        for (size_t i = 0; i < 4; ++i) {
            const double error = slopeError(result.dtheta[i], [&](float delta) {
                auto theta = kTheta;
                theta[i] += delta;
                engine->load(start);
                return doStep(*engine, batch, stepInput(static_cast<StepKind>(kind), 31, theta)).loss;
            });
            QVERIFY2(error < allowedError(result.dtheta[i]),
                     qPrintable(QString("field %1: %2, off by %3").arg(i).arg(result.dtheta[i]).arg(error)));
        }
        if (rows == 64)
            QVERIFY(std::abs(result.dtheta[0]) > 2e-3); // the comparison is not one of zeros
    }

    void weightGradientMatchesFiniteDifferences_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("array");
        QTest::addColumn<int>("index");
        const StateDict known = stateOf(*makeTestedEngine(makeSpec(Kind::Leap)));
        for (const char* name :
             {"mlp.0.weight", "mlp.0.bias", "mlp.1.weight", "mlp.1.norm.weight", "mlp.1.norm.bias",
              "output.weight", "output.bias", "wide.weight", "wide.bias", "cross.0.weight", "cross.2.bias"}) {
            if (known.contains(std::string("engine/") + name)) // depends on the backbone
                QTest::addRow("%s", name)
                    << static_cast<int>(Kind::Leap) << name << (QString(name).contains("0.w") ? 12 : 0);
        }
        // Nothing flows through x' into an embedding, which differences do not know: without the gate.
        for (const char* name : {"table.0.parameter", "table.1.parameter", "table.2.parameter"}) {
            for (const int index : {0, 5, 9})
                QTest::addRow("%s %d", name, index) << static_cast<int>(Kind::None) << name << index;
        }
    }
    /// After the first step Adam's moment m is (1 - beta1) x the gradient.
    void weightGradientMatchesFiniteDifferences()
    {
        QFETCH(int, kind);
        QFETCH(QString, array);
        QFETCH(int, index);
        const std::string name = "engine/" + array.toStdString();
        const std::string moment = "engine/"
            + (array.endsWith(".parameter") ? array.chopped(9) + "moment1" : array + ".moment1")
                  .toStdString();
        const auto engine = makeTestedEngine(makeSpec(static_cast<Kind>(kind)));
        const StateDict start = stateOf(*engine);
        const Batch batch = makeBatch(64, 5);
        const auto lossAt = [&](float delta) {
            StateDict moved = start;
            std::get<std::vector<float>>(moved.at(name).values)[static_cast<size_t>(index)] += delta;
            engine->load(moved);
            return doStep(*engine, batch, stepInput(StepKind::Backbone, 1)).loss;
        };
        (void)lossAt(0);
        const double gradient =
            10.0 * static_cast<double>(getFloats(stateOf(*engine), moment)[static_cast<size_t>(index)]);
        const double error = slopeError(gradient, lossAt);
        QVERIFY2(error < allowedError(gradient),
                 qPrintable(QString("%1, off by %2").arg(gradient).arg(error)));
        if (array != "mlp.0.bias" && tested("LEAP_TESTED_BACKBONE", kWideDeep) == kWideDeep)
            QVERIFY(std::abs(gradient) > 1e-3); // not zeros; BatchNorm takes a bias before it away
    }
};

QTEST_APPLESS_MAIN(TestEngineGradients)
#include "tst_engine_gradients.moc"

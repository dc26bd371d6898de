// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/study/path/alpha_path_record.h"
#include "core/study/path/alpha_path_table.h"
#include "tests/study/prove_data.h"
#include "tests/support/error_text.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

using namespace leap;

class TestAlphaPath : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fieldsFallFromTheirAlphaOn()
    {
        // Field 0 always stays; 1 falls at 2; 2 comes back at 2 and falls at 4; 3 is dropped throughout.
        const auto falls = fallingAlphas({1, 2, 4}, {{1, 1, 0, 0}, {1, 0, 1, 0}, {1, 0, 0, 0}});
        QCOMPARE(falls.size(), size_t{4});
        QVERIFY(std::isnan(falls[0]));
        QCOMPARE(falls[1], 2.0);
        QCOMPARE(falls[2], 4.0);
        QCOMPARE(falls[3], 1.0);
        QVERIFY(fallingAlphas({}, {}).empty());
    }

    void choosesWithinOneError()
    {
        QTemporaryDir folder;
        QVERIFY(folder.isValid());
        const auto planted = test::plantedTable(folder.path().toStdString(), 8000);
        const auto dataset = test::encodePlanted(planted, planted.schema);
        Settings settings = test::quickSettings();
        settings.gateLearningRate = 0.02;
        settings.epochs = 5;
        RunControl control;
        TrainObserver quiet;
        const AlphaPath path = searchAlphaPath(dataset, settings, {.below = 1, .above = 5}, control, quiet);
        QVERIFY(path.points.size() >= 3);
        const auto columns = [&](const AlphaPoint& point) {
            return keptColumns(dataset->layout, point.kept);
        };
        const AlphaPoint& best = path.points[path.best];
        const AlphaPoint& chosen = path.points[path.chosen];
        QVERIFY(chosen.withinOneError);
        QVERIFY(std::abs(chosen.loss.loss - (best.auc - chosen.auc)) < 1e-9);
        for (size_t i = 0; i < path.points.size(); ++i) {
            const AlphaPoint& point = path.points[i];
            QVERIFY(std::isnan(point.auc) || point.auc <= best.auc);
            QVERIFY(!point.withinOneError || columns(point) >= columns(chosen));
            if (point.withinOneError && columns(point) == columns(chosen))
                QVERIFY(point.searchAuc.value <= chosen.searchAuc.value);
            if (i > 0)
                QVERIFY(std::abs(point.alpha / path.points[i - 1].alpha - 2) < 1e-9);
        }
        QVERIFY(keptFields(path.points.front().kept) > keptFields(path.points.back().kept));
        QCOMPARE(path.result.plan.alpha, chosen.alpha);
        for (size_t i = 0; i < chosen.gates.size(); ++i)
            QCOMPARE(path.result.ranking.fields[i].gate, chosen.gates[i]);
        QCOMPARE(path.looks.test, int64_t{0});
        QVERIFY(path.looks.validation > 0);
        QCOMPARE(toJson(path)["points"].size(), path.points.size());
        QVERIFY(gridText(alphaPathTables(path).front()).find("chosen") != std::string::npos);
        QVERIFY(alphaPathVerdict(path).find("one paired standard error") != std::string::npos);
    }

    void stops()
    {
        QTemporaryDir folder;
        const auto planted = test::plantedTable(folder.path().toStdString(), 1000);
        RunControl control;
        control.stop();
        TrainObserver quiet;
        const AlphaPath path = searchAlphaPath(test::encodePlanted(planted, planted.schema),
                                               test::quickSettings(), {}, control, quiet);
        QCOMPARE(path.outcome, RunOutcome::Stopped);
        QVERIFY(path.points.empty());
    }
};

QTEST_GUILESS_MAIN(TestAlphaPath)
#include "tst_alpha_path.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/study/roi/roi_record.h"
#include "core/study/roi/roi_table.h"
#include "core/study/stepwise/stepwise_record.h"
#include "core/study/stepwise/stepwise_table.h"
#include "tests/study/prove_data.h"
#include "tests/support/error_text.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <map>

using namespace leap;
using leap::test::inputErrorOf;

/// Tables 3 and 4 on the planted file.
class TestStepwise : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_dataset;
    Settings m_settings = test::quickSettings();
    RunControl m_control;
    ProveObserver m_quiet;

    Ranking ranking(const std::map<std::string, double>& gates) const
    {
        std::vector<double> scores;
        for (const Field& field : m_dataset->schema.fields)
            scores.push_back(gates.contains(field.name) ? gates.at(field.name) : 0.01);
        return rankingOf(*m_dataset, scores);
    }
    TrainedSets sets(int seeds) { return {m_dataset, m_settings, seeds, m_control, m_quiet}; }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const auto planted = test::plantedTable(m_folder.path().toStdString(), 20'000);
        m_dataset = test::encodePlanted(planted, planted.schema);
    }

    void buildsUpAndTestsTheRest()
    {
        TrainedSets trained = sets(4);
        const Stepwise study = stepwise(
            trained, ranking({{"strong_a", .9}, {"strong_b", .8}, {"noise_2", .6}}), .5, LossMetric::Auc);
        QCOMPARE(study.built.size(), size_t{3});
        QCOMPARE(study.built[0].added, std::string("strong_a"));
        QCOMPARE(study.built[0].utility, Utility::First);
        QCOMPARE(study.built[1].utility, Utility::Helps); // strong_b
        QVERIFY(study.built[1].gain > 0.02);
        QVERIFY(std::abs(study.built[1].gain + study.built[1].paired.loss) < 1e-9);
        QVERIFY(study.built[2].utility != Utility::Helps); // noise
        for (const Step& step : study.built)
            QVERIFY(step.metric <= study.built[study.peak].metric);
        QCOMPARE(study.peakFields.size(), study.peak + 1);
        QCOMPARE(study.tested.size(), 12 - study.peakFields.size());
        const auto numeric = std::find_if(study.tested.begin(), study.tested.end(),
                                          [](const Step& step) { return step.added == "numeric"; });
        QCOMPARE(numeric->utility, Utility::Helps); // useful though its gate was low
        QCOMPARE(study.looks.test, int64_t{0});
        QCOMPARE(
            study.looks.validation,
            4 * int64_t(study.built.size() + study.tested.size())
                - (study.peak < 2 ? 4 : 0)); // peak + noise_2 was trained already when the peak is before it
        const std::string table = gridText(stepwiseTables(study).front());
        for (const char* part : {"[strong_a]", "peak + numeric", "(peak model)", "helps"})
            QVERIFY2(table.find(part) != std::string::npos, table.c_str());
        QCOMPARE(toJson(study)["tested"].size(), study.tested.size());
    }

    void theBestFieldBuildsWhereNoneIsHigh()
    {
        TrainedSets trained = sets(1);
        const Stepwise study = stepwise(trained, ranking({{"strong_b", .2}}), .5, LossMetric::Auc);
        QCOMPARE(study.built.size(), size_t{1});
        QCOMPARE(study.peakFields, std::vector<std::string>{"strong_b"});
    }

    void stopsWithWhatIsDone()
    {
        RunControl control;
        control.stop();
        TrainedSets trained(m_dataset, m_settings, 1, control, m_quiet);
        QCOMPARE(stepwise(trained, ranking({}), .5, LossMetric::Auc).outcome, RunOutcome::Stopped);
    }

    /// Widths 8, 1, 8, 16: by hand.
    void setsOfACurve()
    {
        RowLayout layout;
        layout.ranges = {0, 8, 9, 17, 33};
        const std::vector<size_t> order{2, 0, 1, 3}; // field 3 goes first: 16, then 17, then 25 columns
        QCOMPARE(prunedSets(layout, order, 100),
                 (std::vector<KeptSet>{{1, 1, 1, 1}, {1, 1, 1, 0}, {1, 0, 1, 0}, {0, 0, 1, 0}}));
        QCOMPARE(prunedSets(layout, order, 3),
                 (std::vector<KeptSet>{{1, 1, 1, 1}, {1, 1, 1, 0}, {0, 0, 1, 0}}));
        QCOMPARE(prunedSets(layout, order, 1), (std::vector<KeptSet>{{1, 1, 1, 1}, {0, 0, 1, 0}}));
        RowLayout one;
        one.ranges = {0, 4};
        QCOMPARE(prunedSets(one, {0}, 5), (std::vector<KeptSet>{{1}}));
        QVERIFY(inputErrorOf([&] { (void)prunedSets(one, {0}, 0); }).contains("at least one point"));
    }

    void aCurvePerSelector()
    {
        RoiRequest request;
        request.selectors = {"no-select", "leap-base"};
        request.points = 4;
        request.settings = m_settings;
        request.settings.alpha = 0.01;
        TrainedSets trained(m_dataset, request.settings, 2, m_control, m_quiet);
        const Roi study = roi(trained, m_dataset, request, m_control, m_quiet);
        QCOMPARE(study.curves.size(), size_t{2});
        for (const RoiCurve& curve : study.curves) {
            QCOMPARE(curve.points.front().columnsPruned, int64_t{0});
            QCOMPARE(curve.points.front().paired.loss, 0.0);
            QVERIFY(curve.points.back().fieldsKept == 1);
            QVERIFY(curve.points[curve.chosen].withinOneError);
            for (size_t i = 0; i < curve.points.size(); ++i) {
                QVERIFY(curve.points[i].metric <= curve.points[curve.best].metric);
                if (i > curve.chosen)
                    QVERIFY(!curve.points[i].withinOneError);
            }
        }
        QCOMPARE(study.looks.test, int64_t{0});
        const Json json = toJson(study);
        QCOMPARE(json["curves"][1]["points"][0]["kept"].size(), size_t{12});
        QVERIFY(gridText(roiTables(study).front()).find("smallest within one error") != std::string::npos);
        request.selectors = {"laep"};
        QVERIFY(inputErrorOf([&] {
                    (void)roi(trained, m_dataset, request, m_control, m_quiet);
                }).contains("Did you mean 'leap'?"));
    }
};

QTEST_GUILESS_MAIN(TestStepwise)
#include "tst_stepwise.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/auc.h"
#include "core/metric/delong.h"
#include "core/metric/gauc.h"
#include "core/metric/influence.h"
#include "core/metric/log_loss.h"
#include "tests/metric/toy_scores.h"

#include <QtTest>
#include <numeric>

using namespace leap;

namespace {

std::vector<double> minus(const std::vector<double>& a, const std::vector<double>& b)
{
    std::vector<double> result;
    for (size_t i = 0; i < a.size(); ++i)
        result.push_back(a[i] - b[i]);
    return result;
}

} // namespace

class TestInfluence : public QObject {
    Q_OBJECT

    static std::vector<int32_t> groups(size_t rows, int32_t count)
    {
        std::vector<int32_t> group;
        for (size_t row = 0; row < rows; ++row)
            group.push_back(static_cast<int32_t>(row) % count);
        return group;
    }
    static double differenceError(PairedMetric metric, const ScoredRows& first, const ScoredRows& second)
    {
        return errorOf(minus(influenceOf(metric, second).units, influenceOf(metric, first).units));
    }

private Q_SLOTS:
    void ofAucItIsDelong()
    {
        const auto rows = toy::rows();
        const AucDifference delong = delongTest(rows.first, rows.second, rows.label);
        const ScoredRows first{rows.first, rows.label, {}, {}}, second{rows.second, rows.label, {}, {}};
        const MetricInfluence one = influenceOf(PairedMetric::Auc, first);
        QVERIFY(std::abs(one.value.value - delong.first) < 1e-12);
        QVERIFY(std::abs(errorOf(one.units) - delong.firstError) < 1e-12);
        QVERIFY(std::abs(differenceError(PairedMetric::Auc, first, second) - delong.error) < 1e-12);
        QVERIFY(std::abs(std::accumulate(one.units.begin(), one.units.end(), 0.0)) < 1e-12);
    }

    /// Losses ln 2 and ln(1 + e): mean, and half of their difference with n - 1 in the variance.
    void ofLogLossByHand()
    {
        const std::vector<float> label{1, 0}, score{0, 1};
        const MetricInfluence loss = influenceOf(PairedMetric::LogLoss, {score, label, {}, {}});
        const double a = std::log(2.0), b = std::log1p(std::exp(1.0));
        QVERIFY(std::abs(loss.value.value - (a + b) / 2) < 1e-12);
        QVERIFY(std::abs(errorOf(loss.units) - std::abs(a - b) / 2) < 1e-12);
    }

    void agreesWithTheBootstrap_data()
    {
        QTest::addColumn<int>("metric");
        QTest::addColumn<bool>("grouped");
        QTest::addColumn<bool>("weighted");
        QTest::newRow("AUC, weights") << static_cast<int>(PairedMetric::Auc) << false << true;
        QTest::newRow("AUC, groups") << static_cast<int>(PairedMetric::Auc) << true << false;
        QTest::newRow("log loss, weights") << static_cast<int>(PairedMetric::LogLoss) << false << true;
        QTest::newRow("log loss, groups") << static_cast<int>(PairedMetric::LogLoss) << true << false;
        QTest::newRow("GAUC by impressions")
            << static_cast<int>(PairedMetric::GaucByImpressions) << true << false;
        QTest::newRow("GAUC, plain mean") << static_cast<int>(PairedMetric::GaucPlain) << true << false;
    }
    void agreesWithTheBootstrap()
    {
        QFETCH(int, metric);
        QFETCH(bool, grouped);
        QFETCH(bool, weighted);
        const auto rows = toy::rows(3000);
        std::vector<float> weight;
        for (size_t i = 0; weighted && i < rows.label.size(); ++i)
            weight.push_back(i % 3 == 0 ? 2.0F : 0.5F);
        const std::vector<int32_t> group = grouped ? groups(3000, 150) : std::vector<int32_t>();
        const auto kind = static_cast<PairedMetric>(metric);
        const PairedDifference bootstrap =
            pairedBootstrap({rows.first, rows.second, rows.label, weight, group}, kind,
                            {.replicates = 2000, .unit = grouped ? Resample::Groups : Resample::Rows});
        const double error = differenceError(kind, {rows.first, rows.label, weight, group},
                                             {rows.second, rows.label, weight, group});
        qInfo("bootstrap %.6f, jackknife %.6f", bootstrap.error, error);
        QVERIFY(std::abs(error / bootstrap.error - 1) < 0.07); // 2,000 replicates: 1.6 % by chance
    }

    void undefinedWithReason()
    {
        const std::vector<float> score{1, 2, 3}, label{1, 0, 0};
        const MetricInfluence auc = influenceOf(PairedMetric::Auc, {score, label, {}, {}});
        QVERIFY(!auc.value.defined() && auc.units.empty());
        QCOMPARE(auc.value.reason, std::string("fewer than two rows of a class"));
        QVERIFY(std::isnan(errorOf(auc.units)));
        const std::vector<int32_t> group{0, 1, 2};
        QVERIFY(!influenceOf(PairedMetric::GaucPlain, {score, label, {}, group}).value.defined());
    }
};

QTEST_APPLESS_MAIN(TestInfluence)
#include "tst_influence.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/auc.h"
#include "core/metric/delong.h"
#include "core/metric/gauc.h"
#include "core/metric/log_loss.h"
#include "core/metric/paired_bootstrap.h"
#include "tests/metric/toy_scores.h"

#include <QtTest>
#include <algorithm>

using namespace leap;

class TestPairedBootstrap : public QObject {
    Q_OBJECT

    static std::vector<int32_t> groups(size_t rows, int32_t count)
    {
        std::vector<int32_t> group;
        for (size_t row = 0; row < rows; ++row)
            group.push_back(static_cast<int32_t>(row) % count);
        return group;
    }

private Q_SLOTS:
    void onAllRowsItIsTheMetric()
    {
        const auto rows = toy::rows(61);
        const auto group = groups(61, 7);
        std::vector<float> weight(61, 1.0F);
        weight[3] = 2.5F;
        weight[40] = 0;
        const PairedScores paired{rows.first, rows.second, rows.label, weight, group};
        const auto result = [&](PairedMetric metric) {
            return pairedBootstrap(paired, metric, {.replicates = 10});
        };
        QVERIFY(std::abs(result(PairedMetric::Auc).first - auc(rows.first, rows.label, weight).value)
                < 1e-12);
        QVERIFY(
            std::abs(result(PairedMetric::LogLoss).second - logLoss(rows.second, rows.label, weight).value)
            < 1e-12);
        QVERIFY(std::abs(result(PairedMetric::GaucByImpressions).first
                         - gauc(rows.first, rows.label, group, GaucKind::ByImpressions).value)
                < 1e-12);
        QVERIFY(std::abs(result(PairedMetric::GaucPlain).second
                         - gauc(rows.second, rows.label, group, GaucKind::PlainMean).value)
                < 1e-12);
    }

    /// Two rows whose losses differ by d1 and d2: a replicate is d1, (d1 + d2) / 2 or d2, with probabilities
    /// 1/4, 1/2, 1/4.
    void twoRowsByHand()
    {
        const std::vector<float> label{1, 0}, first{0, 0}, second{1, 1};
        const PairedScores paired{first, second, label, {}, {}};
        const int count = 4000;
        const PairedDifference result = pairedBootstrap(paired, PairedMetric::LogLoss, {.replicates = count});
        const double d1 = std::log1p(std::exp(-1.0)) - std::log(2.0);
        const double d2 = 1 + std::log1p(std::exp(-1.0)) - std::log(2.0);
        const auto share = [&](double value) {
            return static_cast<double>(
                       std::count_if(result.replicates.begin(), result.replicates.end(),
                                     [&](double found) { return std::abs(found - value) < 1e-9; }))
                / count;
        };
        QVERIFY(std::abs(share(d1) - 0.25) < 0.03); // 4 standard errors
        QVERIFY(std::abs(share(d2) - 0.25) < 0.03);
        QVERIFY(std::abs(share((d1 + d2) / 2) - 0.5) < 0.035);
        QVERIFY(std::abs(share(d1) + share(d2) + share((d1 + d2) / 2) - 1) < 1e-9);
        // standard deviation: (d2 - d1) / sqrt(8)
        QVERIFY(std::abs(result.error - 1 / std::sqrt(8.0)) < 0.02);
        QVERIFY(std::abs(result.upperBound(0.95) - d2) < 1e-9);
        QVERIFY(std::abs(result.lowerBound(0.95) - d1) < 1e-9);
    }

    /// The other way to the same standard error.
    void agreesWithDelong()
    {
        const auto rows = toy::rows(600);
        const AucDifference delong = delongTest(rows.first, rows.second, rows.label);
        const PairedDifference result =
            pairedBootstrap({rows.first, rows.second, rows.label, {}, {}}, PairedMetric::Auc);
        QVERIFY(std::abs(result.difference - delong.difference) < 1e-12);
        QVERIFY2(std::abs(result.error / delong.error - 1) < 0.08, // 2,000 replicates: 1.6 % standard error
                 qPrintable(QString::number(result.error / delong.error)));
        QVERIFY(std::abs(result.upperBound() - delong.upperBound()) < 0.15 * delong.error);
    }

    /// Ten copies of every row in one group: drawing rows pretends to ten times the data; drawing groups does
    /// not.
    void wholeGroupsAreDrawn()
    {
        const auto rows = toy::rows(60);
        std::vector<float> first, second, label;
        std::vector<int32_t> group;
        for (size_t row = 0; row < 60; ++row) {
            for (int copy = 0; copy < 10; ++copy) {
                first.push_back(rows.first[row]);
                second.push_back(rows.second[row]);
                label.push_back(rows.label[row]);
                group.push_back(static_cast<int32_t>(row));
            }
        }
        const PairedScores copies{first, second, label, {}, group};
        const double alone =
            pairedBootstrap({rows.first, rows.second, rows.label, {}, {}}, PairedMetric::Auc).error;
        const auto byGroups = pairedBootstrap(copies, PairedMetric::Auc, {.unit = Resample::Groups});
        const auto byRows = pairedBootstrap(copies, PairedMetric::Auc);
        QCOMPARE(byGroups.units, 60);
        QCOMPARE(byRows.units, 600);
        QVERIFY(std::abs(byGroups.error / alone - 1) < 1e-9); // the same draws, the same figures
        QVERIFY(byRows.error < 0.45 * alone);
    }

    void samePlanSameResult()
    {
        const auto rows = toy::rows();
        const PairedScores paired{rows.first, rows.second, rows.label, {}, {}};
        const BootstrapPlan plan{.replicates = 50, .seed = 3};
        QCOMPARE(pairedBootstrap(paired, PairedMetric::Auc, plan).replicates,
                 pairedBootstrap(paired, PairedMetric::Auc, plan).replicates);
        QVERIFY(pairedBootstrap(paired, PairedMetric::Auc, {.replicates = 50, .seed = 4}).replicates
                != pairedBootstrap(paired, PairedMetric::Auc, plan).replicates);
        const PairedDifference same =
            pairedBootstrap({rows.first, rows.first, rows.label, {}, {}}, PairedMetric::Auc, plan);
        QCOMPARE(same.error, 0.0);
        QCOMPARE(same.upperBound(), 0.0);
    }

    void undefinedWithReason()
    {
        const std::vector<float> score{1, 2}, label{1, 0}, onlyOnes{1, 1}, one{1};
        QCOMPARE(pairedBootstrap({score, score, label, {}, {}}, PairedMetric::GaucPlain).reason,
                 std::string("no group column"));
        QVERIFY(!pairedBootstrap({score, score, onlyOnes, {}, {}}, PairedMetric::Auc).defined());
        QVERIFY(!pairedBootstrap({one, one, one, {}, {}}, PairedMetric::LogLoss).defined());
        QVERIFY(!pairedBootstrap({{}, {}, {}, {}, {}}, PairedMetric::Auc).defined());
        // Half of the draws of two rows miss a class: they are counted, not taken for a figure.
        const auto half = pairedBootstrap({score, score, label, {}, {}}, PairedMetric::Auc);
        QVERIFY(half.defined() && half.undefined > 900 && half.undefined < 1100);
        const std::vector<float> broken{1, std::numeric_limits<float>::quiet_NaN()};
        QCOMPARE(pairedBootstrap({score, broken, label, {}, {}}, PairedMetric::Auc).reason,
                 std::string("a score is not finite"));
    }
};

QTEST_APPLESS_MAIN(TestPairedBootstrap)
#include "tst_paired_bootstrap.moc"

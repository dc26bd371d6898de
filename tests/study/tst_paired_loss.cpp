// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/study/retrain/paired_loss.h"
#include "tests/support/error_text.h"

#include <QtTest>
#include <cmath>

using namespace leap;
using leap::test::inputErrorOf;

namespace {

constexpr size_t kRows = 400;

/// Scores of a model that sees the label through noise of strength `noise`; stream `seed`.
std::shared_ptr<const RetrainResult> training(uint64_t seed, double noise, bool groups = false)
{
    RetrainResult result;
    Predictions& rows = result.validation.rows;
    RandomStream labels(streamKey(1, "labels")), draws(streamKey(seed, "draws"));
    for (size_t i = 0; i < kRows; ++i) {
        rows.label.push_back(labels.uniformAt(i) < 0.4F ? 1.0F : 0.0F);
        rows.logit.push_back(rows.label.back() + static_cast<float>(noise) * draws.normalAt(i));
        if (groups)
            rows.group.push_back(static_cast<int32_t>(i / 8));
    }
    result.validation.figures = evaluate(rows);
    return std::make_shared<const RetrainResult>(std::move(result));
}

PairedLoss lossOf(const Trainings& one, const Trainings& other, LossMetric metric = LossMetric::Auc)
{
    return pairedLoss(one, other, metric, TestRows::Closed);
}

} // namespace

class TestPairedLoss : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWorseModelLoses()
    {
        const Trainings good{training(1, 0.8), training(2, 0.8)}, bad{training(3, 1.2), training(4, 1.2)};
        const PairedLoss loss = lossOf(good, bad);
        const double byHand = (good[0]->validation.figures.auc.value + good[1]->validation.figures.auc.value
                               - bad[0]->validation.figures.auc.value - bad[1]->validation.figures.auc.value)
            / 2;
        QVERIFY(std::abs(loss.loss - byHand) < 1e-9);
        QVERIFY(loss.loss > 0.03);
        QCOMPARE(loss.method, std::string("DeLong"));
        QVERIFY(std::abs(lossOf(bad, good).loss + loss.loss) < 1e-12);
        // A higher log loss is a loss too.
        QVERIFY(lossOf(good, bad, LossMetric::LogLoss).loss > 0);
        QCOMPARE(lossOf(good, bad, LossMetric::LogLoss).method, std::string("jackknife of rows"));
    }

    void seedErrorByHand()
    {
        const Trainings one{training(1, 1), training(2, 1), training(3, 1)};
        const Trainings other{training(4, 1), training(5, 1), training(6, 1)};
        std::vector<double> differences;
        for (size_t i = 0; i < 3; ++i)
            differences.push_back(one[i]->validation.figures.auc.value
                                  - other[i]->validation.figures.auc.value);
        const double mean = (differences[0] + differences[1] + differences[2]) / 3;
        double squares = 0;
        for (const double difference : differences)
            squares += (difference - mean) * (difference - mean);
        const PairedLoss loss = lossOf(one, other);
        QVERIFY(std::abs(loss.seedError - std::sqrt(squares / 2 / 3)) < 1e-9);
        QVERIFY(std::abs(loss.error() - std::hypot(loss.rowError, loss.seedError)) < 1e-12);
        // 1.6449 = z(.95); 2.9200 = t(.95, 2)
        const double reach = std::hypot(1.644854 * loss.rowError, 2.919986 * loss.seedError);
        QVERIFY(std::abs(loss.upperBound() - (loss.loss + reach)) < 1e-5);
        QVERIFY(std::abs(loss.lowerBound() - (loss.loss - reach)) < 1e-5);
    }

    void equalModelsLoseNothing()
    {
        const Trainings same{training(1, 1), training(2, 1)};
        const PairedLoss loss = lossOf(same, same);
        QCOMPARE(loss.loss, 0.0);
        QCOMPARE(loss.error(), 0.0);
        QCOMPARE(loss.upperBound(), 0.0);
    }

    void groupsAreDrawnWhole()
    {
        const Trainings one{training(1, 1, true)}, other{training(2, 1.5, true)};
        const PairedLoss loss = lossOf(one, other, LossMetric::GaucByImpressions);
        QCOMPARE(loss.method, std::string("jackknife of groups"));
        QVERIFY(loss.defined() && loss.loss > 0 && loss.rowError > 0);
        QVERIFY(std::isnan(loss.seedError)); // one seed
        QCOMPARE(loss.error(), loss.rowError);
        const PairedLoss without = lossOf({training(1, 1)}, {training(2, 1)}, LossMetric::GaucPlain);
        QVERIFY(!without.defined());
    }

    void namesItsMetrics()
    {
        QCOMPARE(parseName<LossMetric>("gauc"), LossMetric::GaucByImpressions);
        QVERIFY(inputErrorOf([] { (void)parseName<LossMetric>("acu"); }).contains("Did you mean 'auc'?"));
    }

    void studentsQuantiles_data()
    {
        QTest::addColumn<double>("level");
        QTest::addColumn<int>("freedom");
        QTest::addColumn<double>("expected"); // scipy.stats.t.ppf
        QTest::newRow("1") << .95 << 1 << 6.313752;
        QTest::newRow("2") << .95 << 2 << 2.919986;
        QTest::newRow("3") << .95 << 3 << 2.353363;
        QTest::newRow("4") << .95 << 4 << 2.131847;
        QTest::newRow("9") << .95 << 9 << 1.833113;
        QTest::newRow("9, two-sided") << .975 << 9 << 2.262157;
        QTest::newRow("99") << .95 << 99 << 1.660391;
    }
    void studentsQuantiles()
    {
        QFETCH(double, level);
        QFETCH(int, freedom);
        QFETCH(double, expected);
        QVERIFY(std::abs(studentQuantile(level, freedom) - expected) < 1.1e-3);
    }
};

QTEST_APPLESS_MAIN(TestPairedLoss)
#include "tst_paired_loss.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/auc.h"

#include "core/base/random.h"

#include <QtTest>
#include <cmath>
#include <limits>
#include <vector>

using namespace leap;
using Floats = std::vector<float>;

namespace {

/// The definition itself, pair by pair: O(N^2).
double aucByPairs(const Floats& score, const Floats& label, const Floats& weight)
{
    double won = 0, pairs = 0;
    for (size_t i = 0; i < score.size(); ++i) {
        for (size_t j = 0; j < score.size(); ++j) {
            if (label[i] <= 0.5F || label[j] > 0.5F)
                continue;
            const double w = weight.empty() ? 1.0 : double{weight[i]} * weight[j];
            pairs += w;
            won += w * (score[i] > score[j] ? 1.0 : score[i] == score[j] ? 0.5 : 0.0);
        }
    }
    return won / pairs;
}

} // namespace

class TestAuc : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void handCases_data()
    {
        QTest::addColumn<QVector<float>>("score");
        QTest::addColumn<QVector<float>>("label");
        QTest::addColumn<double>("expected");
        using V = QVector<float>;
        QTest::newRow("right order") << V{0, 1} << V{0, 1} << 1.0;
        QTest::newRow("wrong order") << V{1, 0} << V{0, 1} << 0.0;
        QTest::newRow("all tied") << V{3, 3, 3, 3} << V{0, 1, 0, 1} << 0.5;
        // positives .8 .4, negatives .6 .2: won (.8,.6) (.8,.2) (.4,.2) of 4 pairs
        QTest::newRow("3 of 4 pairs") << V{0.8F, 0.6F, 0.4F, 0.2F} << V{1, 0, 1, 0} << 0.75;
        // positive .5 ties with one of two negatives: 1/2 of a pair, and wins the other
        QTest::newRow("one tie") << V{0.5F, 0.5F, 0.1F} << V{1, 0, 0} << 0.75;
        QTest::newRow("-0 and +0 are one value") << V{-0.0F, 0.0F} << V{0, 1} << 0.5;
        QTest::newRow("negative scores") << V{-2, -1, -3} << V{0, 1, 0} << 1.0;
        QTest::newRow("largest and smallest floats")
            << V{std::numeric_limits<float>::lowest(), std::numeric_limits<float>::max(),
                 std::numeric_limits<float>::denorm_min()}
            << V{0, 1, 1} << 1.0;
    }
    void handCases()
    {
        QFETCH(QVector<float>, score);
        QFETCH(QVector<float>, label);
        QFETCH(double, expected);
        const MetricValue value = auc(score, label);
        QVERIFY(value.defined());
        QCOMPARE(value.value, expected);
        QCOMPARE(value.used, int64_t{score.size()});
        QVERIFY(value.reason.empty());
    }

    void equalsTheDefinition_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("values"); // few values: many ties
        QTest::addColumn<bool>("weighted");
        for (const int rows : {2, 3, 17, 255, 256, 400}) {
            for (const int values : {1, 3, 100000}) {
                QTest::addRow("%d rows, %d values", rows, values) << rows << values << false;
                QTest::addRow("%d rows, %d values, weighted", rows, values) << rows << values << true;
            }
        }
    }
    void equalsTheDefinition()
    {
        QFETCH(int, rows);
        QFETCH(int, values);
        QFETCH(bool, weighted);
        RandomStream stream(streamKey(7, "auc", static_cast<uint64_t>(rows), static_cast<uint64_t>(values)));
        Floats score, label, weight;
        for (int i = 0; i < rows; ++i) {
            score.push_back(static_cast<float>(stream.nextBelow(static_cast<uint64_t>(values))) - 1.5F);
            label.push_back(i < 2 ? static_cast<float>(i) : static_cast<float>(stream.nextBelow(2)));
            if (weighted)
                weight.push_back(static_cast<float>(1 + stream.nextBelow(5)));
        }
        const MetricValue value = auc(score, label, weight);
        QVERIFY(std::abs(value.value - aucByPairs(score, label, weight)) < 1e-12);
    }

    void isUnchangedByAMonotoneTransform()
    {
        RandomStream stream(streamKey(8, "auc"));
        Floats score, stretched, label;
        for (uint64_t i = 0; i < 1000; ++i) {
            score.push_back(stream.normalAt(i));
            stretched.push_back(std::exp(score.back()));
            label.push_back(stream.uniformAt(5000 + i) < 0.3F ? 1.0F : 0.0F);
        }
        QCOMPARE(auc(score, label).value, auc(stretched, label).value);
    }

    void aZeroWeightRowDoesNotCount()
    {
        const Floats score{0.1F, 0.9F, 0.5F}, label{0, 1, 1};
        QCOMPARE(auc(score, label, Floats{1, 1, 0}).value, 1.0);
        QVERIFY(!auc(score, label, Floats{0, 1, 1}).defined());
    }

    void isUndefinedWithoutBothClasses()
    {
        const MetricValue none = auc({}, {});
        QVERIFY(!none.defined() && !none.reason.empty());
        QCOMPARE(auc(Floats{1, 2}, Floats{0, 0}).reason, std::string("no positive row"));
        QCOMPARE(auc(Floats{1, 2}, Floats{1, 1}).reason, std::string("no negative row"));
        QVERIFY(!auc(Floats{1}, Floats{1}).defined());
    }

    void isUndefinedForScoresThatAreNoNumbers()
    {
        constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
        constexpr float kInfinity = std::numeric_limits<float>::infinity();
        for (const float bad : {kNan, -kNan, kInfinity, -kInfinity}) {
            const MetricValue value = auc(Floats{0, bad, 1}, Floats{0, 1, 1});
            QVERIFY(!value.defined());
            QCOMPARE(value.reason, std::string("a score is not finite"));
        }
        constexpr float kLargest = std::numeric_limits<float>::max();
        QCOMPARE(auc(Floats{kLargest, -kLargest}, Floats{1, 0}).value, 1.0);
    }
};

QTEST_APPLESS_MAIN(TestAuc)
#include "tst_auc.moc"

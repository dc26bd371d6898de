// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/table/feature_table.h"
#include "core/select/table/table_rankers.h"
#include "core/select/table/target_encoding.h"
#include "tests/select/six_columns.h"
#include "tests/select/small_sets.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <numeric>

using namespace leap;

namespace {

std::vector<double> ranks(const std::vector<double>& values)
{
    std::vector<size_t> order(values.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return values[a] < values[b]; });
    std::vector<double> result(values.size());
    for (size_t i = 0; i < order.size(); ++i)
        result[order[i]] = static_cast<double>(i);
    return result;
}

double rankCorrelation(const std::vector<double>& a, const std::vector<double>& b)
{
    const auto ra = ranks(a), rb = ranks(b);
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i)
        sum += (ra[i] - rb[i]) * (ra[i] - rb[i]);
    const auto n = static_cast<double>(a.size());
    return 1 - 6 * sum / (n * (n * n - 1));
}

} // namespace

class TestTableRankers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSetIsTheOneOfTheFigures()
    {
        const FeatureTable table = sixColumns();
        QCOMPARE(std::accumulate(table.label.begin(), table.label.end(), 0.0) / 400, 0.5475);
    }

    /// xgboost 1.7.4 of Python: train({binary:logistic, eta .3, max_depth 6, hist}, 10), get_score("gain").
    void xgboostEqualsXgboost()
    {
        const std::vector<double> expected{6.72977352142334,   5.01710844039917,   1.2003339529037476,
                                           1.7102808952331543, 1.5458316802978516, 1.2347593307495117};
        const XgbModel model(sixColumns(),
                             {{"objective", "binary:logistic"},
                              {"eta", "0.3"},
                              {"max_depth", "6"},
                              {"tree_method", "hist"},
                              {"nthread", "1"}},
                             10, [] { return false; });
        const auto gain = model.scores("gain");
        for (size_t column = 0; column < 6; ++column)
            QVERIFY2(std::abs(gain[column] / expected[column] - 1) < 1e-4,
                     qPrintable(QString::number(gain[column], 'g', 8)));
        QCOMPARE(model.predict(sixColumns()).size(), size_t{400});
    }

    /// RandomForestClassifier(n_estimators=500), scikit-learn 1.9.1: .3208 .3067 .0895 .0932 .1031 .0866.
    void forestAgreesWithScikitLearn()
    {
        const std::vector<double> expected{0.3208, 0.3067, 0.0895, 0.0932, 0.1031, 0.0866};
        const auto found = forestScores(
            sixColumns(), 100,
            {{"objective", "binary:logistic"}, {"tree_method", "hist"}, {"seed", "0"}, {"nthread", "1"}});
        QVERIFY(found[0] > found[1] && found[1] > *std::max_element(found.begin() + 2, found.end()));
        QVERIFY2(rankCorrelation(found, expected) >= 0.8,
                 qPrintable(QString::number(rankCorrelation(found, expected))));
    }

    void stoppedTrainingGivesAModel()
    {
        const XgbModel model(sixColumns(), {{"objective", "binary:logistic"}}, 10, [] { return true; });
        QCOMPARE(model.scores("gain"), std::vector<double>(6, 0.0));
    }

    /// Ten rows, folds by row modulo 5, prior 20 rows at the base rate .4. Id 3 is in rows 0, 1, 5 with
    /// labels 1, 1, 0: out of fold, row 0 (fold 0 with row 5) sees row 1 alone: (1 + 20 x .4) / 21.
    void targetEncodingByHand()
    {
        RowLayout layout;
        layout.ranges = {0, 4};
        layout.idColumns = 1;
        layout.inputs = {small::slot(InputSlot::Storage::Id, 0, 0, 4, 5, "id")};
        Batch rows;
        rows.rows = 10;
        rows.ids = {3, 3, 2, 2, 2, 3, 2, 2, 2, 2};
        rows.label = {1, 1, 1, 1, 0, 0, 0, 0, 0, 0};
        const TargetEncoding encoding(layout, rows);
        QVERIFY(std::abs(encoding.base() - 0.4) < 1e-12);
        QVERIFY(std::abs(encoding.outOfFold(0, rows, 0) - 9.0 / 21) < 1e-12);
        QVERIFY(std::abs(encoding.outOfFold(0, rows, 1) - 9.0 / 22) < 1e-12); // sees rows 0 and 5
        QVERIFY(std::abs(encoding.ofNewRow(0, rows, 0) - 10.0 / 23) < 1e-12);
        Batch unseen;
        unseen.rows = 1;
        unseen.ids = {0};
        unseen.label = {0};
        QVERIFY(std::abs(encoding.ofNewRow(0, unseen, 0) - 0.4) < 1e-12);
    }

    /// One column per id and bag, the dense ones as they are, each with its field.
    void tableOfMixedFields()
    {
        const auto data = small::mixedFields(400);
        const RankerRows rows = rankerRows(*data, Encoding::Codes);
        QCOMPARE(rows.train.rows, 320);
        QCOMPARE(rows.validation.rows, 20);
        QCOMPARE(rows.train.fieldOf, (std::vector<int64_t>{0, 1, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4}));
        Batch first;
        data->store->read(Part::Train, std::vector<int64_t>{0}, first);
        QCOMPARE(rows.train.values[1], static_cast<float>(first.ids[0]));
        QCOMPARE(rows.train.values[3], static_cast<float>(first.ids[1]));
        QCOMPARE(rows.train.values[2], first.dense[0]);
        QCOMPARE(rows.train.values[11], first.dense[8]);
        QVERIFY(!rows.note);
        QCOMPARE(sumOverFields({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, rows.train.fieldOf, 5),
                 (std::vector<double>{1, 2, 3, 22, 50}));
    }
};

QTEST_APPLESS_MAIN(TestTableRankers)
#include "tst_table_rankers.moc"

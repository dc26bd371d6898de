// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/table/lasso.h"
#include "tests/select/six_columns.h"

#include <QtTest>
#include <algorithm>
#include <cmath>

using namespace leap;

namespace {

/// numbers() in [-1, 1) as a table of its own, with a label that is 1 where the first three columns sum to
/// more than 0.
FeatureTable randomTable(int64_t rows, int64_t columns)
{
    FeatureTable table;
    table.rows = rows;
    table.columns = columns;
    for (const int number : toy::numbers(static_cast<int>(rows * columns), 5))
        table.values.push_back(static_cast<float>(number / 500.0 - 1));
    for (int64_t row = 0; row < rows; ++row) {
        const float* x = &table.values[static_cast<size_t>(row * columns)];
        table.label.push_back(x[0] + x[1] + x[2] > 0 ? 1.0F : 0.0F);
    }
    return table;
}

std::vector<double> lasso(const FeatureTable& table, double alpha)
{
    return Lasso(table).fit(alpha, RunControl());
}

/// How far the conditions of a minimum are missed: |<x_j, r> / n| = alpha where b_j is not 0, <= alpha
/// elsewhere.
double missedConditions(const FeatureTable& table, double alpha)
{
    Lasso model(table);
    const std::vector<double> b = model.fit(alpha, RunControl());
    const std::vector<double> prediction = model.predict(table);
    double worst = 0;
    for (size_t column = 0; column < b.size(); ++column) {
        double pull = 0;
        for (size_t row = 0; row < prediction.size(); ++row)
            pull += table.values[row * b.size() + column] * (table.label[row] - prediction[row])
                / static_cast<double>(table.rows);
        worst = std::max(worst,
                         b[column] == 0 ? std::abs(pull) - alpha
                                        : std::abs(pull - std::copysign(alpha, b[column])));
    }
    return worst;
}

} // namespace

class TestLasso : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// sklearn.linear_model.Lasso(tol=1e-12), scikit-learn 1.9.1.
    void equalsScikitLearn()
    {
        const std::vector<double> weak{0.42987448986572585, -0.39669633780262775, 0.05786780678989653, 0.0,
                                       0.08647362849576334, 0.019127029352859325};
        const std::vector<double> strong{0.28086725499468007, -0.2523512894976346, 0, 0, 0, 0};
        const auto foundWeak = lasso(sixColumns(), 0.001), foundStrong = lasso(sixColumns(), 0.05);
        for (size_t column = 0; column < 6; ++column) {
            QVERIFY2(std::abs(foundWeak[column] - weak[column]) < 1e-7,
                     qPrintable(QString::number(foundWeak[column], 'g', 10)));
            QVERIFY2(std::abs(foundStrong[column] - strong[column]) < 1e-7,
                     qPrintable(QString::number(foundStrong[column], 'g', 10)));
        }
    }

    void meetsTheConditionsOfAMinimum_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<double>("alpha");
        QTest::newRow("more rows than columns") << 301 << 7 << 0.003;
        QTest::newRow("more columns than rows") << 41 << 60 << 0.01;
        QTest::newRow("one column") << 33 << 1 << 0.001;
    }
    void meetsTheConditionsOfAMinimum()
    {
        QFETCH(int, rows);
        QFETCH(int, columns);
        QFETCH(double, alpha);
        const double missed = missedConditions(randomTable(rows, columns), alpha);
        QVERIFY2(missed < 1e-7, qPrintable(QString::number(missed)));
    }

    void aFitFromTheLastOneIsTheSame()
    {
        const FeatureTable table = randomTable(200, 9);
        Lasso path(table);
        for (const double alpha : {0.1, 0.03, 0.01, 0.05}) {
            const std::vector<double> warm = path.fit(alpha, RunControl()), cold = lasso(table, alpha);
            for (size_t column = 0; column < 9; ++column)
                QVERIFY(std::abs(warm[column] - cold[column]) < 1e-7);
        }
    }

    /// A row of weight two is the row twice.
    void weightsRepeatRows()
    {
        FeatureTable weighted = randomTable(60, 4), repeated = weighted;
        for (int64_t row = 0; row < 60; ++row) {
            weighted.weight.push_back(row % 3 == 0 ? 2.0F : 1.0F);
            if (row % 3 != 0)
                continue;
            const std::vector<float> values(weighted.values.begin() + row * 4,
                                            weighted.values.begin() + (row + 1) * 4);
            repeated.values.insert(repeated.values.end(), values.begin(), values.end());
            repeated.label.push_back(weighted.label[static_cast<size_t>(row)]);
            ++repeated.rows;
        }
        const auto a = lasso(weighted, 0.01), b = lasso(repeated, 0.01);
        for (size_t column = 0; column < 4; ++column)
            QVERIFY(std::abs(a[column] - b[column]) < 1e-7);
    }

    void constantColumnsAndStrongPenaltiesGiveZero()
    {
        FeatureTable table = randomTable(50, 3);
        for (size_t row = 0; row < 50; ++row)
            table.values[row * 3 + 1] = 0.7F;
        QCOMPARE(lasso(table, 0.001)[1], 0.0);
        QCOMPARE(lasso(table, 10), std::vector<double>(3, 0.0));
        FeatureTable empty = randomTable(10, 1);
        empty.columns = 0;
        empty.values.clear();
        QVERIFY(lasso(empty, 0.1).empty());
    }

    void aStoppedFitReturns()
    {
        RunControl control;
        control.stop();
        const FeatureTable table = randomTable(50, 3);
        QCOMPARE(Lasso(table).fit(0.001, control), std::vector<double>(3, 0.0));
    }
};

QTEST_APPLESS_MAIN(TestLasso)
#include "tst_lasso.moc"

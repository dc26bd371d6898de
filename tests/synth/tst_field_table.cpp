// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/statistics.h"
#include "core/metric/auc.h"
#include "core/synth/field_table.h"
#include "core/synth/label_model.h"
#include "core/synth/sets.h"
#include "tests/synth/logistic_fit.h"

#include <QtTest>
#include <array>
#include <cmath>
#include <map>

using namespace leap;
using namespace leap::synth;

namespace {

FieldSpec even(const char* name, int64_t values, Role role, double strength)
{
    FieldSpec field;
    field.name = name;
    field.values = values;
    field.form = CellForm::Whole;
    field.role = role;
    field.strength = strength;
    return field;
}

SetSpec setOf(std::vector<FieldSpec> fields)
{
    SetSpec set;
    set.generator = "test";
    set.fields = std::move(fields);
    return set;
}

TableBlock rowsOf(const RowSource& table, int64_t first, int64_t rows)
{
    TableBlock block;
    block.reset(table.columns(), first, rows);
    table.fill(block);
    return block;
}

double shareOf(const std::vector<int64_t>& cells, int64_t value)
{
    return static_cast<double>(std::count(cells.begin(), cells.end(), value))
        / static_cast<double>(cells.size());
}

std::vector<int> ints(const std::vector<int64_t>& cells)
{
    return {cells.begin(), cells.end()};
}

double correlation(const std::vector<float>& a, const std::vector<float>& b)
{
    double sumA = 0, sumB = 0, squaresA = 0, squaresB = 0, products = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        sumA += a[i];
        sumB += b[i];
        squaresA += a[i] * a[i];
        squaresB += b[i] * b[i];
        products += a[i] * b[i];
    }
    const auto n = static_cast<double>(a.size());
    return (products / n - sumA / n * sumB / n)
        / std::sqrt((squaresA / n - sumA / n * sumA / n) * (squaresB / n - sumB / n * sumB / n));
}

bool near(double got, double wanted, double tolerance)
{
    if (std::abs(got - wanted) <= tolerance)
        return true;
    qWarning("%g is not %g +- %g", got, wanted, tolerance);
    return false;
}

} // namespace

/// What is drawn, and that the truth is true.
class TestFieldTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blocksOfAnySizeHoldTheSameRows()
    {
        const FieldTable table(lessonFive(), 500, 8);
        const TableBlock whole = rowsOf(table, 0, 101);
        for (const int64_t first : {0, 1, 50, 99}) {
            const TableBlock part = rowsOf(table, first, 2);
            for (size_t column = 0; column < part.columns.size(); ++column)
                for (size_t i = 0; i < 2; ++i) {
                    const size_t row = static_cast<size_t>(first) + i;
                    if (part.columns[column].real.empty())
                        QCOMPARE(part.columns[column].whole[i], whole.columns[column].whole[row]);
                    else
                        QCOMPARE(part.columns[column].real[i], whole.columns[column].real[row]);
                }
        }
    }

    /// P(rank < k) = log(1 + k) / log(1 + values)
    void zipfRanksFollowTheirLaw()
    {
        FieldSpec field = even("z", 1000, Role::Noise, 0);
        field.draw = Draw::Zipf;
        const auto cells = rowsOf(FieldTable(setOf({field}), 40'000, 1), 0, 40'000).columns[1].whole;
        QVERIFY(near(shareOf(cells, 0), std::log(2.0) / std::log(1001.0), .006));
        QVERIFY(near(shareOf(cells, 9), std::log(11.0 / 10) / std::log(1001.0), .003));
        QVERIFY(*std::min_element(cells.begin(), cells.end()) == 0);
        QVERIFY(*std::max_element(cells.begin(), cells.end()) < 1000);
        const auto upTo31 = std::count_if(cells.begin(), cells.end(), [](int64_t rank) { return rank < 31; });
        QVERIFY(near(static_cast<double>(upTo31) / 40'000, std::log(32.0) / std::log(1001.0), .01));
    }

    void sharesAreAsStated()
    {
        FieldSpec missing = even("m", 7, Role::Noise, 0);
        missing.missing = .3;
        FieldSpec sparse = even("s", 3, Role::SparseUseless, 0);
        sparse.draw = Draw::Sparse;
        FieldSpec constant = even("c", 1, Role::Constant, 0);
        constant.draw = Draw::Constant;
        const FieldTable table(setOf({missing, sparse, constant}), 40'000, 2);
        const auto block = rowsOf(table, 0, 40'000);
        QVERIFY(near(shareOf(block.columns[1].whole, kMissing), .3, .01));
        QVERIFY(near(shareOf(block.columns[1].whole, 6), .1, .006));
        QVERIFY(near(shareOf(block.columns[2].whole, 0), .99, .002));
        QVERIFY(near(shareOf(block.columns[2].whole, 1), .005, .0015));
        QVERIFY(near(shareOf(block.columns[2].whole, 2), .005, .0015));
        QCOMPARE(shareOf(block.columns[3].whole, 0), 1.0);
        QVERIFY(near(shareOf(block.columns[0].whole, 1), .25, .01)); // the base rate
    }

    void normalFieldsOfABlockCorrelate_data()
    {
        QTest::addColumn<double>("rho");
        for (const double rho : {0.0, .5, .9, .99})
            QTest::addRow("%g", rho) << rho;
    }
    void normalFieldsOfABlockCorrelate()
    {
        QFETCH(double, rho);
        std::vector<FieldSpec> fields;
        for (const char* name : {"a", "b"}) {
            FieldSpec field = even(name, 0, Role::Correlated, 0);
            field.draw = Draw::Normal;
            field.form = CellForm::Real;
            field.block = "x";
            field.correlation = rho;
            fields.push_back(field);
        }
        const auto block = rowsOf(FieldTable(setOf(fields), 40'000, 3), 1, 30'001); // odd start, odd count
        QVERIFY(near(correlation(block.columns[1].real, block.columns[2].real), rho, .02));
        double squares = 0;
        for (const float z : block.columns[1].real)
            squares += static_cast<double>(z) * z;
        QVERIFY(near(squares / 30'001, 1, .03));
    }

    void quantilesAreEven()
    {
        FieldSpec field = even("q", 4, Role::Noise, 0);
        field.draw = Draw::Quantile;
        const auto cells = rowsOf(FieldTable(setOf({field}), 40'000, 3), 0, 40'000).columns[1].whole;
        for (int64_t rank = 0; rank < 4; ++rank)
            QVERIFY(near(shareOf(cells, rank), .25, .01));
    }

    /// The standard deviation of each field's part of a logistic regression is the stated strength.
    void strengthsAreRecovered()
    {
        constexpr int64_t kRows = 60'000;
        const FieldTable table(lessonFive(), kRows, 4);
        const auto block = rowsOf(table, 0, kRows);
        const auto cells = [&](size_t column) { return ints(block.columns[column].whole); };
        std::vector<int> both = cells(5);
        for (size_t i = 0; i < both.size(); ++i)
            both[i] = both[i] * 10 + static_cast<int>(block.columns[6].whole[i]);
        const test::LogisticFit fit({cells(1), cells(2), cells(3), cells(7), cells(8), both}, cells(0));
        const std::array<double, 6> stated{1.2, .25, .8, .4, 0, 1};
        for (size_t i = 0; i < stated.size(); ++i)
            QVERIFY2(near(fit.strength(i), stated[i], .07 + .05 * stated[i]), qPrintable(QString::number(i)));
        const auto& labels = block.columns[0].whole;
        const double ceiling = table.truth().aucCeiling;
        std::vector<float> scores(fit.logits().begin(), fit.logits().end());
        std::vector<float> truth(labels.begin(), labels.end());
        QVERIFY(near(auc(scores, truth).value, ceiling, .006));
    }

    void anInteractionSaysNothingAlone()
    {
        const auto block = rowsOf(FieldTable(lessonFive(), 60'000, 4), 0, 60'000);
        const test::LogisticFit alone({ints(block.columns[5].whole), ints(block.columns[6].whole)},
                                      ints(block.columns[0].whole));
        QVERIFY(alone.strength(0) < .06);
        QVERIFY(alone.strength(1) < .06);
    }

    void aCopyIsOneToOne()
    {
        const auto block = rowsOf(FieldTable(lessonFive(), 5000, 4), 0, 5000);
        std::map<int64_t, int64_t> there, back;
        for (size_t i = 0; i < 5000; ++i) {
            const int64_t a = block.columns[3].whole[i], b = block.columns[4].whole[i];
            QCOMPARE(there.emplace(a, b).first->second, b);
            QCOMPARE(back.emplace(b, a).first->second, a);
        }
        QCOMPARE(there.size(), size_t{30});
        QVERIFY(std::any_of(there.begin(), there.end(),
                            [](const auto& pair) { return pair.first != pair.second; }));
    }

    void aLeakTellsTheLabel()
    {
        FieldSpec leak = even("l", 50, Role::Leak, 0);
        leak.draw = Draw::Leak;
        const auto block = rowsOf(FieldTable(setOf({leak}), 20'000, 5), 0, 20'000);
        int wrong = 0;
        for (size_t i = 0; i < 20'000; ++i)
            wrong += block.columns[1].whole[i] % 2 == block.columns[0].whole[i] ? 0 : 1;
        QVERIFY(near(wrong / 20'000.0, .02, .004));
        QVERIFY(near(shareOf(block.columns[1].whole, 3), .25 / 25, .004));
    }

    void aDriftingFieldFades()
    {
        constexpr int64_t kRows = 80'000;
        const FieldTable table(setOf({even("d", 10, Role::Drifting, 1)}), kRows, 6);
        const auto strengthFrom = [&](int64_t first) {
            const auto block = rowsOf(table, first, kRows / 10);
            return test::LogisticFit({ints(block.columns[1].whole)}, ints(block.columns[0].whole))
                .strength(0);
        };
        QVERIFY(near(strengthFrom(0), .9, .15)); // 1 - 2 x .05, the mean over the first tenth
        QVERIFY(strengthFrom(kRows / 2) < .15);
        QVERIFY(strengthFrom(kRows / 10 * 9) < .15);
    }

    /// By hand: p = .5, .5, .9; pairs p_i (1 - p_j): won .9 x .5 x 2, lost .5 x .1 x 2, tied .25 x 2.
    void theCeilingOfThreeRows()
    {
        const std::vector<float> logits{0, 0, static_cast<float>(std::log(9.0))};
        QVERIFY(near(aucCeiling(logits, 0), (.9 + .25) / (.9 + .1 + .5), 1e-6));
        QVERIFY(near(aucCeiling(std::vector<float>{1, 1, 1, 1}, 0), .5, 1e-12));
        QVERIFY(std::isnan(aucCeiling(std::vector<float>{1}, 0)));
    }

    void theInterceptMeetsTheBaseRate()
    {
        const std::vector<float> logits{-2, -1, 0, 1, 5};
        const double intercept = interceptFor(logits, .3);
        double sum = 0;
        for (const float logit : logits)
            sum += sigmoid(logit + intercept);
        QVERIFY(near(sum / 5, .3, 1e-9));
    }
};

QTEST_APPLESS_MAIN(TestFieldTable)
#include "tst_field_table.moc"

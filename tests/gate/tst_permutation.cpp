// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gate/permutation.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <vector>

using namespace leap::gate;

namespace {

std::vector<int> draw(int64_t rows, int64_t seed, int64_t step, int64_t field)
{
    std::vector<int> permutation(static_cast<size_t>(rows));
    drawPermutation(permutation.data(), rows, permutationFieldKey(permutationStepKey(seed, step), field));
    return permutation;
}

/// Number of a permutation of a few rows in lexicographic order.
size_t rankOf(const std::vector<int>& order)
{
    size_t rank = 0;
    for (size_t i = 0; i < order.size(); ++i) {
        const auto smaller = std::count_if(order.begin() + static_cast<long>(i), order.end(),
                                           [&](int later) { return later < order[i]; });
        rank = rank * (order.size() - i) + static_cast<size_t>(smaller);
    }
    return rank;
}

/// How many standard deviations Pearson's statistic of equally likely cells lies from its mean.
double chiSquareDeviation(const std::vector<int>& counts)
{
    const double expected =
        std::accumulate(counts.begin(), counts.end(), 0.0) / static_cast<double>(counts.size());
    double statistic = 0;
    for (const int count : counts)
        statistic += (count - expected) * (count - expected) / expected;
    const double freedom = static_cast<double>(counts.size()) - 1;
    return (statistic - freedom) / std::sqrt(2 * freedom);
}

} // namespace

class TestPermutation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goldenValues();
    void isPermutation_data();
    void isPermutation();
    void indexTypesAgree();
    void generatorIsXoshiro128PlusPlus();
    void rejectionIsExact();
    void allOrdersOfFiveRows();
    void everyRowGoesEverywhere();
    void independent_data();
    void independent();
};

/// These numbers are part of the format: a run's file can be continued only as long as they stay.
void TestPermutation::goldenValues()
{
    QCOMPARE(permutationStepKey(1, 2), uint64_t{0x5EB91A9EAADB11CDull});
    QCOMPARE(permutationFieldKey(permutationStepKey(1, 2), 3), uint64_t{0x71253A0BD064A03Aull});
    QCOMPARE(draw(12, 1, 2, 3), (std::vector<int>{5, 8, 11, 4, 0, 1, 2, 3, 6, 10, 9, 7}));
    QCOMPARE(draw(12, -1, 0, 0), (std::vector<int>{9, 1, 3, 5, 8, 7, 6, 2, 0, 11, 10, 4}));
    const std::vector<int> wide = draw(70000, 5, 1000000, 499);
    uint64_t digest = 0;
    for (const int row : wide)
        digest = leap::mix64(digest ^ static_cast<uint64_t>(row));
    QCOMPARE(digest, uint64_t{0x288AC98B627E140Eull});
}

void TestPermutation::isPermutation_data()
{
    QTest::addColumn<int>("rows");
    for (const int rows : {0, 1, 2, 5, 8, 63, 64, 65, 255, 256, 1000, 65535, 65536, 65537})
        QTest::addRow("%d rows", rows) << rows;
}

void TestPermutation::isPermutation()
{
    QFETCH(int, rows);
    std::vector<int> seen = draw(rows, 4, 9, 2);
    std::sort(seen.begin(), seen.end());
    for (int row = 0; row < rows; ++row)
        QCOMPARE(seen[static_cast<size_t>(row)], row);
}

void TestPermutation::indexTypesAgree()
{
    const uint64_t key = permutationFieldKey(permutationStepKey(8, 8), 8);
    std::vector<uint16_t> narrow(kMaxRows16);
    std::vector<uint32_t> wide(kMaxRows16);
    drawPermutation(narrow.data(), kMaxRows16, key);
    drawPermutation(wide.data(), kMaxRows16, key);
    QVERIFY(std::equal(narrow.begin(), narrow.end(), wide.begin()));
}

void TestPermutation::generatorIsXoshiro128PlusPlus()
{
    // First outputs of the authors' reference code for the state 1, 2, 3, 4.
    LaneGenerator lane{{1, 2, 3, 4}};
    for (const uint32_t expected : {641u, 1573767u, 3222811527u, 3517856514u, 836907274u})
        QCOMPARE(lane.next(), expected);
}

void TestPermutation::rejectionIsExact()
{
    // Bound 3 divides 2^32 - 1 = 3 x 0x55555555: bits 0 is the only biased draw, all others are thirds.
    QCOMPARE(uniformUpTo(1, 2, 5), 0u);
    QCOMPARE(uniformUpTo(0x55555556, 2, 5), 1u);
    QCOMPARE(uniformUpTo(0xFFFFFFFF, 2, 5), 2u);
    std::array<int, 3> afterRejection{};
    for (uint64_t key = 0; key < 3000; ++key)
        ++afterRejection[uniformUpTo(0, 2, key)];
    for (const int count : afterRejection)
        QVERIFY2(std::abs(count - 1000) < 130, qPrintable(QString::number(count))); // 5 standard deviations
    QCOMPARE(uniformUpTo(0, 0, 5), 0u);
    QCOMPARE(uniformUpTo(0, 3, 5), 0u); // a power of two has no biased draw
}

void TestPermutation::allOrdersOfFiveRows()
{
    std::vector<int> counts(120);
    for (int step = 0; step < 600; ++step)
        for (int field = 0; field < 200; ++field)
            ++counts[rankOf(draw(5, 1, step, field))];
    const double deviation = chiSquareDeviation(counts);
    qInfo("120 orders of 5 rows, 120,000 draws: chi-square %+.2f standard deviations from its mean",
          deviation);
    QVERIFY(std::abs(deviation) < 4);
}

/// 100 rows do not show their orders, but each row must reach each place equally often.
void TestPermutation::everyRowGoesEverywhere()
{
    constexpr size_t kRows = 100;
    std::vector<int> counts(kRows * kRows);
    for (int step = 0; step < 2000; ++step) {
        const std::vector<int> permutation = draw(kRows, 2, step, 0);
        for (size_t row = 0; row < kRows; ++row)
            ++counts[row * kRows + static_cast<size_t>(permutation[row])];
    }
    // The table's rows and columns sum to the number of draws, so its freedom is 99 x 99, not 9,999.
    const double freedom = 99.0 * 99.0;
    const double deviation =
        (chiSquareDeviation(counts) * std::sqrt(2 * 9999.0) + 9999 - freedom) / std::sqrt(2 * freedom);
    qInfo("100 x 100 places, 2,000 draws: chi-square %+.2f standard deviations", deviation);
    QVERIFY(std::abs(deviation) < 4);
}

void TestPermutation::independent_data()
{
    QTest::addColumn<int>("seedShift");
    QTest::addColumn<int>("stepShift");
    QTest::addColumn<int>("fieldShift");
    QTest::addRow("next field") << 0 << 0 << 1;
    QTest::addRow("next step") << 0 << 1 << 0;
    QTest::addRow("next seed") << 1 << 0 << 0;
    QTest::addRow("next step, field before") << 0 << 1 << -1;
    QTest::addRow("next seed, step before") << 1 << -1 << 0;
}

void TestPermutation::independent()
{
    QFETCH(int, seedShift);
    QFETCH(int, stepShift);
    QFETCH(int, fieldShift);
    std::vector<int> pairs(576);
    for (int step = 1; step <= 500; ++step) {
        for (int field = 1; field <= 200; ++field) {
            const size_t one = rankOf(draw(4, 3, step, field));
            const size_t other = rankOf(draw(4, 3 + seedShift, step + stepShift, field + fieldShift));
            ++pairs[one * 24 + other];
        }
    }
    const double deviation = chiSquareDeviation(pairs);
    qInfo("576 pairs of orders, 100,000 draws: chi-square %+.2f standard deviations", deviation);
    QVERIFY(std::abs(deviation) < 4);
}

QTEST_APPLESS_MAIN(TestPermutation)
#include "tst_permutation.moc"

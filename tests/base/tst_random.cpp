// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <QtTest>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <vector>

using namespace leap;

class TestRandom : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The first outputs of SplitMix64 seeded with 1234567, as published with the algorithm.
    void bitsAreSplitMix64()
    {
        const RandomStream stream(1234567);
        const std::array<uint64_t, 5> published{6457827717110365317u, 3203168211198807973u,
                                                9817491932198370423u, 4593380528125082431u,
                                                16408922859458223821u};
        for (size_t i = 0; i < published.size(); ++i)
            QCOMPARE(stream.bitsAt(i), published[i]);
    }

    void sequenceEqualsPositions()
    {
        RandomStream stream(streamKey(5, "x"));
        const RandomStream same(streamKey(5, "x"));
        for (uint64_t i = 0; i < 100; ++i)
            QCOMPARE(stream.nextBits(), same.bitsAt(i));
    }

    void anyDifferenceIsAnotherStream()
    {
        std::set<uint64_t> keys;
        for (uint64_t seed : {0u, 1u})
            for (const char* name : {"", "rows", "rows/train", "dropout"})
                for (uint64_t a : {0u, 1u})
                    for (uint64_t b : {0u, 1u})
                        keys.insert(streamKey(seed, name, a, b));
        QCOMPARE(keys.size(), size_t{32});
    }

    void uniformsFillTheUnitInterval()
    {
        const RandomStream stream(streamKey(1, "uniform"));
        constexpr int kDraws = 100000;
        double sum = 0, squares = 0;
        for (uint64_t i = 0; i < kDraws; ++i) {
            const float u = stream.uniformAt(i);
            QVERIFY(u >= 0 && u < 1);
            sum += u;
            squares += double{u} * u;
        }
        QVERIFY(std::abs(sum / kDraws - 0.5) < 5 * std::sqrt(1.0 / 12 / kDraws));
        QVERIFY(std::abs(squares / kDraws - 1.0 / 3) < 0.005);
    }

    void normalsHaveTheirMoments()
    {
        const RandomStream stream(streamKey(2, "normal"));
        constexpr int kDraws = 200000;
        double sum = 0, squares = 0, neighbours = 0;
        int beyondTwo = 0;
        for (uint64_t i = 0; i < kDraws; ++i) {
            const double z = stream.normalAt(i);
            QVERIFY(std::isfinite(z));
            sum += z;
            squares += z * z;
            neighbours += z * stream.normalAt(i + 1);
            beyondTwo += std::abs(z) > 2 ? 1 : 0;
        }
        QVERIFY(std::abs(sum / kDraws) < 5 / std::sqrt(kDraws));
        QVERIFY(std::abs(squares / kDraws - 1) < 5 * std::sqrt(2.0 / kDraws));
        QVERIFY(std::abs(neighbours / kDraws) < 5 / std::sqrt(kDraws));
        QVERIFY(std::abs(beyondTwo / double{kDraws} - 0.0455) < 0.003);
    }

    /// Chi-square over the cells: below the .9999 quantile (mean k, spread sqrt(2 k)).
    void integersBelowABoundAreUniform_data()
    {
        QTest::addColumn<int>("bound");
        for (const int bound : {1, 2, 3, 7, 100})
            QTest::addRow("%d", bound) << bound;
    }
    void integersBelowABoundAreUniform()
    {
        QFETCH(int, bound);
        RandomStream stream(streamKey(3, "below", static_cast<uint64_t>(bound)));
        std::vector<int> counts(static_cast<size_t>(bound));
        const int draws = 1000 * bound;
        for (int i = 0; i < draws; ++i)
            ++counts.at(stream.nextBelow(static_cast<uint64_t>(bound)));
        double chi = 0;
        for (const int count : counts)
            chi += (count - 1000.0) * (count - 1000.0) / 1000.0;
        QVERIFY(chi < bound + 6 * std::sqrt(2.0 * bound));
    }

    void largeBoundsAreExact()
    {
        RandomStream stream(streamKey(4, "large"));
        const uint64_t bound = (uint64_t{1} << 63) + 1;
        int high = 0;
        for (int i = 0; i < 1000; ++i) {
            const uint64_t value = stream.nextBelow(bound);
            QVERIFY(value < bound);
            high += value >= bound / 2 ? 1 : 0;
        }
        QVERIFY(high > 400 && high < 600);
    }

    /// All 24 orders of four values, equally often.
    void shufflesAreUniform()
    {
        std::map<std::vector<int64_t>, int> seen;
        constexpr int kShuffles = 24000;
        for (uint64_t i = 0; i < kShuffles; ++i) {
            std::vector<int64_t> values{0, 1, 2, 3};
            shuffle(values, RandomStream(streamKey(9, "shuffle", i)));
            ++seen[values];
        }
        QCOMPARE(seen.size(), size_t{24});
        double chi = 0;
        for (const auto& [order, count] : seen)
            chi += (count - 1000.0) * (count - 1000.0) / 1000.0;
        QVERIFY2(chi < 58, qPrintable(QString::number(chi))); // .9999 quantile of 23 degrees of freedom: 57.1
    }

    void shuffleKeepsEveryValue_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 2, 1001})
            QTest::addRow("%d", size) << size;
    }
    void shuffleKeepsEveryValue()
    {
        QFETCH(int, size);
        std::vector<int64_t> values(static_cast<size_t>(size));
        std::iota(values.begin(), values.end(), int64_t{0});
        const auto before = values;
        shuffle(values, RandomStream(1));
        QVERIFY(size < 1000 || values != before);
        std::sort(values.begin(), values.end());
        QVERIFY(values == before);
    }
};

QTEST_APPLESS_MAIN(TestRandom)
#include "tst_random.moc"

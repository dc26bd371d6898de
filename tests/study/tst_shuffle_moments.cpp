// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/study/shuffle/shuffle_moments.h"

#include <QtTest>
#include <cmath>
#include <numeric>

using namespace leap;

class TestShuffleMoments : public QObject {
    Q_OBJECT

    static bool near(double a, double b) { return std::abs(a - b) < 1e-12; }

private Q_SLOTS:
    /// Without donors: the mean and s / sqrt(n).
    void plainMean()
    {
        ShuffleMoments moments;
        moments.beginBlock(4, {}, 1);
        moments.addRepeat(std::vector<double>{1, 2, 3, 6}, {});
        moments.endBlock();
        const Estimate estimate = moments.estimate();
        QVERIFY(near(estimate.mean, 3));
        QVERIFY(near(estimate.error, std::sqrt(14.0 / 3 / 4)));
        QVERIFY(std::abs(estimate.high() - estimate.mean - 1.959964 * estimate.error) < 1e-6);
        QVERIFY(near(estimate.standardised(), 3 / estimate.error));
    }

    /// Two repeats are averaged per row first; two blocks are one sample; a weight of 2 counts twice in the
    /// mean.
    void repeatsBlocksAndWeights()
    {
        ShuffleMoments moments;
        const std::vector<float> weight{2, 1}, other{1};
        moments.beginBlock(2, weight, 2);
        moments.addRepeat(std::vector<double>{1, 4}, {});
        moments.addRepeat(std::vector<double>{3, 8}, {});
        moments.endBlock();
        moments.beginBlock(1, other, 2);
        moments.addRepeat(std::vector<double>{0}, {});
        moments.addRepeat(std::vector<double>{4}, {});
        moments.endBlock();
        // rows 2 (weight 2), 6, 2; mean 12 / 4 = 3; w (own - mean): -2, 3, -1
        const Estimate estimate = moments.estimate();
        QVERIFY(near(estimate.mean, 3));
        QVERIFY(near(estimate.error, std::sqrt(14.0 * 3 / 2) / 4));
    }

    /// By hand: rows 0 and 1 swap their values, row 2 keeps its own. Centred differences u = (-1, 0, 1); own
    /// + given = (-1 + 0, 0 - 1, 1 + 1) = (-1, -1, 2); variance (1 + 1 + 4) - (1 + 0 + 1) / 1 = 4, above 2 by
    /// rows.
    void donorsCount()
    {
        ShuffleMoments moments;
        moments.beginBlock(3, {}, 1);
        moments.addRepeat(std::vector<double>{1, 2, 3}, std::vector<int64_t>{1, 0, 2});
        moments.endBlock();
        const Estimate estimate = moments.estimate();
        QVERIFY(near(estimate.mean, 2));
        QVERIFY(near(estimate.error, std::sqrt(4 * 1.5) / 3));
    }

    /// By hand: groups {rows 0 and 2}, {row 1}, over two blocks; differences 1, 2, 6, mean 3. Centred sums by
    /// group (1 - 3) + (6 - 3) = 1 and -1; two groups.
    void groupsAreOneEach()
    {
        ShuffleMoments moments;
        const std::vector<int32_t> first{4, 1}, second{4};
        moments.beginBlock(2, {}, 1, first);
        moments.addRepeat(std::vector<double>{1, 2}, {});
        moments.endBlock();
        moments.beginBlock(1, {}, 1, second);
        moments.addRepeat(std::vector<double>{6}, {});
        moments.endBlock();
        const Estimate estimate = moments.estimate();
        QVERIFY(near(estimate.mean, 3));
        QVERIFY(near(estimate.error, std::sqrt(2.0 * 2) / 3));
    }

    /// Rows that come in identical fives say as much as a fifth of them.
    void fiveCopiesSayNoMore()
    {
        constexpr int kGroups = 500, kCopies = 5;
        std::vector<double> once, copied;
        std::vector<int32_t> group;
        const RandomStream draws(streamKey(4, "groups"));
        for (int i = 0; i < kGroups; ++i) {
            once.push_back(static_cast<double>(draws.normalAt(static_cast<uint64_t>(i))));
            copied.insert(copied.end(), kCopies, once.back());
            group.insert(group.end(), kCopies, i);
        }
        const auto errorOf = [](const std::vector<double>& values, std::span<const int32_t> groups) {
            ShuffleMoments moments;
            moments.beginBlock(static_cast<int64_t>(values.size()), {}, 1, groups);
            moments.addRepeat(values, {});
            moments.endBlock();
            return moments.estimate().error;
        };
        QVERIFY(near(errorOf(copied, group), errorOf(once, {})));
        QVERIFY(errorOf(copied, {}) < 0.5 * errorOf(once, {}));
    }

    void nothingIsZero()
    {
        QVERIFY(ShuffleMoments().estimate() == Estimate{});
        ShuffleMoments moments;
        moments.beginBlock(3, {}, 1);
        moments.addRepeat(std::vector<double>{0, 0, 0}, std::vector<int64_t>{1, 2, 0});
        moments.endBlock();
        QVERIFY(moments.estimate() == Estimate{});
        QCOMPARE(moments.estimate().standardised(), 0.0);
    }

    /// h = 1 + a + c + e with a row's own part a and its part as a donor c known and correlated: the 95 %
    /// interval holds the true mean in 95 % of samples, where rows alone would hold it in fewer.
    void covers_data()
    {
        QTest::addColumn<int>("repeats");
        QTest::newRow("one shuffle") << 1;
        QTest::newRow("five shuffles") << 5;
    }
    void covers()
    {
        QFETCH(int, repeats);
        constexpr int kSamples = 800, kRows = 400;
        int held = 0, heldByRows = 0;
        for (int sample = 0; sample < kSamples; ++sample) {
            RandomStream draws(streamKey(9, "moments", static_cast<uint64_t>(sample)));
            std::vector<double> own(kRows), donor(kRows), difference(kRows);
            for (size_t row = 0; row < kRows; ++row) {
                own[row] = static_cast<double>(draws.normalAt(2 * row));
                donor[row] = own[row] + 0.5 * static_cast<double>(draws.normalAt(2 * row + 1));
            }
            ShuffleMoments both, rows;
            both.beginBlock(kRows, {}, repeats);
            rows.beginBlock(kRows, {}, repeats);
            for (int repeat = 0; repeat < repeats; ++repeat) {
                std::vector<int64_t> from(kRows);
                std::iota(from.begin(), from.end(), int64_t{0});
                const auto number = static_cast<uint64_t>(sample * repeats + repeat);
                shuffle(from, RandomStream(streamKey(9, "order", number)));
                const RandomStream noise(streamKey(9, "noise", number));
                for (size_t row = 0; row < kRows; ++row)
                    difference[row] = 1 + own[row] + donor[static_cast<size_t>(from[row])]
                        + static_cast<double>(noise.normalAt(row));
                both.addRepeat(difference, from);
                rows.addRepeat(difference, {});
            }
            both.endBlock();
            rows.endBlock();
            const Estimate wide = both.estimate(), narrow = rows.estimate();
            held += wide.low() <= 1 && 1 <= wide.high() ? 1 : 0;
            heldByRows += narrow.low() <= 1 && 1 <= narrow.high() ? 1 : 0;
        }
        const double share = double(held) / kSamples, byRows = double(heldByRows) / kSamples;
        QVERIFY2(share > 0.93 && share < 0.97, qPrintable(QString::number(share)));
        QVERIFY2(byRows < share - 0.03, qPrintable(QString::number(byRows)));
    }
};

QTEST_APPLESS_MAIN(TestShuffleMoments)
#include "tst_shuffle_moments.moc"

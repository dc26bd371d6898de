// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/model/table/embedding_table.h"
#include "tests/model/dense_adam_reference.h"

#include <QtTest>

#include <numeric>

using namespace leap;

namespace {

constexpr double kTolerance = 1e-6;

std::vector<int32_t> allIds(int64_t rows)
{
    std::vector<int32_t> ids(static_cast<size_t>(rows));
    std::iota(ids.begin(), ids.end(), 0);
    return ids;
}

std::vector<float> readAll(EmbeddingTable& table, const AdamClock& clock)
{
    std::vector<float> out(static_cast<size_t>(table.rows() * table.width()));
    const auto ids = allIds(table.rows());
    table.read(clock, ids.data(), 1, table.rows(), out.data(), table.width());
    return out;
}

/// A lazy table and dense Adam over all its rows, in double and in float (whose own rounding is the
/// yardstick).
struct Pair {
    AdamHyper hyper;
    AdamClock clock{hyper};
    EmbeddingTable table;
    test::DenseAdamReference reference;
    DenseAdam denseFloat{0};
    std::vector<float> floatParameter;
    RandomStream stream{streamKey(11, "test")};
    double worst = 0;

    Pair(int64_t rows, int width)
        : table(rows, width, 0.1, 5, 0)
        , reference({})
    {
        const auto start = readAll(table, clock);
        reference = test::DenseAdamReference({start.begin(), start.end()});
        denseFloat = DenseAdam(start.size(), hyper);
        floatParameter = start;
    }
    float gradient()
    {
        return static_cast<float>(static_cast<double>(stream.nextBits() >> 40) / (1 << 24) - 0.5);
    }

    /// One step on the rows `ids`, duplicates included; compares what was read before it.
    void step(const std::vector<int32_t>& ids)
    {
        const auto width = static_cast<size_t>(table.width());
        const auto count = static_cast<int64_t>(ids.size());
        std::vector<float> x(ids.size() * width), g(x.size());
        table.prefetch(ids.data(), 1, count);
        table.read(clock, ids.data(), 1, count, x.data(), table.width());
        std::vector<double> dense(reference.parameter.size(), 0.0);
        for (size_t i = 0; i < g.size(); ++i) {
            const size_t at = static_cast<size_t>(ids[i / width]) * width + i % width;
            worst = std::max(worst, std::abs(x[i] - reference.parameter[at]));
            g[i] = gradient();
            dense[at] += 0.5 * static_cast<double>(g[i]);
        }
        clock.advance();
        table.addGradients(clock, ids.data(), 1, count, g.data(), table.width(), 0.5F);
        table.applyGradients(clock);
        reference.update(dense, clock.hyper().rate);
        denseFloat.setRate(clock.hyper().rate);
        denseFloat.step(floatParameter, std::vector<float>(dense.begin(), dense.end()));
    }
    /// What rounding to float costs dense Adam itself after as many steps.
    [[nodiscard]] double floatError() const
    {
        double error = 0;
        for (size_t i = 0; i < floatParameter.size(); ++i)
            error = std::max(error, std::abs(floatParameter[i] - reference.parameter[i]));
        return error;
    }
    [[nodiscard]] std::string report()
    {
        return "lazy " + std::to_string(1e6 * distance()) + "e-6, float " + std::to_string(1e6 * floatError())
            + "e-6";
    }
    double distance()
    {
        const auto values = readAll(table, clock);
        for (size_t i = 0; i < values.size(); ++i)
            worst = std::max(worst, std::abs(values[i] - reference.parameter[i]));
        return worst;
    }
};

bool equalStates(const EmbeddingTable::State& a, const EmbeddingTable::State& b)
{
    return a.parameter == b.parameter && a.moment1 == b.moment1 && a.moment2Root == b.moment2Root
        && a.lastGradient == b.lastGradient;
}

} // namespace

class TestEmbeddingTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void freshValuesDependOnTheirPlaceAlone()
    {
        const AdamClock clock({});
        EmbeddingTable small(3, 4, 0.5, 9, 2), large(1000, 4, 0.5, 9, 2), other(3, 4, 0.5, 9, 3);
        const auto a = readAll(small, clock), b = readAll(large, clock), c = readAll(other, clock);
        QVERIFY(std::equal(a.begin(), a.end(), b.begin()));
        QVERIFY(a != c);
        const RandomStream stream(streamKey(9, "embedding", 2));
        QCOMPARE(b[4 * 700 + 3], static_cast<float>(0.5 * stream.normalAt(4 * 700 + 3)));
        double squares = 0;
        for (const float value : b)
            squares += static_cast<double>(value) * value;
        QVERIFY(std::abs(std::sqrt(squares / 4000) - 0.5) < 0.03);
    }

    void lazyEqualsDense_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {1, 2, 3, 4, 5, 8, 12, 17, 64})
            QTest::newRow(qPrintable(QString("width %1").arg(width))) << width;
    }
    /// 3,000 steps; common rows, rare ones (gaps of hundreds of steps), duplicates in one batch, one row
    /// never named.
    void lazyEqualsDense()
    {
        QFETCH(int, width);
        Pair pair(40, width);
        for (int step = 0; step < 3000; ++step) {
            std::vector<int32_t> ids{0, static_cast<int32_t>(pair.stream.nextBelow(6)),
                                     static_cast<int32_t>(pair.stream.nextBelow(6))};
            if (step % 5 == 0)
                ids.push_back(0);
            if (step % 7 == 0)
                ids.push_back(6 + static_cast<int32_t>(pair.stream.nextBelow(33)));
            if (step % 1000 == 1)
                ids.insert(ids.end(), {38, 38, 38});
            pair.step(ids);
        }
        QVERIFY2(pair.distance() < pair.floatError() + kTolerance, pair.report().c_str());
    }

    void gapsAroundTheCut_data()
    {
        QTest::addColumn<int>("gap");
        for (const int gap : {1, 2, 159, 160, 161, 400, 5000})
            QTest::newRow(qPrintable(QString("%1 steps").arg(gap))) << gap;
    }
    /// Row 1 gets gradients, rests for `gap` steps, gets gradients again.
    void gapsAroundTheCut()
    {
        QFETCH(int, gap);
        Pair pair(2, 8);
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 5; ++i)
                pair.step({1, 0});
            for (int i = 0; i < gap; ++i)
                pair.step({0});
        }
        pair.step({1});
        QVERIFY2(pair.distance() < pair.floatError() + kTolerance, pair.report().c_str());
    }

    void changeOfRateFlushes()
    {
        Pair pair(10, 3);
        for (int step = 0; step < 600; ++step) {
            if (step % 50 == 49) {
                pair.table.flush(pair.clock);
                pair.clock.setRate(step % 100 == 49 ? 5e-3 : 1e-3);
            }
            pair.step({static_cast<int32_t>(step % 10 == 0 ? step / 10 % 10 : 0)});
        }
        QVERIFY2(pair.distance() < pair.floatError() + kTolerance, pair.report().c_str());
    }

    /// Reading, flushing and saving at any moment change no bit of what follows.
    void readingHasNoEffect()
    {
        Pair quiet(12, 5), watched(12, 5);
        RandomStream choice(streamKey(4, "choice"));
        for (int step = 0; step < 900; ++step) {
            std::vector<int32_t> ids{static_cast<int32_t>(choice.nextBelow(2))};
            if (step % 70 == 3)
                ids.push_back(2 + static_cast<int32_t>(choice.nextBelow(10)));
            quiet.step(ids);
            watched.step(ids);
            if (step % 3 == 0)
                (void)readAll(watched.table, watched.clock);
            if (step % 101 == 0)
                (void)watched.table.save(watched.clock);
        }
        QVERIFY(equalStates(quiet.table.save(quiet.clock), watched.table.save(watched.clock)));
    }

    void savedAndLoadedGoesOnBitForBit()
    {
        Pair first(9, 3);
        const auto ids = [](int step) { return std::vector<int32_t>{0, step % 40 == 0 ? step / 40 % 9 : 0}; };
        for (int step = 0; step < 500; ++step)
            first.step(ids(step));
        Pair second(9, 3);
        second.clock.setSteps(first.clock.steps());
        second.table.load(second.clock, first.table.save(first.clock));
        second.stream = first.stream;
        second.reference = first.reference;
        second.denseFloat = first.denseFloat;
        second.floatParameter = first.floatParameter;
        for (int step = 500; step < 1000; ++step) {
            first.step(ids(step));
            second.step(ids(step));
        }
        QVERIFY(equalStates(first.table.save(first.clock), second.table.save(second.clock)));
        QVERIFY2(second.distance() < second.floatError() + kTolerance, second.report().c_str());
    }

    void stridesAreHonoured()
    {
        const AdamClock clock({});
        EmbeddingTable table(5, 3, 1, 1, 0);
        const auto all = readAll(table, clock);
        const std::vector<int32_t> ids{4, -1, 0, -1}; // every second one is another input's
        std::vector<float> out(14, 7.0F);
        table.read(clock, ids.data(), 2, 2, out.data() + 1, 8);
        QCOMPARE(out[0], 7.0F);
        QVERIFY(std::equal(out.begin() + 1, out.begin() + 4, all.begin() + 12));
        QCOMPARE(out[4], 7.0F);
        QVERIFY(std::equal(out.begin() + 9, out.begin() + 12, all.begin()));
    }

    void emptyTableAndEmptyBatch()
    {
        AdamClock clock({});
        EmbeddingTable table(0, 8, 1, 1, 0);
        clock.advance();
        table.addGradients(clock, nullptr, 1, 0, nullptr, 0, 1);
        table.applyGradients(clock);
        table.flush(clock);
        QVERIFY(table.save(clock).parameter.empty());
    }
};

QTEST_APPLESS_MAIN(TestEmbeddingTable)
#include "tst_embedding_table.moc"

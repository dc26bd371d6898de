// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/rows/half_samples.h"
#include "core/data/rows/rescaled_rows.h"
#include "core/search/search.h"
#include "tests/select/small_sets.h"
#include "tests/support/error_text.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <set>

using namespace leap;
using leap::test::inputErrorOf;

namespace {

/// Rows that carry their number: source rows, and group ids where asked for.
std::shared_ptr<Dataset> numbered(int64_t rows, int32_t rowsPerGroup)
{
    auto data = std::make_shared<Dataset>();
    data->layout.ranges = {0, 1};
    data->layout.denseColumns = 1;
    data->rows = rows;
    data->card.groups = rowsPerGroup > 0 ? rows / rowsPerGroup : 0;
    std::array<Batch, kParts> parts;
    for (int64_t row = 0; row < rows; ++row) {
        Batch& part = parts[static_cast<size_t>(row % 8 == 7 ? Part::Gate : Part::Train)];
        ++part.rows;
        part.label.push_back(static_cast<float>(row % 2));
        part.dense.push_back(static_cast<float>(row));
        part.sourceRow.push_back(row);
        if (rowsPerGroup > 0)
            part.group.push_back(static_cast<int32_t>(row / rowsPerGroup));
    }
    data->store = makeMemoryStore(std::move(parts));
    return data;
}

Batch rowsOf(const Dataset& data, Part part)
{
    Batch all, batch;
    const auto source = data.store->source({.part = part, .batchSize = 64, .order = RowOrder::Stored});
    while (source->next(batch)) {
        all.rows += batch.rows;
        all.dense.insert(all.dense.end(), batch.dense.begin(), batch.dense.end());
        all.sourceRow.insert(all.sourceRow.end(), batch.sourceRow.begin(), batch.sourceRow.end());
        all.group.insert(all.group.end(), batch.group.begin(), batch.group.end());
    }
    return all;
}

class StreamedStore : public RowStore {
public:
    [[nodiscard]] int64_t rows(Part) const override { return 100; }
    void read(Part, std::span<const int64_t>, Batch&) const override { }
    [[nodiscard]] int64_t shuffleWindow() const override { return 10; }
};

} // namespace

class TestHalfSamples : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void halvesShareNoRowAndLoseNone()
    {
        const auto data = numbered(1600, 0);
        const auto halves = halfSamples(data, 3, 0);
        for (const Part part : {Part::Train, Part::Gate}) {
            const auto one = rowsOf(*halves[0], part).sourceRow, other = rowsOf(*halves[1], part).sourceRow;
            QCOMPARE(one.size(), other.size());
            std::set<int64_t> all(one.begin(), one.end());
            all.insert(other.begin(), other.end());
            QCOMPARE(static_cast<int64_t>(all.size()), data->store->rows(part));
            for (const int64_t row : all)
                QCOMPARE(row % 8 == 7, part == Part::Gate);
        }
    }

    void theDrawDependsOnSeedAndPairAlone()
    {
        const auto data = numbered(800, 0);
        const auto rows = [&](uint64_t seed, int pair) {
            return rowsOf(*halfSamples(data, seed, pair)[0], Part::Train).sourceRow;
        };
        QCOMPARE(rows(1, 0), rows(1, 0));
        QVERIFY(rows(1, 0) != rows(1, 1));
        QVERIFY(rows(1, 0) != rows(2, 0));
    }

    void wholeGroupsStayTogether()
    {
        const auto data = numbered(1600, 20);
        const auto halves = halfSamples(data, 3, 0);
        std::set<int32_t> groups[2];
        int64_t rows[2] = {0, 0};
        for (size_t side = 0; side < 2; ++side) {
            for (const Part part : {Part::Train, Part::Gate}) {
                const Batch batch = rowsOf(*halves[side], part);
                groups[side].insert(batch.group.begin(), batch.group.end());
                rows[side] += batch.rows;
            }
        }
        QCOMPARE(groups[0].size() + groups[1].size(), size_t{80});
        for (const int32_t group : groups[0])
            QVERIFY(!groups[1].contains(group));
        QVERIFY(std::abs(rows[0] - rows[1]) <= 20);
    }

    void refusesWhatItCannotHalve()
    {
        const auto one = numbered(160, 160); // one group
        QVERIFY(inputErrorOf([&] { (void)halfSamples(one, 0, 0); }).contains("Too few groups"));
        const auto streamed = std::make_shared<Dataset>();
        streamed->store = std::make_shared<StreamedStore>();
        QVERIFY(inputErrorOf([&] { (void)halfSamples(streamed, 0, 0); }).contains("--memory"));
    }

    void aSearchRunsOnAHalf()
    {
        Settings settings = small::quickSettings();
        settings.epochs = 12; // of half as many steps
        RunControl control;
        TrainObserver observer;
        const auto halves = halfSamples(small::twoFields(), 0, 0);
        const SearchResult one = runSearch(halves[0], settings, control, observer);
        const SearchResult other = runSearch(halves[1], settings, control, observer);
        QCOMPARE(one.ranking.course.gateRows, int64_t{100});
        QCOMPARE(one.ranking.order(), (std::vector<size_t>{0, 1}));
        QCOMPARE(other.ranking.order(), (std::vector<size_t>{0, 1}));
        QVERIFY(one.ranking.fields[0].gate != other.ranking.fields[0].gate);
    }

    /// "number" [7, 8), the last three columns of "united" and "wide" are given; the others are learnt.
    void givenValuesAreMeasuredAndRescaled()
    {
        const auto data = small::mixedFields(400);
        const auto rms = givenRms(*data);
        QCOMPARE(rms[0], 0.0);
        QCOMPARE(rms[1], 0.0);
        double squares = 0;
        const Batch rows = rowsOf(*data, Part::Train);
        for (int64_t row = 0; row < rows.rows; ++row) {
            for (size_t k = 1; k < 4; ++k) {
                const auto value = static_cast<double>(rows.dense[static_cast<size_t>(row) * 9 + k]);
                squares += value * value;
            }
        }
        QVERIFY(std::abs(rms[3] - std::sqrt(squares / (3.0 * static_cast<double>(rows.rows)))) < 1e-9);

        const auto scaled = rescaled(data, {1, 1, 2, 3, 0.5});
        const auto after = givenRms(*scaled);
        QVERIFY(std::abs(after[2] / rms[2] - 2) < 1e-5);
        QVERIFY(std::abs(after[3] / rms[3] - 3) < 1e-5);
        QVERIFY(std::abs(after[4] / rms[4] - 0.5) < 1e-5);
        Batch direct;
        const std::vector<int64_t> places{5, 0};
        scaled->store->read(Part::Train, places, direct);
        QCOMPARE(direct.dense[0], 2 * rows.dense[5 * 9]);
        QCOMPARE(givenRms(*data), rms); // the original stays as it is
    }
};

QTEST_GUILESS_MAIN(TestHalfSamples)
#include "tst_half_samples.moc"

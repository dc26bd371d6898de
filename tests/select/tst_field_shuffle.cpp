// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/field_shuffle.h"
#include "tests/select/small_sets.h"

#include <QtTest>
#include <numeric>

using namespace leap;

class TestFieldShuffle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A field of an id and three dense columns moves as one; the others stay; labels stay.
    void aUnitedFieldMovesAsOne()
    {
        const auto data = small::mixedFields(200);
        Batch rows;
        std::vector<int64_t> places(10), from(10);
        std::iota(places.begin(), places.end(), int64_t{0});
        for (size_t i = 0; i < 10; ++i)
            from[i] = static_cast<int64_t>((i + 3) % 10);
        data->store->read(Part::Train, places, rows);
        Batch shuffled = rows;
        shuffleField(rows, data->layout, 3, from, shuffled);
        for (size_t row = 0; row < 10; ++row) {
            const auto other = static_cast<size_t>(from[row]);
            QCOMPARE(shuffled.ids[row * 2], rows.ids[row * 2]);
            QCOMPARE(shuffled.ids[row * 2 + 1], rows.ids[other * 2 + 1]);
            for (size_t column = 0; column < 9; ++column)
                QCOMPARE(shuffled.dense[row * 9 + column],
                         rows.dense[(column >= 1 && column <= 3 ? other : row) * 9 + column]);
        }
        QCOMPARE(shuffled.label, rows.label);
        QCOMPARE(shuffled.bags[0].ids, rows.bags[0].ids);
        shuffled = rows;
        shuffleField(rows, data->layout, 0, from, shuffled);
        for (size_t row = 0; row < 10; ++row) {
            const auto other = static_cast<size_t>(from[row]);
            const auto bag = [](const BagColumn& of, size_t at) {
                return std::vector<int32_t>(of.ids.begin() + of.offsets[at],
                                            of.ids.begin() + of.offsets[at + 1]);
            };
            QCOMPARE(bag(shuffled.bags[0], row), bag(rows.bags[0], other));
        }
        QCOMPARE(shuffled.ids, rows.ids);
    }

    void cutsEqualTheSourcesBatches()
    {
        const auto data = small::mixedFields(200);
        const auto source =
            makeBatchSource(data, {.part = Part::Train, .batchSize = 160, .order = RowOrder::Stored});
        const auto pieces =
            makeBatchSource(data, {.part = Part::Train, .batchSize = 37, .order = RowOrder::Stored});
        Batch all, piece, cut;
        QVERIFY(source->next(all));
        for (int64_t begin = 0; pieces->next(piece); begin += 37) {
            cutBatch(all, data->layout, begin, piece.rows, cut);
            QCOMPARE(cut.ids, piece.ids);
            QCOMPARE(cut.dense, piece.dense);
            QCOMPARE(cut.label, piece.label);
            QCOMPARE(cut.bags[0].ids, piece.bags[0].ids);
            QCOMPARE(cut.bags[0].offsets, piece.bags[0].offsets);
        }
    }
};

QTEST_APPLESS_MAIN(TestFieldShuffle)
#include "tst_field_shuffle.moc"

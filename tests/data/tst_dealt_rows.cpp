// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/vocabulary.h"
#include "core/data/rows/dealt_rows.h"
#include "core/data/rows/refitted_rows.h"

#include <QtTest>
#include <numeric>

using namespace leap;

namespace {

/// Rows with one id, one bag of two items and one number; row i of the table has id 2 + i % 5, items 2 and
/// 2 + i % 3, and the number i.
Batch rowsOf(int64_t first, int64_t count)
{
    Batch batch;
    batch.rows = count;
    BagColumn bag{{0}, {}};
    for (int64_t i = first; i < first + count; ++i) {
        batch.ids.push_back(static_cast<int32_t>(2 + i % 5));
        bag.ids.push_back(2);
        bag.ids.push_back(static_cast<int32_t>(2 + i % 3));
        bag.offsets.push_back(static_cast<int32_t>(bag.ids.size()));
        batch.dense.push_back(static_cast<float>(i) / 100);
        batch.label.push_back(i % 2 == 0 ? 1.0F : 0.0F);
        batch.group.push_back(static_cast<int32_t>(i % 4));
        batch.sourceRow.push_back(i);
    }
    batch.bags = {bag};
    return batch;
}

std::shared_ptr<const RowStore> store()
{
    return makeMemoryStore({rowsOf(0, 20), rowsOf(20, 10), rowsOf(30, 7), rowsOf(37, 5)});
}

std::shared_ptr<Dataset> dataset(DealtPlaces places, int minCount = 1)
{
    auto data = std::make_shared<Dataset>();
    const auto addField = [&](const char* name, InputKind kind, int width) {
        Input input;
        input.name = name;
        input.kind = kind;
        input.width = width;
        input.minCount = minCount;
        input.scale = 1;
        data->schema.fields.push_back({name, {input}, {}, 0, {}});
    };
    addField("id", InputKind::Categorical, 2);
    addField("bag", InputKind::Bag, 2);
    addField("number", InputKind::Numeric, 1);
    using Storage = InputSlot::Storage;
    data->layout.inputs = {{Storage::Id, 0, 0, 2, 7, "id"},
                           {Storage::Bag, 0, 2, 2, 5, "bag"},
                           {Storage::Dense, 0, 4, 1, 0, "number"}};
    data->layout.ranges = {0, 2, 4, 5};
    data->layout.idColumns = data->layout.bagColumns = data->layout.denseColumns = 1;
    data->store = makeDealtRows(store(), std::move(places));
    return data;
}

Batch readAll(const RowStore& rows, Part part)
{
    std::vector<int64_t> places(static_cast<size_t>(rows.rows(part)));
    std::iota(places.begin(), places.end(), 0);
    Batch batch;
    rows.read(part, places, batch);
    return batch;
}

} // namespace

class TestDealtRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsComeInTheOrderTheyWereDealt()
    {
        DealtPlaces places;
        places[0] = {{Part::Gate, 3}, {Part::Train, 0}, {Part::Validation, 6}, {Part::Gate, 0}};
        const auto dealt = makeDealtRows(store(), places);
        QCOMPARE(dealt->rows(Part::Train), 4);
        QCOMPARE(dealt->rows(Part::Test), 0);
        const Batch batch = readAll(*dealt, Part::Train);
        QCOMPARE(batch.sourceRow, (std::vector<int64_t>{23, 0, 36, 20}));
        QCOMPARE(batch.ids, (std::vector<int32_t>{5, 2, 3, 2}));
        QCOMPARE(batch.bags[0].offsets, (std::vector<int32_t>{0, 2, 4, 6, 8}));
        QCOMPARE(batch.bags[0].ids, (std::vector<int32_t>{2, 4, 2, 2, 2, 2, 2, 4}));
        QCOMPARE(batch.group, (std::vector<int32_t>{3, 0, 0, 0}));
        QVERIFY(batch.weight.empty());
        Batch one;
        const std::vector<int64_t> third{2};
        dealt->read(Part::Train, third, one); // of one part
        QCOMPARE(one.sourceRow, (std::vector<int64_t>{36}));
    }

    void noRowsAtAll()
    {
        const auto dealt = makeDealtRows(store(), {});
        Batch batch;
        dealt->read(Part::Train, {}, batch);
        QCOMPARE(batch.rows, 0);
    }

    /// Ids that the new training rows do not have become unknown; the bag's item 4 too.
    void unseenValuesAreUnknown()
    {
        DealtPlaces places;
        places[0] = {{Part::Train, 0}, {Part::Train, 1}, {Part::Train, 0}, {Part::Train, 1}};
        places[3] = {{Part::Train, 0}, {Part::Train, 2}, {Part::Train, 5}};
        const auto fitted = refitted(dataset(places));
        const Batch batch = readAll(*fitted->store, Part::Test);
        QCOMPARE(batch.ids, (std::vector<int32_t>{2, kUnknownId, 2}));
        QCOMPARE(batch.bags[0].ids, (std::vector<int32_t>{2, 2, 2, kUnknownId, 2, kUnknownId}));
        const auto rarer = refitted(dataset(places, 3)); // twice is too rare
        QCOMPARE(readAll(*rarer->store, Part::Test).ids, (std::vector<int32_t>{0, 0, 0}));
    }

    /// Training numbers .02, .04 and .06: mean .04, deviation sqrt(8 / 3) / 100. A missing cell (0) stays 0.
    void numbersAreScaledByTheNewTrainingRows()
    {
        DealtPlaces places;
        places[0] = {{Part::Train, 2}, {Part::Train, 4}, {Part::Train, 6}, {Part::Train, 0}};
        places[3] = {{Part::Train, 4}, {Part::Train, 5}, {Part::Train, 0}, {Part::Test, 4}};
        const auto fitted = refitted(dataset(places));
        const Batch batch = readAll(*fitted->store, Part::Test);
        QVERIFY(std::abs(batch.dense[0]) < 1e-5F);
        QVERIFY(std::abs(batch.dense[1] - 1 / std::sqrt(8.0F / 3)) < 1e-4F);
        QCOMPARE(batch.dense[2], 0.0F);
        QCOMPARE(batch.dense[3], 5.0F); // clipped
    }
};

QTEST_APPLESS_MAIN(TestDealtRows)
#include "tst_dealt_rows.moc"

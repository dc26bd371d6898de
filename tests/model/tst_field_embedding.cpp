// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/model/table/field_embedding.h"

#include <QtTest>
#include <cmath>

using namespace leap;

namespace {

/// x = [bag: 2 | dense b: 1 | id: 3 | dense a: 2]; dense columns are stored as a a b.
RowLayout mixedLayout()
{
    using Storage = InputSlot::Storage;
    RowLayout layout;
    layout.inputs = {{Storage::Bag, 0, 0, 2, 4, "tags"},
                     {Storage::Dense, 2, 2, 1, 0, "b"},
                     {Storage::Id, 1, 3, 3, 5, "city"},
                     {Storage::Dense, 0, 6, 2, 0, "a"}};
    layout.ranges = {0, 2, 3, 6, 8};
    layout.idColumns = 2;
    layout.bagColumns = 1;
    layout.denseColumns = 3;
    return layout;
}

/// Bags {1, 3, 3}, {}, {0}; cities 4, 0, 4.
Batch threeRows()
{
    Batch batch;
    batch.rows = 3;
    batch.ids = {9, 4, 9, 0, 9, 4}; // column 0 belongs to no input
    batch.bags = {{{0, 3, 3, 4}, {1, 3, 3, 0}}};
    batch.dense = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    batch.label = {0, 1, 0};
    return batch;
}

FieldEmbedding embedding()
{
    return FieldEmbedding(mixedLayout(), 1.0, 3, {.rate = 0.1});
}

bool near(float a, double b)
{
    return std::abs(a - b) < 1e-6;
}

} // namespace

class TestFieldEmbedding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layoutOfARow()
    {
        auto fields = embedding();
        std::vector<float> x(24, -99.0F);
        fields.read(threeRows(), x.data());
        const auto tags = fields.save(0).parameter;
        const auto city = fields.save(1).parameter;
        for (size_t c = 0; c < 2; ++c) {
            QVERIFY(near(x[c], (tags[2 + c] + 2.0 * tags[6 + c]) / 3)); // a repeated tag counts twice
            QCOMPARE(x[8 + c], 0.0F); // an empty bag
            QCOMPARE(x[16 + c], tags[c]);
        }
        for (size_t c = 0; c < 3; ++c) {
            QCOMPARE(x[3 + c], city[12 + c]);
            QCOMPARE(x[11 + c], city[c]);
            QCOMPARE(x[19 + c], city[12 + c]);
        }
        QCOMPARE(x[2], 3.0F);
        QCOMPARE(x[6], 1.0F);
        QCOMPARE(x[7], 2.0F);
        QCOMPARE(x[18], 9.0F);
        QCOMPARE(x[23], 8.0F);
    }

    /// After one step m = (1 - beta1) x the row's summed gradient: read the gradients off the moments.
    void gradientsReachTheirRows()
    {
        auto fields = embedding();
        std::vector<float> x(24);
        const Batch batch = threeRows();
        fields.read(batch, x.data());
        std::vector<float> gradient(24);
        for (size_t i = 0; i < gradient.size(); ++i)
            gradient[i] = static_cast<float>(i + 1);
        fields.applyGradient(batch, gradient.data());
        const auto tags = fields.save(0);
        const auto city = fields.save(1);
        QVERIFY(near(tags.moment1[2] * 10, 1.0 / 3)); // tag 1: one of the three of row 0
        QVERIFY(near(tags.moment1[7] * 10, 2 * 2.0 / 3)); // tag 3: two of them
        QVERIFY(near(tags.moment1[0] * 10, 17)); // tag 0: row 2
        QCOMPARE(tags.moment1[4], 0.0F); // tag 2: nobody's
        QVERIFY(near(city.moment1[12] * 10, 4 + 20)); // city 4: rows 0 and 2
        QVERIFY(near(city.moment1[2] * 10, 14)); // city 0: row 1
        QCOMPARE(city.lastGradient, (std::vector<int64_t>{1, 0, 0, 0, 1}));
        QCOMPARE(fields.steps(), 1);
    }

    void aStepMovesByTheRate()
    {
        auto fields = embedding();
        const Batch batch = threeRows();
        std::vector<float> before(24), after(24);
        fields.read(batch, before.data());
        const std::vector<float> gradient(24, 1.0F);
        fields.applyGradient(batch, gradient.data());
        fields.read(batch, after.data());
        QVERIFY(std::abs(before[3] - after[3] - 0.1F) < 1e-6);
        QVERIFY(std::abs(before[0] - after[0] - 0.1F) < 1e-6); // all rows of the bag moved by it
        QCOMPARE(before[2], after[2]);
    }

    /// x = [given: 2 | id: 1 | given: 1]: elements 1, 2 of 3, scaled and cut, and element 0 as it is.
    void givenVectorsAreReadAndNeverLearn()
    {
        const auto table = std::make_shared<const LookupTable>(LookupTable{2, 3, {1, 2, 3, NAN, 50, NAN}});
        const auto scaled = std::make_shared<const Lookup>(Lookup{table, 1, 2, {{1, 1}, {0.5F, 2}, 3.5F}});
        const auto plain = std::make_shared<const Lookup>(Lookup{table, 0, 1, {}});
        using Storage = InputSlot::Storage;
        RowLayout layout;
        layout.inputs = {{Storage::Lookup, 1, 0, 2, 3, "given", scaled},
                         {Storage::Id, 0, 2, 1, 4, "id"},
                         {Storage::Lookup, 2, 3, 1, 3, "plain", plain}};
        layout.ranges = {0, 2, 3, 4};
        layout.idColumns = 3;
        FieldEmbedding fields(layout, 1.0, 3, {.rate = 0.1});
        Batch batch;
        batch.rows = 70; // more than a block
        for (int32_t row = 0; row < 70; ++row)
            batch.ids.insert(batch.ids.end(), {row % 4, row % 3, (row + 1) % 3});
        std::vector<float> x(280, -99.0F), after(280);
        fields.read(batch, x.data());
        const std::vector<float> expected[3] = {{0, 0}, {0.5F, 3.5F}, {3.5F, 0}}; // (3 - 1) 2 = 4 is cut
        const float expectedPlain[3] = {0, 1, 0};
        for (size_t row = 0; row < 70; ++row) {
            QCOMPARE(x[4 * row], expected[row % 3][0]);
            QCOMPARE(x[4 * row + 1], expected[row % 3][1]);
            QCOMPARE(x[4 * row + 3], expectedPlain[(row + 1) % 3]);
        }
        QCOMPARE(fields.tables().size(), size_t{1});
        fields.applyGradient(batch, std::vector<float>(280, 1.0F).data());
        fields.read(batch, after.data());
        for (size_t i = 0; i < x.size(); ++i)
            QCOMPARE(after[i] == x[i], i % 4 != 2);
        batch.ids[1] = 3;
        QVERIFY_THROWS_EXCEPTION(FailureError, fields.read(batch, x.data()));
    }

    /// More rows than a block, and duplicates between blocks.
    void manyRows()
    {
        RowLayout layout;
        layout.inputs = {{InputSlot::Storage::Id, 0, 0, 1, 3, "id"}};
        layout.ranges = {0, 1};
        layout.idColumns = 1;
        FieldEmbedding fields(layout, 1.0, 3, {});
        Batch batch;
        batch.rows = 101;
        for (int i = 0; i < 101; ++i)
            batch.ids.push_back(i % 3);
        std::vector<float> x(101);
        fields.read(batch, x.data());
        for (size_t i = 3; i < 101; ++i)
            QCOMPARE(x[i], x[i % 3]);
        fields.applyGradient(batch, std::vector<float>(101, 1.0F).data());
        const auto state = fields.save(0);
        QVERIFY(near(state.moment1[0], 3.4) && near(state.moment1[2], 3.3));
    }

    void badBatchesAreRefused()
    {
        auto fields = embedding();
        std::vector<float> x(24);
        const auto refuses = [&](const std::function<void(Batch&)>& spoil) {
            Batch batch = threeRows();
            spoil(batch);
            QVERIFY_THROWS_EXCEPTION(FailureError, fields.read(batch, x.data()));
        };
        refuses([](Batch& batch) { batch.ids[1] = 5; });
        refuses([](Batch& batch) { batch.ids[1] = -1; });
        refuses([](Batch& batch) { batch.bags[0].ids[2] = 4; });
        refuses([](Batch& batch) { batch.bags[0].offsets = {0, 4, 3, 4}; });
        refuses([](Batch& batch) { batch.bags[0].offsets = {0, 3, 4}; });
        refuses([](Batch& batch) { batch.dense.pop_back(); });
        refuses([](Batch& batch) { batch.ids.pop_back(); });
        refuses([](Batch& batch) { batch.bags.clear(); });
    }
};

QTEST_APPLESS_MAIN(TestFieldEmbedding)
#include "tst_field_embedding.moc"

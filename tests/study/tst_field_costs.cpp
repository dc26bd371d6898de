// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/ledger/field_costs.h"
#include "tests/select/small_sets.h"

#include <QtTest>

using namespace leap;

class TestFieldCosts : public QObject {
    Q_OBJECT

    /// Three fields: two columns of one given table each, and an id with a table of its own.
    static RowLayout sharing()
    {
        RowLayout layout;
        layout.ranges = {0, 2, 4, 7};
        layout.idColumns = 3;
        auto given = std::make_shared<LookupTable>();
        given->rows = 10;
        given->width = 6;
        auto lookup = std::make_shared<Lookup>();
        lookup->table = given;
        layout.inputs = {small::slot(InputSlot::Storage::Lookup, 0, 0, 2, 11, "a"),
                         small::slot(InputSlot::Storage::Lookup, 1, 2, 2, 11, "b"),
                         small::slot(InputSlot::Storage::Id, 2, 4, 3, 5, "c")};
        layout.inputs[0].lookup = layout.inputs[1].lookup = lookup;
        return layout;
    }

private Q_SLOTS:
    /// Wide & Deep 32-16: each column feeds 32 units and the wide part.
    void byHand()
    {
        const auto data = small::mixedFields(20);
        const FieldCosts costs = fieldCosts(data->layout, {});
        QCOMPARE(costs.fields[0], (FieldCost{3, 7 * 3 * 4 + 3 * 33 * 4, 3 * 33 * 2})); // bag
        QCOMPARE(costs.fields[2], (FieldCost{1, 33 * 4, 33 * 2})); // a scalar has no table
        QCOMPARE(costs.fields[3], (FieldCost{5, 5 * 2 * 4 + 5 * 33 * 4, 5 * 33 * 2})); // id and dense
        QVERIFY(costs.shared.empty());
    }

    void backbones()
    {
        const auto data = small::twoFields(20); // 8 columns
        Settings settings;
        const auto flops = [&] { return fieldCosts(data->layout, settings).fields[0].flops; };
        settings.network.backbone = "mlp";
        QCOMPARE(flops(), int64_t{4 * 32 * 2});
        settings.network.hidden = {};
        QCOMPARE(flops(), int64_t{4 * 1 * 2});
        settings.network.backbone = kWideDeep; // output and wide part
        QCOMPARE(flops(), int64_t{4 * 2 * 2});
        settings.network.backbone = "dcn-v2"; // full rank: 8 units
        settings.network.hidden = {16};
        QCOMPARE(flops(), int64_t{4 * (16 + 8) * 2});
        settings.network.crossRank = 3;
        QCOMPARE(flops(), int64_t{4 * (16 + 3) * 2});
        settings.network.backbone = kTorchScript;
        QVERIFY(fieldCosts(data->layout, settings).networkUnknown);
        QCOMPARE(flops(), int64_t{0});
    }

    void aSharedTableGoesWithItsLastField()
    {
        const RowLayout layout = sharing();
        Settings settings;
        settings.network.backbone = "mlp";
        settings.network.hidden = {1};
        const FieldCosts costs = fieldCosts(layout, settings);
        QCOMPARE(costs.fields[0].bytes, int64_t{2 * 4});
        QCOMPARE(costs.fields[2].bytes, int64_t{5 * 3 * 4 + 3 * 4});
        QCOMPARE(costs.shared.size(), size_t{1});
        QVERIFY((costs.shared[0] == SharedTable{10 * 6 * 4, {0, 1}}));
        const int64_t all = costOf(costs, {1, 1, 1}).bytes;
        QCOMPARE(all - costOf(costs, {0, 1, 1}).bytes, int64_t{2 * 4});
        QCOMPARE(all - costOf(costs, {0, 0, 1}).bytes, int64_t{2 * 2 * 4 + 240});
    }

    void aTableOfOneFieldIsItsOwn()
    {
        RowLayout layout = sharing();
        layout.ranges = {0, 4, 7}; // both slices in one field
        const FieldCosts costs = fieldCosts(layout, {});
        QVERIFY(costs.shared.empty());
        QCOMPARE(costs.fields[0].bytes, int64_t{240 + 4 * 33 * 4});
    }
};

QTEST_APPLESS_MAIN(TestFieldCosts)
#include "tst_field_costs.moc"

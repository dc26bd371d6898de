// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/kept_set.h"
#include "tests/support/error_text.h"

#include <QtTest>

using namespace leap;
using leap::test::inputErrorOf;

namespace {

InputSlot slot(InputSlot::Storage storage, int index, int64_t start, int width)
{
    return {storage, index, start, width, storage == InputSlot::Storage::Dense ? 0 : 9, "input"};
}

/// Three fields: an id (2 columns), a merged one of id and dense (1 + 3), a bag (4).
RowLayout threeFields()
{
    RowLayout layout;
    layout.inputs = {slot(InputSlot::Storage::Id, 0, 0, 2), slot(InputSlot::Storage::Id, 1, 2, 1),
                     slot(InputSlot::Storage::Dense, 5, 3, 3), slot(InputSlot::Storage::Bag, 0, 6, 4)};
    layout.ranges = {0, 2, 6, 10};
    layout.idColumns = 2;
    layout.bagColumns = 1;
    layout.denseColumns = 8;
    return layout;
}

Schema schemaOf(const std::vector<std::string>& names)
{
    Schema schema;
    for (const std::string& name : names) {
        schema.fields.emplace_back();
        schema.fields.back().name = name;
    }
    return schema;
}

} // namespace

class TestKeptSet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void prunesALayout()
    {
        const RowLayout pruned = prunedLayout(threeFields(), {0, 1, 1});
        QCOMPARE(pruned.ranges, (std::vector<int64_t>{0, 4, 8}));
        QCOMPARE(pruned.inputs.size(), size_t{3});
        const int64_t starts[] = {0, 1, 4};
        const int places[] = {1, 5, 0};
        for (size_t i = 0; i < 3; ++i) {
            QCOMPARE(pruned.inputs[i].start, starts[i]);
            QCOMPARE(pruned.inputs[i].index, places[i]); // where the batch has it
        }
        QCOMPARE(pruned.idColumns, 2);
        QCOMPARE(pruned.denseColumns, 8);
    }

    void keepingAllChangesNothing()
    {
        const RowLayout pruned = prunedLayout(threeFields(), keepAll(3));
        QCOMPARE(pruned.ranges, threeFields().ranges);
        QCOMPARE(pruned.inputs.size(), size_t{4});
        QCOMPARE(pruned.inputs[3].start, int64_t{6});
    }

    void countsFieldsAndColumns()
    {
        QCOMPARE(keptFields({0, 1, 1}), int64_t{2});
        QCOMPARE(keptColumns(threeFields(), {0, 1, 1}), int64_t{8});
        QCOMPARE(keptColumns(threeFields(), {0, 0, 0}), int64_t{0});
    }

    void goesFromNamesAndBack()
    {
        const Schema schema = schemaOf({"age", "sex", "zip"});
        const KeptSet kept = keptSetOf(schema, {"zip", "age"});
        QCOMPARE(kept, (KeptSet{1, 0, 1}));
        QCOMPARE(keptNames(schema, kept), (std::vector<std::string>{"age", "zip"}));
        QVERIFY(inputErrorOf([&] { (void)keptSetOf(schema, {"zap"}); }).contains("Did you mean 'zip'?"));
    }

    void uncertainFieldsStay()
    {
        Decision decision;
        decision.fields.resize(3);
        decision.fields[0].verdict = Verdict::Keep;
        decision.fields[1].verdict = Verdict::Drop;
        decision.fields[2].verdict = Verdict::Uncertain;
        QCOMPARE(keptSetOf(decision), (KeptSet{1, 0, 1}));
    }

    void refusesAnEmptyModelAndOtherData()
    {
        QVERIFY(inputErrorOf([] {
                    (void)prunedLayout(threeFields(), {0, 0, 0});
                }).contains("at least one field"));
        QVERIFY(inputErrorOf([] { (void)prunedLayout(threeFields(), {1, 1}); }).contains("2 fields"));
    }
};

QTEST_APPLESS_MAIN(TestKeptSet)
#include "tst_kept_set.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/schema/bulk_edit.h"
#include "core/data/schema/field_edits.h"

#include <QtTest>

using namespace leap;

namespace {

Field field(const std::string& name, InputKind kind, int width)
{
    Input input;
    input.name = name;
    input.kind = kind;
    input.columns = {name};
    input.width = width;
    return {name, {input}, {}, 0, {}};
}

/// Categories c1, c2; numbers n1, n2; one field of two categories.
Schema fiveFields()
{
    Schema schema;
    schema.label.column = "y";
    for (const char* name : {"c1", "c2"})
        schema.fields.push_back(field(name, InputKind::Categorical, 8));
    for (const char* name : {"n1", "n2"})
        schema.fields.push_back(field(name, InputKind::Numeric, 1));
    Field both = field("a", InputKind::Categorical, 8);
    both.inputs.push_back(field("b", InputKind::Categorical, 8).inputs.front());
    both.name = "both";
    schema.fields.push_back(both);
    return schema;
}

BulkEdit roleOnly(ColumnRole role)
{
    BulkEdit edit;
    edit.role = role;
    return edit;
}

} // namespace

class TestBulkEdit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesEverythingAtOnce()
    {
        BulkEdit edit;
        edit.kind = InputKind::Categorical;
        edit.width = 4;
        edit.cost = 0.5;
        edit.group = "bought";
        const BulkEdited edited = withBulkEdit(fiveFields(), {0, 2}, edit);
        QVERIFY(edited.refused.empty());
        for (const size_t i : {size_t{0}, size_t{2}}) {
            const Field& changed = edited.schema.fields[i];
            QCOMPARE(changed.inputs.front().kind, InputKind::Categorical);
            QCOMPARE(changed.width(), 4); // the kind comes first, with a width of its own
            QCOMPARE(changed.cost, 0.5);
            QCOMPARE(changed.group, std::string("bought"));
        }
        for (const size_t i : {size_t{1}, size_t{3}, size_t{4}})
            QVERIFY(edited.schema.fields[i] == fiveFields().fields[i]);
    }

    void fieldsThatCannotAreNamed()
    {
        BulkEdit edit;
        edit.width = 4;
        const BulkEdited edited = withBulkEdit(fiveFields(), {0, 1, 2}, edit);
        QCOMPARE(edited.schema.fields[1].width(), 4);
        QCOMPARE(edited.schema.fields[2].width(), 1); // a number has one column
        QCOMPARE(edited.refused.size(), size_t{1});
        QVERIFY(QString::fromStdString(edited.refused.front()).contains("n1"));
        QVERIFY_EXCEPTION_THROWN((void)withBulkEdit(fiveFields(), {2, 3}, edit), InputError);
    }

    void rolesOfColumns()
    {
        const Schema out = withBulkEdit(fiveFields(), {0, 4}, roleOnly(ColumnRole::LeftOut)).schema;
        QCOMPARE(out.fields.size(), size_t{3});
        QCOMPARE(out.leftOut.size(), size_t{3}); // the last field read two columns
        QCOMPARE(out.leftOut.front().reason, std::string(kLeftOutByUser));

        const Schema group = withBulkEdit(fiveFields(), {1}, roleOnly(ColumnRole::GroupId)).schema;
        QCOMPARE(group.groupId, std::string("c2"));
        QCOMPARE(group.fields.size(), size_t{5}); // a group may be a feature, too
        QVERIFY(withBulkEdit(group, {1}, roleOnly(ColumnRole::Field)).schema.groupId.empty());

        const Schema weight = withBulkEdit(fiveFields(), {2}, roleOnly(ColumnRole::Weight)).schema;
        QCOMPARE(weight.weight, std::string("n1"));
        QVERIFY(!readsColumn(weight, "n1"));
    }

    void whatMakesNoSenseIsRefused()
    {
        for (const ColumnRole role : {ColumnRole::GroupId, ColumnRole::Weight}) {
            QVERIFY_EXCEPTION_THROWN((void)withBulkEdit(fiveFields(), {0, 1}, roleOnly(role)), InputError);
            QVERIFY_EXCEPTION_THROWN((void)withBulkEdit(fiveFields(), {4}, roleOnly(role)), InputError);
        }
        QVERIFY_EXCEPTION_THROWN((void)withBulkEdit(fiveFields(), {0}, BulkEdit()), InputError);
        QVERIFY_EXCEPTION_THROWN((void)withBulkEdit(fiveFields(), {}, roleOnly(ColumnRole::LeftOut)),
                                 InputError);
        QVERIFY_EXCEPTION_THROWN((void)withBulkEdit(fiveFields(), {9}, roleOnly(ColumnRole::LeftOut)),
                                 InputError);
    }
};

QTEST_APPLESS_MAIN(TestBulkEdit)
#include "tst_bulk_edit.moc"

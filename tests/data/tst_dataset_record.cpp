// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/inspect/report_record.h"
#include "core/data/rows/dataset_record.h"
#include "core/record/columns.h"
#include "tests/support/error_text.h"
#include "tests/support/made_up.h"

#include <QtTest>

#include <memory>

using namespace leap;
using namespace leap::test;

namespace {

DatasetCard card()
{
    DatasetCard card;
    card.files = {"a.csv", "b.csv"};
    card.fingerprint = "12ab";
    card.rows = 100;
    card.rejectedRows = 3;
    card.positives = 20;
    card.rowsOfPart = {80, 5, 5, 10};
    card.label = "late = 1";
    card.split = "random 80/5/5/10, seed 0";
    return card;
}

/// An embedding, two dense columns and a given vector of three, as two fields.
RowLayout layout()
{
    RowLayout layout;
    InputSlot id, dense, given;
    id = {InputSlot::Storage::Id, 0, 0, 8, 12, "month"};
    dense = {InputSlot::Storage::Dense, 0, 8, 2, 0, "distance"};
    given = {InputSlot::Storage::Lookup, 1, 10, 3, 5, "airport"};
    auto lookup = std::make_shared<Lookup>();
    lookup->begin = 2;
    lookup->width = 3;
    lookup->scaling = {{0.5F}, {2}, 5};
    given.lookup = lookup;
    layout.inputs = {id, dense, given};
    layout.ranges = {0, 8, 13};
    layout.idColumns = 2;
    layout.denseColumns = 2;
    return layout;
}

/// The message when this member of the layout's file (a JSON pointer) holds `value`.
QString refusalOf(const char* pointer, const Json& value)
{
    Json json = toJson(layout());
    json[Json::json_pointer(pointer)] = value;
    return inputErrorOf([&] { (void)fromJson<RowLayout>(json, "store: layout"); });
}

template <typename T> void compareMadeUp()
{
    for (uint64_t seed = 0; seed < 50; ++seed) {
        const std::string text = jsonText(toJson(madeUp<T>(seed)));
        QCOMPARE(jsonText(toJson(fromJson<T>(parseJson(text, "file"), "file"))), text);
    }
}

} // namespace

class TestDatasetRecord : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFileFormatsAreWhatTheyWere()
    {
        QCOMPARE(
            jsonText(toJson(card())),
            std::string(R"({"files":["a.csv","b.csv"],"fingerprint":"12ab","rows":100,"rejected_rows":3,)"
                        R"("positives":20,"parts":{"train":80,"gate":5,"validation":5,"test":10},)"
                        R"("groups":0,"label":"late = 1","split":"random 80/5/5/10, seed 0",)"
                        R"("warnings":[]})"));
        QCOMPARE(jsonText(toJson(layout())),
                 std::string(R"({"inputs":[{"storage":0,"index":0,"start":0,"width":8,"vocabulary":12,)"
                             R"("name":"month"},{"storage":2,"index":0,"start":8,"width":2,"vocabulary":0,)"
                             R"("name":"distance"},{"storage":3,"index":1,"start":10,"width":3,)"
                             R"("vocabulary":5,"name":"airport","lookup":{"begin":2,"width":3,)"
                             R"("scaling":{"shift":[0.5],"factor":[2.0],"limit":5.0}}}],)"
                             R"("ranges":[0,8,13],"id_columns":2,"bag_columns":0,"dense_columns":2})"));
        QCOMPARE(jsonText(toJson(FieldFacts{7, 0.25, 0, 3})),
                 std::string(R"({"active_rows":7,"default_share":0.25,"missing_share":0.0,"distinct":3})"));
        ColumnReport column;
        column.name = "price";
        column.kind = InputKind::Numeric;
        column.minimum = -1.5;
        column.examples = {"1", "2"};
        QCOMPARE(jsonText(toJson(column)),
                 std::string(R"({"name":"price","kind":"numeric","kind_reason":"","distinct":0,)"
                             R"("distinct_at_least":false,"missing_share":0.0,"default_share":0.0,)"
                             R"("default_value":"","bad_cells":0,"minimum":-1.5,"maximum":null,)"
                             R"("auc_alone":null,"constant":false,"row_id_like":false,"duplicate_of":"",)"
                             R"("possible_leak":false,"list_of_width":false,"width":1,)"
                             R"("examples":["1","2"]})"));
    }

    void recordsComeBack()
    {
        const RowLayout again = fromJson<RowLayout>(toJson(layout()), "x");
        QVERIFY(recordsEqual(again, layout()));
        QCOMPARE(again.inputs[2].lookup->scaling.limit, 5.0F);
        QVERIFY(fromJson<RowLayout>(toJson(RowLayout()), "x").ranges.empty()); // rows without a layout
        compareMadeUp<FieldFacts>();
        compareMadeUp<DatasetCard>();
        compareMadeUp<ElementScaling>();
        compareMadeUp<InspectReport>();
    }

    void factsAreColumnsToo()
    {
        QStringList names;
        visitColumns<FieldFacts>(
            [&](const ColumnKey& key, auto, auto) { names << QString::fromStdString(key.name); });
        QCOMPARE(names, QStringList({"active_rows", "default_share", "missing_share", "distinct"}));
    }

    void refusesALayoutThatDoesNotFitTheRows()
    {
        QCOMPARE(
            refusalOf("/inputs/0/storage", 4),
            "store: layout.inputs[0].storage must be one of 0 (id), 1 (bag), 2 (dense), 3 (lookup); it is "
            "4.");
        QCOMPARE(refusalOf("/inputs/0/width", 4294967304),
                 "store: layout.inputs[0].width must be a whole number of 1 or more; it is 4294967304.");
        QCOMPARE(refusalOf("/inputs/0/index", 2),
                 "store: layout.inputs[0].index must be a column of the rows; it is 2.");
        QCOMPARE(refusalOf("/inputs/1/index", 1),
                 "store: layout.inputs[1].index must be a column of the rows; it is 1.");
        QCOMPARE(refusalOf("/inputs/1/start", 9), "store: layout.inputs[1].start must be 8; it is 9.");
        QCOMPARE(refusalOf("/ranges", Json::parse("[0, 8, 12]")),
                 "store: layout.ranges must end with the number of columns, 13.");
        QCOMPARE(refusalOf("/ranges", Json::parse("[0, 14, 13]")),
                 "store: layout.ranges must begin with 0 and not descend.");
        QCOMPARE(refusalOf("/ranges", Json::array()),
                 "store: layout.ranges must begin with 0 and not descend.");
        QVERIFY(refusalOf("/inputs/1/storage", 3).contains("inputs[1].lookup must be there for a lookup"));
    }

    void refusesSharesBeyondOne()
    {
        Json json = toJson(FieldFacts{7, 0.25, 0, 3});
        json["default_share"] = 1.5;
        QCOMPARE(inputErrorOf([&] { (void)fromJson<FieldFacts>(json, "facts"); }),
                 "facts: default_share must be a number from 0 to 1; it is 1.5.");
    }
};

QTEST_APPLESS_MAIN(TestDatasetRecord)
#include "tst_dataset_record.moc"

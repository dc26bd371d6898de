// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/schema_json.h"
#include "core/data/schema/schema_record.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

/// A schema in which every member differs from its default somewhere.
Schema rich()
{
    Input category;
    category.name = "caf\xC3\xA9";
    category.columns = {"caf\xC3\xA9"};
    category.width = 3;
    category.minCount = 5;
    Input number;
    number.name = "n";
    number.kind = InputKind::Numeric;
    number.columns = {"n"};
    number.width = 1;
    number.scale = 0.3;
    number.clip = 4;
    Input bucket = number;
    bucket.name = "b";
    bucket.width = 6;
    bucket.buckets = 20;
    Input bag;
    bag.name = "bag";
    bag.kind = InputKind::Bag;
    bag.columns = {"genres"};
    bag.separator = ';';
    Input vector;
    vector.name = "v";
    vector.kind = InputKind::Vector;
    vector.columns = {"X"};
    vector.begin = 7;
    vector.width = 9;
    vector.scaling = VectorScaling::FieldRms;
    Input given = vector;
    given.name = "p";
    given.kind = InputKind::Pretrained;
    given.columns = {"user"};
    given.table = {"tables/vectors.h5", "user/ids", "user/values"};
    Schema schema;
    schema.fields = {{"first", {category, number}, "group 1", 2.5, "a \"note\""},
                     {"second", {bucket}, "", 0, ""},
                     {"third", {bag}, "", 0, ""},
                     {"fourth", {vector}, "", 0, ""},
                     {"fifth", {given}, "", 0, ""}};
    schema.label = {"rating", LabelRule::Kind::Above, "", 3.5};
    schema.groupId = "user";
    schema.weight = "w";
    schema.time = "t";
    schema.leftOut = {{"leak", "possible leak: AUC 0.990 alone"}, {"id", ""}};
    return schema;
}

template <typename Change> std::string refused(Change&& change)
{
    Json json = toJson(rich());
    change(json);
    return refusal([&] { (void)fromJson<Schema>(json, "s.json"); });
}

} // namespace

class TestSchemaJson : public QObject {
    Q_OBJECT

    DataFolder m_folder;

private Q_SLOTS:
    void roundTrip()
    {
        const auto path = m_folder.path("s.json");
        writeSchema(path, rich());
        QCOMPARE(readSchema(path), rich());
        Schema other = rich();
        other.label = {"y", LabelRule::Kind::Equals, "yes", 0};
        other.fields[0].inputs[0].scale = 7; // without a meaning there, but kept
        QCOMPARE(fromJson<Schema>(toJson(other), "s"), other);
        QCOMPARE(fromJson<Schema>(toJson(categoricalSchema({"x"}, "y")), "s"), categoricalSchema({"x"}, "y"));
    }

    void shape()
    {
        const Json json = toJson(rich());
        QCOMPARE(json["format"], "leap.schema");
        QCOMPARE(json["version"], 1);
        QCOMPARE(json["fields"][1]["start"], 4);
        QCOMPARE(json["fields"][1]["end"], 10);
        QCOMPARE(json["fields"][3]["inputs"][0]["scaling"], "field-rms");
        QVERIFY(!json["fields"][3]["inputs"][0].contains("table"));
        const Json& given = json["fields"][4]["inputs"][0];
        QCOMPARE(given["kind"], "pretrained");
        QCOMPARE(given["begin"], 7);
        QCOMPARE(given["table"], "tables/vectors.h5");
        QCOMPARE(given["table_ids"], "user/ids");
        QCOMPARE(given["table_values"], "user/values");
    }

    void shortFormsAreRead()
    {
        const Json json = parseJson(R"({"format": "leap.schema", "version": 1, "label": {"column": "y"},
            "fields": [{"name": "a", "inputs": [{"name": "a", "kind": "categorical", "columns": ["a"], "width": 2}]}]})",
                                    "s");
        QCOMPARE(fromJson<Schema>(json, "s"), categoricalSchema({"a"}, "y"));
    }

    /// What a user edits has no places, and nothing that is not given.
    void theFileHasNoPlaces()
    {
        const Json json = parseJson(schemaFileText(rich()), "s");
        for (const Json& field : json["fields"])
            QVERIFY(!field.contains("start") && !field.contains("end"));
        QCOMPARE(json["fields"][0]["note"], "a \"note\"");
        QCOMPARE(json["fields"][0]["cost"], 2.5);
        for (const char* key : {"group", "cost", "note"})
            QVERIFY(!json["fields"][1].contains(key));
        QCOMPARE(fromJson<Schema>(json, "s"), rich());
    }

    /// A file of before, with start and end: one changed width moves what follows, and nothing else.
    void oneChangedWidthLeavesTheOthers()
    {
        Json json = toJson(rich());
        QCOMPARE(json["fields"][2]["start"], 10);
        json["fields"][1]["inputs"][0]["width"] = 16;
        Schema wider = rich();
        wider.fields[1].inputs[0].width = 16;
        QCOMPARE(fromJson<Schema>(json, "s"), wider);
        json["fields"][1].erase("end");
        json["fields"][4]["start"] = -7;
        QCOMPARE(fromJson<Schema>(json, "s"), wider);
    }

    void besideTheData()
    {
        QVERIFY(!schemaBeside({m_folder.path("wide.csv.gz")}));
        const auto shortName = m_folder.write("wide.schema.json", "{}");
        QCOMPARE(schemaBeside({m_folder.path("wide.csv.gz")}), std::optional(shortName));
        QCOMPARE(schemaBeside({m_folder.path("wide.parquet")}), std::optional(shortName));
        const auto longName = m_folder.write("wide.csv.schema.json", "{}");
        QCOMPARE(schemaBeside({m_folder.path("wide.csv.gz")}), std::optional(longName));
        QCOMPARE(schemaBeside({m_folder.path("wide.csv")}), std::optional(longName));
        QCOMPARE(schemaBeside({m_folder.path("wide.parquet")}), std::optional(shortName));
        QCOMPARE(schemaBeside({m_folder.path("wide") / ""}), std::optional(shortName)); // a folder
        QCOMPARE(schemaBeside({m_folder.path("wide")}), std::optional(shortName));
        QVERIFY(!schemaBeside({m_folder.path("other.csv")}));
        QVERIFY(!schemaBeside({m_folder.path("wide.csv"), m_folder.path("wide.csv")})); // of which?
        QVERIFY(!schemaBeside({}));
        std::filesystem::create_directory(m_folder.path("odd.schema.json"));
        QVERIFY(!schemaBeside({m_folder.path("odd.csv")}));
    }

    void refuses()
    {
        LEAP_CONTAINS(refused([](Json& j) { j["feilds"] = 1; }), "feilds");
        LEAP_CONTAINS(refused([](Json& j) { j["feilds"] = 1; }), "fields");
        LEAP_CONTAINS(refused([](Json& j) { j["version"] = 2; }), "a newer program wrote it");
        LEAP_CONTAINS(refused([](Json& j) { j["version"] = 0; }), "schema version 0");
        LEAP_CONTAINS(refused([](Json& j) { j["format"] = "leap.decision"; }), "not a schema file");
        LEAP_CONTAINS(refused([](Json& j) { j.erase("format"); }), "format");
        LEAP_CONTAINS(refused([](Json& j) { j["fields"] = 3; }), "a list is needed");
        LEAP_CONTAINS(refused([](Json& j) { j["fields"] = Json::array(); }), "no field");
        LEAP_CONTAINS(refused([](Json& j) { j["fields"][1]["start"] = "5"; }), "fields[1].start");
        LEAP_CONTAINS(refused([](Json& j) { j["fields"][0]["inputs"][1]["kind"] = "number"; }),
                      "s.json: fields[0].inputs[1].kind: unknown kind 'number'");
        LEAP_CONTAINS(refused([](Json& j) { j["fields"][0]["inputs"][1]["widht"] = 1; }),
                      "fields[0].inputs[1]");
        LEAP_CONTAINS(refused([](Json& j) { j["fields"][0]["inputs"][1]["widht"] = 1; }), "width");
        LEAP_CONTAINS(refused([](Json& j) { j["fields"][0]["inputs"][1]["width"] = "1"; }), "width");
        LEAP_CONTAINS(refused([](Json& j) { j["fields"][2]["inputs"][0]["separator"] = "||"; }), "separator");
        LEAP_CONTAINS(refused([](Json& j) { j["label"]["rule"] = "abvoe"; }), "Did you mean 'above'?");
        LEAP_CONTAINS(refused([](Json& j) { j["label"].erase("above"); }), "above");
        LEAP_CONTAINS(refused([](Json& j) { j["left_out"][0]["why"] = 1; }), "left_out[0]");
        const auto broken = m_folder.write("b.json", "{\"format\": ");
        LEAP_CONTAINS(refusal([&] { (void)readSchema(broken); }), "b.json");
        LEAP_CONTAINS(refusal([&] { (void)readSchema(m_folder.path("none.json")); }), "none.json");
    }
};

QTEST_GUILESS_MAIN(TestSchemaJson)
#include "tst_schema_json.moc"

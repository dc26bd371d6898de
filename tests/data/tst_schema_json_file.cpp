// SPDX-License-Identifier: GPL-3.0-or-later
// resources/leap.schema.json and core/data/schema/FILE.md against what the program reads and writes.
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/data/schema/schema_json.h"
#include "core/data/schema/schema_record.h"

#include <QtTest>
#include <set>

using namespace leap;

using Keys = std::set<std::string>;

namespace {

std::string sourceFile(const char* path)
{
    return readText(std::filesystem::path(LEAP_SOURCE_DIR) / path);
}

template <typename T> Keys keysOf()
{
    return std::apply([](const auto&... element) { return Keys{element.key...}; }, Record<T>::members);
}

Keys keysOf(const Json& properties)
{
    Keys keys;
    for (const auto& [key, value] : properties.items())
        keys.insert(key);
    return keys;
}

template <typename E> void compareNames(const Json& property)
{
    QCOMPARE(property["enum"].get<std::vector<std::string>>(), namesOf<E>());
}

/// An input of each kind with only what a file must have.
Schema small(InputKind kind)
{
    Input input;
    input.name = "a";
    input.kind = kind;
    input.columns = {"a"};
    input.width = kind == InputKind::Numeric ? 1 : 4;
    if (kind == InputKind::Pretrained)
        input.table.file = "t.h5";
    Schema schema;
    schema.label.column = "y";
    schema.fields = {{"a", {input}, "", 0, ""}};
    return schema;
}

} // namespace

class TestSchemaJsonFile : public QObject {
    Q_OBJECT

    Json m_schema;
    Json m_defs;
    std::string m_words;

private Q_SLOTS:
    void initTestCase()
    {
        m_schema = parseJson(sourceFile("resources/leap.schema.json"), "leap.schema.json");
        m_defs = m_schema["$defs"];
        m_words = sourceFile("core/data/schema/FILE.md");
    }

    void keysAreThoseOfTheRecords()
    {
        QCOMPARE(keysOf(m_schema["properties"]), keysOf<Schema>());
        QCOMPARE(keysOf(m_defs["label"]["properties"]), keysOf<LabelRule>());
        QCOMPARE(keysOf(m_defs["field"]["properties"]), keysOf<PlacedField>());
        QCOMPARE(keysOf(m_defs["input"]["properties"]), keysOf<Input>());
        QCOMPARE(keysOf(m_defs["left_out"]["properties"]), keysOf<LeftOut>());
        QVERIFY(!m_schema["additionalProperties"].get<bool>());
        for (const auto& [name, definition] : m_defs.items())
            QVERIFY2(!definition["additionalProperties"].get<bool>(), name.c_str());
    }

    void namesAreThoseOfTheProgram()
    {
        compareNames<InputKind>(m_defs["input"]["properties"]["kind"]);
        compareNames<VectorScaling>(m_defs["input"]["properties"]["scaling"]);
        compareNames<LabelRule::Kind>(m_defs["label"]["properties"]["rule"]);
        QCOMPARE(m_schema["properties"]["format"]["const"], SchemaFormat::kName);
        QCOMPARE(m_schema["properties"]["version"]["const"], Schema::kVersion);
    }

    void defaultsAreThoseOfTheProgram()
    {
        const Input input;
        const Json& properties = m_defs["input"]["properties"];
        QCOMPARE(properties["min_count"]["default"], input.minCount);
        QCOMPARE(properties["buckets"]["default"], input.buckets);
        QCOMPARE(properties["begin"]["default"], input.begin);
        QCOMPARE(properties["scale"]["default"], input.scale);
        QCOMPARE(properties["clip"]["default"], input.clip);
        QCOMPARE(properties["separator"]["default"], std::string(1, input.separator));
        QCOMPARE(properties["scaling"]["default"], nameOf(input.scaling));
        QCOMPARE(properties["table_ids"]["default"], input.table.ids);
        QCOMPARE(properties["table_values"]["default"], input.table.values);
        QCOMPARE(m_defs["label"]["properties"]["rule"]["default"], nameOf(LabelRule().kind));
    }

    /// What the program may leave out, the JSON Schema must not ask for; and the other way about.
    void neededKeysAreNeeded()
    {
        const auto readable = [](const Json& json) {
            try {
                (void)fromJson<Schema>(json, "s");
                return true;
            } catch (const Error&) {
                return false;
            }
        };
        const Json whole = toJson(small(InputKind::Categorical));
        QVERIFY(readable(whole));
        const auto check = [&](const Json& definition, const Json::json_pointer& place) {
            for (const std::string& key : keysOf(definition["properties"])) {
                Json without = whole;
                without.at(place).erase(key);
                const Json& required = definition["required"];
                const bool needed = std::find(required.begin(), required.end(), Json(key)) != required.end();
                QVERIFY2(readable(without) != needed, key.c_str());
            }
        };
        check(m_schema, Json::json_pointer(""));
        check(m_defs["label"], Json::json_pointer("/label"));
        check(m_defs["field"], Json::json_pointer("/fields/0"));
        check(m_defs["input"], Json::json_pointer("/fields/0/inputs/0"));
    }

    void whatIsWrittenIsDescribed_data()
    {
        QTest::addColumn<int>("kind");
        for (const auto& entry : EnumNames<InputKind>::entries)
            QTest::newRow(entry.name) << static_cast<int>(entry.value);
    }
    void whatIsWrittenIsDescribed()
    {
        QFETCH(int, kind);
        const Json json = parseJson(schemaFileText(small(static_cast<InputKind>(kind))), "s");
        const Keys known = keysOf(m_defs["input"]["properties"]);
        for (const std::string& key : keysOf(json["fields"][0]["inputs"][0]))
            QVERIFY2(known.count(key) == 1, key.c_str());
    }

    void everyKeyIsExplained()
    {
        for (const Keys& keys : {keysOf<Schema>(), keysOf<LabelRule>(), keysOf<PlacedField>(),
                                 keysOf<Input>(), keysOf<LeftOut>()}) {
            for (const std::string& key : keys)
                QVERIFY2(m_words.find("| `" + key + "` |") != std::string::npos, key.c_str());
        }
        for (const Json* owner : {&m_schema, &m_defs["label"], &m_defs["field"], &m_defs["input"]}) {
            for (const auto& [key, property] : (*owner)["properties"].items())
                QVERIFY2(property.contains("description") || property.contains("$ref"), key.c_str());
        }
    }

    void theExampleOfTheReferenceIsRead()
    {
        const size_t begin = m_words.find("```json\n") + 8, end = m_words.find("```", begin);
        QVERIFY(end != std::string::npos);
        const Schema schema = fromJson<Schema>(parseJson(m_words.substr(begin, end - begin), "FILE.md"), "s");
        QCOMPARE(schema.fields.size(), size_t{3});
        QCOMPARE(schema.columns(), int64_t{16 + 8 + 64});
    }
};

QTEST_GUILESS_MAIN(TestSchemaJsonFile)
#include "tst_schema_json_file.moc"

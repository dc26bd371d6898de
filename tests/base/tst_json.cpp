// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/json.h"
#include "tests/support/error_text.h"

#include <QtTest>

using namespace leap;
using leap::test::inputErrorOf;

class TestJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsMembersWithAndWithoutDefaults()
    {
        const Json json = Json::parse(R"({"name": "age", "width": 8, "list": ["a", "b"]})");
        ObjectReader reader(json, "here");
        QCOMPARE(reader.get<std::string>("name"), std::string("age"));
        QCOMPARE(reader.get("width", 3), 8);
        QCOMPARE(reader.get("absent", 3), 3);
        QCOMPARE(reader.get<std::vector<std::string>>("list").size(), size_t{2});
        reader.finish();
    }

    void namesPlaceAndKey()
    {
        const Json json = Json::parse(R"({"width": "wide", "wdith": 8})");
        const auto messageOf = [&](const std::function<void(ObjectReader&)>& read) {
            return inputErrorOf([&] {
                ObjectReader reader(json, "schema.json: fields[3]");
                read(reader);
            });
        };
        QVERIFY(messageOf([](ObjectReader& r) { (void)r.get<int>("name"); }).contains("fields[3]"));
        QVERIFY(messageOf([](ObjectReader& r) { (void)r.get<int>("name"); }).contains("'name' is missing"));
        QVERIFY(messageOf([](ObjectReader& r) { (void)r.get<int>("widht"); }).contains("Is 'width' a slip"));
        const QString wrong = messageOf([](ObjectReader& r) { (void)r.get<int>("width"); });
        QVERIFY(wrong.contains("fields[3].width") && wrong.contains("wide"));
        const QString unknown = messageOf([](ObjectReader& r) {
            (void)r.get<std::string>("width");
            r.finish();
        });
        QVERIFY(unknown.contains("'wdith'") && unknown.contains("Did you mean 'width'?"));
        QVERIFY(inputErrorOf([] { ObjectReader(Json::array(), "list"); }).contains("expected an object"));
    }

    void readsListsWithThePlaceOfEachItem()
    {
        const Json json = Json::parse(R"({"list": [1, "two"], "none": [], "wrong": {"0": 1}})");
        const auto intOf = [](const Json& item, const std::string& place) {
            if (!item.is_number())
                throw InputError(place + " is no number");
            return item.get<int>();
        };
        ObjectReader top(json, "file.json");
        QCOMPARE(top.list("none", intOf).size(), size_t{0});
        QVERIFY(inputErrorOf([&] { (void)top.list("list", intOf); }) == "file.json: list[1] is no number");
        QVERIFY(inputErrorOf([&] { (void)top.list("wrong", intOf); })
                == "file.json: wrong: a list is needed.");
        QVERIFY(inputErrorOf([&] { (void)top.list("absent", intOf); }).contains("'absent' is missing"));
        ObjectReader below(json, "file.json: fields[3]");
        QVERIFY(inputErrorOf([&] {
                    (void)below.list("list", intOf);
                }).startsWith("file.json: fields[3].list[1] is"));
    }

    void writesBytesThatAreNoUtf8()
    {
        const Json json{{"name", "a\xFF"}};
        QCOMPARE(jsonText(json), std::string("{\"name\":\"a\xEF\xBF\xBD\"}"));
        QCOMPARE(jsonFileText(json), std::string("{\n  \"name\": \"a\xEF\xBF\xBD\"\n}\n"));
    }

    void refusesBrokenText()
    {
        for (const char* text : {"", "{", "{\"a\": }", "[1,]", "nonsense", "{\"a\": 1} x"}) {
            const QString message = inputErrorOf([&] { (void)parseJson(text, "file.json"); });
            QVERIFY2(message.contains("file.json: no valid JSON: parse error at line 1"), text);
        }
        QCOMPARE(parseJson("{\"b\": 1, \"a\": 2}", "x").begin().key(), std::string("b")); // order is kept
    }
};

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"

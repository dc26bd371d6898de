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
        QCOMPARE(
            messageOf([](ObjectReader& r) { (void)r.get<int>("widht"); }),
            "schema.json: fields[3]: the key 'widht' is missing. There is 'width'. Did you mean 'widht'?");
        QCOMPARE(messageOf([](ObjectReader& r) {
                     (void)r.has("width"), (void)r.has("wdith");
                     (void)r.get<int>("widths"); // the others are what they should be
                 }),
                 "schema.json: fields[3]: the key 'widths' is missing.");
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

    void parsesEveryKindOfValue()
    {
        const std::string text =
            R"({"a":[],"b":{},"c":[1,-2,3.5,true,null,"\u00e4",[{"d":18446744073709551615}]],"":0})";
        QCOMPARE(parseJson(text, "x"), Json::parse(text));
        for (const char* scalar : {"1", "\"x\"", "null", "[]", "{}"})
            QCOMPARE(parseJson(scalar, "x"), Json::parse(scalar));
    }

    void refusesNumbersBeyondADouble()
    {
        QCOMPARE(inputErrorOf([] { (void)parseJson("{\n \"a\": 1e400}", "file.json"); }),
                 "file.json: no valid JSON: number overflow parsing '1e400' at line 2, column 11.");
    }

    void refusesAKeyThatAppearsTwice()
    {
        QCOMPARE(inputErrorOf([] { (void)parseJson(R"({"a": 1, "b": 2, "a": 3})", "file.json"); }),
                 "file.json: the key 'a' appears twice in one object.");
        QCOMPARE(inputErrorOf([] { (void)parseJson(R"({"x": [0, {"y": {"a": 1, "a": 1}}]})", "file.json"); }),
                 "file.json: the key 'a' appears twice in one object (x[1].y).");
    }

    void limitsDepthBytesAndKeys()
    {
        const std::string deepest = std::string(100, '[') + std::string(100, ']');
        QCOMPARE(parseJson(deepest, "x").size(), size_t{1});
        for (const char* opening : {"[", "{\"a\":"}) {
            std::string bomb;
            for (int i = 0; i < 100'000; ++i)
                bomb += opening;
            QCOMPARE(inputErrorOf([&] { (void)parseJson(bomb, "file.json"); }),
                     "file.json: lists and objects are nested deeper than 100 levels.");
        }
        QCOMPARE(inputErrorOf([] { (void)parseJson("[1, 2, 3]", "file.json", {.bytes = 8}); }),
                 "file.json: the text is longer than 8 bytes.");
        QCOMPARE(inputErrorOf([] { (void)parseJson(R"({"a":1,"b":2,"c":3})", "file.json", {.keys = 2}); }),
                 "file.json: an object has more than 2 keys.");
    }

    void parsesManyKeysInLinearTime()
    {
        std::string text = "{";
        constexpr int kKeys = 300'000; // a minute where each new key is looked for among all others
        for (int i = 0; i < kKeys; ++i)
            text += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":0";
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(parseJson(text + "}", "x").size(), size_t{kKeys});
        QVERIFY(timer.elapsed() < 10'000);
    }

    void checksNumbers_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("asInt");
        QTest::addColumn<QString>("asInt64");
        QTest::addColumn<QString>("asDouble");
        for (const char* value : {"8.9", "3.0", "1e3", "18446744073709551616"})
            QTest::addRow("%s", value) << value << "whole"
                                       << "whole"
                                       << "";
        for (const char* value : {"true", "\"8\"", "null"})
            QTest::addRow("%s", value) << value << "whole"
                                       << "whole"
                                       << "number";
        for (const char* value : {"4294967304", "-2147483649"})
            QTest::addRow("%s", value) << value << "whole"
                                       << ""
                                       << "";
        QTest::addRow("2^64 - 1") << "18446744073709551615"
                                  << "whole"
                                  << "whole"
                                  << "";
        for (const char* value : {"0", "-0", "2147483647", "-2147483648"})
            QTest::addRow("%s", value) << value << ""
                                       << ""
                                       << "";
    }
    void checksNumbers()
    {
        QFETCH(QString, value);
        QFETCH(QString, asInt);
        QFETCH(QString, asInt64);
        QFETCH(QString, asDouble);
        const Json json = parseJson("{\"x\": " + value.toStdString() + "}", "a.json");
        const auto refusal = [&](auto zero) {
            return inputErrorOf([&] {
                ObjectReader reader(json, "a.json");
                (void)reader.get<decltype(zero)>("x");
            });
        };
        QVERIFY2(refusal(int{}).contains(asInt) && refusal(int{}).isEmpty() == asInt.isEmpty(),
                 qPrintable(refusal(int{})));
        QVERIFY2(refusal(int64_t{}).contains(asInt64) && refusal(int64_t{}).isEmpty() == asInt64.isEmpty(),
                 qPrintable(refusal(int64_t{})));
        QVERIFY2(refusal(double{}).contains(asDouble) && refusal(double{}).isEmpty() == asDouble.isEmpty(),
                 qPrintable(refusal(double{})));
    }

    void namesTheRangeAndTheValue()
    {
        const Json json = Json::parse(R"({"x": 8.9, "list": [1, 2.5], "long": ""})");
        const auto refusal = [&](const std::function<void(ObjectReader&)>& read) {
            return inputErrorOf([&] {
                ObjectReader reader(json, "a.json: fields[3]");
                read(reader);
            });
        };
        QCOMPARE(refusal([](ObjectReader& r) { (void)r.get<int>("x"); }),
                 "a.json: fields[3].x must be a whole number from -2147483648 to 2147483647; it is 8.9.");
        QCOMPARE(refusal([](ObjectReader& r) { (void)r.get<uint64_t>("x"); }),
                 "a.json: fields[3].x must be a whole number of 0 or more; it is 8.9.");
        QCOMPARE(refusal([](ObjectReader& r) { (void)r.get<std::vector<int64_t>>("list"); }),
                 "a.json: fields[3].list[1] must be a whole number; it is 2.5.");
        QCOMPARE(refusal([](ObjectReader& r) { (void)r.get<bool>("list"); }),
                 "a.json: fields[3].list must be true or false; it is a list of 2 items.");
        QVERIFY(inputErrorOf([] {
                    refuseValue("x", "short", Json(std::string(59, 'a') + "\xC3\xA4\xC3\xA4"));
                }).contains(QString(59, 'a') + "..."));
    }
};

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/as_list.h"
#include "core/record/columns.h"
#include "tests/record/described_city.h"
#include "tests/support/error_text.h"
#include "tests/support/made_up.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <set>

using namespace leap;
using namespace leap::test;

namespace {

/// Every member that has a check holds a value that passes.
City hamburg()
{
    City city;
    city.name = "Hamburg";
    city.climate = Climate::Wet;
    city.slope = 0.25F;
    city.harbour = true;
    city.unknown = std::numeric_limits<double>::quiet_NaN();
    city.readings = {1.5, std::numeric_limits<double>::quiet_NaN()};
    city.exact = -std::numeric_limits<double>::infinity();
    city.river = "Elbe";
    city.centre = {"Altstadt", 2'000};
    city.quarters = {{"Altona", 275'000}, {"Harburg", 170'000}};
    city.oldQuarters = {1};
    city.cache = "not in the file";
    return city;
}

City reread(const Json& json)
{
    return fromJson<City>(json, "city.json");
}

/// The message when this key of Hamburg's file holds `value`.
QString refusalOf(const char* key, const Json& value)
{
    Json json = toJson(hamburg());
    json[key] = value;
    return inputErrorOf([&] { (void)reread(json); });
}

} // namespace

class TestRecord : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesEachMemberInTheDescribedForm()
    {
        const Json json = toJson(hamburg());
        QCOMPARE(json.begin().key(), std::string("format"));
        QVERIFY(json["format"] == "leap.city" && json["version"] == 1);
        QVERIFY(json["climate"] == "wet" && json["was_once"] == 1);
        QVERIFY(json["harbour"] == true && json["letter"] == ",");
        QVERIFY(json["unknown"].is_null() && json["readings"] == Json::parse("[1.5, null]"));
        QVERIFY(json["exact"] == "-inf" && json["rank"].is_null());
        QVERIFY(json["rate"] == "auto" && json["height"].is_null());
        QVERIFY(json["centre"] == Json::parse(R"({"name": "Altstadt", "people": 2000})"));
        QVERIFY(json["rain"] == Json::parse(R"({"wet": 0, "dry": 0, "mixed": 0})"));
        QVERIFY(json["figure"]["value"].is_null());
        QVERIFY(json["mayor"] == "nobody" && json["votes"] == 0.5); // flattened
        QVERIFY(json["money"] == Json::parse(R"({"margin": 1.0, "twice": 2.0})"));
        QVERIFY(json["words"] == "Hamburg!" && json["old_quarters"] == Json::parse(R"(["Harburg"])"));
        QVERIFY(!json.contains("cache"));
    }

    void readsBackWhatItWrote()
    {
        const City city = hamburg(), again = reread(toJson(city));
        QVERIFY(recordsEqual(city, again));
        QVERIFY(again.climate == Climate::Wet && again.wasOnce == Climate::Dry);
        QVERIFY(std::isnan(again.unknown) && std::isnan(again.readings[1]));
        QVERIFY(std::isinf(again.exact) && again.exact < 0);
        QVERIFY(!again.rate && !again.height && again.rank == -1);
        QCOMPARE(again.quarters, city.quarters);
        QCOMPARE(again.oldQuarters, city.oldQuarters);
        QCOMPARE(again.cache, std::string());
    }

    void madeUpRecordsSurviveTheWayThroughText()
    {
        std::set<std::string> seen;
        for (uint64_t seed = 0; seed < 200; ++seed) {
            const auto city = madeUp<City>(seed);
            const std::string text = jsonText(toJson(city));
            const City again = fromJson<City>(parseJson(text, "city.json"), "city.json");
            QVERIFY2(recordsEqual(city, again), text.c_str());
            QCOMPARE(jsonText(toJson(again)), text);
            seen.insert(text);
        }
        QCOMPARE(seen.size(), size_t{200});
    }

    void omitsWhatIsAtItsDefault()
    {
        City city = hamburg();
        QVERIFY(!toJson(city).contains("motto") && !toJson(city).contains("wells"));
        QVERIFY(!toJson(city).contains("twin"));
        city.motto = "Libertatem";
        city.wells = 3;
        city.twin = std::make_shared<Quarter>(Quarter{"Chicago", 9});
        QCOMPARE(reread(toJson(city)).motto, std::string("Libertatem"));
        QCOMPARE(reread(toJson(city)).wells, 3);
        QVERIFY(*reread(toJson(city)).twin == *city.twin);
        city.wells = 0;
        city.climate = Climate::Dry; // now the wells matter
        QVERIFY(toJson(city).contains("wells"));
    }

    void aKeyThatDependsOnAnotherIsThereOrUnknown()
    {
        City city = hamburg();
        city.climate = Climate::Mixed;
        Json json = toJson(city);
        QVERIFY(!json.contains("river"));
        json["river"] = "Elbe";
        QVERIFY(inputErrorOf([&] { (void)reread(json); }).startsWith("city.json: unknown key 'river'."));
        json = toJson(hamburg());
        json.erase("river");
        QCOMPARE(inputErrorOf([&] { (void)reread(json); }), "city.json: the key 'river' is missing.");
    }

    void absentKeysKeepDefaultsOnlyWhereTheDescriptionSaysSo()
    {
        Json json = toJson(hamburg());
        json.erase("note");
        QCOMPARE(reread(json).note, std::string());
        json.erase("words"); // derived
        json["money"].erase("twice");
        QVERIFY(recordsEqual(reread(json), hamburg()));
        json.erase("width");
        QCOMPARE(inputErrorOf([&] { (void)reread(json); }), "city.json: the key 'width' is missing.");
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* key, const char* value, const char* message) {
            QTest::addRow("%s = %s", key, value) << key << value << message;
        };
        row("format", "\"leap.town\"", "format must be \"leap.city\"; it is \"leap.town\".");
        row("version", "2", "version must be 1; it is 2.");
        row("name", "\"\"", "name must be a text that is not empty; it is \"\".");
        row("name", "7", "name must be a text; it is 7.");
        row("climate", "\"wett\"",
            "climate: unknown climate 'wett'. Did you mean 'wet'? Known: wet, dry, mixed.");
        row("was_once", "3", "was_once must be one of 0 (wet), 1 (dry), 2 (mixed); it is 3.");
        row("width", "8.9", "width must be a whole number from 1 to 65536; it is 8.9.");
        row("width", "3.0", "width must be a whole number from 1 to 65536; it is 3.0.");
        row("width", "true", "width must be a whole number from 1 to 65536; it is true.");
        row("width", "4294967304", "width must be a whole number from 1 to 65536; it is 4294967304.");
        row("width", "65537", "width must be a whole number from 1 to 65536; it is 65537.");
        row("seed", "-1", "seed must be a whole number of 0 or more; it is -1.");
        row("slope", "0", "slope must be a number above 0 and below 1; it is 0.");
        row("slope", "1", "slope must be a number above 0 and below 1; it is 1.");
        row("harbour", "1", "harbour must be true or false; it is 1.");
        row("letter", "\"ab\"", "letter must be one character; it is \"ab\".");
        row("unknown", "-1", "unknown must be a number of 0 or more; it is -1.");
        row("readings", "[1, \"x\"]", "readings[1] must be a number; it is \"x\".");
        row("exact", "\"infinite\"", "exact must be a number; it is \"infinite\".");
        row("rate", "\"high\"", "rate must be a number or \"auto\"; it is \"high\".");
        row("height", "-401", "height must be a whole number of -400 or more; it is -401.");
        row("river", "\"Mein\"", "river: unknown value 'Mein'. Did you mean 'Main'? Known: Elbe, Main.");
        row("centre", "{\"name\": \"x\", \"people\": -1}",
            "centre.people must be a whole number of 0 or more; it is -1.");
        row("quarters", "{}", "quarters must be a list; it is an object.");
        row("quarters", "[{\"name\": \"x\"}]", "quarters[0]: the key 'people' is missing.");
        row("shops", "{\"baker\": -3}", "shops.baker must be a whole number of 0 or more; it is -3.");
        row("rain", "{\"wet\": 1, \"dry\": 2}", "rain: the key 'mixed' is missing.");
        row("signs", "[[\"a\", 1]]", "signs[0][1] must be a text; it is 1.");
        row("votes", "1.5", "votes must be a number from 0 to 1; it is 1.5.");
        row("money", "{\"margin\": 2, \"twice\": 5}", "money.twice must be 4.0; it is 5.");
        row("money", "{\"margin\": 2, \"thrice\": 6}",
            "money: unknown key 'thrice'. Did you mean 'twice'? Known keys: margin, twice.");
        row("old_quarters", "[\"Bremen\"]",
            "old_quarters must be a list of names of quarters; it is a list of 1 item.");
        row("mayr", "1", "unknown key 'mayr'. Did you mean 'mayor'?");
    }
    void refusals()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, message);
        const QString refusal = refusalOf(key.toUtf8().constData(), parseJson(value.toStdString(), "value"));
        QVERIFY2(refusal.startsWith("city.json: " + message), qPrintable(refusal));
    }

    void columnsHoldTheScalarsOfRows()
    {
        const std::vector<Quarter> rows{{"Altona", 275'000}, {"Harburg", 170'000}};
        std::vector<Quarter> again(rows.size());
        QStringList names;
        visitColumns<Quarter>([&](const ColumnKey& key, auto get, auto set) {
            names << QString::fromStdString(key.name);
            for (size_t i = 0; i < rows.size(); ++i)
                set(again[i], get(rows[i]), key.name);
        });
        QCOMPARE(names, QStringList({"name", "people"}));
        QCOMPARE(again, rows);
    }

    void valuesWithoutKeysComeBack()
    {
        using Districts = std::array<std::vector<Quarter>, 2>;
        const Districts districts{{{{"Altona", 275'000}, {"Harburg", 170'000}}, {}}};
        const Json json = ValuesOnly::write(districts);
        QCOMPARE(jsonText(json), std::string(R"([[["Altona",275000],["Harburg",170000]],[]])"));
        QVERIFY(ValuesOnly::read<Districts>(json, "store") == districts);
        const auto refused = [](const char* text) {
            return inputErrorOf(
                [&] { (void)ValuesOnly::read<Districts>(parseJson(text, "file"), "file: store"); });
        };
        QVERIFY(refused(R"([[["Altona"]],[]])").contains("store[0][0]"));
        QVERIFY(refused(R"([[["Altona","many"]],[]])").contains("store[0][0].people"));
        QVERIFY(refused("[[]]").contains("2 items"));
    }

    void columnsOfEverythingComeBack()
    {
        City city = hamburg(), again;
        city.figure = {0.75, "one class", 9, 2};
        QStringList names, absent;
        visitColumns<City>([&](const ColumnKey& key, auto get, auto set) {
            names << QString::fromStdString(key.name);
            if (key.mayBeAbsent)
                absent << names.last();
            set(again, get(city), key.name);
        });
        QVERIFY(names.contains("figure_left_out") && names.contains("margin") && !names.contains("words"));
        QCOMPARE(absent, QStringList({"note", "motto", "wells", "river", "twin"}));
        QVERIFY(again.mayor.name == "nobody" && names.contains("votes")); // flattened
        QVERIFY(again.figure.value == 0.75 && again.figure.used == 9 && again.figure.leftOut == 2);
        QVERIFY(again.figure.reason == "one class" && again.harbour && again.climate == Climate::Wet);
        QCOMPARE(again.quarters, city.quarters);
        QVERIFY(std::isnan(again.unknown) && std::isinf(again.exact));
    }

    void aColumnOutOfRangeIsRefused()
    {
        City city = hamburg();
        QString refusal;
        visitColumns<City>([&](const ColumnKey& key, auto get, auto set) {
            if constexpr (std::is_same_v<decltype(get(city)), int64_t>) {
                if (key.name != "width")
                    return;
                refusal = inputErrorOf([&] { set(city, int64_t{70'000}, "run.leap, /width"); });
            }
        });
        QCOMPARE(refusal, "run.leap, /width must be a whole number from 1 to 65536; it is 70000.");
    }
};

QTEST_APPLESS_MAIN(TestRecord)
#include "tst_record.moc"

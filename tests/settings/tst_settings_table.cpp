// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/settings/settings_table.h"

#include <QtTest>
#include <cmath>
#include <set>

using namespace leap;

namespace {

/// A JSON value of the setting's type that is in range and not the default.
struct OtherValue {
    const Settings& defaults;

    Json operator()(const RealSetting& real) const
    {
        const double value = std::sqrt(real.usual.most * std::max(real.usual.least, 1e-6));
        return value == real.member.in(defaults) ? value / 2 : value;
    }
    Json operator()(const AutoRealSetting& real) const { return real.start; }
    template <typename Whole> Json operator()(const WholeSetting<Whole>& whole) const
    {
        return static_cast<int64_t>(whole.member.in(defaults)) + static_cast<int64_t>(whole.range.low) + 1;
    }
    Json operator()(const FlagSetting& flag) const { return !flag.member.in(defaults); }
    Json operator()(const ChoiceSetting& choice) const { return choice.choices[1].name; }
    Json operator()(const WidthsSetting&) const { return Json({7, 5}); }
    Json operator()(const FileSetting&) const { return "/heads/mine.pt"; }
    Json operator()(const KeptText&) const { return std::string(64, 'a'); }
};

/// The defaults but for this setting. A head needs its backbone.
Json changed(const SettingRow& row)
{
    const Settings defaults;
    Json json = settingsToJson(defaults);
    json[row.key] = std::visit(OtherValue{defaults}, row.value);
    if (std::holds_alternative<FileSetting>(row.value))
        json["backbone"] = kTorchScript;
    return json;
}

QString refusalOf(const Json& json)
{
    try {
        (void)settingsFromJson(json, "settings");
    } catch (const InputError& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

/// Values at the edges of a setting's range, and whether each is in it.
struct Edges {
    std::vector<std::pair<Json, bool>> values;

    void add(const NumberRange& range, double step)
    {
        if (std::isfinite(range.low)) {
            put(range.low, !range.lowOpen, step);
            put(range.low - step, false, step);
        }
        if (std::isfinite(range.high)) {
            put(range.high, !range.highOpen, step);
            put(range.high + step, false, step);
        }
    }
    void put(double value, bool fine, double step)
    {
        values.emplace_back(step == 1 ? Json(static_cast<int64_t>(value)) : Json(value), fine);
    }

    void operator()(const RealSetting& real) { add(real.range, 1e-3); }
    void operator()(const AutoRealSetting& real) { add(real.range, 1e-3); }
    template <typename Whole> void operator()(const WholeSetting<Whole>& whole)
    {
        NumberRange range = whole.range;
        if (whole.zero && range.low == 1)
            range.low = 0; // 0 is allowed too
        add(range, 1);
    }
    void operator()(const WidthsSetting& widths)
    {
        add(widths.range, 1);
        for (auto& [value, fine] : values)
            value = Json::array({32, value});
    }
    template <typename Other> void operator()(const Other&) { }
};

} // namespace

class TestSettingsTable : public QObject {
    Q_OBJECT

private:
    void rows() const
    {
        QTest::addColumn<QString>("key");
        for (const SettingRow& row : settingsTable())
            QTest::newRow(row.key) << row.key;
    }
    static const SettingRow& fetchRow() { return settingRow(QTest::currentDataTag()); }

private Q_SLOTS:
    void everyMemberHasARow()
    {
        // Twenty-eight values; a member without a row would not survive JSON.
        QCOMPARE(settingsTable().size(), size_t{28});
        QCOMPARE(settingsToJson(Settings()).size(), settingsTable().size());
    }

    void keysAndOptionsDiffer()
    {
        std::set<std::string> keys, options;
        size_t offered = 0;
        for (const SettingRow& row : settingsTable()) {
            keys.insert(row.key);
            if (row.options == OptionSet::None)
                continue;
            ++offered;
            options.insert(row.option);
            QVERIFY2(std::string(row.option).starts_with("--"), row.key);
        }
        QCOMPARE(keys.size(), settingsTable().size());
        QCOMPARE(options.size(), offered);
        QCOMPARE(offered, settingsTable().size() - 1); // all but the digest, which nobody sets
    }

    void textsAreThere_data() { rows(); }
    void textsAreThere()
    {
        const SettingRow& row = fetchRow();
        QVERIFY(*row.title);
        const QString help = row.help;
        QVERIFY2(help.size() > 30 && help.endsWith('.'), row.help);
        if (const auto* choice = std::get_if<ChoiceSetting>(&row.value)) {
            for (const Choice& one : choice->choices)
                QVERIFY2(*one.name && *one.title && *one.help, row.key);
        }
    }

    void eachSurvivesJson_data() { rows(); }
    void eachSurvivesJson()
    {
        const SettingRow& row = fetchRow();
        if (row.key == std::string("backbone"))
            QCOMPARE(OtherValue{Settings()}(std::get<ChoiceSetting>(row.value)), Json(kMlp));
        const Json json = changed(row);
        const Settings read = settingsFromJson(json, "settings");
        QVERIFY(!sameSetting(row, read, Settings()));
        QCOMPARE(QString::fromStdString(jsonText(settingsToJson(read))),
                 QString::fromStdString(jsonText(json)));
        for (const SettingRow& other : settingsTable()) {
            const bool goesAlong = row.key == std::string("head") && other.key == std::string("backbone");
            QCOMPARE(sameSetting(other, read, Settings()), &other != &row && !goesAlong);
        }
        Settings copy;
        copySetting(row, read, copy);
        QVERIFY(sameSetting(row, read, copy));
        QVERIFY(!settingText(row, read).empty());
    }

    void edgesOfTheRange_data() { rows(); }
    void edgesOfTheRange()
    {
        const SettingRow& row = fetchRow();
        Edges edges;
        std::visit(edges, row.value);
        for (const auto& [value, fine] : edges.values) {
            Json json = settingsToJson(Settings());
            json[row.key] = value;
            const QString refusal = refusalOf(json);
            const std::string said = jsonText(value) + ": " + refusal.toStdString();
            QVERIFY2(refusal.isEmpty() == fine, said.c_str());
            if (!fine)
                QVERIFY2(refusal.contains(QString::fromStdString(settingName(row)))
                             || refusal.contains(QLatin1String(row.key)),
                         said.c_str());
        }
    }

    void otherTypesAreRefused_data() { rows(); }
    void otherTypesAreRefused()
    {
        const SettingRow& row = fetchRow();
        for (const Json& wrong : {Json(nullptr), Json::object(), Json::array({true})}) {
            Json json = settingsToJson(Settings());
            json[row.key] = wrong;
            QVERIFY2(refusalOf(json).contains(row.key), qPrintable(refusalOf(json)));
        }
    }

    void wholeNumbersAreWhole_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {R"({"hidden": [4294967304]})", R"({"hidden": [8.9]})", R"({"hidden": [true]})",
              R"({"threads": 4294967304})", R"({"threads": 8.0})", R"({"epochs": true})", R"({"seed": -1})",
              R"({"seed": 18446744073709551616})", R"({"tau": true})", R"({"alpha": "big"})",
              R"({"single_pass": 1})", R"({"backbone": 1})"})
            QTest::newRow(text) << text;
    }
    void wholeNumbersAreWhole()
    {
        QFETCH(QString, text);
        const Json json = parseJson(text.toStdString(), "s.json");
        const QString key = QString::fromStdString(json.begin().key());
        QVERIFY2(refusalOf(json).contains(key), qPrintable(refusalOf(json)));
    }

    /// The cache of retrainings asks for the settings that training from scratch reads, and for no other.
    void retrainingReadsWhatTheTableSays_data() { rows(); }
    void retrainingReadsWhatTheTableSays()
    {
        const SettingRow& row = fetchRow();
        const Settings other = settingsFromJson(changed(row), "settings");
        const bool keyDiffers =
            settingsToJson(readByRetraining(other)) != settingsToJson(readByRetraining({}));
        QCOMPARE(keyDiffers, row.retraining || row.key == std::string("head"));
        const std::set<std::string> gatesOnly{"penalty",     "gate_form",     "search",
                                              "alpha",       "alpha_share",   "beta",
                                              "tau",         "initial_gate",  "divergence_floor",
                                              "single_pass", "stream_blocks", "gate_learning_rate",
                                              "seed",        "threads"};
        QCOMPARE(row.retraining, !gatesOnly.contains(row.key));
    }

    void liveSettingsAreNumbers()
    {
        Settings settings;
        settings.alpha = 0.25;
        const std::vector<double> numbers = liveNumbers(settings);
        QCOMPARE(numbers,
                 (std::vector<double>{0.25, 0.99, 0.2})); // the order of "gates/alpha_beta_tau" in files
        Settings back;
        setLiveNumbers(numbers, back);
        QVERIFY(back == settings);
        setLive(settingRow("tau"), 0.5, back);
        QCOMPARE(back.tau, 0.5);
        QVERIFY_THROWS_EXCEPTION(FailureError, setLive(settingRow("dropout"), 0.5, back));
        QVERIFY_THROWS_EXCEPTION(InputError, setLiveNumbers({std::vector<double>(9, 0.1)}, back));
    }

    void idleSettingsSayWhy()
    {
        const auto idle = [](const char* key, const Settings& settings) {
            const SettingRow& row = settingRow(key);
            return row.idle && row.idle(settings) != nullptr;
        };
        Settings settings;
        QVERIFY(idle("cross_layers", settings) && idle("cross_rank", settings)
                && idle("head_mode", settings));
        QVERIFY(idle("stream_blocks", settings) && !idle("epochs", settings)
                && !idle("alpha_share", settings));
        QVERIFY(!idle("hidden", settings) && !idle("dropout", settings));
        settings.network.backbone = kDcnV2;
        settings.singlePass = true;
        settings.alpha = 0.1;
        QVERIFY(!idle("cross_layers", settings) && !idle("stream_blocks", settings));
        QVERIFY(idle("epochs", settings) && idle("patience", settings) && idle("alpha_share", settings));
        settings.network.backbone = kTorchScript;
        QVERIFY(idle("hidden", settings) && idle("dropout", settings) && !idle("head_mode", settings));
    }

    void unknownKeyIsABug() { QVERIFY_THROWS_EXCEPTION(FailureError, (void)settingRow("taw")); }
};

QTEST_APPLESS_MAIN(TestSettingsTable)
#include "tst_settings_table.moc"

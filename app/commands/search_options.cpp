// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/search_options.h"

#include "app/commands/command.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <optional>
#include <variant>

namespace leap::app {
namespace {

constexpr const char* kAuto = "auto";
constexpr const char* kPath = "path";

std::optional<double> numberOrAuto(const std::string& option, const std::string& text)
{
    if (text == kAuto)
        return std::nullopt;
    const auto number = parseDouble(text);
    if (!number)
        throw InputError(option + " is '" + text + "'; it must be a number or auto.");
    return number;
}

/// "permute: a gate mixes ...; mean: ..."
std::string meaningOf(const ChoiceSetting& setting)
{
    std::vector<std::string> parts;
    for (const Choice& choice : setting.choices)
        parts.push_back(std::string(choice.name) + ": " + choice.help);
    return join(parts, "; ") + ".";
}

} // namespace

/// Makes the option of a row: numbers are read by CLI11, what has names or "auto" as a text.
struct SearchOptions::Add {
    SearchOptions& options;
    CLI::App& app;
    const SettingRow& row;

    CLI::Option* operator()(const AutoRealSetting&) const { return addText(kAuto, row.help); }
    CLI::Option* operator()(const ChoiceSetting& choice) const
    {
        return addText(choice.name(options.m_settings), std::string(row.help) + " " + meaningOf(choice));
    }
    /// By hand: CLI11 2.1 takes -1 for the largest unsigned number.
    CLI::Option* operator()(const WholeSetting<uint64_t>&) const
    {
        return addText(settingText(row, options.m_settings), row.help);
    }
    CLI::Option* operator()(const FlagSetting& flag) const
    {
        return app.add_flag(row.option, flag.member.of(options.m_settings), row.help);
    }
    CLI::Option* operator()(const FileSetting& file) const
    {
        return app.add_option(row.option, file.member.of(options.m_settings), row.help);
    }
    CLI::Option* operator()(const WidthsSetting& widths) const
    {
        return app.add_option(row.option, widths.member.of(options.m_settings), row.help)
            ->delimiter(',')
            ->allow_extra_args(false)
            ->capture_default_str();
    }
    CLI::Option* operator()(const KeptText&) const { return nullptr; }
    template <typename Number> CLI::Option* operator()(const Number& number) const
    {
        return app.add_option(row.option, number.member.of(options.m_settings), row.help)
            ->capture_default_str();
    }

private:
    CLI::Option* addText(const std::string& otherwise, const std::string& help) const
    {
        std::string& text = options.m_texts[row.key] = otherwise;
        return app.add_option(row.option, text, help)->capture_default_str();
    }
};

/// Reads the text of an option into settings.
struct SearchOptions::Parse {
    const SettingRow& row;
    const std::string& text;
    Settings& settings;

    void operator()(const AutoRealSetting& real) const
    {
        real.member.of(settings) = numberOrAuto(row.option, text);
    }
    void operator()(const ChoiceSetting& choice) const { choose(choice, text, settings); }
    void operator()(const WholeSetting<uint64_t>& whole) const
    {
        whole.member.of(settings) = parseSeed(text);
    }
    template <typename Other> void operator()(const Other&) const { }
};

void SearchOptions::add(CLI::App& app)
{
    addSet(app, OptionSet::Search);
    if (m_alphaPath)
        m_options.at("alpha")->description(
            std::string(settingRow("alpha").help)
            + " Path chooses among a grid by retraining what each alpha keeps.");
}

void SearchOptions::addStream(CLI::App& app)
{
    addSet(app, OptionSet::Stream);
}

void SearchOptions::addSet(CLI::App& app, OptionSet set)
{
    for (const SettingRow& row : settingsTable()) {
        if (row.options == set)
            m_options[row.key] = std::visit(Add{*this, app, row}, row.value)->group(groupTitle(row.group));
    }
}

bool SearchOptions::given(const char* key) const
{
    const auto option = m_options.find(key);
    return option != m_options.end() && option->second->count() > 0;
}

bool SearchOptions::alphaPath() const
{
    return m_alphaPath && m_texts.at("alpha") == kPath;
}

void SearchOptions::apply(Settings& settings) const
{
    Settings read = m_settings;
    for (const auto& [key, text] : m_texts) {
        const SettingRow& row = settingRow(key);
        if (key != "alpha" || !alphaPath())
            std::visit(Parse{row, text, read}, row.value);
    }
    if (given("head") && !given("backbone"))
        read.network.backbone = kTorchScript;
    for (const auto& [key, option] : m_options)
        copySetting(settingRow(key), read, settings);
    settings.obeyEpochs = given("epochs");
    settings.validate();
}

} // namespace leap::app

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings_table.h"

#include <CLI/CLI.hpp>
#include <map>
#include <string>

namespace leap::app {

/// The options of a search, one for each row of the settings table that has one. What they leave out keeps
/// the default of Settings.
class SearchOptions {
public:
    void add(CLI::App& app);
    /// A single pass over a stream; as well as add().
    void addStream(CLI::App& app);
    /// Puts them into settings; settings without an option here (--threads) stay as they are.
    /// @throws InputError naming the option or the setting
    void apply(Settings& settings) const;
    /// "--alpha path": settings.alpha stays empty, a path of searches chooses it.
    [[nodiscard]] bool alphaPath() const;
    /// Offers "--alpha path"; before add().
    void offerAlphaPath() { m_alphaPath = true; }

private:
    struct Add;
    struct Parse;
    void addSet(CLI::App& app, OptionSet set);
    [[nodiscard]] bool given(const char* key) const;

    Settings m_settings; ///< what CLI11 reads itself
    std::map<std::string, std::string> m_texts; ///< by key: what is parsed by hand
    std::map<std::string, CLI::Option*> m_options; ///< by key
    bool m_alphaPath = false;
};

} // namespace leap::app

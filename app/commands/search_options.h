// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"

#include <CLI/CLI.hpp>
#include <string>

namespace leap::app {

/// The options of a search. What they leave out keeps the default of Settings.
class SearchOptions {
public:
    void add(CLI::App& app);
    /// A single pass over a stream; beside add().
    void addStream(CLI::App& app);
    /// @throws InputError naming the option
    void apply(Settings& settings) const;
    /// "--alpha path": settings.alpha stays empty, a path of searches chooses it.
    [[nodiscard]] bool alphaPath() const { return m_alphaPath && m_alpha == "path"; }
    /// Offers "--alpha path"; before add().
    void offerAlphaPath() { m_alphaPath = true; }

private:
    void addGates(CLI::App& app);
    void addTraining(CLI::App& app);
    void addModel(CLI::App& app);

    Settings m_settings;
    std::string m_penalty = penaltyName(m_settings.penalty);
    std::string m_gateForm = gateFormName(m_settings.gateForm);
    std::string m_search = searchName(m_settings.search);
    std::string m_device = deviceName(m_settings.device);
    std::string m_backbone; ///< empty: not given
    std::string m_headMode = headModeName(m_settings.head.mode);
    bool m_alphaPath = false;
    std::string m_alpha = "auto";
    std::string m_gateRate = "auto";
    std::string m_seed = std::to_string(m_settings.seed);
};

} // namespace leap::app

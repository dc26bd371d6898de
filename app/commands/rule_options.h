// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/rule.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

namespace leap::app {

/// The options that say how a ranking becomes a kept set; a threshold of one half where none is given.
class RuleOptions {
public:
    void add(CLI::App& app);
    /// @throws InputError for options that do not go together
    [[nodiscard]] Rule rule() const;

private:
    [[nodiscard]] Rule byEarnings() const;

    Rule m_rule;
    CLI::Option* m_topK = nullptr;
    CLI::Option* m_ratio = nullptr;
    CLI::Option* m_columns = nullptr;
    CLI::Option* m_bytes = nullptr;
    CLI::Option* m_flops = nullptr;
    CLI::Option* m_by = nullptr;
    int64_t m_mostBytes = 0;
    int64_t m_mostFlops = 0;
    std::string m_order = "gates";
};

} // namespace leap::app

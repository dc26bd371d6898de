// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prune/rule.h"

#include <CLI/CLI.hpp>

namespace leap::app {

/// The options that say how a ranking becomes a kept set; a threshold of one half where none is given.
class RuleOptions {
public:
    void add(CLI::App& app);
    [[nodiscard]] Rule rule() const;

private:
    Rule m_rule;
    CLI::Option* m_topK = nullptr;
    CLI::Option* m_ratio = nullptr;
    CLI::Option* m_columns = nullptr;
};

} // namespace leap::app

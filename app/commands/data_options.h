// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_run.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace leap::app {

/// The options that `inspect` and `audit` share: how DATA is read, and which fields it has.
class DataOptions {
public:
    /// @param needed without DATA the usage is wrong
    void add(CLI::App& app, bool needed);
    /// Puts them into a request. @throws InputError for values that contradict one another
    void apply(AuditRequest& request) const;

private:
    [[nodiscard]] LabelRule label() const;

    std::vector<std::string> m_files;
    bool m_noHeader = false;
    std::string m_delimiter = "auto";
    std::string m_badRows = "set-aside";
    std::string m_matrix = "X";
    std::string m_ranges;
    std::string m_label;
    std::optional<std::string> m_positive;
    std::optional<double> m_positiveAbove;
    std::vector<std::string> m_exclude;
    std::vector<std::string> m_acceptLeaks;
    bool m_allCategorical = false;
    int m_width = 8;
    int m_minCount = 1;
    std::string m_group;
    bool m_groupIsField = false;
    int m_threads = 0;
    std::string m_cache = "auto";
    int64_t m_memory = 0;
};

} // namespace leap::app

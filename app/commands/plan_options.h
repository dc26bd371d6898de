// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/plan.h"

#include <CLI/CLI.hpp>
#include <deque>
#include <string>
#include <variant>
#include <vector>

namespace leap::app {

/// The options of a study's plan.
class PlanOptions {
public:
    void add(CLI::App& app, const std::vector<PlanField>& fields);
    /// What was given, by the fields' keys; the rest is left out. @throws InputError for a seed that is no
    /// number
    [[nodiscard]] Json plan() const;

private:
    using Value =
        std::variant<int64_t, double, bool, std::string, std::vector<std::string>, std::vector<double>>;
    struct Given {
        PlanField field;
        Value value;
        CLI::Option* option = nullptr;
    };
    static CLI::Option* addOption(CLI::App& app, const PlanField& field, Value& value);

    std::deque<Given> m_given; ///< options write into it: its items stay where they are
};

} // namespace leap::app

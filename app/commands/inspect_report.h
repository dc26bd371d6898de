// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/inspect/inspect.h"

#include <optional>
#include <string>
#include <vector>

namespace leap::app {

/// What an inspection suggests beyond its report.
struct Findings {
    /// The problem of one field of a given schema.
    struct Problem {
        std::string field;
        std::string text; ///< a sentence
        bool blocks = true; ///< false: a remark
    };
    std::string likelyLabel; ///< column; empty: none is likely, or the label is known
    std::optional<std::vector<Problem>> problems; ///< nothing: no schema is given
};
/// Of the fields of a schema, on the data of the report.
[[nodiscard]] std::vector<Findings::Problem> problemsOf(const Schema& schema, const InspectReport& report);

[[nodiscard]] Json inspectToJson(const InspectReport& report, const Findings& findings);
/// One line for each finding; may be empty.
[[nodiscard]] std::string findingsText(const Findings& findings);
/// One line per column, with its flags.
[[nodiscard]] std::string inspectTable(const InspectReport& report);

} // namespace leap::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/export/decision_export.h"
#include "core/base/text.h"
#include "core/decide/decision_record.h"
#include "core/record/table.h"

#include <array>
#include <string_view>

namespace leap {
namespace {

/// The columns, keys of the described decision and its evidence. Newer ones follow at the end.
constexpr std::array<std::string_view, 24> kColumns{"name",
                                                    "kind",
                                                    "source",
                                                    "start",
                                                    "end",
                                                    "new_start",
                                                    "new_end",
                                                    "width",
                                                    "gate",
                                                    "divergence",
                                                    "lambda",
                                                    "verdict",
                                                    "forced",
                                                    "seeds",
                                                    "settled",
                                                    "active_rows",
                                                    "doubts",
                                                    "reason",
                                                    "kept_in_seeds",
                                                    "half_samples",
                                                    "kept_in_half_samples",
                                                    "seed_spread",
                                                    "sampling_spread",
                                                    "substitutes"};

/// Names of columns have no blanks; the items of other lists are parts of sentences or names of fields.
const char* separatorOf(std::string_view column)
{
    return column == "source" ? " " : "; ";
}

std::string cellOf(const Json& value, std::string_view column)
{
    if (value.is_null())
        return {};
    if (value.is_boolean())
        return value.get<bool>() ? "yes" : "no";
    if (value.is_string())
        return csvText(value.get<std::string>());
    if (value.is_array())
        return csvText(join(value.get<std::vector<std::string>>(), separatorOf(column)));
    return value.is_number_float() ? shortest(value.get<double>()) : jsonText(value);
}

std::string line(const FieldDecision& decision)
{
    Json values = toJson(decision);
    values.update(toJson(decision.evidence));
    std::vector<std::string> cells;
    for (const std::string_view column : kColumns)
        cells.push_back(cellOf(values.at(std::string(column)), column));
    return join(cells, ",");
}

/// A column that never varies has no place in the row and no evidence.
std::string line(const DroppedColumn& dropped)
{
    const Json values = toJson(dropped);
    std::vector<std::string> cells;
    for (const std::string_view column : kColumns) {
        const auto found = values.find(std::string(column));
        cells.push_back(found == values.end() ? std::string() : cellOf(*found, column));
    }
    return join(cells, ",");
}

} // namespace

std::string decisionToCsv(const Decision& decision)
{
    std::string text = join({kColumns.begin(), kColumns.end()}, ",") + "\n";
    for (const FieldDecision& field : decision.fields)
        text += line(field) + "\n";
    for (const DroppedColumn& dropped : decision.constants)
        text += line(dropped) + "\n";
    return text;
}

} // namespace leap

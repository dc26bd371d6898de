// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/label_guess.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace leap {
namespace {

constexpr std::array<std::string_view, 14> kLabelNames{
    "label", "target",  "click",     "clicked",    "is_click", "is_clicked", "y",
    "class", "outcome", "converted", "conversion", "purchase", "is_buy",     "income"};

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

bool twoValued(const ColumnReport& column)
{
    return column.distinct == 2 && !column.listOfWidth;
}

} // namespace

LabelRule guessLabel(const InspectReport& report)
{
    LabelRule rule;
    const auto& columns = report.columns;
    for (const std::string_view name : kLabelNames) {
        const auto hit = std::find_if(columns.begin(), columns.end(), [&](const ColumnReport& column) {
            return twoValued(column) && lower(column.name) == name;
        });
        if (hit != columns.end()) {
            rule.column = hit->name;
            return rule;
        }
    }
    if (columns.empty())
        return rule;
    if (twoValued(columns.front()))
        rule.column = columns.front().name;
    else if (twoValued(columns.back()))
        rule.column = columns.back().name;
    else if (std::count_if(columns.begin(), columns.end(), twoValued) == 1)
        rule.column = std::find_if(columns.begin(), columns.end(), twoValued)->name;
    return rule;
}

} // namespace leap

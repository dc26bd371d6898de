// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/column_choices.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "core/data/schema/name_pattern.h"

#include <cmath>
#include <map>

namespace leap {
namespace {

constexpr double kMostTexts = 0.1; ///< of the cells of a column that is to be numeric

std::string kindOf(const ColumnReport& column)
{
    return column.listOfWidth ? "a list of " + grouped(column.width) + " numbers" : "lists of values";
}

/// @throws InputError where the cells cannot have the kind
void requireFits(const ColumnReport& column, const KindRule& rule, int64_t rows)
{
    const std::string start = rule.from + ": column '" + column.name + "' ";
    const bool lists = column.listOfWidth || column.kind == InputKind::Bag;
    const InputKind only = column.listOfWidth ? InputKind::Vector : InputKind::Bag;
    if (lists && rule.kind != only)
        throw InputError(start + "holds " + kindOf(column) + " in each row; it can only be " + kindName(only)
                         + ", not " + kindName(rule.kind) + ".");
    if (!lists && rule.kind == InputKind::Vector)
        throw InputError(start + "holds one value in each row; only a list or matrix can be a vector.");
    if (rule.kind == InputKind::Pretrained)
        throw InputError(start + "cannot become pretrained by its kind alone; name the table of its vectors "
                         + "in a schema file (--schema).");
    const double present = std::round((1 - column.missingShare) * static_cast<double>(rows));
    if (rule.kind == InputKind::Numeric && static_cast<double>(column.textCells) > kMostTexts * present)
        throw InputError(start + "cannot be numeric: " + counted(column.textCells, "cell") + " of "
                         + grouped(static_cast<int64_t>(present)) + " that are there "
                         + (column.textCells == 1 ? "is" : "are") + " no numbers, '" + column.textExample
                         + "' for one. Texts that mean a missing value are named with --na; a decimal comma "
                         + "with --decimal.");
}

/// One rule for each column, of the last one that fits it.
std::vector<KindRule> decidingRules(const std::vector<KindRule>& rules, const std::vector<std::string>& names,
                                    const std::string& label, const std::string& where)
{
    std::map<std::string, KindRule> decided;
    for (const KindRule& rule : rules) {
        const std::vector<std::string> meant = namesMatching({rule.pattern}, names, rule.from, where);
        if (meant.size() == 1 && meant.front() == label)
            throw InputError(rule.from + ": '" + label
                             + "' is the label, which no field reads: its kind has no effect.");
        for (const std::string& name : meant) {
            if (name == label)
                continue;
            decided[name] = rule;
            decided[name].pattern = name;
        }
    }
    std::vector<KindRule> one;
    for (auto& [name, rule] : decided)
        one.push_back(std::move(rule));
    return one;
}

} // namespace

ProposeOptions withNames(const InspectReport& report, ProposeOptions options)
{
    std::vector<std::string> names;
    for (const ColumnReport& column : report.columns)
        names.push_back(column.name);
    const std::string where = join(report.files, ", ");
    options.exclude = namesMatching(options.exclude, names, "--exclude", where);
    options.accept = namesMatching(options.accept, names, "--accept", where);
    options.kinds = decidingRules(options.kinds, names, options.label.column, where);
    for (const ColumnReport& column : report.columns) {
        if (const KindRule* rule = kindRuleFor(column, options))
            requireFits(column, *rule, report.rows);
    }
    return options;
}

const KindRule* kindRuleFor(const ColumnReport& column, const ProposeOptions& options)
{
    for (const KindRule& rule : options.kinds) {
        if (rule.pattern == column.name)
            return &rule;
    }
    return nullptr;
}

} // namespace leap

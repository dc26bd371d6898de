// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/left_out.h"

#include "core/data/inspect/kind_words.h"
#include "core/data/schema/field_edits.h"
#include "core/data/schema/name_words.h"

#include <algorithm>
#include <array>
#include <set>

namespace leap {
namespace {

constexpr int64_t kMostFolds = 20;

/// A whole number that counts seconds and the like can be a feature (what it was so long ago), a date as a
/// category cannot: no later row has it.
bool isDate(const ColumnReport& report)
{
    return !report.timeFormat.empty() && report.timeFormat.rfind("epoch", 0) != 0;
}

/// Ids of things that are met again are no row ids, though a small sample may hold most of them once. A row
/// id is never missing.
bool repeatsHardly(const ColumnReport& report, int64_t rows)
{
    constexpr double kOwnValue = 0.98; ///< of the rows
    constexpr int64_t kFewRows = 200; ///< each of fewer has to have its own
    return static_cast<double>(report.distinct)
        >= (rows < kFewRows ? 1.0 : kOwnValue) * static_cast<double>(rows);
}

std::string copyText(const CopyFinder::Found& copy)
{
    return "copy of '" + copy.original + "'" + (copy.scaled ? " at another scale" : "");
}

} // namespace

std::string reasonToLeaveOut(const ColumnReport& report, int64_t rows, const CopyFinder::Found& copy)
{
    if (report.constant)
        return report.distinct == 0 ? kBlank : kConstant;
    if (report.possibleLeak)
        return report.leakText();
    if (isDate(report))
        return "time; it can be used by --split time:" + report.name;
    if (report.rowIdLike && (report.distinctAtLeast || repeatsHardly(report, rows)))
        return kRowId;
    if (copy.copy)
        return copyText(copy);
    if (namesRowWeight(report.name))
        return "weight of rows, by its name";
    if (namesFold(report.name) && report.distinct <= kMostFolds)
        return "number of a fold, by its name";
    return {};
}

bool namesParts(const CodedColumn& column)
{
    static constexpr std::array<std::string_view, 12> kParts{"train",      "training", "gate",     "valid",
                                                             "validation", "val",      "validate", "dev",
                                                             "test",       "testing",  "holdout",  "eval"};
    constexpr size_t kMost = 12;
    std::set<std::string> known;
    if (column.distinct() > 2 * kMost)
        return false;
    const std::vector<int64_t> counts = column.counts();
    for (size_t code = 0; code < counts.size(); ++code) {
        const auto i = static_cast<int32_t>(code);
        if (counts[code] == 0 || column.isMissing(i))
            continue;
        const std::string word = lowerCase(column.text(i));
        if (std::find(kParts.begin(), kParts.end(), word) == kParts.end())
            return false;
        known.insert(word);
    }
    return known.size() >= 2;
}

bool tellsPartsApart(const SourceData& data, const CodedColumn& column)
{
    const auto& folders = data.folderColumns;
    if (std::find(folders.begin(), folders.end(), column.name()) == folders.end())
        return false;
    std::set<int32_t> met;
    size_t row = 0, parts = 0;
    for (const int64_t rows : data.rowsOfFile) {
        if (rows == 0)
            continue;
        ++parts;
        met.insert(column.codes()[row]);
        row += static_cast<size_t>(rows);
    }
    return parts >= 2 && met.size() == parts;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/inspect/inspect.h"
#include "core/data/schema/schema.h"
#include "core/record/record.h"
#include "core/record/table.h"

#include <string>
#include <vector>

namespace leap {

/// In the order in which they matter.
enum class FindingKind { Blocks, LeftOut, Look, Reading, Time, Label, Note };
template <> struct EnumNames<FindingKind> {
    static constexpr const char* what = "finding";
    static constexpr EnumName<FindingKind> entries[] = {
        {FindingKind::Blocks, "blocks", "In the way of an audit"},
        {FindingKind::LeftOut, "left-out", "Left out"},
        {FindingKind::Look, "look", "Worth a look"},
        {FindingKind::Reading, "reading", "How texts were read"},
        {FindingKind::Time, "time", "Times"},
        {FindingKind::Label, "label", "Label"},
        {FindingKind::Note, "note", "Notes"}};
};

/// What an inspection found that a user should see, of one column or of many alike.
struct Finding {
    struct Item {
        std::string column; ///< or field, of a schema; empty: the finding is of the whole data
        std::string why; ///< what differs from the other columns: "'price'", "0.993"; may be empty
        bool operator==(const Item&) const = default;
    };
    FindingKind kind = FindingKind::Note;
    std::string what; ///< of one column as it is; of several with "..." where they differ
    std::vector<Item> items; ///< in the order of the data
    std::string action; ///< what to do about it; may be empty
    bool operator==(const Finding&) const = default;
};

/// Everything worth a word about the data, what matters most first; equal findings are one. For window,
/// report and command line alike.
/// @param schema what becomes of the columns, given or proposed; null: what the report alone says
/// @param given the schema is the user's own: its problems are findings, and what its fields read is not left
/// out
[[nodiscard]] std::vector<Finding> findingsOf(const InspectReport& report, const Schema* schema,
                                              bool given = false);

/// Whether the column has a finding of its own (the label's likeliness is none).
[[nodiscard]] bool isFlagged(const std::vector<Finding>& findings, const std::string& column);

/// "3 columns: copy of ...: b ('a'), d ('c'), ... (1 more)", without a full stop.
/// @param most as many columns are named
[[nodiscard]] std::string findingText(const Finding& finding, size_t most);

/// Findings as a table: kind, columns, what, action.
[[nodiscard]] ResultTable findingsTable(const std::vector<Finding>& findings);

template <> struct Record<Finding::Item> {
    using T = Finding::Item;
    static constexpr auto members =
        std::tuple{member("column", &T::column, omitDefault), member("why", &T::why, omitDefault)};
};
template <> struct Record<Finding> {
    using T = Finding;
    static constexpr auto members =
        std::tuple{member("kind", &T::kind), member("what", &T::what), member("columns", &T::items),
                   member("action", &T::action, omitDefault)};
};

} // namespace leap

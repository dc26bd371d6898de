// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/findings.h"

#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "core/data/fields/kind_problems.h"
#include "core/data/fields/label_guess.h"
#include "core/data/schema/field_edits.h"

#include <algorithm>
#include <cctype>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace leap {
namespace {

/// A sentence without what differs between columns: names in quotes and numbers.
struct Skeleton {
    std::string text; ///< with "..." in their places
    std::vector<std::string> parts; ///< what was there
};

/// Where the number that begins at `at` ends; `at` itself: none begins there.
size_t numberEnd(const std::string& text, size_t at)
{
    const auto digit = [&](size_t i) {
        return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0;
    };
    const bool inWord = at > 0 && std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0;
    size_t end = at + (text[at] == '-' && !inWord ? 1 : 0);
    if (inWord || !digit(end))
        return at;
    while (digit(end) || (end < text.size() && (text[end] == '.' || text[end] == ',') && digit(end + 1)))
        ++end;
    return end;
}

Skeleton skeletonOf(const std::string& text)
{
    Skeleton skeleton;
    for (size_t at = 0; at < text.size();) {
        size_t end = numberEnd(text, at);
        if (const size_t close = text[at] == '\'' ? text.find('\'', at + 1) : std::string::npos;
            close != std::string::npos)
            end = close + 1;
        if (end == at) {
            skeleton.text += text[at++];
            continue;
        }
        skeleton.text += "...";
        skeleton.parts.push_back(text.substr(at, end - at));
        at = end;
    }
    return skeleton;
}

/// Collects findings; those that differ in names and numbers only become one.
class Collector {
public:
    void add(FindingKind kind, const std::string& column, const std::string& what,
             const std::string& action = {})
    {
        Skeleton skeleton = skeletonOf(what);
        const auto known = std::find_if(m_groups.begin(), m_groups.end(), [&](const Group& group) {
            return group.finding.kind == kind && group.skeleton == skeleton.text
                && group.finding.action == action;
        });
        const bool fresh = known == m_groups.end();
        Group& group = fresh ? m_groups.emplace_back() : *known;
        if (fresh) {
            group.finding = {kind, what, {}, action};
            group.skeleton = skeleton.text;
        }
        group.alike = group.alike && what == group.finding.what;
        group.finding.items.push_back({column, join(skeleton.parts, ", ")});
    }

    /// What matters most first; otherwise in the order in which they came.
    [[nodiscard]] std::vector<Finding> take()
    {
        std::vector<Finding> findings;
        for (Group& group : m_groups) {
            if (!group.alike)
                group.finding.what = group.skeleton;
            for (Finding::Item& item : group.finding.items)
                item.why = group.alike ? std::string() : item.why;
            findings.push_back(std::move(group.finding));
        }
        std::stable_sort(findings.begin(), findings.end(),
                         [](const Finding& a, const Finding& b) { return a.kind < b.kind; });
        return findings;
    }

private:
    struct Group {
        Finding finding;
        std::string skeleton;
        bool alike = true; ///< all its sentences are the same
    };
    std::vector<Group> m_groups;
};

/// What a schema does with columns, looked up in no time: a file may have 60,000 of them.
class ColumnUses {
public:
    explicit ColumnUses(const Schema* schema)
        : m_schema(schema)
    {
        if (schema == nullptr)
            return;
        for (const Field& field : schema->fields) {
            for (const Input& input : field.inputs)
                m_read.insert(input.columns.begin(), input.columns.end());
        }
        for (const LeftOut& left : schema->leftOut)
            m_reasons.emplace(left.column, left.reason);
    }

    /// Why no field reads the column by itself; empty: some does, or the user wants it so.
    [[nodiscard]] std::string reasonLeftOut(const ColumnReport& column) const
    {
        if (m_schema == nullptr)
            return !column.leftOut.empty() ? column.leftOut : column.possibleLeak ? column.leakText() : "";
        if (column.name == m_schema->label.column || m_read.contains(column.name))
            return {};
        const auto found = m_reasons.find(column.name);
        return found == m_reasons.end() || found->second == kLeftOutByUser ? std::string() : found->second;
    }
    [[nodiscard]] bool isLeft(const ColumnReport& column) const
    {
        return m_schema ? !m_read.contains(column.name) : !reasonLeftOut(column).empty();
    }

private:
    const Schema* m_schema; ///< null: there is none
    std::unordered_set<std::string> m_read;
    std::unordered_map<std::string, std::string> m_reasons;
};

void addLeftOut(const InspectReport& report, const ColumnUses& uses, Collector& collector)
{
    for (const bool leaks : {true, false}) {
        for (const ColumnReport& column : report.columns) {
            const std::string reason = uses.reasonLeftOut(column);
            if (reason.empty() || column.possibleLeak != leaks)
                continue;
            collector.add(FindingKind::LeftOut, column.name, reason,
                          leaks ? "--accept NAME takes it in, if the model will know it in use"
                                : "--accept NAME takes it in");
        }
    }
}

/// What a column says of itself and is not the reason why it is left out.
std::vector<std::string> ownWords(const ColumnReport& column, bool left)
{
    std::vector<std::string> words = left ? std::vector<std::string>() : column.flags();
    words.insert(words.end(), column.hints.begin(), column.hints.end());
    return words;
}

void addColumns(const InspectReport& report, const ColumnUses& uses, Collector& collector)
{
    for (const ColumnReport& column : report.columns) {
        for (const std::string& words : ownWords(column, uses.isLeft(column)))
            collector.add(FindingKind::Look, column.name, words);
        if (!column.reading.empty())
            collector.add(FindingKind::Reading, column.name, column.reading);
        if (!column.timeFormat.empty())
            collector.add(FindingKind::Time, column.name, column.timeFormat,
                          "--split time:NAME splits the rows by it");
    }
}

/// Columns with a role that the data do not have.
void addRoles(const InspectReport& report, const Schema& schema, Collector& collector)
{
    const std::pair<const char*, const std::string*> roles[] = {{"label", &schema.label.column},
                                                                {"group id", &schema.groupId},
                                                                {"weight", &schema.weight},
                                                                {"time", &schema.time}};
    for (const auto& [role, column] : roles) {
        if (!column->empty() && !report.find(*column))
            collector.add(FindingKind::Blocks, *column,
                          std::string("The schema names it as the ") + role
                              + ", but the data have no such column.");
    }
}

void addProblems(const InspectReport& report, const Schema& schema, Collector& collector)
{
    addRoles(report, schema, collector);
    for (const FieldProblem& problem : problemsOnData(schema, report))
        collector.add(problem.blocks ? FindingKind::Blocks : FindingKind::Look,
                      schema.fields[problem.field].name, problem.text);
}

std::string itemText(const Finding::Item& item)
{
    if (item.column.empty())
        return item.why;
    return item.why.empty() ? item.column : item.column + " (" + item.why + ")";
}

std::string itemsText(const Finding& finding, size_t most)
{
    std::vector<std::string> texts;
    for (const Finding::Item& item : finding.items)
        texts.push_back(itemText(item));
    std::erase(texts, std::string());
    return listed(texts, most);
}

} // namespace

std::vector<Finding> findingsOf(const InspectReport& report, const Schema* schema, bool given)
{
    Collector collector;
    if (schema != nullptr && given)
        addProblems(report, *schema, collector);
    if (!report.labelProblem.empty())
        collector.add(FindingKind::Blocks, {}, report.labelProblem);
    const ColumnUses uses(schema);
    addLeftOut(report, uses, collector);
    addColumns(report, uses, collector);
    if (schema == nullptr || schema->label.column.empty()) {
        if (const std::string label = guessLabel(report).column; !label.empty())
            collector.add(FindingKind::Label, label, "The label is probably '" + label + "'",
                          "name it with --label");
    }
    for (const std::string& warning : report.warnings) {
        if (warning != report.labelProblem)
            collector.add(FindingKind::Note, {}, warning);
    }
    return collector.take();
}

bool isFlagged(const std::vector<Finding>& findings, const std::string& column)
{
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.kind != FindingKind::Label
            && std::any_of(finding.items.begin(), finding.items.end(),
                           [&](const Finding::Item& item) { return item.column == column; });
    });
}

std::string findingText(const Finding& finding, size_t most)
{
    const size_t count = finding.items.size();
    const std::string items = itemsText(finding, most);
    std::string what = finding.what;
    if (what.ends_with('.') && !what.ends_with("..."))
        what.pop_back();
    if (finding.kind == FindingKind::Label || items.empty())
        return what;
    if (count == 1)
        return items + ": " + what;
    const bool columns = !finding.items.front().column.empty();
    return (columns ? counted(static_cast<int64_t>(count), "column") + ": " : "") + what + ": " + items;
}

ResultTable findingsTable(const std::vector<Finding>& findings)
{
    using Format = ResultTable::Format;
    constexpr size_t kNamed = 20;
    ResultTable table;
    table.key = "findings";
    table.title = "What the data are like";
    table.columns = {{"kind", "Kind"},
                     {"count", "Columns", Format::Count},
                     {"columns", "Which"},
                     {"what", "What"},
                     {"action", "What to do"}};
    for (const Finding& finding : findings) {
        const bool whole = finding.items.empty() || finding.items.front().column.empty();
        table.add(
            {{titleOf(finding.kind), whole ? ResultTable::Cell() : ResultTable::Cell(finding.items.size()),
              itemsText(finding, kNamed), finding.what, finding.action}});
    }
    return table;
}

} // namespace leap

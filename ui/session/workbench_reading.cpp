// SPDX-License-Identifier: GPL-3.0-or-later
// Workbench: the study's data read in another way.
#include "core/data/fields/column_fields.h"
#include "core/data/schema/field_edits.h"
#include "core/data/schema/name_pattern.h"
#include "ui/session/workbench.h"

#include <algorithm>
#include <utility>

namespace leap::ui {
namespace {

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// A column is read, or left out for a reason, as in `proposal`. What the user left out stays out.
Schema withColumnAsIn(Schema schema, const Schema& proposal, const InspectReport& report,
                      const std::string& column)
{
    const auto reasonIn = [&column](const Schema& one) {
        const auto out = std::find_if(one.leftOut.begin(), one.leftOut.end(),
                                      [&](const LeftOut& left) { return left.column == column; });
        return out == one.leftOut.end() ? std::string() : out->reason;
    };
    const std::string reason = reasonIn(schema);
    if (!report.find(column) || column == schema.label.column || reason == kLeftOutByUser
        || reason == reasonIn(proposal))
        return schema;
    if (readsColumn(proposal, column))
        return withColumn(std::move(schema), report, column);
    return withoutColumn(std::move(schema), column, reasonIn(proposal));
}

} // namespace

void Workbench::setReading(const ReadOptions& read)
{
    if (read == m_study.source().options)
        return;
    if (m_study.hasSource())
        m_guard([this, read] { readAgainAs(read); });
    else
        m_study.setReading(read);
}

void Workbench::readAgain()
{
    readAgainAs(m_study.source().options);
}

void Workbench::readAgainAs(const ReadOptions& read)
{
    OpenRequest request;
    for (const std::string& file : m_study.source().files)
        request.files << QString::fromStdString(file);
    if (request.files.isEmpty())
        return;
    request.read = read;
    request.propose = wishesNow();
    request.schemaFile = m_schemaFile;
    request.schemaBeside = m_schemaBeside;
    request.split = m_study.source().split;
    request.again = true;
    openData(request);
}

/// What the user has chosen so far, for a proposal from other columns.
ProposeOptions Workbench::wishesNow() const
{
    const Schema& schema = m_study.schema();
    ProposeOptions wishes = m_propose;
    if (!m_study.report())
        return wishes; // the last reading has failed: they are still those before it
    wishes.label = schema.label;
    wishes.groupId = schema.groupId;
    for (const LeftOut& out : schema.leftOut) {
        std::erase(wishes.accept, out.column);
        if (out.reason == kLeftOutByUser && !contains(wishes.exclude, out.column))
            wishes.exclude.push_back(out.column);
    }
    for (const ColumnReport& column : m_study.report()->columns) {
        if (!readsColumn(schema, column.name))
            continue;
        std::erase(wishes.exclude, column.name);
        const bool taken = !column.leftOut.empty() || column.possibleLeak;
        if (taken && !contains(wishes.accept, column.name))
            wishes.accept.push_back(column.name);
    }
    return wishes;
}

/// Wishes about columns that another reading does not find.
void Workbench::forgetUnknownNames(const InspectReport& report)
{
    std::vector<std::string> names;
    for (const ColumnReport& column : report.columns)
        names.push_back(column.name);
    const auto unknown = [&](const std::string& pattern) { return placesMatching(pattern, names).empty(); };
    std::erase_if(m_propose.exclude, unknown);
    std::erase_if(m_propose.accept, unknown);
    std::erase_if(m_propose.kinds, [&](const KindRule& rule) { return unknown(rule.pattern); });
    if (!contains(names, m_propose.groupId))
        m_propose.groupId.clear();
    if (!contains(names, m_study.source().split.column))
        m_study.setSplit(SplitRule());
}

void Workbench::setSplit(const SplitRule& split)
{
    const std::string before = m_study.source().split.column;
    m_study.setSplit(split);
    const ReportPtr& report = m_study.report();
    if (!report)
        return;
    const auto proposal = proposed(*report);
    if (const auto* next = std::get_if<Schema>(&proposal)) {
        Schema schema = m_study.schema();
        for (const std::string& column : {before, split.column})
            schema = withColumnAsIn(std::move(schema), *next, *report, column);
        m_study.editSchema(tr("Split"), std::move(schema));
    }
}

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/file/h5.h"
#include "core/record/columns.h"

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Vectors of described structs as groups with one dataset a column. Private to core/audit.
namespace leap {

/// Writes the columns that `chosen(name)` says, in the description's order.
template <Described Row, typename Chosen>
void writeColumns(const h5::Group& group, const std::vector<Row>& rows, Chosen chosen)
{
    visitColumns<Row>([&](const ColumnKey& key, auto get, auto) {
        if (!chosen(key.name))
            return;
        using Stored = std::decay_t<decltype(get(rows.front()))>;
        std::vector<Stored> values;
        values.reserve(rows.size());
        for (const Row& row : rows)
            values.push_back(get(row));
        if constexpr (std::is_same_v<Stored, std::string>)
            group.writeTexts(key.name, values);
        else
            group.write(key.name, values);
    });
}

/// Writes all columns.
template <Described Row> void writeColumns(const h5::Group& group, const std::vector<Row>& rows)
{
    writeColumns(group, rows, [](const std::string&) { return true; });
}

/// Writes these columns only, in this order.
template <Described Row>
void writeColumns(const h5::Group& group, const std::vector<Row>& rows,
                  const std::vector<std::string_view>& order)
{
    for (const std::string_view column : order)
        writeColumns(group, rows, [column](const std::string& name) { return name == column; });
}

/// Writes rows into a group of their own.
template <Described Row>
h5::Group writeTable(const h5::Group& run, const char* name, const std::vector<Row>& rows)
{
    h5::Group group = run.create(name);
    group.setInt("rows", static_cast<int64_t>(rows.size()));
    writeColumns(group, rows);
    return group;
}

/// The rows of a group. @throws InputError that names file and column: missing, of another length or type, a
/// value that the description refuses
template <Described Row> std::vector<Row> readTable(const h5::Group& group)
{
    constexpr int64_t kMostRows = int64_t{1} << 32;
    const int64_t count = group.intOf("rows");
    const auto names = group.names();
    // The first column's real length is compared with it before memory is taken for more.
    if (count < 0 || count > kMostRows || names.empty()
        || group.shapeOf(names.front()) != std::vector<int64_t>{count})
        group.fail("", "the number of rows does not fit the columns");
    std::vector<Row> rows(static_cast<size_t>(count));
    visitColumns<Row>([&](const ColumnKey& key, auto get, auto set) {
        if (key.mayBeAbsent && !group.has(key.name))
            return;
        const auto values = [&] {
            using Stored = std::decay_t<decltype(get(rows.front()))>;
            if constexpr (std::is_same_v<Stored, std::string>)
                return group.readTexts(key.name, count);
            else
                return group.template read<Stored>(key.name, {count});
        }();
        const std::string where = group.fullPlace(key.name);
        for (size_t i = 0; i < rows.size(); ++i)
            set(rows[i], values[i], itemPlace(where, i));
    });
    return rows;
}

} // namespace leap

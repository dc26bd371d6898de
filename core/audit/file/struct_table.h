// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/file/h5.h"
#include "core/metric/metric_value.h"

#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// Vectors of structs as groups with one dataset a member. Private to core/audit.
namespace leap {

/// Reads or writes one column of a table of structs: the member is named once, for both ways.
template <typename Row> class Table {
public:
    using Rows = std::vector<Row>;
    virtual ~Table() = default;
    template <typename Stored, typename Member> void column(const char* name, Member Row::*member)
    {
        field<Stored>(name, [member](Row& row) -> Member& { return row.*member; });
    }
    /// A figure with its reason and counts: four columns.
    void metric(const std::string& name, MetricValue Row::*member)
    {
        field<double>(name, [member](Row& row) -> double& { return (row.*member).value; });
        field<int64_t>(name + "_used", [member](Row& row) -> int64_t& { return (row.*member).used; });
        field<int64_t>(name + "_left_out", [member](Row& row) -> int64_t& { return (row.*member).leftOut; });
        texts(name + "_reason", [member](Row& row) -> std::string& { return (row.*member).reason; });
    }
    void text(const char* name, std::string Row::*member)
    {
        texts(name, [member](Row& row) -> std::string& { return row.*member; });
    }

    Table(const h5::Group& group, const Rows& rows)
        : m_group(group)
        , m_rows(rows)
        , m_writing(true)
    {
    }
    Table(const h5::Group& group, size_t rows)
        : m_group(group)
        , m_rows(rows)
        , m_writing(false)
    {
    }
    [[nodiscard]] Rows take() { return std::move(m_rows); }

private:
    template <typename Stored, typename Access> void field(const std::string& name, Access access)
    {
        if (m_writing) {
            std::vector<Stored> values;
            for (Row& row : m_rows)
                values.push_back(static_cast<Stored>(access(row)));
            m_group.write(name, values);
            return;
        }
        const auto values = m_group.read<Stored>(name, {static_cast<int64_t>(m_rows.size())});
        for (size_t i = 0; i < values.size(); ++i)
            access(m_rows[i]) = static_cast<std::decay_t<decltype(access(m_rows[i]))>>(values[i]);
    }
    template <typename Access> void texts(const std::string& name, Access access)
    {
        std::vector<std::string> values;
        if (m_writing) {
            for (Row& row : m_rows)
                values.push_back(access(row));
            m_group.writeTexts(name, values);
            return;
        }
        values = m_group.readTexts(name, static_cast<int64_t>(m_rows.size()));
        for (size_t i = 0; i < values.size(); ++i)
            access(m_rows[i]) = values[i];
    }

    const h5::Group& m_group;
    Rows m_rows;
    bool m_writing;
};

/// Writes rows into a group of their own.
template <typename Row>
h5::Group writeTable(const h5::Group& run, const char* name, const std::vector<Row>& rows,
                     const std::function<void(Table<Row>&)>& columns)
{
    h5::Group group = run.create(name);
    group.setInt("rows", static_cast<int64_t>(rows.size()));
    Table<Row> table(group, rows);
    columns(table);
    return group;
}

template <typename Row>
std::vector<Row> readTable(const h5::Group& group, const std::function<void(Table<Row>&)>& columns)
{
    constexpr int64_t kMostRows = int64_t{1} << 32;
    const int64_t rows = group.intOf("rows");
    const auto names = group.names();
    // The first column's real length is compared with it before memory is taken for more.
    if (rows < 0 || rows > kMostRows || names.empty()
        || group.shapeOf(names.front()) != std::vector<int64_t>{rows})
        group.fail("", "the number of rows does not fit the columns");
    Table<Row> table(group, static_cast<size_t>(rows));
    columns(table);
    return table.take();
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/hdf5/hdf5_columns.h"

#include "core/base/error.h"
#include "core/data/column/cell_text.h"
#include "core/data/read/hdf5/hdf5_cells.h"

#include <algorithm>
#include <arrow/array.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>

namespace leap {
namespace {

struct CellColumn {
    std::string name;
    size_t array; ///< of m_arrays
    std::string member; ///< of a compound
    Hdf5Type type;
};

class Hdf5Columns : public BatchFile {
public:
    Hdf5Columns(const std::string& name, const ColumnChoice& columns, int64_t batchRows,
                const ReadOptions& options)
        : m_file(name, options.followLinks)
        , m_batchRows(static_cast<hsize_t>(batchRows))
    {
        const h5::Silence quiet;
        Hdf5Layout layout = findLayout(m_file, options.matrix);
        if (layout.kind == Hdf5Layout::Kind::Matrix)
            throw InputError(
                name + ": has a matrix, '" + layout.table.path
                + "', where the files before have none; files read together need the same columns.");
        m_leftOut = std::move(layout.leftOut);
        if (layout.kind == Hdf5Layout::Kind::Compound)
            addMembers(std::move(layout.table));
        else
            addColumns(std::move(layout.columns));
        std::erase_if(m_columns, [&](const CellColumn& column) { return !columns.wants(column.name); });
        arrow::FieldVector fields;
        for (const CellColumn& column : m_columns)
            fields.push_back(arrow::field(column.name, hdf5CellType(column.type)));
        m_schema = arrow::schema(fields);
    }
    [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override { return m_schema; }
    [[nodiscard]] std::vector<std::string> leftOut() const override { return m_leftOut; }
    [[nodiscard]] std::vector<std::string> linkedFiles() const override
    {
        return {m_file.linkedFiles().begin(), m_file.linkedFiles().end()};
    }
    std::shared_ptr<arrow::RecordBatch> next() override
    {
        const h5::Silence quiet;
        const hsize_t rows = std::min(m_arrays.front().rows() - m_next, m_batchRows);
        if (rows == 0)
            return nullptr;
        arrow::ArrayVector arrays;
        for (const CellColumn& column : m_columns)
            arrays.push_back(
                hdf5Cells(m_file, m_arrays[column.array], column.type, column.member, m_next, rows));
        m_next += rows;
        return arrow::RecordBatch::Make(m_schema, static_cast<int64_t>(rows), std::move(arrays));
    }

private:
    void addMembers(Hdf5Array table)
    {
        for (const auto& [member, type] : table.members) {
            std::string name = displayText(member);
            std::replace(name.begin(), name.end(), '/', '.');
            if (type.isCell())
                m_columns.push_back({std::move(name), 0, member, type});
        }
        m_arrays = {std::move(table)};
    }
    void addColumns(std::vector<Hdf5Array> columns)
    {
        m_arrays = std::move(columns);
        for (size_t i = 0; i < m_arrays.size(); ++i)
            m_columns.push_back({displayText(m_arrays[i].name()), i, {}, m_arrays[i].values});
    }

    Hdf5File m_file;
    hsize_t m_batchRows;
    hsize_t m_next = 0; ///< row
    std::vector<Hdf5Array> m_arrays;
    std::vector<CellColumn> m_columns;
    std::shared_ptr<arrow::Schema> m_schema;
    std::vector<std::string> m_leftOut;
};

} // namespace

std::unique_ptr<BatchFile> openHdf5Columns(const std::string& name, const ColumnChoice& columns,
                                           int64_t batchRows, const ReadOptions& options)
{
    return std::make_unique<Hdf5Columns>(name, columns, batchRows, options);
}

} // namespace leap

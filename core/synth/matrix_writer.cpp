// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/matrix_writer.h"

#include <algorithm>
#include <arrow/util/float16.h>
#include <numeric>

namespace leap::synth {

int64_t MatrixWriter::chunkRows(int64_t columns, bool half)
{
    constexpr int64_t kChunkBytes = 1 << 20;
    return std::max<int64_t>(1, kChunkBytes / (columns * (half ? 2 : 4)));
}

MatrixWriter::MatrixWriter(const std::filesystem::path& path, const std::filesystem::path& target,
                           const RowSource& source, const FieldTables& tables, int64_t rows, bool half)
    : m_tables(tables)
    , m_file(path, target)
    , m_half(half)
{
    const h5::Id type = halfType();
    m_file.makeArray("X", half ? type.get() : H5T_IEEE_F32LE,
                     {static_cast<hsize_t>(rows), static_cast<hsize_t>(tables.columns())},
                     static_cast<hsize_t>(std::min(rows, chunkRows(tables.columns(), half))));
    const std::vector<FieldTruth>& fields = source.truth().fields;
    for (const ColumnSpec& column : source.columns()) {
        const bool field = std::any_of(fields.begin(), fields.end(),
                                       [&](const auto& one) { return one.name == column.name; });
        m_alone.push_back(field ? std::string() : column.name);
        if (!field)
            m_file.makeArray(column.name, H5T_STD_I64LE, {static_cast<hsize_t>(rows)}, 0);
    }
}

void MatrixWriter::write(const TableBlock& block)
{
    for (size_t i = 0; i < m_alone.size(); ++i)
        if (!m_alone[i].empty())
            m_file.writeRows(m_alone[i], static_cast<hsize_t>(block.first), static_cast<hsize_t>(block.rows),
                             H5T_NATIVE_INT64, block.columns[i].whole.data());
    writeMatrix(block);
}

void MatrixWriter::writeMatrix(const TableBlock& block)
{
    const auto columns = static_cast<size_t>(m_tables.columns());
    m_values.resize(static_cast<size_t>(block.rows) * columns);
    auto out = m_values.begin();
    for (size_t row = 0; row < static_cast<size_t>(block.rows); ++row) {
        size_t field = 0;
        for (size_t i = 0; i < m_alone.size(); ++i)
            if (m_alone[i].empty()) {
                const auto vector = m_tables.row(field++, block.columns[i].whole[row]);
                out = std::copy(vector.begin(), vector.end(), out);
            }
    }
    const auto first = static_cast<hsize_t>(block.first), rows = static_cast<hsize_t>(block.rows);
    if (!m_half) {
        m_file.writeRows("X", first, rows, H5T_NATIVE_FLOAT, m_values.data());
        return;
    }
    m_halves.resize(m_values.size());
    std::transform(m_values.begin(), m_values.end(), m_halves.begin(),
                   [](float value) { return arrow::util::Float16::FromFloat(value).bits(); });
    const h5::Id type = halfType();
    m_file.writeRows("X", first, rows, type.get(), m_halves.data());
}

void writeTables(const std::filesystem::path& path, const std::filesystem::path& target,
                 const std::vector<FieldTruth>& fields, const FieldTables& tables)
{
    Hdf5Output file(path, target);
    for (size_t i = 0; i < tables.size(); ++i) {
        const std::string& name = fields[i].name;
        const auto ids = static_cast<hsize_t>(tables.ids(i));
        std::vector<int64_t> numbers(ids);
        std::iota(numbers.begin(), numbers.end(), 0);
        file.makeGroup(name);
        file.makeArray(name + "/ids", H5T_STD_I64LE, {ids}, 0);
        file.writeRows(name + "/ids", 0, ids, H5T_NATIVE_INT64, numbers.data());
        file.makeArray(name + "/values", H5T_IEEE_F32LE, {ids, static_cast<hsize_t>(tables.width(i))}, 0);
        file.writeRows(name + "/values", 0, ids, H5T_NATIVE_FLOAT, tables.values(i).data());
    }
    file.finish();
}

} // namespace leap::synth

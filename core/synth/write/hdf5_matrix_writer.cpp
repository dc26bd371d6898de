// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/write/hdf5_output.h"
#include "core/synth/write/matrix_writer.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace leap::synth {
namespace {

class Hdf5Matrix : public TableWriter {
public:
    Hdf5Matrix(const std::filesystem::path& path, const std::filesystem::path& target, DenseRows dense,
               int64_t rows)
        : m_dense(std::move(dense))
        , m_file(path, target)
        , m_half(halfType())
    {
        const int64_t columns = m_dense.columns();
        m_file.makeArray("X", m_dense.half() ? m_half.get() : H5T_IEEE_F32LE,
                         {static_cast<hsize_t>(rows), static_cast<hsize_t>(columns)},
                         static_cast<hsize_t>(std::min(rows, matrixChunkRows(columns, m_dense.half()))));
        for (const auto& beside : m_dense.beside())
            m_file.makeArray(beside.name, H5T_STD_I64LE, {static_cast<hsize_t>(rows)}, 0);
    }
    void write(const TableBlock& block) override
    {
        const auto first = static_cast<hsize_t>(block.first), rows = static_cast<hsize_t>(block.rows);
        for (const auto& beside : m_dense.beside())
            m_file.writeRows(beside.name, first, rows, H5T_NATIVE_INT64,
                             block.columns[beside.column].whole.data());
        m_dense.fill(block);
        if (m_dense.half())
            m_file.writeRows("X", first, rows, m_half.get(), m_dense.halves().data());
        else
            m_file.writeRows("X", first, rows, H5T_NATIVE_FLOAT, m_dense.values().data());
    }
    void finish() override { m_file.finish(); }

private:
    DenseRows m_dense;
    Hdf5Output m_file;
    h5::Id m_half;
};

} // namespace

std::unique_ptr<TableWriter> makeHdf5Matrix(const std::filesystem::path& path,
                                            const std::filesystem::path& target, DenseRows dense,
                                            int64_t rows)
{
    return std::make_unique<Hdf5Matrix>(path, target, std::move(dense), rows);
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

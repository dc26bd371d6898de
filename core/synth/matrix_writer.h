// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/field_tables.h"
#include "core/synth/hdf5_output.h"
#include "core/synth/table_writer.h"

namespace leap::synth {

/// Writes a set with tables as one HDF5 file: X [rows, columns], every id replaced by its vector, and beside
/// it one array [rows] for the label, the group ids and the time.
class MatrixWriter : public TableWriter {
public:
    /// @param tables of the fields; lives longer than the writer
    /// @param half float16 instead of float32
    MatrixWriter(const std::filesystem::path& path, const std::filesystem::path& target,
                 const RowSource& source, const FieldTables& tables, int64_t rows, bool half);
    void write(const TableBlock& block) override;
    void finish() override { m_file.finish(); }

    /// Rows of a chunk of X, about 1 MB. @throws nothing
    [[nodiscard]] static int64_t chunkRows(int64_t columns, bool half);

private:
    void writeMatrix(const TableBlock& block);

    const FieldTables& m_tables;
    Hdf5Output m_file;
    bool m_half;
    std::vector<std::string> m_alone; ///< names of the arrays beside X; empty for a field's id
    std::vector<float> m_values;
    std::vector<uint16_t> m_halves;
};

/// FILE.tables.h5: for each field a group with ids [V] and values [V, width].
void writeTables(const std::filesystem::path& path, const std::filesystem::path& target,
                 const std::vector<FieldTruth>& fields, const FieldTables& tables);

} // namespace leap::synth

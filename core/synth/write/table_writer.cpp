// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/write/table_writer.h"

#include "core/base/error.h"

namespace leap::synth {

TableFormat tableFormatOf(const std::filesystem::path& target)
{
    const std::string name = target.filename().string();
    if (name.ends_with(".csv"))
        return TableFormat::Csv;
    if (name.ends_with(".csv.gz"))
        return TableFormat::CsvGz;
    if (name.ends_with(".parquet"))
        return TableFormat::Parquet;
    throw InputError("Cannot tell the format of " + target.string()
                     + "; its name must end in .csv, .csv.gz or .parquet.");
}

std::unique_ptr<TableWriter> makeTableWriter(const std::filesystem::path& path,
                                             const std::filesystem::path& target,
                                             const std::vector<ColumnSpec>& columns)
{
    const TableFormat format = tableFormatOf(target);
    if (format == TableFormat::Parquet)
        return makeParquetWriter(path, target, columns);
    return makeCsvWriter(path, target, columns, format == TableFormat::CsvGz);
}

} // namespace leap::synth

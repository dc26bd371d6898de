// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <arrow/api.h>
#include <arrow/io/file.h>
#include <arrow/ipc/writer.h>
#include <filesystem>
#include <parquet/arrow/writer.h>

namespace leap::test {

inline void check(const arrow::Status& status)
{
    if (!status.ok())
        qFatal("%s", status.ToString().c_str());
}

/// In groups of `rowGroup` rows.
inline void writeParquet(const arrow::Table& table, const std::filesystem::path& path, int64_t rowGroup)
{
    const auto out = arrow::io::FileOutputStream::Open(path.string()).ValueOrDie();
    check(parquet::arrow::WriteTable(table, arrow::default_memory_pool(), out, rowGroup));
    check(out->Close());
}

/// In record batches of `batchRows` rows.
inline void writeIpc(const arrow::Table& table, const std::filesystem::path& path, bool stream,
                     int64_t batchRows = 3)
{
    const auto out = arrow::io::FileOutputStream::Open(path.string()).ValueOrDie();
    const auto writer = stream ? arrow::ipc::MakeStreamWriter(out, table.schema()).ValueOrDie()
                               : arrow::ipc::MakeFileWriter(out, table.schema()).ValueOrDie();
    check(writer->WriteTable(table, batchRows));
    check(writer->Close());
    check(out->Close());
}

} // namespace leap::test

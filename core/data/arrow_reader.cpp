// SPDX-License-Identifier: GPL-3.0-or-later
// Parquet and Arrow IPC.
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/arrow_columns.h"
#include "core/data/cell_text.h"
#include "core/data/messages.h"
#include "core/data/table_reader.h"

#include <algorithm>
#include <arrow/io/file.h>
#include <arrow/ipc/reader.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <fstream>
#include <numeric>
#include <parquet/arrow/reader.h>
#include <parquet/exception.h>

namespace leap {
namespace {

constexpr int64_t kBatchRows = 65'536;

template <typename T> T orRefuse(arrow::Result<T> result, const std::string& file)
{
    if (!result.ok())
        throw InputError(file + ": can't be read; the file may be damaged or cut short (Arrow: "
                         + result.status().message() + ")");
    return std::move(result).ValueUnsafe();
}

void orRefuse(const arrow::Status& status, const std::string& file)
{
    if (!status.ok())
        throw InputError(
            file + ": can't be read; the file may be damaged or cut short (Arrow: " + status.message() + ")");
}

/// @throws InputError for a wanted column that the file does not have
void requireColumns(const std::vector<std::string>& wanted, const std::vector<std::string>& names,
                    const std::string& file)
{
    for (const std::string& name : wanted) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            throw InputError(unknownColumn(names, name, "table", file));
    }
}

/// The batches of one file, whatever its format.
class BatchFile {
public:
    virtual ~BatchFile() = default;
    [[nodiscard]] virtual std::shared_ptr<arrow::Schema> schema() const = 0;
    /// Null at the end.
    virtual std::shared_ptr<arrow::RecordBatch> next() = 0;
};

class ReaderFile : public BatchFile {
public:
    ReaderFile(std::shared_ptr<arrow::RecordBatchReader> reader, std::string name)
        : m_reader(std::move(reader))
        , m_name(std::move(name))
    {
    }
    [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override { return m_reader->schema(); }
    std::shared_ptr<arrow::RecordBatch> next() override
    {
        std::shared_ptr<arrow::RecordBatch> batch;
        orRefuse(m_reader->ReadNext(&batch), m_name);
        return batch;
    }

private:
    std::shared_ptr<arrow::RecordBatchReader> m_reader;
    std::string m_name;
};

class ParquetFile : public BatchFile {
public:
    /// @param only columns to read; empty = all
    ParquetFile(const std::string& name, bool threads, const std::vector<std::string>& only)
    {
        auto file = orRefuse(arrow::io::ReadableFile::Open(name), name);
        auto properties = parquet::default_arrow_reader_properties();
        properties.set_batch_size(kBatchRows);
        properties.set_use_threads(threads);
        parquet::arrow::FileReaderBuilder builder;
        orRefuse(builder.Open(file), name);
        const auto* columns = builder.raw_reader()->metadata()->schema();
        std::vector<int> leaves;
        std::vector<std::string> roots;
        for (int i = 0; i < columns->num_columns(); ++i) {
            const auto* column = columns->Column(i); // nested ones have no such path in Arrow
            const std::vector<std::string> path = column->path()->ToDotVector();
            if (column->physical_type() == parquet::Type::BYTE_ARRAY && path.size() == 1)
                properties.set_read_dictionary(i, true);
            if (roots.empty() || roots.back() != path.front())
                roots.push_back(path.front());
            if (only.empty() || std::find(only.begin(), only.end(), path.front()) != only.end())
                leaves.push_back(i);
        }
        requireColumns(only, roots, name);
        m_reader = orRefuse(builder.properties(properties)->Build(), name);
        std::vector<int> groups(static_cast<size_t>(m_reader->num_row_groups()));
        std::iota(groups.begin(), groups.end(), 0);
        m_batches = std::make_unique<ReaderFile>(
            orRefuse(m_reader->GetRecordBatchReader(groups, leaves), name), name);
    }
    [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override { return m_batches->schema(); }
    std::shared_ptr<arrow::RecordBatch> next() override { return m_batches->next(); }

private:
    std::unique_ptr<parquet::arrow::FileReader> m_reader;
    std::unique_ptr<ReaderFile> m_batches; ///< reads from m_reader
};

class IpcFile : public BatchFile {
public:
    explicit IpcFile(const std::string& name)
        : m_name(name)
        , m_reader(orRefuse(
              arrow::ipc::RecordBatchFileReader::Open(orRefuse(arrow::io::ReadableFile::Open(name), name)),
              name))
    {
    }
    [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override { return m_reader->schema(); }
    std::shared_ptr<arrow::RecordBatch> next() override
    {
        return m_next < m_reader->num_record_batches() ? orRefuse(m_reader->ReadRecordBatch(m_next++), m_name)
                                                       : nullptr;
    }

private:
    std::string m_name;
    std::shared_ptr<arrow::ipc::RecordBatchFileReader> m_reader;
    int m_next = 0;
};

std::unique_ptr<BatchFile> openFile(const std::string& name, FileFormat format, bool threads,
                                    const std::vector<std::string>& only)
{
    if (format == FileFormat::Parquet)
        return std::make_unique<ParquetFile>(name, threads, only);
    if (format == FileFormat::ArrowFile)
        return std::make_unique<IpcFile>(name);
    const auto stream = orRefuse(arrow::io::ReadableFile::Open(name), name);
    return std::make_unique<ReaderFile>(orRefuse(arrow::ipc::RecordBatchStreamReader::Open(stream), name),
                                        name);
}

/// One column of the table and where it lies in the file at hand.
struct BoundColumn {
    std::string name;
    std::string family;
    std::unique_ptr<ColumnBuilder> builder;
};

class ArrowTable {
public:
    ArrowTable(FileFormat format, bool threads, std::shared_ptr<SpillArea> area, Progress& progress,
               const std::vector<std::string>& only)
        : m_format(format)
        , m_only(only)
        , m_threads(threads)
        , m_area(std::move(area))
        , m_progress(progress)
    {
        m_data.format = format == FileFormat::Parquet ? "Parquet" : "Arrow IPC";
    }

    void readFile(const std::filesystem::path& path);
    [[nodiscard]] SourceData finish();

private:
    void open(const arrow::Schema& schema);
    /// Index in the file of each column.
    [[nodiscard]] std::vector<int> bind(const arrow::Schema& schema, const std::string& file) const;

    FileFormat m_format;
    std::vector<std::string> m_only; ///< columns that are wanted; empty = all
    bool m_threads;
    std::shared_ptr<SpillArea> m_area;
    Progress& m_progress;
    Sha256 m_hash;
    SourceData m_data;
    std::vector<BoundColumn> m_columns;
    std::vector<std::string> m_names; ///< of all columns of the first file
};

void ArrowTable::open(const arrow::Schema& schema)
{
    m_names = schema.field_names();
    requireColumns(m_only, m_names, m_data.files.front());
    for (const auto& field : schema.fields()) {
        if (!m_only.empty() && std::find(m_only.begin(), m_only.end(), field->name()) == m_only.end())
            continue;
        auto builder = makeColumnBuilder(field->name(), *field->type(), m_area);
        if (builder == nullptr)
            m_data.warnings.push_back("column '" + field->name() + "' is left out: its type "
                                      + field->type()->ToString() + " is not supported");
        else
            m_columns.push_back({field->name(), columnFamily(*field->type()), std::move(builder)});
    }
}

std::vector<int> ArrowTable::bind(const arrow::Schema& schema, const std::string& file) const
{
    std::vector<int> indices;
    for (const BoundColumn& column : m_columns) {
        const auto found = schema.GetAllFieldIndices(column.name);
        if (found.size() != 1)
            throw InputError(
                file + (found.empty() ? ": there is no column '" : ": there are several columns '")
                + column.name + "'" + (found.empty() ? ", which is in " + m_data.files.front() : ""));
        const char* family = columnFamily(*schema.field(found[0])->type());
        if (family == nullptr || column.family != family)
            throw InputError(file + ": column '" + column.name + "' has the type "
                             + schema.field(found[0])->type()->ToString() + ", which does not fit "
                             + column.family + " of " + m_data.files.front());
        indices.push_back(found[0]);
    }
    for (const std::string& name : schema.field_names()) {
        if (std::find(m_names.begin(), m_names.end(), name) == m_names.end())
            throw InputError(file + ": column '" + name + "' is not in " + m_data.files.front()
                             + "; files read together need the same columns");
    }
    return indices;
}

void ArrowTable::readFile(const std::filesystem::path& path)
{
    hashFile(path, m_hash, m_progress);
    m_data.files.push_back(path.filename().string());
    const auto file = openFile(path.string(), m_format, m_threads, m_only);
    if (m_columns.empty())
        open(*file->schema());
    const std::vector<int> indices = bind(*file->schema(), path.string());
    const int64_t before = m_data.rows;
    while (const auto batch = file->next()) {
        for (size_t i = 0; i < indices.size(); ++i)
            m_columns[i].builder->append(*batch->column(indices[i]));
        m_data.rows += batch->num_rows();
        m_progress.report({"reading, rows", m_data.rows, 0});
    }
    m_data.rowsOfFile.push_back(m_data.rows - before);
}

SourceData ArrowTable::finish()
{
    if (m_columns.empty() || m_data.rows == 0)
        throw InputError(join(m_data.files, ", ") + ": no rows, or no column that can be read");
    m_data.fingerprint = m_hash.finish();
    for (BoundColumn& column : m_columns) {
        if (auto values = column.builder->finish(m_data.warnings)) {
            values->name = displayText(values->name);
            m_data.columns.push_back(std::move(*values));
        }
    }
    return std::move(m_data);
}

} // namespace

void hashFile(const std::filesystem::path& path, Sha256& hash, Progress& progress)
{
    const auto total = static_cast<int64_t>(std::filesystem::file_size(path));
    std::ifstream file(path, std::ios::binary);
    std::string buffer(1 << 20, '\0');
    int64_t done = 0;
    while (file) {
        file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        hash.update(buffer.data(), static_cast<size_t>(file.gcount()));
        done += file.gcount();
        progress.report({"reading, bytes", done, total});
    }
    if (done != total)
        throw InputError(path.string() + ": can't be read to its end");
}

SourceData readArrow(const std::vector<std::filesystem::path>& files, FileFormat format,
                     const ReadOptions& options, const std::shared_ptr<SpillArea>& area, Progress& progress,
                     const std::vector<std::string>& only)
{
    ArrowTable table(format, options.threads != 1, area, progress, only);
    try {
        for (const auto& path : files)
            table.readFile(path);
    } catch (const parquet::ParquetException& error) {
        throw InputError(files.front().string()
                         + ": can't be read; the file may be damaged (Parquet: " + error.what() + ")");
    }
    return table.finish();
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/arrow_file.h"

#include "core/base/error.h"
#include "core/data/column/messages.h"
#include "core/data/read/hdf5/hdf5_columns.h"
#include "core/data/read/numpy/numpy_file.h"
#include "core/data/read/parts/checked_batch.h"

#include <algorithm>
#include <arrow/io/file.h>
#include <arrow/ipc/reader.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <numeric>
#include <optional>
#include <parquet/arrow/reader.h>
#include <parquet/file_reader.h>
#include <parquet/properties.h>
#include <utility>

namespace leap {
namespace {

constexpr int64_t kReadAtOnce = 1 << 20; ///< bytes of a column's pages

[[noreturn]] void refuse(const std::string& file, const std::string& why)
{
    if (why.find("crypt") != std::string::npos)
        throw InputError(file + ": is encrypted, and no key is taken (Arrow: " + why + ").");
    throw InputError(file + ": cannot be read; the file may be damaged or cut short (Arrow: " + why + ").");
}

template <typename T> T orRefuse(arrow::Result<T> result, const std::string& file)
{
    if (!result.ok())
        refuse(file, result.status().message());
    return std::move(result).ValueUnsafe();
}

void orRefuse(const arrow::Status& status, const std::string& file)
{
    if (!status.ok())
        refuse(file, status.message());
}

/// @throws InputError for a wanted column that the file does not have
void requireColumns(const std::vector<std::string>& wanted, const std::vector<std::string>& names,
                    const std::string& file)
{
    for (const std::string& name : wanted) {
        if (std::none_of(names.begin(), names.end(), [&](const std::string& known) {
                return name == known || name.starts_with(known + "."); // a member of a struct
            }))
            throw InputError(unknownColumn(names, name, "table", file));
    }
}

class ReaderFile : public BatchFile {
public:
    ReaderFile(std::shared_ptr<arrow::RecordBatchReader> reader, std::string name, bool check = false)
        : m_reader(std::move(reader))
        , m_name(std::move(name))
        , m_check(check)
    {
    }
    [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override { return m_reader->schema(); }
    std::shared_ptr<arrow::RecordBatch> next() override
    {
        std::shared_ptr<arrow::RecordBatch> batch;
        orRefuse(m_reader->ReadNext(&batch), m_name);
        return m_check ? checkedBatch(std::move(batch), m_name) : batch;
    }

private:
    std::shared_ptr<arrow::RecordBatchReader> m_reader;
    std::string m_name;
    bool m_check; ///< the format is one of those that Arrow trusts
};

/// Columns of a Parquet file as Arrow names them.
struct ParquetColumns {
    std::vector<std::string> roots;
    std::vector<int> leaves; ///< of the columns that are wanted
};

/// @param properties gets which leaves are read as dictionaries
ParquetColumns columnsOf(const parquet::FileMetaData& metadata, const ColumnChoice& choice,
                         parquet::ArrowReaderProperties& properties)
{
    ParquetColumns columns;
    const auto* schema = metadata.schema();
    for (int i = 0; i < schema->num_columns(); ++i) {
        const auto* column = schema->Column(i); // nested ones have no such path in Arrow
        const std::vector<std::string> path = column->path()->ToDotVector();
        if (column->physical_type() == parquet::Type::BYTE_ARRAY && path.size() == 1)
            properties.set_read_dictionary(i, true);
        if (columns.roots.empty() || columns.roots.back() != path.front())
            columns.roots.push_back(path.front());
        if (choice.wantsInside(path.front()))
            columns.leaves.push_back(i);
    }
    return columns;
}

class ParquetFile : public BatchFile {
public:
    ParquetFile(const std::string& name, bool threads, const ColumnChoice& choice, int64_t batchRows)
    {
        auto file = orRefuse(arrow::io::ReadableFile::Open(name), name);
        auto properties = parquet::default_arrow_reader_properties();
        properties.set_batch_size(batchRows);
        properties.set_use_threads(threads);
        parquet::arrow::FileReaderBuilder builder;
        orRefuse(builder.Open(file), name);
        const ParquetColumns columns = columnsOf(*builder.raw_reader()->metadata(), choice, properties);
        requireColumns(choice.only, columns.roots, name);
        m_reader = orRefuse(builder.properties(properties)->Build(), name);
        std::vector<int> groups(static_cast<size_t>(m_reader->num_row_groups()));
        std::iota(groups.begin(), groups.end(), 0);
        m_batches = std::make_unique<ReaderFile>(
            orRefuse(m_reader->GetRecordBatchReader(groups, columns.leaves), name), name);
    }
    /// One group; what is known of the file already is not read again.
    ParquetFile(const std::string& name, const std::shared_ptr<parquet::FileMetaData>& metadata, int group,
                const std::string& column, int64_t batchRows)
    {
        auto file = orRefuse(arrow::io::ReadableFile::Open(name), name);
        auto properties = parquet::default_arrow_reader_properties();
        properties.set_batch_size(batchRows);
        properties.set_use_threads(false);
        properties.set_pre_buffer(false); // a group may be larger than the memory
        auto ofPages = parquet::default_reader_properties();
        ofPages.enable_buffered_stream();
        ofPages.set_buffer_size(kReadAtOnce);
        parquet::arrow::FileReaderBuilder builder;
        orRefuse(builder.Open(file, ofPages, metadata), name);
        const ParquetColumns columns = columnsOf(*metadata, {{column}}, properties);
        m_reader = orRefuse(builder.properties(properties)->Build(), name);
        m_batches = std::make_unique<ReaderFile>(
            orRefuse(m_reader->GetRecordBatchReader({group}, columns.leaves), name), name);
    }
    [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override { return m_batches->schema(); }
    std::shared_ptr<arrow::RecordBatch> next() override { return m_batches->next(); }

private:
    std::unique_ptr<parquet::arrow::FileReader> m_reader;
    std::unique_ptr<ReaderFile> m_batches; ///< reads from m_reader
};

class ParquetGroups : public GroupedFile {
public:
    explicit ParquetGroups(const std::string& name)
        : m_name(name)
    {
        parquet::arrow::FileReaderBuilder builder;
        orRefuse(builder.Open(orRefuse(arrow::io::ReadableFile::Open(name), name)), name);
        const auto reader = orRefuse(builder.Build(), name);
        orRefuse(reader->GetSchema(&m_schema), name);
        m_metadata = reader->parquet_reader()->metadata();
        for (int group = 0; group < m_metadata->num_row_groups(); ++group)
            m_rows.push_back(m_metadata->RowGroup(group)->num_rows());
    }
    [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override { return m_schema; }
    [[nodiscard]] const std::vector<int64_t>& rowsOfGroups() const override { return m_rows; }
    [[nodiscard]] std::unique_ptr<BatchFile> group(size_t group, const std::string& column,
                                                   int64_t batchRows) const override
    {
        return std::make_unique<ParquetFile>(m_name, m_metadata, static_cast<int>(group), column, batchRows);
    }

private:
    std::string m_name;
    std::shared_ptr<arrow::Schema> m_schema;
    std::shared_ptr<parquet::FileMetaData> m_metadata;
    std::vector<int64_t> m_rows;
};

std::shared_ptr<arrow::ipc::RecordBatchFileReader>
openIpc(const std::shared_ptr<arrow::io::RandomAccessFile>& file, const std::string& name,
        const ColumnChoice& choice)
{
    auto reader = orRefuse(arrow::ipc::RecordBatchFileReader::Open(file), name);
    const std::vector<std::string> names = reader->schema()->field_names();
    requireColumns(choice.only, names, name);
    arrow::ipc::IpcReadOptions options;
    for (size_t i = 0; i < names.size(); ++i) {
        if (choice.wantsInside(names[i]))
            options.included_fields.push_back(static_cast<int>(i));
    }
    return options.included_fields.size() == names.size()
        ? reader
        : orRefuse(arrow::ipc::RecordBatchFileReader::Open(file, options), name);
}

class IpcFile : public BatchFile {
public:
    IpcFile(const std::string& name, const ColumnChoice& choice)
        : m_name(name)
        , m_reader(openIpc(orRefuse(arrow::io::ReadableFile::Open(name), name), name, choice))
    {
    }
    [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override { return m_reader->schema(); }
    std::shared_ptr<arrow::RecordBatch> next() override
    {
        return m_next < m_reader->num_record_batches()
            ? checkedBatch(orRefuse(m_reader->ReadRecordBatch(m_next++), m_name), m_name)
            : nullptr;
    }

private:
    std::string m_name;
    std::shared_ptr<arrow::ipc::RecordBatchFileReader> m_reader;
    int m_next = 0;
};

/// The one batch of a group of an IPC file.
class OneBatch : public BatchFile {
public:
    explicit OneBatch(std::shared_ptr<arrow::RecordBatch> batch)
        : m_schema(batch->schema())
        , m_batch(std::move(batch))
    {
    }
    [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override { return m_schema; }
    std::shared_ptr<arrow::RecordBatch> next() override { return std::exchange(m_batch, nullptr); }

private:
    std::shared_ptr<arrow::Schema> m_schema;
    std::shared_ptr<arrow::RecordBatch> m_batch;
};

class IpcGroups : public GroupedFile {
public:
    explicit IpcGroups(const std::string& name)
        : m_name(name)
    {
        m_schema = openIpc(open(), name, {})->schema();
    }
    [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override { return m_schema; }
    /// Counted when first asked for: of each batch, one column has to be read.
    [[nodiscard]] const std::vector<int64_t>& rowsOfGroups() const override
    {
        if (!m_rows) {
            const auto reader = openIpc(open(), m_name, {{m_schema->field(0)->name()}});
            m_rows.emplace();
            for (int batch = 0; batch < reader->num_record_batches(); ++batch)
                m_rows->push_back(orRefuse(reader->ReadRecordBatch(batch), m_name)->num_rows());
        }
        return *m_rows;
    }
    [[nodiscard]] std::unique_ptr<BatchFile> group(size_t group, const std::string& column,
                                                   int64_t /*batchRows*/) const override
    {
        const auto reader = openIpc(open(), m_name, {{column}});
        return std::make_unique<OneBatch>(
            checkedBatch(orRefuse(reader->ReadRecordBatch(static_cast<int>(group)), m_name), m_name));
    }

private:
    /// Mapped: what is not packed is not copied either.
    [[nodiscard]] std::shared_ptr<arrow::io::RandomAccessFile> open() const
    {
        return orRefuse(arrow::io::MemoryMappedFile::Open(m_name, arrow::io::FileMode::READ), m_name);
    }

    std::string m_name;
    std::shared_ptr<arrow::Schema> m_schema;
    mutable std::optional<std::vector<int64_t>> m_rows;
};

} // namespace

std::unique_ptr<BatchFile> openBatches(const std::string& name, FileFormat format, bool threads,
                                       const ColumnChoice& columns, int64_t batchRows,
                                       const ReadOptions& options)
{
    if (format == FileFormat::Hdf5)
        return openHdf5Columns(name, columns, batchRows, options);
    if (format == FileFormat::Npy || format == FileFormat::Npz)
        return openNumpy(name, format, columns, batchRows);
    if (format == FileFormat::Parquet)
        return std::make_unique<ParquetFile>(name, threads, columns, batchRows);
    if (format == FileFormat::ArrowFile)
        return std::make_unique<IpcFile>(name, columns);
    const auto stream = orRefuse(arrow::io::ReadableFile::Open(name), name);
    return std::make_unique<ReaderFile>(orRefuse(arrow::ipc::RecordBatchStreamReader::Open(stream), name),
                                        name,
                                        /*check=*/true);
}

std::unique_ptr<GroupedFile> openGroups(const std::string& name, FileFormat format)
{
    if (format == FileFormat::Parquet)
        return std::make_unique<ParquetGroups>(name);
    if (format == FileFormat::ArrowFile)
        return std::make_unique<IpcGroups>(name);
    return nullptr;
}
} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/arrow_columns.h"
#include "core/data/byte_stream.h"
#include "core/data/csv_dialect.h"
#include "core/data/messages.h"
#include "core/data/rejected_rows.h"
#include "core/data/table_reader.h"

#include <algorithm>
#include <arrow/csv/api.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <future>
#include <utility>

namespace leap {
namespace {

constexpr int64_t kHeadBytes = 1 << 20; ///< the dialect is found in these
constexpr int32_t kBlockBytes = 4 << 20; ///< of the parser; no row may be longer
constexpr int64_t kRejectedShare = 100; ///< one row in so many may be bad

/// Reads text files, one after another, into the same columns.
class TextTable {
public:
    TextTable(const std::vector<std::filesystem::path>& files, const ReadOptions& options,
              std::shared_ptr<SpillArea> area, Progress& progress)
        : m_options(options)
        , m_area(std::move(area))
        , m_progress(progress)
    {
        for (const auto& path : files)
            m_bytesTotal += static_cast<int64_t>(std::filesystem::file_size(path));
    }

    void readFile(const std::filesystem::path& path);
    [[nodiscard]] SourceData finish();

private:
    void open(const CsvDialect& dialect, const ByteFile& file);
    void matchColumns(const CsvDialect& dialect, const ByteFile& file) const;
    void readRows(const ByteFile& file, const std::shared_ptr<TextStream>& text, const CsvDialect& dialect,
                  const std::shared_ptr<RejectedRows>& rejected);
    void append(const arrow::RecordBatch& batch);
    void refuseIfTooMany() const;

    const ReadOptions& m_options;
    std::shared_ptr<SpillArea> m_area;
    Progress& m_progress;
    std::shared_ptr<Sha256> m_hash = std::make_shared<Sha256>();
    SourceData m_data;
    std::vector<std::string> m_names;
    std::vector<std::unique_ptr<ColumnBuilder>> m_builders;
    std::vector<std::shared_ptr<RejectedRows>> m_rejected;
    int64_t m_bytesTotal = 0;
    int64_t m_bytesBefore = 0; ///< of the files already read
};

std::shared_ptr<arrow::DataType> cellType()
{
    return arrow::dictionary(arrow::int32(), arrow::binary());
}

void TextTable::open(const CsvDialect& dialect, const ByteFile& file)
{
    m_names = dialect.names;
    for (const std::string& name : m_names)
        m_builders.push_back(makeColumnBuilder(name, *cellType(), m_area));
    m_data.format = (dialect.delimiter == '\t' ? "TSV, " : "CSV, ") + dialect.delimiterName()
        + (m_options.header ? ", header" : ", no header")
        + (file.compression().empty() ? "" : ", " + file.compression());
    if (dialect.headerIsDoubtful)
        m_data.hint = ". If the first line is a row, say so (--no-header): the columns are then c0, c1, ...";
}

void TextTable::matchColumns(const CsvDialect& dialect, const ByteFile& file) const
{
    for (const std::string& name : m_names) {
        if (std::find(dialect.names.begin(), dialect.names.end(), name) == dialect.names.end())
            throw InputError(file.path().string() + ": there is no column '" + name + "', which is in "
                             + m_data.files.front() + "; files read together need the same columns");
    }
    for (const std::string& name : dialect.names) {
        if (std::find(m_names.begin(), m_names.end(), name) == m_names.end())
            throw InputError(file.path().string() + ": column '" + name + "' is not in "
                             + m_data.files.front() + "; files read together need the same columns");
    }
}

void TextTable::append(const arrow::RecordBatch& batch)
{
    for (size_t i = 0; i < m_builders.size(); ++i)
        m_builders[i]->append(*batch.column(static_cast<int>(i)));
    m_data.rows += batch.num_rows();
}

/// What the CSV parser says, in words for the user.
[[noreturn]] void refuseParse(const ByteFile& file, const TextStream& text, const arrow::Status& status)
{
    if (text.problem())
        throw InputError(*text.problem());
    if (status.IsIOError())
        refuseStream(file, status);
    if (status.message().find("straddling") != std::string::npos)
        throw InputError(file.path().string() + ": a row is longer than " + grouped(kBlockBytes >> 20)
                         + " MiB; most likely a quote (\") is opened and never closed");
    throw InputError(file.path().string() + ": " + status.message());
}

void TextTable::readRows(const ByteFile& file, const std::shared_ptr<TextStream>& text,
                         const CsvDialect& dialect, const std::shared_ptr<RejectedRows>& rejected)
{
    auto read = arrow::csv::ReadOptions::Defaults();
    read.use_threads = false; // rows are numbered only then
    read.block_size = kBlockBytes;
    read.column_names = dialect.names;
    auto parse = arrow::csv::ParseOptions::Defaults();
    parse.delimiter = dialect.delimiter;
    parse.newlines_in_values = true;
    parse.invalid_row_handler = [rejected, header = dialect.headerRows](const arrow::csv::InvalidRow& row) {
        rejected->add(row.number + header, row.actual_columns, row.text);
        return arrow::csv::InvalidRowResult::Skip;
    };
    auto convert = arrow::csv::ConvertOptions::Defaults();
    convert.check_utf8 = false;
    convert.include_columns = m_names;
    for (const std::string& name : m_names)
        convert.column_types[name] = cellType();

    const auto reader =
        arrow::csv::StreamingReader::Make(arrow::io::default_io_context(), text, read, parse, convert);
    if (!reader.ok())
        refuseParse(file, *text, reader.status());
    const auto parseNext = [&] {
        std::shared_ptr<arrow::RecordBatch> batch;
        const auto status = (*reader)->ReadNext(&batch);
        return std::pair(status, batch);
    };
    // With a second thread, a block is parsed while the one before is coded; at most one is ahead.
    const auto how = m_options.threads == 1 ? std::launch::deferred : std::launch::async;
    auto ahead = std::async(how, parseNext);
    for (;;) {
        const auto [status, batch] = ahead.get();
        if (!status.ok())
            refuseParse(file, *text, status);
        if (rejected->count() > 0 && m_options.badRows == BadRows::Fail)
            throw InputError(file.path().string() + ": " + rejected->first());
        if (batch == nullptr)
            break;
        ahead = std::async(how, parseNext);
        append(*batch);
        m_progress.report({"reading, bytes", m_bytesBefore + file.packedBytesRead(), m_bytesTotal});
    }
}

void TextTable::readFile(const std::filesystem::path& path)
{
    m_progress.report({"reading, bytes", m_bytesBefore, m_bytesTotal});
    const auto file = std::make_shared<ByteFile>(path, m_hash);
    std::string head = file->read(kHeadBytes);
    const bool whole = static_cast<int64_t>(head.size()) < kHeadBytes;
    const CsvDialect dialect = findDialect(head, whole, m_options, path.string());
    if (m_builders.empty())
        open(dialect, *file);
    matchColumns(dialect, *file);
    m_data.files.push_back(file->name());
    m_data.warnings.insert(m_data.warnings.end(), dialect.warnings.begin(), dialect.warnings.end());

    head.erase(0, dialect.dataBegin);
    if (whole && head.find_first_not_of("\r\n") == std::string::npos)
        throw InputError(path.string() + ": a header, but no rows");
    const auto rejected = std::make_shared<RejectedRows>(path, dialect.names.size());
    const int64_t before = m_data.rows;
    readRows(*file, std::make_shared<TextStream>(file, std::move(head), dialect.dataLine), dialect, rejected);
    file->finish();
    m_data.rowsOfFile.push_back(m_data.rows - before);
    m_bytesBefore += file->packedBytes();
    m_data.rejectedRows += rejected->count();
    if (rejected->count() > 0)
        m_rejected.push_back(rejected);
}

void TextTable::refuseIfTooMany() const
{
    const int64_t all = m_data.rows + m_data.rejectedRows;
    if (m_data.rejectedRows * kRejectedShare > all)
        throw InputError(
            join(m_data.files, ", ") + ": " + grouped(m_data.rejectedRows) + " of " + counted(all, "row")
            + " do not have " + grouped(static_cast<int64_t>(m_names.size()))
            + " cells, more than the 1 % that are set aside; the first: " + m_rejected.front()->first()
            + ". Check the delimiter (--delimiter) and the quotes");
}

SourceData TextTable::finish()
{
    refuseIfTooMany();
    for (const auto& rejected : m_rejected)
        m_data.warnings.push_back(rejected->write());
    m_data.fingerprint = m_hash->finish();
    for (const auto& builder : m_builders)
        m_data.columns.push_back(*builder->finish(m_data.warnings));
    return std::move(m_data);
}

} // namespace

SourceData readText(const std::vector<std::filesystem::path>& files, const ReadOptions& options,
                    const std::shared_ptr<SpillArea>& area, Progress& progress)
{
    TextTable table(files, options, area, progress);
    for (const auto& path : files)
        table.readFile(path);
    return table.finish();
}

} // namespace leap

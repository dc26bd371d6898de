// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/share_tasks.h"
#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "core/data/read/byte_stream.h"
#include "core/data/read/csv_dialect.h"
#include "core/data/read/csv_parser.h"
#include "core/data/read/rejected_rows.h"
#include "core/data/read/table_reader.h"
#include "core/data/read/text_column.h"

#include <algorithm>
#include <array>
#include <utility>

namespace leap {
namespace {

constexpr int64_t kHeadBytes = 1 << 20; ///< the dialect is found in these
constexpr int64_t kRejectedShare = 100; ///< one row in this many may be bad

/// Reads text files, one after another, into the same columns.
class TextFiles {
public:
    TextFiles(const std::vector<std::filesystem::path>& files, const ReadOptions& options,
              std::shared_ptr<SpillArea> area, Progress& progress)
        : m_options(options)
        , m_area(std::move(area))
        , m_progress(progress)
        , m_threads(threadsFor(options))
    {
        for (const auto& path : files)
            m_bytesTotal += static_cast<int64_t>(std::filesystem::file_size(path));
    }

    void readFile(const std::filesystem::path& path);
    [[nodiscard]] SourceData finish();

private:
    void open(const CsvDialect& dialect, const ByteFile& file);
    void matchColumns(const CsvDialect& dialect, const ByteFile& file) const;
    void failOnRejected(const ByteFile& file, const RejectedRows& rejected) const;
    void readRows(const ByteFile& file, CsvParser& parser, const CsvDialect& dialect,
                  const RejectedRows& rejected);
    [[nodiscard]] std::vector<size_t> placesIn(const CsvDialect& dialect) const;
    void refuseIfTooMany() const;

    const ReadOptions& m_options;
    std::shared_ptr<SpillArea> m_area;
    Progress& m_progress;
    std::shared_ptr<Sha256> m_hash = std::make_shared<Sha256>();
    SourceData m_data;
    std::vector<std::string> m_names;
    std::vector<TextColumn> m_columns;
    std::array<CellBlock, 2> m_blocks; ///< one is cut while the other is coded
    int m_threads;
    std::vector<std::shared_ptr<RejectedRows>> m_rejected;
    int64_t m_bytesTotal = 0;
    int64_t m_bytesBefore = 0; ///< of the files already read
};

void TextFiles::open(const CsvDialect& dialect, const ByteFile& file)
{
    m_names = dialect.names;
    for (const std::string& name : m_names)
        m_columns.emplace_back(name, m_area);
    m_data.format = (dialect.delimiter == '\t' ? "TSV, " : "CSV, ") + dialect.delimiterName()
        + (m_options.header ? ", header" : ", no header")
        + (file.compression().empty() ? "" : ", " + file.compression());
    if (dialect.headerIsDoubtful)
        m_data.hint = " If the first line is a row, say so (--no-header): the columns are then c0, c1, ...";
}

void TextFiles::matchColumns(const CsvDialect& dialect, const ByteFile& file) const
{
    for (const std::string& name : m_names) {
        if (std::find(dialect.names.begin(), dialect.names.end(), name) == dialect.names.end())
            throw InputError(file.path().string() + ": there is no column '" + name + "', which is in "
                             + m_data.files.front() + "; files read together need the same columns.");
    }
    for (const std::string& name : dialect.names) {
        if (std::find(m_names.begin(), m_names.end(), name) == m_names.end())
            throw InputError(file.path().string() + ": column '" + name + "' is not in "
                             + m_data.files.front() + "; files read together need the same columns.");
    }
}

/// Where each of the table's columns is in the file.
std::vector<size_t> TextFiles::placesIn(const CsvDialect& dialect) const
{
    std::vector<size_t> places;
    for (const std::string& name : m_names)
        places.push_back(static_cast<size_t>(std::find(dialect.names.begin(), dialect.names.end(), name)
                                             - dialect.names.begin()));
    return places;
}

void TextFiles::failOnRejected(const ByteFile& file, const RejectedRows& rejected) const
{
    if (rejected.count() > 0 && m_options.badRows == BadRows::Fail)
        throw InputError(file.path().string() + ": " + rejected.first() + ".");
}

/// Columns are coded apart from each other, and a block is cut while the one before is coded: the codes do
/// not depend on who does what.
void TextFiles::readRows(const ByteFile& file, CsvParser& parser, const CsvDialect& dialect,
                         const RejectedRows& rejected)
{
    const std::vector<size_t> places = placesIn(dialect);
    const size_t threads = static_cast<size_t>(m_threads);
    const size_t groups = std::min(m_columns.size(), threads == 1 ? 1 : 4 * threads);
    const auto code = [&](size_t group, const CellBlock& block) {
        for (size_t i = m_columns.size() * group / groups; i < m_columns.size() * (group + 1) / groups; ++i)
            m_columns[i].append(block, places[i]);
    };
    bool more = parser.next(m_blocks[0]);
    for (size_t now = 0; more; now = 1 - now) {
        failOnRejected(file, rejected);
        const size_t cutting = threads == 1 ? groups : 0; // alone: what was just cut is coded first
        shareTasks(m_threads, groups + 1, [&](size_t task) {
            if (task == cutting)
                more = parser.next(m_blocks[1 - now]);
            else
                code(task < cutting ? task : task - 1, m_blocks[now]);
        });
        m_data.rows += static_cast<int64_t>(m_blocks[now].rows());
        m_progress.report({"reading, bytes", m_bytesBefore + file.packedBytesRead(), m_bytesTotal});
    }
}

void TextFiles::readFile(const std::filesystem::path& path)
{
    m_progress.report({"reading, bytes", m_bytesBefore, m_bytesTotal});
    ByteFile file(path, m_hash);
    std::string head = file.read(kHeadBytes);
    const bool whole = static_cast<int64_t>(head.size()) < kHeadBytes;
    const CsvDialect dialect = findDialect(head, whole, m_options, path.string());
    if (m_columns.empty())
        open(dialect, file);
    matchColumns(dialect, file);
    m_data.files.push_back(file.name());
    m_data.warnings.insert(m_data.warnings.end(), dialect.warnings.begin(), dialect.warnings.end());

    head.erase(0, dialect.dataBegin);
    if (whole && head.find_first_not_of("\r\n") == std::string::npos)
        throw InputError(path.string() + ": a header, but no rows.");
    const auto rejected = std::make_shared<RejectedRows>(path, dialect.names.size());
    TextBytes text(file, std::move(head), static_cast<int64_t>(dialect.dataBegin));
    CsvParser parser(dialect, text, *rejected);
    const int64_t before = m_data.rows;
    readRows(file, parser, dialect, *rejected);
    file.finish();
    if (const std::string warning = file.warning(); !warning.empty())
        m_data.warnings.push_back(warning);
    m_data.rowsOfFile.push_back(m_data.rows - before);
    m_bytesBefore += file.packedBytes();
    m_data.rejectedRows += rejected->count();
    if (rejected->count() > 0)
        m_rejected.push_back(rejected);
}

void TextFiles::refuseIfTooMany() const
{
    const int64_t all = m_data.rows + m_data.rejectedRows;
    if (m_data.rejectedRows * kRejectedShare > all)
        throw InputError(
            join(m_data.files, ", ") + ": " + grouped(m_data.rejectedRows) + " of " + counted(all, "row")
            + " do not have " + grouped(static_cast<int64_t>(m_names.size()))
            + " cells, more than the 1 % that are set aside; the first: " + m_rejected.front()->first()
            + ". Check the delimiter (--delimiter) and the quotes.");
}

SourceData TextFiles::finish()
{
    refuseIfTooMany();
    for (const auto& rejected : m_rejected)
        m_data.warnings.push_back(rejected->write());
    m_data.fingerprint = m_hash->finish();
    for (TextColumn& column : m_columns)
        m_data.columns.push_back(std::move(column).finish());
    return std::move(m_data);
}

} // namespace

SourceData readText(const ReadJob& job, Progress& progress)
{
    TextFiles table(job.files, job.options, job.area, progress);
    for (const auto& path : job.files)
        table.readFile(path);
    return table.finish();
}

} // namespace leap

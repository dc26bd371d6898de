// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/share_tasks.h"
#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "core/data/read/byte_stream.h"
#include "core/data/read/rejected_rows.h"
#include "core/data/read/table_reader.h"
#include "core/data/read/text/csv_dialect.h"
#include "core/data/read/text/csv_parser.h"
#include "core/data/read/text_column.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace leap {
namespace {

constexpr int64_t kHeadBytes = 1 << 20; ///< the dialect is found in these
constexpr int64_t kMostHeadBytes = 64 << 20; ///< or in these, where lines are long
constexpr int64_t kHeadLines = 20;
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
        if (!options.rejected.empty())
            requireRejectedFile(options.rejected);
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
    [[nodiscard]] std::string readHead(ByteFile& file, bool& whole) const;
    [[nodiscard]] std::string formatOf(const CsvDialect& dialect, const ByteFile& file) const;
    void say(const std::vector<std::string>& sentences)
    {
        m_data.warnings.insert(m_data.warnings.end(), sentences.begin(), sentences.end());
    }
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
    std::vector<RejectedRows> m_rejected; ///< of the files that have some
    int64_t m_bytesTotal = 0;
    int64_t m_bytesBefore = 0; ///< of the files already read
};

std::string TextFiles::formatOf(const CsvDialect& dialect, const ByteFile& file) const
{
    std::string text = (dialect.delimiter == '\t' ? "TSV, " : "CSV, ") + dialect.delimiterName();
    const auto add = [&](const std::string& part) { text += part.empty() ? "" : ", " + part; };
    add(m_options.header ? "header" : "no header");
    if (dialect.quote != '"')
        add(dialect.quote == CsvForm::kNone ? "no quotes" : std::string("quotes ") + dialect.quote);
    if (dialect.escape != CsvForm::kNone)
        add(std::string("escape ") + dialect.escape);
    add(encodingName(file.encoding()));
    add(file.compression());
    return text;
}

void TextFiles::open(const CsvDialect& dialect, const ByteFile& file)
{
    m_names = dialect.names;
    for (const std::string& name : m_names)
        m_columns.emplace_back(name, m_area);
    m_data.format = formatOf(dialect, file);
    m_data.hint = dialect.hint;
    if (dialect.headerIsDoubtful)
        m_data.hint = " If the first line is a row, say so (--no-header): the columns are then c0, c1, ...";
}

void TextFiles::matchColumns(const CsvDialect& dialect, const ByteFile& file) const
{
    const std::unordered_set<std::string> here(dialect.names.begin(), dialect.names.end());
    const std::unordered_set<std::string> known(m_names.begin(), m_names.end());
    for (const std::string& name : m_names) {
        if (here.count(name) == 0)
            throw InputError(file.path().string() + ": there is no column '" + name + "', which is in "
                             + m_data.files.front() + "; files read together need the same columns.");
    }
    for (const std::string& name : dialect.names) {
        if (known.count(name) == 0)
            throw InputError(file.path().string() + ": column '" + name + "' is not in "
                             + m_data.files.front() + "; files read together need the same columns.");
    }
}

/// Where each of the table's columns is in the file.
std::vector<size_t> TextFiles::placesIn(const CsvDialect& dialect) const
{
    std::unordered_map<std::string_view, size_t> placeOf;
    for (size_t i = 0; i < dialect.names.size(); ++i)
        placeOf.emplace(dialect.names[i], dialect.rowNames + i);
    std::vector<size_t> places;
    for (const std::string& name : m_names)
        places.push_back(placeOf.at(name));
    return places;
}

void TextFiles::failOnRejected(const ByteFile& file, const RejectedRows& rejected) const
{
    if (rejected.bad() > 0 && m_options.badRows == BadRows::Fail)
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

/// As much of the file as shows some lines, as UTF-8.
std::string TextFiles::readHead(ByteFile& file, bool& whole) const
{
    std::string head;
    for (int64_t bytes = kHeadBytes;; bytes *= 2) {
        head += file.read(bytes - static_cast<int64_t>(head.size()));
        whole = static_cast<int64_t>(head.size()) < bytes;
        const auto lines = std::count_if(head.begin(), head.end(), isLineBreak);
        if (whole || lines >= kHeadLines + m_options.skip || bytes >= kMostHeadBytes)
            break;
    }
    return file.decode(findEncoding(head, m_options.encoding, file.path().string()), head);
}

void TextFiles::readFile(const std::filesystem::path& path)
{
    m_progress.report({"reading, bytes", m_bytesBefore, m_bytesTotal});
    ByteFile file(path, m_hash);
    bool whole = false;
    std::string head = readHead(file, whole);
    const CsvDialect dialect = findDialect(head, whole, m_options, path.string());
    if (m_columns.empty())
        open(dialect, file);
    matchColumns(dialect, file);
    m_data.files.push_back(file.name());
    say(dialect.warnings);

    head.erase(0, dialect.dataBegin);
    if (whole && head.find_first_not_of("\r\n") == std::string::npos)
        throw InputError(path.string() + ": a header, but no rows.");
    RejectedRows rejected(file.name(), !m_options.rejected.empty());
    for (const LineAside& line : dialect.aside)
        rejected.add(line.line, line.reason, line.text, false);
    TextBytes text(file, std::move(head), static_cast<int64_t>(dialect.dataBegin));
    CsvParser parser(dialect, text, rejected);
    const int64_t before = m_data.rows;
    readRows(file, parser, dialect, rejected);
    file.finish();
    say(parser.warnings());
    if (const std::string warning = file.warning(); !warning.empty())
        say({warning});
    m_data.rowsOfFile.push_back(m_data.rows - before);
    m_bytesBefore += file.packedBytes();
    m_data.rejectedRows += rejected.count();
    if (rejected.count() > 0)
        m_rejected.push_back(std::move(rejected));
}

void TextFiles::refuseIfTooMany() const
{
    int64_t bad = 0;
    const RejectedRows* first = nullptr;
    for (const RejectedRows& rejected : m_rejected) {
        bad += rejected.bad();
        first = first == nullptr && rejected.bad() > 0 ? &rejected : first;
    }
    const int64_t all = m_data.rows + bad;
    if (bad * kRejectedShare > all)
        throw InputError(join(m_data.files, ", ") + ": " + grouped(bad) + " of " + counted(all, "row")
                         + " do not have " + grouped(static_cast<int64_t>(m_names.size()))
                         + " cells, more than the 1 % that are set aside; the first: " + first->first() + "."
                         + first->advice());
}

SourceData TextFiles::finish()
{
    if (!m_options.rejected.empty())
        writeRejected(m_options.rejected, m_rejected);
    refuseIfTooMany();
    const std::string kept = std::filesystem::path(m_options.rejected).filename().string();
    for (const RejectedRows& rejected : m_rejected)
        say(rejected.summary(kept));
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

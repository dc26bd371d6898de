// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/csv_dialect.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/file_format.h"
#include "core/data/column/messages.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace leap {
namespace {

constexpr size_t kSampleRecords = 200;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Named {
    char delimiter;
    const char* name;
};
/// In the order of preference where two cut the sample equally well.
constexpr std::array<Named, 5> kDelimiters{
    {{',', "comma"}, {'\t', "tab"}, {';', "semicolon"}, {'|', "pipe"}, {'\x01', "control-A"}}};

struct Record {
    std::vector<std::string> cells;
    size_t end = 0; ///< first byte after its line break
};

/// Cuts records as the CSV parser does: a quote opens only at the start of a cell, "" inside is one quote.
class RecordCutter {
public:
    RecordCutter(std::string_view text, size_t begin, char delimiter)
        : m_text(text)
        , m_at(begin)
        , m_delimiter(delimiter)
    {
    }

    /// False at the end of the text; `complete` says whether the record ended with a line break.
    bool next(Record& record, bool& complete)
    {
        record.cells.clear();
        while (m_at < m_text.size() && isBreak(m_text[m_at]))
            ++m_at;
        if (m_at >= m_text.size())
            return false;
        for (;;) {
            record.cells.push_back(cell());
            if (m_at >= m_text.size() || isBreak(m_text[m_at]))
                break;
            ++m_at; // the delimiter
        }
        complete = m_at < m_text.size();
        if (complete)
            m_at += m_text.substr(m_at).starts_with("\r\n") ? 2 : 1;
        record.end = m_at;
        return true;
    }

private:
    static bool isBreak(char c) { return c == '\n' || c == '\r'; }

    std::string cell()
    {
        std::string value;
        bool quoted = m_at < m_text.size() && m_text[m_at] == '"';
        m_at += quoted ? 1 : 0;
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (!quoted && (c == m_delimiter || isBreak(c)))
                break;
            if (quoted && c == '"') {
                quoted = m_text.substr(m_at).starts_with("\"\"");
                if (!quoted)
                    continue; // the closing quote; what follows belongs to the cell
                ++m_at;
            }
            value += c;
        }
        return value;
    }

    std::string_view m_text;
    size_t m_at;
    char m_delimiter;
};

struct Sample {
    size_t first = 0; ///< cells of the first record
    size_t usual = 0; ///< most frequent number of cells
    double share = 0; ///< of the records with that number
    [[nodiscard]] double score() const { return usual < 2 ? -1 : share + (first == usual ? 1 : 0); }
};

Sample sampleWith(std::string_view head, size_t begin, bool whole, char delimiter)
{
    RecordCutter cutter(head, begin, delimiter);
    std::map<size_t, size_t> records;
    Record record;
    Sample sample;
    size_t count = 0;
    bool complete = false;
    while (count < kSampleRecords && cutter.next(record, complete) && (complete || whole)) {
        ++records[record.cells.size()];
        if (count++ == 0)
            sample.first = record.cells.size();
    }
    for (const auto& [cells, times] : records) {
        if (times >= records[sample.usual])
            sample.usual = cells;
    }
    sample.share = count == 0 ? 0 : static_cast<double>(records[sample.usual]) / static_cast<double>(count);
    return sample;
}

char delimiterFromText(const std::string& text)
{
    if (text == "tab" || text == "\\t")
        return '\t';
    for (const Named& named : kDelimiters) {
        if (text == named.name)
            return named.delimiter;
    }
    if (text.size() != 1 || text == "\"" || text == "\n" || text == "\r")
        throw InputError("delimiter '" + text + "': give one character, tab, or auto.");
    return text[0];
}

char findDelimiter(std::string_view head, size_t begin, bool whole)
{
    char best = ',';
    Sample bestSample;
    for (const Named& named : kDelimiters) {
        const Sample sample = sampleWith(head, begin, whole, named.delimiter);
        const bool better = sample.score() > bestSample.score()
            || (sample.score() == bestSample.score() && sample.usual > bestSample.usual);
        if (better && sample.usual > 1) {
            best = named.delimiter;
            bestSample = sample;
        }
    }
    return best;
}

/// Text has no control characters but white space (and the delimiter \x01).
void refuseBinary(std::string_view head, const std::string& where)
{
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"))
        throw InputError(where + ": the text is UTF-16; save it as UTF-8 first.");
    if (head.starts_with("PK\x03\x04"))
        throw InputError(where
                         + ": this is a ZIP archive (or a spreadsheet); unpack it, or export it as CSV.");
    const auto control = std::count_if(head.begin(), head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == 0x7F || (byte < 0x20 && byte > 1 && (byte < '\t' || byte > '\r') && byte != 0x1B);
    });
    if (static_cast<size_t>(control) > head.size() / 100)
        throw InputError(where + ": not a text file. Known formats: " + fileFormatDescriptions() + ".");
}

/// Makes names unique and not empty; says what was renamed.
std::vector<std::string> cleanNames(const std::vector<std::string>& cells, std::vector<std::string>& warnings)
{
    std::vector<std::string> names;
    std::set<std::string> used;
    for (size_t i = 0; i < cells.size(); ++i) {
        const std::string given = displayText(trimmed(cells[i]));
        const std::string base = given.empty() ? "column_" + std::to_string(i + 1) : given;
        std::string name = base;
        for (int copy = 2; used.count(name) != 0; ++copy)
            name = base + "_" + std::to_string(copy);
        if (name != given)
            warnings.push_back(
                "column " + std::to_string(i + 1)
                + (given.empty() ? " has no name in the header" : ": the name '" + given + "' is there twice")
                + "; it is called '" + name + "' here.");
        used.insert(name);
        names.push_back(name);
    }
    return names;
}

std::vector<std::string> numberedNames(size_t columns)
{
    std::vector<std::string> names;
    for (size_t i = 0; i < columns; ++i)
        names.push_back("c" + std::to_string(i));
    return names;
}

void readHeader(std::string_view head, bool whole, size_t usual, const std::string& where,
                CsvDialect& dialect)
{
    Record header;
    bool complete = false;
    RecordCutter cutter(head, dialect.dataBegin, dialect.delimiter);
    if (!cutter.next(header, complete) || (!complete && !whole))
        throw InputError(where + ": no header line in the first " + grouped(static_cast<int64_t>(head.size()))
                         + " bytes.");
    if (header.cells.size() != usual)
        throw InputError(where + ": the first line has "
                         + counted(static_cast<int64_t>(header.cells.size()), "cell") + ", but the rows have "
                         + grouped(static_cast<int64_t>(usual))
                         + "; without a header line, say so (--no-header).");
    dialect.names = cleanNames(header.cells, dialect.warnings);
    const auto numbers = std::count_if(dialect.names.begin(), dialect.names.end(),
                                       [](const std::string& name) { return parseDouble(name).has_value(); });
    if (4 * static_cast<size_t>(numbers) > dialect.names.size()) {
        dialect.headerIsDoubtful = true;
        dialect.warnings.push_back("several names in the header of " + where
                                   + " are numbers: if its first line is a row, say so (--no-header).");
    }
    dialect.dataBegin = header.end;
    dialect.headerRows = 1;
}

} // namespace

std::string CsvDialect::delimiterName() const
{
    for (const Named& named : kDelimiters) {
        if (named.delimiter == delimiter)
            return named.name;
    }
    return std::string("'") + delimiter + "'";
}

CsvDialect findDialect(std::string_view head, bool whole, const ReadOptions& options,
                       const std::string& where)
{
    refuseBinary(head, where);
    CsvDialect dialect;
    dialect.dataBegin = head.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    dialect.delimiter = options.delimiter == "auto" ? findDelimiter(head, dialect.dataBegin, whole)
                                                    : delimiterFromText(options.delimiter);
    const Sample sample = sampleWith(head, dialect.dataBegin, whole, dialect.delimiter);
    if (sample.usual == 0)
        throw InputError(where
                         + (whole ? ": no rows, only empty lines"
                                  : ": no line ends in the first "
                                    + grouped(static_cast<int64_t>(head.size())) + " bytes: not a table")
                         + ".");
    if (options.header)
        readHeader(head, whole, sample.usual, where, dialect);
    else
        dialect.names = numberedNames(sample.usual);
    return dialect;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/text/csv_dialect.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/file_format.h"
#include "core/data/column/messages.h"
#include "core/data/read/text/below_header.h"
#include "core/data/read/text/cell_shape.h"
#include "core/data/read/text/column_names.h"
#include "core/data/read/text/form_choice.h"
#include "core/data/read/text/header_message.h"
#include "core/data/read/text/table_start.h"

#include <algorithm>

namespace leap {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Text has no control characters but white space (and the delimiter \x01).
void refuseBinary(std::string_view head, const std::string& where)
{
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

/// The search for one file's dialect, step by step.
class DialectSearch {
public:
    DialectSearch(const TextHead& head, const ReadOptions& options, const std::string& where)
        : m_options(options)
        , m_where(where)
        , m_start(findStart(head, options, where))
    {
        if (!m_start.delimiter.empty())
            m_options.delimiter = m_start.delimiter;
        m_dialect.warnings = m_start.notes;
    }
    [[nodiscard]] CsvDialect find();

private:
    [[nodiscard]] std::string givenComment() const
    {
        return m_start.commentGiven ? m_start.comment : std::string();
    }
    void choose();
    void refuseGivenDelimiter() const;
    void requireRecords() const;
    void readComments();
    [[nodiscard]] bool lastCommentHasNames() const;
    void startAtLastComment();
    void readHeader();
    void readNames(const Record& header);
    void sayWhatIsDropped();
    void passBelowHeader();
    void beginAt(const Record& record);

    ReadOptions m_options;
    const std::string& m_where;
    TableStart m_start;
    TableLayout m_layout;
    CsvDialect m_dialect;
};

void DialectSearch::requireRecords() const
{
    if (!m_layout.records.empty())
        return;
    const TextHead& head = m_start.head;
    const std::string bytes = grouped(static_cast<int64_t>(head.text.size()));
    if (!head.whole)
        throw InputError(m_where + ": no line ends in the first " + bytes + " bytes: not a table.");
    if (m_start.commentGiven && !m_start.comments.empty())
        throw InputError(m_where + ": every line begins with '" + m_start.comment
                         + "' (--comment): no rows.");
    throw InputError(m_where + ": no rows, only empty lines"
                     + (m_options.skip > 0 ? " after --skip " + std::to_string(m_options.skip) : "") + ".");
}

/// A delimiter that is given, but cuts nothing where another one does.
void DialectSearch::refuseGivenDelimiter() const
{
    if (m_options.delimiter == "auto" || m_layout.usual > 1)
        return;
    ReadOptions automatic = m_options;
    automatic.delimiter = "auto";
    const TableLayout other = chooseForm(m_start.head, automatic, givenComment());
    if (other.usual < 2 || other.share < 1)
        return;
    throw InputError(m_where + ": --delimiter '" + m_options.delimiter + "' is in no line; they look like "
                     + quotedLine(other.records.back()) + ". A " + delimiterName(other.form)
                     + " cuts them into " + std::to_string(other.usual) + " cells (--delimiter "
                     + delimiterOption(other.form) + ").");
}

void DialectSearch::choose()
{
    m_layout = chooseForm(m_start.head, m_options, givenComment());
    if (!m_start.delimiter.empty() && m_layout.usual < 2) { // sep= names what is nowhere
        m_options.delimiter = "auto";
        m_layout = chooseForm(m_start.head, m_options, givenComment());
    }
    requireRecords();
    refuseGivenDelimiter();
}

bool DialectSearch::lastCommentHasNames() const
{
    std::string_view line = m_start.comments.back();
    line.remove_prefix(m_start.comment.size());
    const bool blankFollows = !line.empty() && isBlank(line.front());
    const std::vector<std::string> cells = cellsOfLine(line, m_layout.form);
    if (cells.size() != m_layout.usual || !lookLikeNames(cells))
        return false;
    if (!m_options.header)
        return false;
    const Record& first = m_layout.records.front();
    TableLayout all = m_layout;
    all.header.reset();
    const std::vector<bool> numeric = all.numericCells();
    if (std::find(numeric.begin(), numeric.end(), true) == numeric.end()
        || first.cells.size() != numeric.size())
        return !blankFollows;
    for (size_t i = 0; i < numeric.size(); ++i) {
        if (numeric[i] && !looksMissing(first.cells[i]) && !looksLikeValue(first.cells[i]))
            return false; // the next line is the header
    }
    return true;
}

/// "# a, b": the names begin after the mark; "#a,b": with it, as ever.
void DialectSearch::startAtLastComment()
{
    const bool explicitMark = m_start.comments.back().size() > m_start.comment.size()
        && isBlank(m_start.comments.back()[m_start.comment.size()]);
    m_start.head = m_start.lastComment;
    if (explicitMark) {
        m_start.head.begin += m_start.comment.size();
        while (isBlank(m_start.head.text[m_start.head.begin]))
            ++m_start.head.begin;
        m_dialect.warnings.push_back(m_where + ": line " + grouped(m_start.head.line)
                                     + " has the names after '" + m_start.comment + "'.");
    }
    m_start.comments.pop_back();
    m_layout = chooseForm(m_start.head, m_options, {});
}

void DialectSearch::readComments()
{
    if (m_start.comment.empty())
        return;
    if (!m_start.commentGiven && !m_start.comments.empty() && lastCommentHasNames())
        startAtLastComment();
    else if (!m_options.header && !m_start.commentGiven
             && cellsOfLine(m_start.comments.front(), m_layout.form).size() == m_layout.usual
             && m_layout.usual > 1) {
        m_start.head = m_start.lastComment; // rows that begin with the mark
        m_start.comments.pop_back();
        m_layout = chooseForm(m_start.head, m_options, {});
    }
    if (!m_start.comments.empty() && !m_start.commentGiven)
        m_dialect.warnings.push_back(passedOver(m_start.comments, m_where, "line"));
    if (!m_start.comments.empty() || m_start.commentGiven)
        m_dialect.comment = m_start.comment;
    m_dialect.commentAlways = m_start.commentGiven;
}

void DialectSearch::beginAt(const Record& record)
{
    const std::string_view text = m_start.head.text;
    m_dialect.dataBegin = record.end;
    m_dialect.firstLine = record.line;
    for (size_t at = record.begin; at < record.end; at = afterBreak(text, lineEnd(text, at)))
        ++m_dialect.firstLine;
}

void DialectSearch::readNames(const Record& header)
{
    const size_t nameless = header.cells.size() >= m_layout.names + m_layout.rowNames ? m_layout.rowNames : 0;
    std::vector<std::string> cells = header.cells;
    cells.erase(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(nameless));
    cells.resize(m_layout.names);
    m_dialect.rowNames = m_layout.rowNames;
    m_dialect.tail = m_layout.tail;
    m_dialect.names = cleanNames(cells, 1 + nameless, m_dialect.warnings);
    if (m_layout.names > 1 && lookLikeNames(cells))
        m_dialect.headerText = header.text;
}

void DialectSearch::sayWhatIsDropped()
{
    if (m_layout.rowNames > 0)
        m_dialect.warnings.push_back(m_where
                                     + ": the first cell of each row is its name or number, and has none in"
                                       " the header; it is left out. To read it, give it a name there.");
    if (m_layout.tail > 0)
        m_dialect.warnings.push_back(
            m_where + ": "
            + (m_layout.tailInRows ? m_layout.tailInHeader ? "header and rows end" : "rows end"
                                   : "the header ends")
            + " with a delimiter; the empty "
            + (m_layout.tail == 1 ? "last cell is" : std::to_string(m_layout.tail) + " last cells are")
            + " dropped.");
}

void DialectSearch::passBelowHeader()
{
    constexpr size_t kMost = 3;
    const size_t header = *m_layout.header;
    for (size_t at = header + 1; at < m_layout.records.size() && at <= header + kMost; ++at) {
        const std::string reason = noRowBecause(m_layout, at);
        if (reason.empty())
            break;
        const Record& record = m_layout.records[at];
        m_dialect.aside.push_back({record.line, reason, std::string(record.text)});
        beginAt(record);
    }
}

void DialectSearch::readHeader()
{
    if (!m_layout.header)
        refuseHeader(m_layout, m_options, m_where);
    const Record& header = m_layout.records[*m_layout.header];
    std::vector<std::string_view> titles;
    for (size_t i = 0; i < *m_layout.header; ++i)
        titles.push_back(m_layout.records[i].text);
    if (!titles.empty() && m_options.skip > 0)
        refuseHeader(m_layout, m_options, m_where);
    if (!titles.empty())
        m_dialect.warnings.push_back(passedOver(titles, m_where, "line"));
    readNames(header);
    beginAt(header);
    sayWhatIsDropped();
    passBelowHeader();
    m_dialect.header = true;
    if (titles.empty() && headerLooksLikeRow(m_layout)) {
        m_dialect.headerIsDoubtful = true;
        m_dialect.headerText.clear();
        m_dialect.warnings.push_back("the first line of " + m_where
                                     + " looks like the rows below it: if it has no names, say so"
                                       " (--no-header).");
    }
}

CsvDialect DialectSearch::find()
{
    choose();
    readComments();
    static_cast<CsvForm&>(m_dialect) = m_layout.form;
    m_dialect.numeric = m_layout.numericCells();
    if (m_options.header) {
        readHeader();
    } else {
        m_dialect.names = numberedNames(m_layout.usual);
        m_dialect.dataBegin = m_start.head.begin;
        m_dialect.firstLine = m_start.head.line;
    }
    if (m_dialect.quote == '\'' && m_options.quote == "\"")
        m_dialect.warnings.push_back(m_where + ": cells are in single quotes (--quote \"'\").");
    if (const std::string other = otherDelimiter(m_layout);
        other.size() == 1 && m_options.delimiter == "auto")
        m_dialect.hint = " " + m_where + " was read as one column; if '" + other
            + "' is between its cells, say so (--delimiter '" + other + "').";
    else if (other.size() == 2)
        m_dialect.hint = " " + m_where + " was read as one column; where '" + other
            + "' is between its cells, replace it by a tab first.";
    return std::move(m_dialect);
}

} // namespace

std::string CsvDialect::delimiterName() const
{
    return leap::delimiterName(*this);
}

CsvDialect findDialect(std::string_view head, bool whole, const ReadOptions& options,
                       const std::string& where)
{
    refuseBinary(head, where);
    TextHead start{head, whole};
    start.begin = head.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    return DialectSearch(start, options, where).find();
}

} // namespace leap

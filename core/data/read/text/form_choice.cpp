// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/text/form_choice.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>

namespace leap {
namespace {

constexpr size_t kSampleRecords = 200;
constexpr size_t kManyRecords = 20'000; ///< where escapes were seen somewhere
constexpr double kClearly = .2; ///< by which blanks have to cut better than anything else
constexpr double kBlanksShare = .9;

/// One search for the form of a text.
class FormSearch {
public:
    FormSearch(const TextHead& head, const ReadOptions& options, std::string_view comment)
        : m_head(head)
        , m_options(options)
        , m_comment(comment)
        , m_most(kSampleRecords)
    {
        if (options.quote != "none")
            m_quote = options.quote.front();
        else
            m_quote = CsvForm::kNone;
        if (options.escape.size() == 1 && options.escape.front() != m_quote)
            m_escape = options.escape.front();
        const std::string backslash{'\\', m_quote};
        m_mayEscape = options.escape == "auto" && m_quote != CsvForm::kNone
            && head.text.find(backslash) != std::string_view::npos;
        if (m_mayEscape)
            m_most = kManyRecords;
    }
    [[nodiscard]] TableLayout best() const;
    [[nodiscard]] TableLayout bestOf(char delimiter, bool blankRuns) const;

private:
    [[nodiscard]] TableLayout cut(const CsvForm& form) const
    {
        return layoutOf(m_head, form, m_most, m_options.header, m_comment);
    }
    [[nodiscard]] bool maySingleQuote(char delimiter) const;
    void tryBlanks(TableLayout& best) const;

    const TextHead& m_head;
    const ReadOptions& m_options;
    std::string_view m_comment;
    size_t m_most;
    char m_quote = CsvForm::kNone;
    char m_escape = CsvForm::kNone;
    bool m_mayEscape = false;
};

bool isBetter(const TableLayout& one, const TableLayout& other)
{
    constexpr double kNothing = 1e-9;
    return one.score > other.score + kNothing
        || (one.score > other.score - kNothing && one.oddQuotes < other.oddQuotes);
}

bool FormSearch::maySingleQuote(char delimiter) const
{
    return m_options.quote == "\"" && m_head.text.find('"') == std::string_view::npos
        && m_head.text.find(std::string{delimiter, '\''}) != std::string_view::npos;
}

/// Other ways of quoting are tried only where the usual one leaves something odd.
TableLayout FormSearch::bestOf(char delimiter, bool blankRuns) const
{
    CsvForm form{delimiter, blankRuns, m_quote, m_escape, false};
    TableLayout best = cut(form);
    if (best.oddQuotes > 0) {
        for (const bool blankBeforeQuote : {false, true}) {
            for (const char escape : {m_escape, m_mayEscape ? '\\' : m_escape}) {
                form.escape = escape;
                form.blankBeforeQuote = blankBeforeQuote;
                if (TableLayout other = cut(form); isBetter(other, best))
                    best = std::move(other);
            }
        }
    }
    if (best.share < 1 && maySingleQuote(delimiter)) {
        form = {delimiter, blankRuns, '\'', m_escape, false};
        if (TableLayout other = cut(form); other.share == 1 && isBetter(other, best))
            best = std::move(other);
    }
    return best;
}

/// "1, 2, 3" and "1 7:0.5 9:2" are no tables with blanks between cells.
bool blanksOnlyFollow(const TableLayout& layout)
{
    size_t cells = 0;
    size_t marked = 0;
    size_t pairs = 0;
    for (const Record& record : layout.records) {
        for (size_t i = 0; i + 1 < record.cells.size(); ++i) {
            const std::string& cell = record.cells[i];
            ++cells;
            marked +=
                !cell.empty() && std::string_view(",;|:").find(cell.back()) != std::string_view::npos ? 1 : 0;
            const size_t colon = cell.find(':');
            pairs += colon != std::string::npos && parseDouble(cell.substr(0, colon))
                    && parseDouble(cell.substr(colon + 1)) && cell.find(':', colon + 1) == std::string::npos
                ? 1
                : 0;
        }
    }
    return 2 * std::max(marked, pairs) >= cells;
}

/// Blanks are in many texts: they have to be clearly better than anything else.
void FormSearch::tryBlanks(TableLayout& best) const
{
    for (const bool runs : {true, false}) {
        TableLayout blanks = bestOf(' ', runs);
        const bool fits = blanks.usual > 1 && blanks.share >= kBlanksShare
            && (blanks.header.has_value() || !m_options.header) && !blanksOnlyFollow(blanks);
        if (fits && blanks.score > best.score + kClearly)
            best = std::move(blanks);
    }
}

TableLayout FormSearch::best() const
{
    TableLayout best = bestOf(kDelimiters.front().delimiter, false);
    for (size_t i = 1; i < kDelimiters.size(); ++i) {
        TableLayout other = bestOf(kDelimiters[i].delimiter, false);
        const bool better =
            other.score > best.score || (other.score == best.score && other.usual > best.usual);
        if (better && other.usual > 1)
            best = std::move(other);
    }
    tryBlanks(best);
    return best;
}

char delimiterFromText(const std::string& text)
{
    if (text == "tab" || text == "\\t")
        return '\t';
    for (const NamedDelimiter& named : kDelimiters) {
        if (text == named.name)
            return named.delimiter;
    }
    if (text.size() != 1 || text == "\"" || text == "\n" || text == "\r")
        throw InputError("delimiter '" + text + "': give one character, tab, space, or auto (--delimiter).");
    return text[0];
}

} // namespace

std::string delimiterName(const CsvForm& form)
{
    if (form.blankRuns)
        return "spaces";
    if (form.delimiter == ' ')
        return "space";
    for (const NamedDelimiter& named : kDelimiters) {
        if (named.delimiter == form.delimiter)
            return named.name;
    }
    return std::string("'") + form.delimiter + "'";
}

std::string delimiterOption(const CsvForm& form)
{
    if (form.blankRuns)
        return "space";
    if (form.delimiter == '\t')
        return "tab";
    if (form.delimiter == '\x01')
        return "control-A";
    return "'" + std::string(1, form.delimiter) + "'";
}

TableLayout chooseForm(const TextHead& head, const ReadOptions& options, std::string_view comment)
{
    const FormSearch search(head, options, comment);
    if (options.delimiter == "auto")
        return search.best();
    if (options.delimiter == "space")
        return search.bestOf(' ', true);
    return search.bestOf(delimiterFromText(options.delimiter), false);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/rejected_rows.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/read/text/cell_shape.h"

#include <algorithm>
#include <fstream>

namespace leap {
namespace {

constexpr size_t kKept = 100'000; ///< rows; a file with more bad rows is mostly refused anyway
constexpr size_t kKeptBytes = 4096; ///< of one row's text, where no file is asked for
constexpr size_t kMostBytes = size_t{256} << 20; ///< of all texts, where one is
constexpr size_t kMostFooters = 10;
constexpr std::string_view kHeader = "file,line,reason,row\n";
constexpr std::string_view kOpenQuote = "a quote is ";

/// Only a text that no row begins with, over fewer cells, or the drawing of a line.
bool isFooter(const RejectedRows::Row& row)
{
    if (row.reason.starts_with(kOpenQuote))
        return false;
    const std::string_view cell = std::string_view(row.text).substr(0, row.text.find_first_of(",;|\t"));
    return looksLikeRule(row.text) || looksLikeFooter(cell)
        || (!looksMissing(cell) && !looksLikeValue(cell) && cell.size() + 2 >= row.text.size());
}

} // namespace

RejectedRows::RejectedRows(std::string file, bool keepAll)
    : m_file(std::move(file))
    , m_keepAll(keepAll)
{
}

void RejectedRows::add(int64_t line, std::string reason, std::string_view text, bool bad)
{
    ++m_count;
    m_bad += bad ? 1 : 0;
    if (m_keepAll ? m_bytes + text.size() > kMostBytes : m_rows.size() >= kKept)
        return;
    m_rows.push_back({line, std::move(reason),
                      std::string(text.substr(0, m_keepAll ? std::string_view::npos : kKeptBytes)), bad});
    m_bytes += text.size();
}

void RejectedRows::endTable(int64_t lastLine)
{
    const auto first = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const Row& row) { return row.bad && row.line > lastLine; });
    if (!complete() || m_rows.end() - first > static_cast<std::ptrdiff_t>(kMostFooters)
        || !std::all_of(first, m_rows.end(), isFooter))
        return;
    for (auto row = first; row != m_rows.end(); ++row) {
        m_bad -= row->bad ? 1 : 0;
        row->bad = false;
        row->reason = "below the table";
    }
}

std::string RejectedRows::shown(const Row& row)
{
    constexpr size_t kShown = 60;
    const std::string text = displayText(std::string_view(row.text).substr(0, kShown));
    return "line " + grouped(row.line) + ": " + row.reason + ": '" + text
        + (row.text.size() > kShown ? "...'" : "'");
}

std::string RejectedRows::first() const
{
    return shown(*std::find_if(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.bad; }));
}

std::string RejectedRows::examples(bool bad) const
{
    constexpr size_t kExamples = 3;
    std::vector<std::string> texts;
    for (const Row& row : m_rows) {
        if (row.bad == bad && texts.size() < kExamples)
            texts.push_back(shown(row));
    }
    return join(texts, "; ");
}

std::vector<std::string> RejectedRows::summary(const std::string& kept) const
{
    const std::string where = kept.empty() ? "" : " (kept in " + kept + ")";
    std::vector<std::string> sentences;
    if (m_bad > 0)
        sentences.push_back(m_file + ": " + counted(m_bad, "bad row") + " set aside" + where + "; "
                            + examples(true) + "." + (kept.empty() ? " To keep them: --rejected FILE." : ""));
    if (m_count > m_bad)
        sentences.push_back(m_file + ": " + counted(m_count - m_bad, "line")
                            + (m_count - m_bad == 1 ? " is no row and was" : " are no rows and were")
                            + " set aside" + where + "; " + examples(false) + ".");
    return sentences;
}

std::string RejectedRows::advice() const
{
    size_t open = 0;
    size_t bad = 0;
    size_t marked = 0;
    for (const Row& row : m_rows) {
        bad += row.bad ? 1 : 0;
        open += row.bad && row.reason.starts_with(kOpenQuote) ? 1 : 0;
        marked += row.bad && row.text.starts_with(m_rows.front().text.substr(0, 1)) ? 1 : 0;
    }
    if (2 * open > bad)
        return " If a quote is a character like others in this file, say so (--quote none).";
    const std::string mark = m_rows.front().text.substr(0, 1);
    if (marked == bad && std::string_view("#%!;*|/@").find(mark) != std::string_view::npos && !mark.empty())
        return " If lines that begin with '" + mark + "' are no rows, say so (--comment '" + mark + "').";
    return " Check the delimiter (--delimiter) and the quotes (--quote, --escape).";
}

std::string wrongCells(size_t cells, size_t columns)
{
    return counted(static_cast<int64_t>(cells), "cell") + " instead of " + std::to_string(columns);
}

void requireRejectedFile(const std::filesystem::path& target)
{
    requireWritable(target);
    std::error_code error;
    if (std::filesystem::exists(target, error)) {
        std::ifstream in(target, std::ios::binary);
        std::string head(kHeader.size(), '\0');
        in.read(head.data(), static_cast<std::streamsize>(head.size()));
        if (static_cast<size_t>(in.gcount()) != head.size() || head != kHeader)
            throw InputError(target.string()
                             + ": this file is there, and holds no rows that were set aside; it is not"
                               " replaced. Give another name (--rejected).");
    }
}

void writeRejected(const std::filesystem::path& target, const std::vector<RejectedRows>& files)
{
    std::string text(kHeader);
    for (const RejectedRows& file : files) {
        for (const RejectedRows::Row& row : file.rows())
            text += csvCell(file.file()) + ',' + std::to_string(row.line) + ',' + csvCell(row.reason) + ','
                + csvCell(row.text) + '\n';
    }
    writeTextAtomically(target, text);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/rejected_rows.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"

namespace leap {
namespace {

constexpr size_t kKept = 100'000; ///< rows; a file with more bad rows is mostly refused anyway
constexpr size_t kKeptBytes = 4096; ///< of one row's text

} // namespace

RejectedRows::RejectedRows(std::filesystem::path file, size_t columns)
    : m_file(std::move(file))
    , m_columns(columns)
{
}

void RejectedRows::add(int64_t row, int64_t cells, std::string_view text)
{
    ++m_count;
    if (m_rows.size() < kKept)
        m_rows.push_back({row, cells, std::string(text.substr(0, kKeptBytes))});
}

std::string RejectedRows::reason(const Row& row) const
{
    return counted(row.cells, "cell") + " instead of " + std::to_string(m_columns);
}

std::string RejectedRows::first() const
{
    constexpr size_t kShown = 60;
    const Row& row = m_rows.front();
    const std::string text = displayText(std::string_view(row.text).substr(0, kShown));
    return "row " + grouped(row.number) + " has " + reason(row) + ": '" + text
        + (row.text.size() > kShown ? "...'" : "'");
}

std::string RejectedRows::write() const
{
    std::filesystem::path target = m_file;
    target += ".rejected.csv";
    std::string text = "row,reason,text\n";
    for (const Row& row : m_rows)
        text += std::to_string(row.number) + ',' + csvCell(reason(row)) + ',' + csvCell(row.text) + '\n';
    const std::string what = m_file.filename().string() + ": " + counted(m_count, "bad row") + " set aside";
    try {
        writeTextAtomically(target, text);
    } catch (const Error&) {
        return what + "; " + first() + " (" + target.filename().string()
            + " cannot be written: the folder is not writable).";
    }
    return what + " into " + target.filename().string() + "; " + first() + ".";
}

} // namespace leap

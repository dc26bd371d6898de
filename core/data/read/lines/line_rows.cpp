// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/lines/line_rows.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/messages.h"

namespace leap {
namespace {

constexpr int64_t kReadAtOnce = 1 << 20;
constexpr size_t kLongestLine = size_t{256} << 20;

} // namespace

LineReader::LineReader(const std::filesystem::path& path, std::shared_ptr<Sha256> hash)
    : m_file(path, std::move(hash))
{
    m_bytes = m_file.read(kReadAtOnce);
    if (m_bytes.starts_with("\xEF\xBB\xBF"))
        m_at = 3;
}

std::optional<std::string_view> LineReader::next()
{
    size_t end = m_bytes.find('\n', m_at);
    while (end == std::string::npos && !m_end) {
        const std::string more = m_file.read(kReadAtOnce);
        m_end = more.empty();
        m_bytes.erase(0, m_at);
        m_at = 0;
        const size_t searched = m_bytes.size();
        m_bytes += more;
        if (m_bytes.size() > kLongestLine)
            throw InputError(m_file.path().string() + ": line " + grouped(m_line + 1)
                             + " is longer than 256 MiB; is each row on a line of its own?");
        end = m_bytes.find('\n', searched);
    }
    if (end == std::string::npos && m_at == m_bytes.size())
        return std::nullopt;
    const size_t stop = end == std::string::npos ? m_bytes.size() : end;
    std::string_view line = std::string_view(m_bytes).substr(m_at, stop - m_at);
    m_at = end == std::string::npos ? stop : end + 1;
    ++m_line;
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

void BadLines::add(const std::string& file, const std::string& why)
{
    if (m_fail)
        throw InputError(file + ": " + why + ".");
    if (m_count++ == 0)
        m_first = file + ": " + why;
}

std::string BadLines::finish(int64_t rows) const
{
    constexpr int64_t kMostShare = 100; ///< one row in this many
    if (m_count == 0)
        return {};
    const int64_t all = rows + m_count;
    const std::string of = grouped(m_count) + " of " + counted(all, "row");
    if (m_count * kMostShare > all)
        throw InputError(m_first + ". " + of + " cannot be read, more than the 1 % that are left out.");
    return of + " were left out; the first: " + m_first + ".";
}

} // namespace leap

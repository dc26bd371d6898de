// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/run_file.h"

#include "core/base/error.h"

namespace leap::app {

void RunFile::add(CLI::App& app)
{
    app.add_option("RUN", m_file, "the run's file (RUN.leap)")->required();
    app.add_option("--run", m_number, "which run of the file, from 1; the last one if not given");
}

void RunFile::requireOther(const std::filesystem::path& out) const
{
    std::error_code ignored;
    if (std::filesystem::equivalent(m_file, out, ignored))
        throw InputError("--out is the run's own file " + m_file + "; give the result another name.");
}

const RunRecord& RunFile::choose(const AuditDocument& document) const
{
    return document.runs[place(document)];
}

RunRecord& RunFile::choose(AuditDocument& document) const
{
    return document.runs[place(document)];
}

size_t RunFile::place(const AuditDocument& document) const
{
    const auto count = static_cast<int64_t>(document.runs.size());
    if (count == 0)
        throw InputError(m_file + " holds no run.");
    const int64_t number = m_number == 0 ? count : m_number;
    if (number < 1 || number > count)
        throw InputError(m_file + " has no run " + std::to_string(number) + "; it holds runs 1 to "
                         + std::to_string(count) + ".");
    return static_cast<size_t>(number - 1);
}

} // namespace leap::app

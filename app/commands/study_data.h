// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/data_options.h"
#include "core/audit/audit_data.h"
#include "core/study/compare/compare.h"

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace leap::app {

/// Options of commands that read several datasets: each DATA is one, a data file under the common options or
/// the file of a run (RUN.leap: its own data, fields and split).
class StudyData {
public:
    void add(CLI::App& app);
    /// One entry per DATA, named after its file; nothing is read yet. `request` brings the settings.
    /// @param progress, say must outlive the entries
    /// @throws InputError
    [[nodiscard]] std::vector<CompareData> datasets(const AuditRequest& request, Progress& progress,
                                                    const Say& say) const;
    /// The common options, as for an audit.
    void apply(AuditRequest& request) const;

private:
    DataOptions m_data;
};

} // namespace leap::app

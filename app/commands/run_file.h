// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <string>

namespace leap::app {

/// The options of commands that read a run's file: which file, and which run of it.
class RunFile {
public:
    void add(CLI::App& app);
    [[nodiscard]] const std::string& path() const { return m_file; }
    /// The chosen run of a document that was read from path(). @throws InputError
    [[nodiscard]] const RunRecord& choose(const AuditDocument& document) const;
    /// The same, to be added to. @throws InputError
    [[nodiscard]] RunRecord& choose(AuditDocument& document) const;
    /// @throws InputError when `out` is the run's own file
    void requireOther(const std::filesystem::path& out) const;

private:
    [[nodiscard]] size_t place(const AuditDocument& document) const;

    std::string m_file;
    int64_t m_number = 0; ///< from 1; 0 = the last
};

} // namespace leap::app

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/run_file.h"
#include "app/terminal/interrupts.h"
#include "app/terminal/prove_console.h"
#include "core/audit/audit_data.h"
#include "core/audit/audit_document.h"

#include <memory>

namespace leap::app {

/// What a command works with that studies a run of a file once more: the document, its run, the terminal, and
/// how the work is interrupted.
class RunStudy {
public:
    /// Reads the file. @throws InputError
    explicit RunStudy(const RunFile& file);
    /// The run's rows, from the cache where they are in it. @throws InputError, Cancelled
    [[nodiscard]] std::shared_ptr<const Dataset> reload();

    AuditDocument document;
    RunRecord& run; ///< in `document`
    StatusLine status;
    Progress progress;
    RunControl control;
    ProveConsole console;

private:
    Interrupts m_interrupts;
};

} // namespace leap::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/run_study.h"

#include "core/audit/file/audit_file.h"

namespace leap::app {

RunStudy::RunStudy(const RunFile& file)
    : document(readAudit(file.path()))
    , run(file.choose(document))
    , progress(showOn(status))
    , console(status)
    , m_interrupts(progress, control)
{
}

std::shared_ptr<const Dataset> RunStudy::reload()
{
    return reloadData(run, {}, {.cache = true}, progress).dataset;
}

} // namespace leap::app

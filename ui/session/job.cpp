// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/job.h"

namespace leap::ui {

JobEnd endOf(quint64 id, const JobTask& task, JobOutcome outcome)
{
    JobEnd end;
    end.id = id;
    end.outcome = outcome;
    std::visit(
        [&](const auto& asked) {
            end.result = TaskEnd<std::decay_t<decltype(asked)>>{asked, {}};
        },
        task);
    return end;
}

} // namespace leap::ui

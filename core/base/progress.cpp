// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/progress.h"

#include "core/base/error.h"

#include <utility>

namespace leap {

Progress::Progress(Receiver receiver)
    : m_receiver(std::move(receiver))
{
}

void Progress::report(const ProgressReport& progress)
{
    if (cancelled())
        throw Cancelled();
    if (m_receiver)
        m_receiver(progress);
}

} // namespace leap

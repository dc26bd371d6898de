// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/prove_console.h"

namespace leap::app {

void ProveConsole::working(const std::string& what, int64_t done, int64_t total)
{
    const double share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0;
    m_status.show(bar(share, 24) + " " + std::to_string(done + 1) + "/" + std::to_string(total) + "  "
                  + what);
}

} // namespace leap::app

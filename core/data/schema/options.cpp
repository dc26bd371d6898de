// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/options.h"

#include <algorithm>
#include <thread>

namespace leap {

int threadsFor(const ReadOptions& options)
{
    return options.threads > 0 ? options.threads
                               : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <c10/util/Exception.h>

#include <string>

namespace leap {

/// work(), where nothing of LibTorch leaves an engine, its exceptions included.
/// @throws FailureError "LibTorch failed during <what>: ..."
template <class Work> auto translated(const char* what, const Work& work)
{
    try {
        return work();
    } catch (const c10::Error& error) {
        throw FailureError(std::string("LibTorch failed during ") + what + ": "
                           + error.what_without_backtrace());
    }
}

} // namespace leap

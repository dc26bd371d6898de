// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <arrow/io/file.h>
#include <arrow/result.h>
#include <filesystem>

namespace leap::synth {

/// @throws FailureError naming `target` if an operation failed.
inline void orFail(const arrow::Status& status, const std::filesystem::path& target)
{
    if (!status.ok())
        throw cannotWrite(target.string(), status.message());
}

template <typename T> T orFail(arrow::Result<T> result, const std::filesystem::path& target)
{
    orFail(result.status(), target);
    return std::move(result).ValueUnsafe();
}

} // namespace leap::synth

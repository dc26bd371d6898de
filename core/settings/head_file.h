// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/network.h"

#include <string>

namespace leap {

/// The file's digest as 64 hexadecimal digits. @throws InputError when it cannot be read
[[nodiscard]] std::string headSha256(const std::string& file);

/// Says what loading a head means, with file and digest.
[[nodiscard]] std::string headWarning(const HeadSpec& head);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/network.h"

#include <string>

namespace leap {

/// The file's digest as 64 hexadecimal digits. @throws InputError when it cannot be read
[[nodiscard]] std::string headSha256(const std::string& file);

/// Makes a file the network's own head, by its absolute path and its digest. Its mode stays, and nothing in
/// the file is run. @throws InputError when the file cannot be read
void useHead(NetworkSpec& network, const std::string& file);
/// Back to the default backbone; nothing happens to a network without a head.
void dropHead(NetworkSpec& network);

/// What loading a head means.
inline constexpr const char* kHeadDanger = "loading it runs the code in it, with your rights";
/// The same as a warning, with file and digest.
[[nodiscard]] std::string headWarning(const HeadSpec& head);

} // namespace leap

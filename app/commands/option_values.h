// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace leap::app {

/// "a,b" and repeated options alike; takes one word at a time, so that DATA may follow.
CLI::Option* addNames(CLI::App& app, const char* option, std::vector<std::string>& names, const char* help);
/// The text of --seed. By hand: CLI11 2.1 takes -1 for the largest unsigned number. @throws InputError
[[nodiscard]] uint64_t parseSeed(const std::string& text);

} // namespace leap::app

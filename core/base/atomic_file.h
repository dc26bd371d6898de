// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace leap {

/// Writes `target` so that a reader sees the old file or the whole new one, never a part: `write` gets the
/// path of a temporary file in the same folder; then fsync, rename, fsync of the folder. On any exception the
/// temporary file is removed and the old target stays.
/// @throws FailureError naming the path when the file system refuses.
void writeAtomically(const std::filesystem::path& target,
                     const std::function<void(const std::filesystem::path& temporary)>& write);

/// The same for a text that is already at hand.
void writeTextAtomically(const std::filesystem::path& target, std::string_view text);

/// Tries out that `target` can be written, without touching it: before a job of hours, not after it.
/// @throws InputError naming the path and what is wrong.
void requireWritable(const std::filesystem::path& target);

/// Whole file as text. @throws InputError naming the path.
[[nodiscard]] std::string readText(const std::filesystem::path& path);

} // namespace leap

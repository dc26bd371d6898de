// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace leap {

/// Writes `target` atomically: a reader sees either the old file or the complete new one. `write` gets the
/// path of a temporary file in the same folder, which is then synced and renamed. On any exception the
/// temporary file is removed and the old target is kept.
/// @throws FailureError naming the path when the file system refuses.
void writeAtomically(const std::filesystem::path& target,
                     const std::function<void(const std::filesystem::path& temporary)>& write);

/// The same for a text.
void writeTextAtomically(const std::filesystem::path& target, std::string_view text);

/// Checks that `target` can be written, without touching it; for use before a long job.
/// @throws InputError naming the path and what is wrong.
void requireWritable(const std::filesystem::path& target);

/// Whole file as text. @throws InputError naming the path.
[[nodiscard]] std::string readText(const std::filesystem::path& path);

} // namespace leap

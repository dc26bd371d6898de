// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace leap {

/// A folder of files that can be made again: encoded stores and reports, each named by the digest of what it
/// was made from. Files are written whole or not at all; those used longest ago go first when the folder
/// outgrows its cap. Safe to use by several processes.
class DataCache {
public:
    /// $LEAP_CACHE_MIB mebibytes where that is set (0: no cache at all), 20 GiB otherwise.
    [[nodiscard]] static int64_t defaultCap();
    /// $XDG_CACHE_HOME/leap-studio/stores, or the same under ~/.cache.
    [[nodiscard]] static std::filesystem::path defaultFolder();

    explicit DataCache(std::filesystem::path folder = defaultFolder(), int64_t capBytes = defaultCap());

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    /// Where the store made from `key` lies, or would lie; the folder exists afterwards where it can be made.
    [[nodiscard]] std::filesystem::path storePath(const Json& key) const;
    /// The value kept under `key`; nothing when there is none, or a damaged one.
    [[nodiscard]] std::optional<Json> find(const Json& key) const;
    /// Keeps a value. What the file system refuses is ignored: a cache is no duty.
    void keep(const Json& key, const Json& value) const;
    /// Marks a file as used now.
    void touch(const std::filesystem::path& file) const;
    /// Removes the files used longest ago, and what dead processes left half-written, until the folder is
    /// within its cap; never `newest`.
    void shrink(const std::filesystem::path& newest) const;

    struct Entry {
        std::filesystem::path file;
        int64_t bytes = 0;
        std::filesystem::file_time_type used;
    };
    [[nodiscard]] std::vector<Entry> entries() const; ///< used longest ago first
    /// Removes all entries; the bytes that are free now.
    int64_t clear() const;

private:
    std::filesystem::path m_folder;
    int64_t m_cap;
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/data_cache.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/base/text.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace leap {
namespace {

namespace fs = std::filesystem;

constexpr size_t kDigestDigits = 64;
constexpr std::chrono::hours kAbandoned(24); ///< a half-written file as old as that has no writer

/// CBOR rather than text: names need not be UTF-8.
std::string packed(const Json& json)
{
    const std::vector<uint8_t> bytes = Json::to_cbor(json);
    return {bytes.begin(), bytes.end()};
}

bool isTemporary(const fs::path& file)
{
    return file.extension() == ".tmp";
}

} // namespace

int64_t DataCache::defaultCap()
{
    constexpr int64_t kDefaultMebibytes = int64_t{20} * 1024;
    const char* text = std::getenv("LEAP_CACHE_MIB");
    const auto given = text == nullptr ? std::nullopt : parseDouble(text);
    const double mebibytes = given && *given >= 0 ? *given : static_cast<double>(kDefaultMebibytes);
    return static_cast<int64_t>(mebibytes * 1024 * 1024);
}

fs::path DataCache::defaultFolder()
{
    const char* cache = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    const fs::path base = cache != nullptr && *cache != '\0' ? fs::path(cache)
        : home != nullptr && *home != '\0'                   ? fs::path(home) / ".cache"
                                                             : fs::temp_directory_path();
    return base / "leap-studio" / "stores";
}

DataCache::DataCache(fs::path folder, int64_t capBytes)
    : m_folder(std::move(folder))
    , m_cap(capBytes)
{
}

fs::path DataCache::storePath(const Json& key) const
{
    std::error_code ignored;
    fs::create_directories(m_folder, ignored);
    return m_folder / (sha256Of(packed(key)) + ".rows");
}

std::optional<Json> DataCache::find(const Json& key) const
{
    const fs::path file = m_folder / (sha256Of(packed(key)) + ".report");
    std::error_code error;
    if (!fs::exists(file, error))
        return std::nullopt;
    try {
        const std::string text = readText(file);
        if (text.size() < kDigestDigits
            || sha256Of(text.substr(kDigestDigits)) != text.substr(0, kDigestDigits))
            return std::nullopt;
        touch(file);
        return Json::from_cbor(text.begin() + kDigestDigits, text.end());
    } catch (const Error&) {
        return std::nullopt;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

void DataCache::keep(const Json& key, const Json& value) const
{
    const std::string text = packed(value);
    try {
        fs::create_directories(m_folder);
        writeTextAtomically(m_folder / (sha256Of(packed(key)) + ".report"), sha256Of(text) + text);
    } catch (const Error&) {
        return;
    } catch (const fs::filesystem_error&) {
        return;
    }
}

void DataCache::touch(const fs::path& file) const
{
    std::error_code ignored;
    fs::last_write_time(file, fs::file_time_type::clock::now(), ignored);
}

std::vector<DataCache::Entry> DataCache::entries() const
{
    std::vector<Entry> entries;
    std::error_code error;
    for (fs::directory_iterator at(m_folder, error), end; !error && at != end; at.increment(error)) {
        std::error_code gone;
        const Entry entry{at->path(), static_cast<int64_t>(at->file_size(gone)), at->last_write_time(gone)};
        if (!gone)
            entries.push_back(entry);
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
    return entries;
}

void DataCache::shrink(const fs::path& newest) const
{
    std::vector<Entry> all = entries();
    const auto now = fs::file_time_type::clock::now();
    std::error_code ignored;
    int64_t bytes = 0;
    std::erase_if(all, [&](const Entry& entry) {
        if (isTemporary(entry.file) && now - entry.used > kAbandoned)
            fs::remove(entry.file, ignored);
        else
            bytes += entry.bytes;
        return isTemporary(entry.file); // one that is being written is its writer's
    });
    for (const Entry& entry : all) {
        if (bytes <= m_cap)
            return;
        if (entry.file != newest && fs::remove(entry.file, ignored))
            bytes -= entry.bytes;
    }
}

int64_t DataCache::clear() const
{
    int64_t bytes = 0;
    std::error_code ignored;
    for (const Entry& entry : entries()) {
        if (fs::remove(entry.file, ignored))
            bytes += entry.bytes;
    }
    return bytes;
}

} // namespace leap

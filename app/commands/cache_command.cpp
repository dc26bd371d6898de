// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "core/base/text.h"
#include "core/base/text_table.h"
#include "core/data/data_cache.h"

#include <chrono>
#include <iostream>
#include <string>

namespace leap::app {
namespace {

std::string mebibytes(int64_t bytes)
{
    return fixed(static_cast<double>(bytes) / (1024.0 * 1024.0), 1) + " MiB";
}

std::string hoursAgo(std::filesystem::file_time_type time)
{
    const std::chrono::duration<double, std::ratio<3600>> age =
        std::filesystem::file_time_type::clock::now() - time;
    return fixed(age.count(), 1) + " h ago";
}

class CacheCommand : public Command {
public:
    explicit CacheCommand(CLI::App& parent)
        : Command(parent, "cache", "What is kept of the files that were read: encoded rows and reports")
    {
        options()
            .add_option("WHAT", m_what, "list: what is there; clear: remove it, it is made again when needed")
            ->check(CLI::IsMember({"list", "clear"}))
            ->required();
    }

    int run() override
    {
        const DataCache cache;
        if (m_what == "clear")
            std::cout << mebibytes(cache.clear()) << " removed from " << cache.folder().string() << "\n";
        else
            list(cache);
        return kExitDone;
    }

private:
    static void list(const DataCache& cache)
    {
        using Align = TextTable::Align;
        TextTable table({{"file", Align::Left}, {"size", Align::Right}, {"used", Align::Right}});
        int64_t bytes = 0;
        for (const DataCache::Entry& entry : cache.entries()) {
            table.add({entry.file.filename().string(), mebibytes(entry.bytes), hoursAgo(entry.used)});
            bytes += entry.bytes;
        }
        std::cout << table.text() << mebibytes(bytes) << " of at most " << mebibytes(DataCache::defaultCap())
                  << " in " << cache.folder().string() << "\n";
    }

    std::string m_what;
};

} // namespace

std::unique_ptr<Command> makeCacheCommand(CLI::App& parent)
{
    return std::make_unique<CacheCommand>(parent);
}

} // namespace leap::app

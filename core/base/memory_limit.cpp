// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/memory_limit.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace leap {
namespace {

/// The limit in a control group's file; `most` if there is none ("max").
int64_t limitIn(const std::filesystem::path& file, int64_t most)
{
    std::ifstream in(file);
    int64_t limit = 0;
    return in >> limit && limit > 0 ? std::min(limit, most) : most;
}

} // namespace

int64_t peakMemoryBytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return int64_t{usage.ru_maxrss} * 1024; // Linux counts in KiB
}

int64_t memoryLimit()
{
    int64_t limit = int64_t{::sysconf(_SC_PHYS_PAGES)} * int64_t{::sysconf(_SC_PAGESIZE)};
    std::ifstream groups("/proc/self/cgroup");
    std::string line;
    while (std::getline(groups, line)) {
        const size_t colon = line.find(':', line.find(':') + 1);
        if (colon == std::string::npos)
            continue;
        const std::filesystem::path own = line.substr(colon + 1);
        const bool unified = line.starts_with("0::");
        if (!unified && line.find(":memory:") == std::string::npos)
            continue;
        const std::filesystem::path root = unified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory";
        const char* name = unified ? "memory.max" : "memory.limit_in_bytes";
        for (std::filesystem::path group = own.relative_path();; group = group.parent_path()) {
            limit = limitIn(root / group / name, limit);
            if (group.empty())
                break;
        }
    }
    return limit;
}

void returnFreedMemory()
{
#ifdef __GLIBC__
    (void)::malloc_trim(0);
#endif
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/hash_file.h"

#include "core/base/error.h"

#include <cstdint>
#include <fstream>
#include <string>

namespace leap {

void hashFile(const std::filesystem::path& path, Sha256& hash, Progress& progress)
{
    const auto total = static_cast<int64_t>(std::filesystem::file_size(path));
    std::ifstream file(path, std::ios::binary);
    std::string buffer(1 << 20, '\0');
    int64_t done = 0;
    while (file) {
        file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        hash.update(buffer.data(), static_cast<size_t>(file.gcount()));
        done += file.gcount();
        progress.report({"reading, bytes", done, total});
    }
    if (done != total)
        throw InputError(path.string() + ": cannot be read to its end.");
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/planted_data.h"

#include "core/synth/generate.h"

namespace leap::test {

void writePlantedCsv(const std::filesystem::path& path, int64_t rows, uint64_t seed)
{
    synth::GenerateRequest request;
    request.set = "planted";
    request.rows = rows;
    request.seed = seed;
    request.out = path;
    Progress progress;
    (void)synth::generate(request, progress);
    std::filesystem::remove(synth::truthPath(path)); // the tests know it
}

} // namespace leap::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/shapes.h"

#include "core/base/error.h"

#include <array>
#include <cstdio>
#include <numeric>

namespace leap::bench {
namespace {

constexpr int64_t kVocabulary = 20'000;

/// 500 fields of 1 to 256 columns, narrow ones more often, about 12,000 columns.
std::vector<int64_t> industrialWidths()
{
    constexpr std::array<int64_t, 20> kMix{1, 1, 1, 1,  1,  1,  1,  1,  4,   4,
                                           8, 8, 8, 16, 16, 32, 32, 64, 128, 256};
    const RandomStream stream(streamKey(0, "widths"));
    std::vector<int64_t> widths;
    for (uint64_t field = 0; field < 500; ++field)
        widths.push_back(kMix[stream.bitsAt(field) % kMix.size()]);
    return widths;
}

Shape even(const std::string& name, int64_t fields, int64_t width, int64_t batch)
{
    const auto count = static_cast<size_t>(fields);
    return {name, std::vector<int64_t>(count, width), std::vector<int64_t>(count, kVocabulary), batch};
}

} // namespace

int64_t Shape::columns() const
{
    return std::accumulate(widths.begin(), widths.end(), int64_t{0});
}

Shape shapeOf(const std::string& name)
{
    if (name == "ml1m")
        return {name, std::vector<int64_t>(9, 8), {6040, 3706, 458'455, 2, 7, 21, 3439, 301, 4000}, 256};
    if (name == "flights") {
        Shape shape = even(name, 26, 8, 256);
        shape.vocabularies.assign(26, 1000);
        shape.vocabularies[0] = 20'000;
        return shape;
    }
    if (name == "criteo")
        return even(name, 39, 8, 4096);
    if (name == "industrial")
        return {name, industrialWidths(), std::vector<int64_t>(500, 500), 1024};
    int fields = 0, width = 0, batch = 0, end = 0;
    constexpr int kNumbers = 3;
    const int read = std::sscanf(name.c_str(), "%dx%d@%d%n", &fields, &width, &batch, &end);
    if (read != kNumbers || static_cast<size_t>(end) != name.size() || fields < 1 || width < 1 || batch < 2)
        throw InputError("'" + name
                         + "' is no shape; there are ml1m, flights, criteo, industrial and "
                           "FIELDSxWIDTH@BATCH, such as 39x8@4096.");
    return even(name, fields, width, batch);
}

} // namespace leap::bench

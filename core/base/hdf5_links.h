// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <hdf5.h>
#include <optional>
#include <string>
#include <vector>

namespace leap::h5 {

/// Names of a group's links, in the order of their bytes; nothing where the group cannot be listed.
///
/// Walks the group as it is stored. To ask for a link by its number makes HDF5 1.10 sort all links first, and
/// where a damaged file stops it half-way, it frees the half of that table that it never wrote.
[[nodiscard]] inline std::optional<std::vector<std::string>> linkNames(hid_t group)
{
    std::vector<std::string> names;
    const auto add = [](hid_t, const char* name, const H5L_info_t*, void* list) -> herr_t {
        static_cast<std::vector<std::string>*>(list)->emplace_back(name);
        return 0;
    };
    if (H5Literate(group, H5_INDEX_NAME, H5_ITER_NATIVE, nullptr, add, &names) < 0)
        return std::nullopt;
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace leap::h5

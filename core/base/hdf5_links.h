// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <hdf5.h>
#include <optional>
#include <string>
#include <vector>

namespace leap::h5 {

/// Names of a group's links in byte order; empty if the group cannot be listed.
///
/// Walks the group in storage order. Asking for a link by its number makes HDF5 1.10 sort all links first,
/// and if a damaged file stops it half-way, it frees entries of that table that it never wrote.
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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/network.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leap {

/// The layers of a network that read the concatenated row.
struct RowReaders {
    bool known = true; ///< false: a network of the user's own, of which nothing below is known
    /// Those that are a matrix over the row and a bias: "NAME.weight" [units, D] and "NAME.bias" [units].
    std::vector<std::string> linear;
    int64_t units = 0; ///< that each column of the row feeds, in all layers that read it
};

/// @param backbone one of backboneNames(); @throws InputError for an unknown one
[[nodiscard]] RowReaders rowReadersOf(const std::string& backbone, const BackboneSpec& spec);

} // namespace leap

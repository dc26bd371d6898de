// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/schema.h"
#include "core/record/record.h"

#include <cstdint>

namespace leap {

/// What a JSON file of types may say of a column where it says more than a kind. Private to core/data.
struct TypeEntry {
    static constexpr int64_t kNotGiven = -1;
    InputKind kind = InputKind::Categorical;
    int64_t width = kNotGiven;
};
template <> struct Record<TypeEntry> {
    using T = TypeEntry;
    static constexpr auto members =
        std::tuple{member("kind", &T::kind), member("width", &T::width, omitDefault)};
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/generate.h"
#include "core/synth/row_source.h"
#include "core/synth/sets.h"

#include <functional>
#include <memory>

namespace leap::synth {

/// A set prepared for one request.
struct MadeSet {
    std::unique_ptr<RowSource> rows;
    SetSpec spec; ///< empty if the rows are not made from a specification
    /// Some field has several source columns, which needs a schema.
    [[nodiscard]] bool needsSchema() const;
};

struct KnownSet {
    SetName name;
    bool sized; ///< fields, columns and useless share can be chosen
    std::function<MadeSet(const GenerateRequest&)> make;
};

/// @throws InputError naming the known sets
[[nodiscard]] const KnownSet& findSet(const std::string& name);
[[nodiscard]] MadeSet makeSet(const GenerateRequest& request);

} // namespace leap::synth

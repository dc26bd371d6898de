// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace leap {

/// What the name of a column of integers says of their kind. Private to core/data.
struct NameHint {
    double points = 0; ///< above 0: ids; below 0: quantities; 4 or more leaves little doubt
    std::string word; ///< the word that says it; empty: none does
};

[[nodiscard]] NameHint kindByName(std::string_view name);

/// Does the name say that the column weighs rows ("sample_weight"), or numbers the folds of a
/// cross-validation? Such columns are known for the rows of a training only.
[[nodiscard]] bool namesRowWeight(std::string_view name);
[[nodiscard]] bool namesFold(std::string_view name);

} // namespace leap

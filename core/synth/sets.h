// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/field_spec.h"

namespace leap::synth {

/// Shaped like the Criteo display-advertising log: label, i1 .. i13 (counts), c1 .. c26 (hexadecimal codes);
/// vocabularies up to 10 million with a long tail, the same shares of missing cells.
[[nodiscard]] SetSpec criteoLike();

/// Choices for sets of variable size.
struct SetSize {
    int64_t rows = 0;
    int64_t fields = 500;
    int64_t columns = 12'000; ///< of all fields' tables
    double uselessShare = 0.3; ///< of the fields
};

/// Shaped like the paper's industrial set: fields of 1 to 256 columns, each an id into a given table; all
/// roles, one leak, users as groups for GAUC, a time column. Fields and their positions depend only on the
/// size. @throws InputError when the columns do not fit the fields.
[[nodiscard]] SetSpec industrial(const SetSize& size);

/// A few fields, one of each kind: strong, weak, a redundant pair, a pair that is useful only together, two
/// sparse ones (99 % one value), and 256 columns of noise.
[[nodiscard]] SetSpec lessonFive();

} // namespace leap::synth

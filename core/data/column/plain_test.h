// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/text_dictionary.h"

namespace leap {

/// A quick test of a column's distinct texts: true where they are all written with digits, point, sign and
/// exponent, no other reading of them is possible (points between thousands, a minus after the number), and
/// no number has two spellings. Such a column needs no closer look. Private to core/data.
[[nodiscard]] bool readsPlainly(const TextDictionary& dictionary);

} // namespace leap

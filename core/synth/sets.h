// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/field_spec.h"

namespace leap::synth {

/// Shaped like the Criteo display-advertising log: label, i1 .. i13 (counts), c1 .. c26 (hexadecimal codes);
/// vocabularies up to 10 million with a long tail, shares of missing cells as there.
[[nodiscard]] SetSpec criteoLike();

} // namespace leap::synth

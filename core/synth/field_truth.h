// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/field_spec.h"

namespace leap::synth {

/// What is true of a field of a set.
[[nodiscard]] FieldTruth truthOf(const FieldSpec& field, const SetSpec& set);

} // namespace leap::synth

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/field_spec.h"

namespace leap::synth {

/// The truth about a field, from its specification.
[[nodiscard]] FieldTruth truthOf(const FieldSpec& field, const SetSpec& set);

} // namespace leap::synth

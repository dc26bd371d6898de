// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/schema.h"

#include <QString>

#include <cstddef>

namespace leap::ui {

/// "[3, 9)", "3, 9" or "9": the range in the concatenated row, by moving its two borders. The first field's
/// start is fixed. @throws InputError saying what to type
[[nodiscard]] Schema withTypedRange(Schema schema, size_t field, const QString& text);

/// "X[3:9]" or "3:9": the matrix columns of a field that is a slice. @throws InputError saying what to type
[[nodiscard]] Schema withTypedSlice(Schema schema, size_t field, const QString& text);

} // namespace leap::ui

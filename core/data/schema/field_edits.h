// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/schema.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace leap {

/// Edits of single fields: value in, value out, so that undo is "the value before". They may leave a schema
/// with problems (field_problems.h), which validate() refuses.

inline constexpr const char* kLeftOutByUser = "left out by the user";
/// Reasons of columns that never vary: no model can use them, so every decision drops them.
inline constexpr const char* kConstant = "constant";
inline constexpr const char* kBlank = "blank (every cell is missing)";

/// Whether some input reads the column.
[[nodiscard]] bool readsColumn(const Field& field, const std::string& column);
[[nodiscard]] bool readsColumn(const Schema& schema, const std::string& column);
/// The only field that reads the column, when it reads nothing else; nothing when no field, several fields or
/// an input of several columns read it.
[[nodiscard]] std::optional<size_t> soleReaderOf(const Schema& schema, const std::string& column);

/// Width that an input of this kind has unless told otherwise. @param columns elements of its source column
[[nodiscard]] int defaultWidth(InputKind kind, int columns);

/// Takes out every input that reads the column; fields left without an input go.
[[nodiscard]] Schema withoutColumn(Schema schema, const std::string& column,
                                   const std::string& reason = kLeftOutByUser);
/// Takes out whole fields; their columns are then left out unless another field reads them.
[[nodiscard]] Schema withoutFields(Schema schema, std::vector<size_t> fields);
/// Gives a field of one input another kind, with that kind's default width.
/// @throws InputError when the field has several inputs or the input several columns.
[[nodiscard]] Schema withKind(Schema schema, size_t field, InputKind kind);
/// Sets the width of a field's last input so that the field has `width` columns.
/// @throws InputError when an input's width is fixed by its kind or `width` leaves it no column.
[[nodiscard]] Schema withWidth(Schema schema, size_t field, int width);
/// Makes the last input of a field end `by` columns later (or earlier). The next slice of the same matrix,
/// where it lies against it or would be run into, gives or takes the columns; otherwise what is right of the
/// field shifts.
/// @throws InputError as withWidth
[[nodiscard]] Schema withEndMoved(Schema schema, size_t field, int by);
/// The same, to column `column` of the concatenated row.
[[nodiscard]] Schema withBorder(Schema schema, size_t left, int64_t column);
/// Gives a field of one slice the columns [begin, end) of its matrix; others stay as they are.
/// @throws InputError when the field is no single slice, or the range makes no sense
[[nodiscard]] Schema withSlice(Schema schema, size_t field, int begin, int end);
[[nodiscard]] Schema withFieldMoved(Schema schema, size_t from, size_t to);
[[nodiscard]] Schema withGroup(Schema schema, const std::vector<size_t>& fields, const std::string& group);

} // namespace leap

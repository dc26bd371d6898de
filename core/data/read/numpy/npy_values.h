// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/numpy/npy_header.h"

#include <arrow/type_fwd.h>
#include <memory>
#include <string>

namespace leap {

/// Truth values, integers and real numbers. Private to core/data, as is all of this file.
[[nodiscard]] bool isNpyNumber(const NpyType& type);
/// The Arrow type of a value; null where there is none. Points in time keep their unit.
[[nodiscard]] std::shared_ptr<arrow::DataType> arrowTypeOf(const NpyType& type);
/// Values as they lie in the file, of that type. @throws InputError: a text that is no Unicode
[[nodiscard]] std::shared_ptr<arrow::Array> npyValues(const NpyType& type, std::string bytes,
                                                      const std::string& where);
/// Numbers of any type as float64.
[[nodiscard]] std::shared_ptr<arrow::Array> npyReals(const NpyType& type, std::string bytes,
                                                     const std::string& where);

} // namespace leap

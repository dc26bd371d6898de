// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/numpy/zip_file.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leap {

/// One kind of elements of a NumPy array. Private to core/data, as is all of this file.
struct NpyType {
    std::string name; ///< of a field of a structured array; else empty
    std::string text; ///< as the file says it: "<f8"
    char kind = ' '; ///< b i u f U S M m, as NumPy has them; O, c and V are never read
    int64_t bytes = 0; ///< of one element
    bool bigEndian = false;
    std::string unit; ///< of M and m: "ns"
    int64_t count = 1; ///< elements in each row of a structured array
    int64_t offset = 0; ///< in a row of a structured array
};

/// What the head of a .npy says.
struct NpyHeader {
    std::vector<NpyType> types; ///< one, or the fields of a structured array
    bool structured = false;
    bool fortran = false; ///< column by column
    std::vector<int64_t> shape;
    int64_t itemBytes = 0; ///< of all types together
    [[nodiscard]] std::string shapeText() const; ///< "[1200, 3]"
};

/// Reads the head; the values follow in the source, and it has as many bytes as they need.
/// @param where for messages @throws InputError: no .npy, damaged, or Python objects in it
[[nodiscard]] NpyHeader readNpyHeader(ByteSource& source, const std::string& where);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/source_data.h"

#include <arrow/type_fwd.h>
#include <cstdint>
#include <vector>

/// Cells of Arrow arrays as texts, and lists, whatever type holds them. Private to core/data.
namespace leap {

/// Texts, integers, times, decimals and truth values: what becomes text codes.
[[nodiscard]] bool isText(const arrow::DataType& type);

/// Adds the texts of one array's elements to a dictionary, element by element.
class TextReader {
public:
    /// Both must outlive the reader; the type of the array isText().
    /// @param bits truth values are 1 and 0, not true and false
    TextReader(const arrow::Array& array, TextDictionary& dictionary, bool bits = false);

    /// Of element i. @return its code in the dictionary
    [[nodiscard]] int32_t code(int64_t i);
    /// Codes of all elements.
    void read(RowArray<int32_t>& codes);

private:
    int32_t codeOfEntry(int64_t entry);
    int32_t addBool(bool value);
    int32_t codeOfValue(const arrow::Array& array, int64_t i);
    template <typename ArrayType> int32_t addView(const arrow::Array& array, int64_t i);
    template <typename ArrayType> int32_t addInteger(const arrow::Array& array, int64_t i);

    const arrow::Array& m_array;
    TextDictionary& m_dictionary;
    bool m_bits;
    const arrow::DictionaryArray* m_coded = nullptr;
    std::vector<int32_t> m_known; ///< codes of the array's own dictionary, -1 = not met yet
};

/// Where the items of row i lie in the values of a list array.
struct ItemRange {
    int64_t begin;
    int64_t end;
};

/// @param array lists, large lists or lists of one size
[[nodiscard]] ItemRange itemsOf(const arrow::Array& array, int64_t i);
/// The values that the ranges speak of.
[[nodiscard]] const arrow::Array& itemArray(const arrow::Array& array);

/// Element i of numbers of any type, or of truth values, as a double; NaN where it is missing.
[[nodiscard]] double realAt(const arrow::Array& array, int64_t i);
/// The numbers of a range; NaN where one is missing. @param out [range.end - range.begin]
void copyReals(const arrow::Array& array, const ItemRange& range, float* out);

} // namespace leap

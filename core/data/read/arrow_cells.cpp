// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/arrow_cells.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/read/arrow_times.h"

#include <algorithm>
#include <array>
#include <arrow/array.h>
#include <arrow/type.h>
#include <arrow/type_traits.h>
#include <arrow/util/float16.h>
#include <charconv>
#include <limits>

namespace leap {
namespace {

/// A damaged file may point beyond the dictionary. @throws InputError
void requireEntry(const arrow::DictionaryArray& coded, int64_t entry)
{
    if (entry < 0 || entry >= coded.dictionary()->length())
        throw InputError(
            "a value of a dictionary column points outside its dictionary; the file is damaged.");
}

int64_t entryOf(const arrow::DictionaryArray& coded, int64_t i)
{
    const int64_t entry = coded.GetValueIndex(i);
    requireEntry(coded, entry);
    return entry;
}

} // namespace

bool isText(const arrow::DataType& type)
{
    if (type.id() == arrow::Type::DICTIONARY)
        return isText(*static_cast<const arrow::DictionaryType&>(type).value_type());
    return arrow::is_binary_like(type.id()) || arrow::is_large_binary_like(type.id())
        || type.id() == arrow::Type::STRING_VIEW || type.id() == arrow::Type::BINARY_VIEW
        || type.id() == arrow::Type::FIXED_SIZE_BINARY || type.id() == arrow::Type::BOOL
        || arrow::is_integer(type.id()) || type.id() == arrow::Type::DECIMAL32
        || type.id() == arrow::Type::DECIMAL64 || type.id() == arrow::Type::DECIMAL128
        || type.id() == arrow::Type::DECIMAL256 || isTimestamp(type) || isSpan(type)
        || type.id() == arrow::Type::NA;
}

TextReader::TextReader(const arrow::Array& array, TextDictionary& dictionary, bool bits)
    : m_array(array)
    , m_dictionary(dictionary)
    , m_bits(bits)
{
    if (array.type_id() == arrow::Type::DICTIONARY) {
        m_coded = static_cast<const arrow::DictionaryArray*>(&array);
        m_known.assign(static_cast<size_t>(m_coded->dictionary()->length()), -1);
    }
}

template <typename ArrayType> int32_t TextReader::addView(const arrow::Array& array, int64_t i)
{
    return m_dictionary.add(cleanCell(static_cast<const ArrayType&>(array).GetView(i)));
}

template <typename ArrayType> int32_t TextReader::addInteger(const arrow::Array& array, int64_t i)
{
    std::array<char, 24> buffer{};
    const auto value = static_cast<const ArrayType&>(array).Value(i);
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return m_dictionary.add({buffer.data(), static_cast<size_t>(end.ptr - buffer.data())});
}

int32_t TextReader::addBool(bool value)
{
    return m_dictionary.add(m_bits ? (value ? "1" : "0") : (value ? "true" : "false"));
}

int32_t TextReader::codeOfValue(const arrow::Array& array, int64_t i)
{
    switch (array.type_id()) {
    case arrow::Type::STRING:
    case arrow::Type::BINARY:
        return addView<arrow::BinaryArray>(array, i);
    case arrow::Type::LARGE_STRING:
    case arrow::Type::LARGE_BINARY:
        return addView<arrow::LargeBinaryArray>(array, i);
    case arrow::Type::STRING_VIEW:
    case arrow::Type::BINARY_VIEW:
        return addView<arrow::BinaryViewArray>(array, i);
    case arrow::Type::BOOL:
        return addBool(static_cast<const arrow::BooleanArray&>(array).Value(i));
    case arrow::Type::FIXED_SIZE_BINARY:
        return addView<arrow::FixedSizeBinaryArray>(array, i);
    case arrow::Type::INT8:
        return addInteger<arrow::Int8Array>(array, i);
    case arrow::Type::INT16:
        return addInteger<arrow::Int16Array>(array, i);
    case arrow::Type::INT32:
        return addInteger<arrow::Int32Array>(array, i);
    case arrow::Type::UINT8:
        return addInteger<arrow::UInt8Array>(array, i);
    case arrow::Type::UINT16:
        return addInteger<arrow::UInt16Array>(array, i);
    case arrow::Type::UINT32:
        return addInteger<arrow::UInt32Array>(array, i);
    case arrow::Type::UINT64:
        return addInteger<arrow::UInt64Array>(array, i);
    case arrow::Type::DECIMAL32:
        return m_dictionary.add(static_cast<const arrow::Decimal32Array&>(array).FormatValue(i));
    case arrow::Type::DECIMAL64:
        return m_dictionary.add(static_cast<const arrow::Decimal64Array&>(array).FormatValue(i));
    case arrow::Type::DECIMAL128:
        return m_dictionary.add(static_cast<const arrow::Decimal128Array&>(array).FormatValue(i));
    case arrow::Type::DECIMAL256:
        return m_dictionary.add(static_cast<const arrow::Decimal256Array&>(array).FormatValue(i));
    case arrow::Type::INT64:
        return addInteger<arrow::Int64Array>(array, i);
    default: // times and dates; see isText()
        return m_dictionary.add(timeText(array, i));
    }
}

/// Code of an entry of the array's own dictionary, in the order in which the rows use them.
int32_t TextReader::codeOfEntry(int64_t entry)
{
    requireEntry(*m_coded, entry);
    int32_t& known = m_known[static_cast<size_t>(entry)];
    if (known < 0)
        known = m_coded->dictionary()->IsNull(entry) ? m_dictionary.add({})
                                                     : codeOfValue(*m_coded->dictionary(), entry);
    return known;
}

int32_t TextReader::code(int64_t i)
{
    if (m_array.IsNull(i))
        return m_dictionary.add({});
    if (m_coded == nullptr)
        return codeOfValue(m_array, i);
    return codeOfEntry(m_coded->GetValueIndex(i));
}

void TextReader::read(RowArray<int32_t>& codes)
{
    const bool plain = m_coded != nullptr && m_coded->null_count() == 0
        && m_coded->indices()->type_id() == arrow::Type::INT32;
    if (plain) { // as the text parser makes them: by far the most cells
        const int32_t* entries = static_cast<const arrow::Int32Array&>(*m_coded->indices()).raw_values();
        for (int64_t i = 0; i < m_array.length(); ++i)
            codes.push_back(codeOfEntry(entries[i]));
        return;
    }
    for (int64_t i = 0; i < m_array.length(); ++i)
        codes.push_back(code(i));
}

ItemRange itemsOf(const arrow::Array& array, int64_t i)
{
    if (array.type_id() == arrow::Type::LIST) {
        const auto& lists = static_cast<const arrow::ListArray&>(array);
        return {lists.value_offset(i), lists.value_offset(i + 1)};
    }
    if (array.type_id() == arrow::Type::LARGE_LIST) {
        const auto& lists = static_cast<const arrow::LargeListArray&>(array);
        return {lists.value_offset(i), lists.value_offset(i + 1)};
    }
    const auto& lists = static_cast<const arrow::FixedSizeListArray&>(array);
    return {lists.value_offset(i), lists.value_offset(i + 1)};
}

const arrow::Array& itemArray(const arrow::Array& array)
{
    if (array.type_id() == arrow::Type::LIST)
        return *static_cast<const arrow::ListArray&>(array).values();
    if (array.type_id() == arrow::Type::LARGE_LIST)
        return *static_cast<const arrow::LargeListArray&>(array).values();
    return *static_cast<const arrow::FixedSizeListArray&>(array).values();
}

namespace {

template <typename ArrayType> double numberAt(const arrow::Array& array, int64_t i)
{
    return static_cast<double>(static_cast<const ArrayType&>(array).Value(i));
}

double decimalAt(const std::string& digits)
{
    return parseDouble(digits).value_or(std::numeric_limits<double>::quiet_NaN());
}

/// Integers, truth values, decimals: where another file has real numbers.
double exactAt(const arrow::Array& array, int64_t i)
{
    switch (array.type_id()) {
    case arrow::Type::BOOL:
        return numberAt<arrow::BooleanArray>(array, i);
    case arrow::Type::INT8:
        return numberAt<arrow::Int8Array>(array, i);
    case arrow::Type::INT16:
        return numberAt<arrow::Int16Array>(array, i);
    case arrow::Type::INT32:
        return numberAt<arrow::Int32Array>(array, i);
    case arrow::Type::INT64:
        return numberAt<arrow::Int64Array>(array, i);
    case arrow::Type::UINT8:
        return numberAt<arrow::UInt8Array>(array, i);
    case arrow::Type::UINT16:
        return numberAt<arrow::UInt16Array>(array, i);
    case arrow::Type::UINT32:
        return numberAt<arrow::UInt32Array>(array, i);
    case arrow::Type::UINT64:
        return numberAt<arrow::UInt64Array>(array, i);
    case arrow::Type::DECIMAL32:
        return decimalAt(static_cast<const arrow::Decimal32Array&>(array).FormatValue(i));
    case arrow::Type::DECIMAL64:
        return decimalAt(static_cast<const arrow::Decimal64Array&>(array).FormatValue(i));
    case arrow::Type::DECIMAL128:
        return decimalAt(static_cast<const arrow::Decimal128Array&>(array).FormatValue(i));
    default:
        return decimalAt(static_cast<const arrow::Decimal256Array&>(array).FormatValue(i));
    }
}

} // namespace

double realAt(const arrow::Array& array, int64_t i)
{
    if (array.IsNull(i))
        return std::numeric_limits<double>::quiet_NaN();
    switch (array.type_id()) {
    case arrow::Type::HALF_FLOAT:
        return arrow::util::Float16::FromBits(static_cast<const arrow::HalfFloatArray&>(array).Value(i))
            .ToDouble();
    case arrow::Type::FLOAT:
        return numberAt<arrow::FloatArray>(array, i);
    case arrow::Type::DOUBLE:
        return numberAt<arrow::DoubleArray>(array, i);
    case arrow::Type::DICTIONARY: {
        const auto& coded = static_cast<const arrow::DictionaryArray&>(array);
        return realAt(*coded.dictionary(), entryOf(coded, i));
    }
    default:
        return exactAt(array, i);
    }
}

void copyReals(const arrow::Array& array, const ItemRange& range, float* out)
{
    if (array.type_id() == arrow::Type::FLOAT && array.null_count() == 0) { // by far the most
        const float* values = static_cast<const arrow::FloatArray&>(array).raw_values();
        std::copy(values + range.begin, values + range.end, out);
        return;
    }
    if (array.type_id() == arrow::Type::HALF_FLOAT && array.null_count() == 0) {
        const uint16_t* values = static_cast<const arrow::HalfFloatArray&>(array).raw_values();
        std::transform(values + range.begin, values + range.end, out,
                       [](uint16_t bits) { return arrow::util::Float16::FromBits(bits).ToFloat(); });
        return;
    }
    for (int64_t k = range.begin; k < range.end; ++k)
        out[k - range.begin] = static_cast<float>(realAt(array, k));
}

} // namespace leap

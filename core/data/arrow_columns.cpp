// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/arrow_columns.h"

#include "core/base/text.h"
#include "core/data/cell_text.h"
#include "core/data/messages.h"

#include <array>
#include <arrow/array.h>
#include <arrow/type.h>
#include <arrow/type_traits.h>
#include <arrow/util/float16.h>
#include <charconv>
#include <cmath>
#include <limits>

namespace leap {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Adds the texts of one array's elements to a dictionary, element by element.
class TextReader {
public:
    TextReader(const arrow::Array& array, TextDictionary& dictionary)
        : m_array(array)
        , m_dictionary(dictionary)
    {
        if (array.type_id() == arrow::Type::DICTIONARY) {
            m_coded = static_cast<const arrow::DictionaryArray*>(&array);
            m_known.assign(static_cast<size_t>(m_coded->dictionary()->length()), -1);
        }
    }

    int32_t code(int64_t i)
    {
        if (m_array.IsNull(i))
            return m_dictionary.add({});
        if (m_coded == nullptr)
            return codeOfValue(m_array, i);
        return codeOfEntry(m_coded->GetValueIndex(i));
    }
    /// Codes of all elements.
    void read(RowArray<int32_t>& codes)
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

private:
    /// Code of an entry of the array's own dictionary, in the order in which the rows use them.
    int32_t codeOfEntry(int64_t entry)
    {
        int32_t& known = m_known[static_cast<size_t>(entry)];
        if (known < 0)
            known = m_coded->dictionary()->IsNull(entry) ? m_dictionary.add({})
                                                         : codeOfValue(*m_coded->dictionary(), entry);
        return known;
    }
    template <typename ArrayType> int32_t addView(const arrow::Array& array, int64_t i)
    {
        return m_dictionary.add(cleanCell(static_cast<const ArrayType&>(array).GetView(i)));
    }
    template <typename ArrayType> int32_t addInteger(const arrow::Array& array, int64_t i)
    {
        std::array<char, 24> buffer{};
        const auto value = static_cast<const ArrayType&>(array).Value(i);
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
        return m_dictionary.add({buffer.data(), static_cast<size_t>(end.ptr - buffer.data())});
    }
    int32_t codeOfValue(const arrow::Array& array, int64_t i);

    const arrow::Array& m_array;
    TextDictionary& m_dictionary;
    const arrow::DictionaryArray* m_coded = nullptr;
    std::vector<int32_t> m_known; ///< codes of the array's own dictionary, -1 = not met yet
};

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
        return m_dictionary.add(static_cast<const arrow::BooleanArray&>(array).Value(i) ? "true" : "false");
    case arrow::Type::INT8:
        return addInteger<arrow::Int8Array>(array, i);
    case arrow::Type::INT16:
        return addInteger<arrow::Int16Array>(array, i);
    case arrow::Type::INT32:
    case arrow::Type::DATE32:
    case arrow::Type::TIME32:
        return addInteger<arrow::Int32Array>(array, i);
    case arrow::Type::UINT8:
        return addInteger<arrow::UInt8Array>(array, i);
    case arrow::Type::UINT16:
        return addInteger<arrow::UInt16Array>(array, i);
    case arrow::Type::UINT32:
        return addInteger<arrow::UInt32Array>(array, i);
    case arrow::Type::UINT64:
        return addInteger<arrow::UInt64Array>(array, i);
    case arrow::Type::DECIMAL128:
        return m_dictionary.add(static_cast<const arrow::Decimal128Array&>(array).FormatValue(i));
    case arrow::Type::DECIMAL256:
        return m_dictionary.add(static_cast<const arrow::Decimal256Array&>(array).FormatValue(i));
    default: // INT64, DATE64, TIME64, TIMESTAMP, DURATION: 64-bit integers; see isText()
        return addInteger<arrow::Int64Array>(array, i);
    }
}

bool isText(const arrow::DataType& type)
{
    if (type.id() == arrow::Type::DICTIONARY)
        return isText(*static_cast<const arrow::DictionaryType&>(type).value_type());
    return arrow::is_binary_like(type.id()) || arrow::is_large_binary_like(type.id())
        || type.id() == arrow::Type::STRING_VIEW || type.id() == arrow::Type::BINARY_VIEW
        || type.id() == arrow::Type::BOOL || arrow::is_integer(type.id())
        || type.id() == arrow::Type::DECIMAL128 || type.id() == arrow::Type::DECIMAL256
        || (arrow::is_temporal(type.id())) || type.id() == arrow::Type::NA;
}

bool isReal(const arrow::DataType& type)
{
    return arrow::is_floating(type.id());
}

/// Element i as a double; missing and infinite ones are NaN.
double realAt(const arrow::Array& array, int64_t i)
{
    if (array.IsNull(i))
        return kMissing;
    switch (array.type_id()) {
    case arrow::Type::HALF_FLOAT:
        return arrow::util::Float16::FromBits(static_cast<const arrow::HalfFloatArray&>(array).Value(i))
            .ToDouble();
    case arrow::Type::FLOAT:
        return static_cast<double>(static_cast<const arrow::FloatArray&>(array).Value(i));
    default:
        return static_cast<const arrow::DoubleArray&>(array).Value(i);
    }
}

class TextBuilder : public ColumnBuilder {
public:
    TextBuilder(std::string name, std::shared_ptr<SpillArea> area)
    {
        m_column.name = std::move(name);
        if (area != nullptr)
            m_values.dictionary = TextDictionary(DictionaryLimit());
        m_values.codes = RowArray<int32_t>(std::move(area));
    }

    void append(const arrow::Array& array) override
    {
        TextReader(array, m_values.dictionary).read(m_values.codes);
    }
    std::optional<Column> finish(std::vector<std::string>& /*warnings*/) override
    {
        m_column.values = std::move(m_values);
        return std::move(m_column);
    }

private:
    Column m_column;
    TextValues m_values;
};

void warnOfInfinite(const std::string& name, int64_t count, std::vector<std::string>& warnings)
{
    if (count > 0)
        warnings.push_back("column '" + name + "': " + counted(count, "infinite cell") + " read as missing");
}

class RealBuilder : public ColumnBuilder {
public:
    RealBuilder(std::string name, bool single, std::shared_ptr<SpillArea> area)
    {
        m_column.name = std::move(name);
        m_values.values = RowArray<double>(std::move(area));
        m_values.single = single;
    }

    void append(const arrow::Array& array) override
    {
        for (int64_t i = 0; i < array.length(); ++i) {
            const double value = realAt(array, i);
            m_infinite += std::isinf(value) ? 1 : 0;
            m_values.values.push_back(std::isfinite(value) ? value : kMissing);
        }
    }
    std::optional<Column> finish(std::vector<std::string>& warnings) override
    {
        warnOfInfinite(m_column.name, m_infinite, warnings);
        m_column.values = std::move(m_values);
        return std::move(m_column);
    }

private:
    Column m_column;
    RealValues m_values;
    int64_t m_infinite = 0;
};

/// Where the items of row i lie in the values of a list array.
struct ItemRange {
    int64_t begin;
    int64_t end;
};

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

/// Lists of floating-point numbers, all of the same length.
class MatrixBuilder : public ColumnBuilder {
public:
    explicit MatrixBuilder(std::string name) { m_column.name = std::move(name); }

    void append(const arrow::Array& array) override
    {
        const arrow::Array& items = itemArray(array);
        for (int64_t i = 0; i < array.length(); ++i, ++m_rows) {
            if (array.IsNull(i)) {
                if (m_matrix)
                    std::fill_n(nextRow(), m_matrix->width(), std::numeric_limits<float>::quiet_NaN());
                continue;
            }
            const ItemRange range = itemsOf(array, i);
            if (!m_matrix)
                open(range.end - range.begin);
            m_ragged = m_ragged || range.end - range.begin != m_matrix->width();
            if (!m_ragged)
                fill(items, range);
        }
    }
    std::optional<Column> finish(std::vector<std::string>& warnings) override
    {
        if (m_ragged || !m_matrix || m_matrix->width() == 0) {
            warnings.push_back("column '" + m_column.name
                               + "' is left out: its lists of numbers have different lengths or are empty");
            return std::nullopt;
        }
        warnOfInfinite(m_column.name, m_infinite, warnings);
        m_column.values = MatrixValues{m_matrix->finish()};
        return std::move(m_column);
    }

private:
    void open(int64_t width)
    {
        m_matrix.emplace(width);
        for (int64_t row = 0; row < m_rows && width > 0; ++row)
            std::fill_n(nextRow(), width, std::numeric_limits<float>::quiet_NaN());
    }
    float* nextRow()
    {
        int64_t given = 0;
        return m_matrix->append(1, given);
    }
    void fill(const arrow::Array& items, const ItemRange& range)
    {
        if (range.begin == range.end)
            return;
        float* row = nextRow();
        for (int64_t k = range.begin; k < range.end; ++k)
            row[k - range.begin] = static_cast<float>(realAt(items, k));
        m_infinite += dropInfinite({row, static_cast<size_t>(range.end - range.begin)});
    }

    Column m_column;
    std::optional<MatrixBuffer> m_matrix; ///< once the width is known
    int64_t m_rows = 0;
    int64_t m_infinite = 0;
    bool m_ragged = false;
};

/// Lists of texts or integers: a bag. The items of a cell are joined by '|'.
class BagBuilder : public ColumnBuilder {
public:
    BagBuilder(std::string name, std::shared_ptr<SpillArea> area)
    {
        m_column.name = std::move(name);
        if (area != nullptr)
            m_values.dictionary = TextDictionary(DictionaryLimit());
        m_values.codes = RowArray<int32_t>(std::move(area));
        m_values.lists = true;
    }

    void append(const arrow::Array& array) override
    {
        TextReader reader(itemArray(array), m_items);
        std::string cell;
        for (int64_t i = 0; i < array.length(); ++i) {
            cell.clear();
            const ItemRange range = array.IsNull(i) ? ItemRange{0, 0} : itemsOf(array, i);
            for (int64_t k = range.begin; k < range.end; ++k) {
                const std::string_view item = m_items[reader.code(k)];
                if (item.empty())
                    continue;
                m_clash = m_clash || item.find('|') != std::string_view::npos;
                cell.append(cell.empty() ? "" : "|").append(item);
            }
            m_values.codes.push_back(m_values.dictionary.add(cell));
        }
    }
    std::optional<Column> finish(std::vector<std::string>& warnings) override
    {
        if (m_clash)
            warnings.push_back("column '" + m_column.name + "': items with a '|' inside are cut there");
        m_column.values = std::move(m_values);
        return std::move(m_column);
    }

private:
    Column m_column;
    TextValues m_values;
    TextDictionary m_items;
    bool m_clash = false;
};

} // namespace

const char* columnFamily(const arrow::DataType& type)
{
    if (isReal(type))
        return "numbers";
    if (isText(type))
        return "text";
    const bool list = type.id() == arrow::Type::LIST || type.id() == arrow::Type::LARGE_LIST
        || type.id() == arrow::Type::FIXED_SIZE_LIST;
    if (!list)
        return nullptr;
    const arrow::DataType& items = *type.field(0)->type();
    return isReal(items) ? "vector" : isText(items) ? "bag" : nullptr;
}

std::unique_ptr<ColumnBuilder> makeColumnBuilder(const std::string& name, const arrow::DataType& type,
                                                 const std::shared_ptr<SpillArea>& area)
{
    const char* family = columnFamily(type);
    if (family == nullptr)
        return nullptr;
    const std::string_view word(family);
    if (word == "numbers")
        return std::make_unique<RealBuilder>(name, type.id() != arrow::Type::DOUBLE, area);
    if (word == "text")
        return std::make_unique<TextBuilder>(name, area);
    if (word == "vector")
        return std::make_unique<MatrixBuilder>(name);
    return std::make_unique<BagBuilder>(name, area);
}

} // namespace leap

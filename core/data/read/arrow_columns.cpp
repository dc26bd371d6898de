// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/arrow_columns.h"

#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "core/data/read/arrow_cells.h"
#include "core/data/read/arrow_times.h"

#include <arrow/array.h>
#include <arrow/type.h>
#include <arrow/type_traits.h>
#include <cmath>
#include <limits>

namespace leap {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

constexpr double kExactIntegers = 9007199254740992; ///< 2^53: a double has every integer below it

bool isReal(const arrow::DataType& type)
{
    return type.id() == arrow::Type::DICTIONARY
        ? isReal(*static_cast<const arrow::DictionaryType&>(type).value_type())
        : arrow::is_floating(type.id());
}

class TextBuilder : public ColumnBuilder {
public:
    TextBuilder(std::string name, bool bits, std::shared_ptr<SpillArea> area)
        : m_bits(bits)
        , m_area(area)
    {
        m_column.name = std::move(name);
        if (area != nullptr)
            m_values.dictionary = TextDictionary(DictionaryLimit());
        m_values.codes = RowArray<int32_t>(std::move(area));
    }

    void append(const arrow::Array& array) override
    {
        m_times.see(*array.type());
        TextReader(array, m_values.dictionary, m_bits).read(m_values.codes);
    }
    std::optional<Column> finish(std::vector<std::string>& warnings) override
    {
        m_times.finish(m_column.name, m_values, m_area, warnings);
        m_column.values = std::move(m_values);
        return std::move(m_column);
    }

private:
    Column m_column;
    TextValues m_values;
    bool m_bits;
    std::shared_ptr<SpillArea> m_area;
    TimeParts m_times;
};

void warnOfInfinite(const std::string& name, int64_t count, std::vector<std::string>& warnings)
{
    if (count > 0)
        warnings.push_back(infiniteCells(name, count));
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
        const bool integers = arrow::is_integer(array.type_id());
        for (int64_t i = 0; i < array.length(); ++i) {
            const double value = realAt(array, i);
            m_rounded += integers && std::abs(value) >= kExactIntegers ? 1 : 0;
            m_infinite += std::isinf(value) ? 1 : 0;
            m_values.values.push_back(std::isfinite(value) ? value : kMissing);
        }
    }
    std::optional<Column> finish(std::vector<std::string>& warnings) override
    {
        warnOfInfinite(m_column.name, m_infinite, warnings);
        if (m_rounded > 0)
            warnings.push_back("column '" + m_column.name + "': " + counted(m_rounded, "integer")
                               + " beyond 2^53 may be rounded, as other files store the column as real "
                                 "numbers.");
        m_column.values = std::move(m_values);
        return std::move(m_column);
    }

private:
    Column m_column;
    RealValues m_values;
    int64_t m_infinite = 0;
    int64_t m_rounded = 0; ///< integers that a double may not have
};

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
                               + "' is left out: its lists of numbers have different lengths or are empty.");
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
        copyReals(items, range, row);
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
            warnings.push_back("column '" + m_column.name + "': items with a '|' inside are cut there.");
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

std::unique_ptr<ColumnBuilder> makeColumnBuilder(const std::string& name, const ColumnShape& shape,
                                                 const std::shared_ptr<SpillArea>& area)
{
    const std::string_view family(shape.family);
    if (family == "numbers")
        return std::make_unique<RealBuilder>(name, shape.single, area);
    if (family == "text")
        return std::make_unique<TextBuilder>(name, shape.bits, area);
    if (family == "vector")
        return std::make_unique<MatrixBuilder>(name);
    return std::make_unique<BagBuilder>(name, area);
}

} // namespace leap

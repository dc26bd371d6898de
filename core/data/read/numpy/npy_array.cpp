// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/numpy/npy_array.h"

#include "core/base/error.h"
#include "core/data/read/numpy/npy_values.h"

#include <algorithm>
#include <arrow/array.h>
#include <arrow/type.h>
#include <cstring>

namespace leap {
namespace {

/// Values as they lie in the file, packed next to one another: of one type, from rows of `stride` bytes.
std::string pieceOf(std::string_view rows, int64_t count, int64_t stride, int64_t offset, int64_t bytes)
{
    if (stride == bytes)
        return std::string(rows);
    std::string piece(static_cast<size_t>(count * bytes), '\0');
    for (int64_t row = 0; row < count; ++row)
        std::memcpy(piece.data() + row * bytes, rows.data() + row * stride + offset,
                    static_cast<size_t>(bytes));
    return piece;
}

std::shared_ptr<arrow::Array> listsOf(std::shared_ptr<arrow::Array> values, int64_t width)
{
    return std::make_shared<arrow::FixedSizeListArray>(
        arrow::fixed_size_list(values->type(), static_cast<int32_t>(width)), values->length() / width,
        values);
}

} // namespace

NpyArray::NpyArray(std::unique_ptr<ByteSource> source, std::string where)
    : m_where(std::move(where))
    , m_source(std::move(source))
    , m_header(readNpyHeader(*m_source, m_where))
{
}

int64_t NpyArray::width() const
{
    int64_t width = 1;
    for (size_t i = 1; i < m_header.shape.size(); ++i)
        width *= m_header.shape[i];
    return width;
}

std::string NpyArray::unreadable() const
{
    if (m_header.shape.empty())
        return "it is one value, not a column";
    if (m_header.shape.size() > 2)
        return "it has " + std::to_string(m_header.shape.size()) + " dimensions";
    if (width() < 1 || width() > (1 << 24))
        return "its rows have " + std::to_string(width()) + " elements";
    if (m_header.structured)
        return m_header.shape.size() == 1 && !m_header.types.empty() ? "" : "it is a matrix of records";
    return arrowTypeOf(m_header.types.front()) == nullptr
        ? "its type " + m_header.types.front().text + " is not supported"
        : "";
}

std::shared_ptr<arrow::DataType> NpyArray::type(bool matrix) const
{
    if (m_header.structured) {
        arrow::FieldVector fields;
        for (const NpyType& type : m_header.types) {
            const auto values = arrowTypeOf(type);
            if (values != nullptr && type.count >= 1)
                fields.push_back(arrow::field(
                    type.name,
                    type.count == 1 ? values
                                    : arrow::fixed_size_list(values, static_cast<int32_t>(type.count))));
        }
        return arrow::struct_(fields);
    }
    const NpyType& only = m_header.types.front();
    if (width() == 1)
        return arrowTypeOf(only);
    return arrow::fixed_size_list(matrix && isNpyNumber(only) ? arrow::float64() : arrowTypeOf(only),
                                  static_cast<int32_t>(width()));
}

/// A column-ordered array is read whole: its rows are not next to one another.
void NpyArray::readColumnOrder()
{
    const int64_t bytes = m_header.itemBytes, columns = width();
    std::string column(static_cast<size_t>(rows() * bytes), '\0');
    m_all.resize(static_cast<size_t>(rows() * columns * bytes));
    for (int64_t k = 0; k < columns; ++k) {
        m_source->read(column.data(), column.size());
        for (int64_t row = 0; row < rows(); ++row)
            std::memcpy(m_all.data() + (row * columns + k) * bytes, column.data() + row * bytes,
                        static_cast<size_t>(bytes));
    }
}

std::string NpyArray::nextBytes(int64_t count)
{
    const auto bytes = static_cast<size_t>(count * width() * m_header.itemBytes);
    std::string text;
    if (m_header.fortran && m_header.shape.size() == 2 && width() > 1) {
        if (m_next == 0)
            readColumnOrder();
        text = m_all.substr(static_cast<size_t>(m_next * width() * m_header.itemBytes), bytes);
    } else {
        text.resize(bytes);
        m_source->read(text.data(), bytes);
    }
    m_next += count;
    return text;
}

std::shared_ptr<arrow::Array> NpyArray::next(int64_t count, bool matrix)
{
    const std::string rows = nextBytes(count);
    if (!m_header.structured) {
        const NpyType& only = m_header.types.front();
        auto values = width() > 1 && matrix && isNpyNumber(only) ? npyReals(only, rows, m_where)
                                                                 : npyValues(only, rows, m_where);
        return width() == 1 ? values : listsOf(std::move(values), width());
    }
    arrow::ArrayVector fields;
    for (const NpyType& type : m_header.types) {
        if (arrowTypeOf(type) == nullptr || type.count < 1)
            continue;
        auto values = npyValues(
            type, pieceOf(rows, count, m_header.itemBytes, type.offset, type.bytes * type.count), m_where);
        fields.push_back(type.count == 1 ? values : listsOf(std::move(values), type.count));
    }
    return std::make_shared<arrow::StructArray>(type(matrix), count, fields);
}

std::vector<std::shared_ptr<arrow::Array>> NpyArray::nextColumns(int64_t count)
{
    const std::string rows = nextBytes(count);
    const NpyType& only = m_header.types.front();
    std::vector<std::shared_ptr<arrow::Array>> columns;
    for (int64_t k = 0; k < width(); ++k)
        columns.push_back(
            npyValues(only, pieceOf(rows, count, width() * only.bytes, k * only.bytes, only.bytes), m_where));
    return columns;
}

} // namespace leap

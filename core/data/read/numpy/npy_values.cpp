// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/numpy/npy_values.h"

#include "core/base/error.h"
#include "core/data/read/arrow_cells.h"

#include <algorithm>
#include <arrow/array.h>
#include <arrow/array/builder_binary.h>
#include <arrow/array/builder_primitive.h>
#include <arrow/buffer.h>
#include <arrow/type.h>
#include <cstring>
#include <limits>
#include <optional>

namespace leap {
namespace {

/// A unit of NumPy's times as one of Arrow's: how many of those it is.
struct TimeUnit {
    const char* name;
    arrow::TimeUnit::type unit;
    int64_t times;
};
constexpr std::array kUnits{
    TimeUnit{"W", arrow::TimeUnit::SECOND, 604'800}, TimeUnit{"D", arrow::TimeUnit::SECOND, 86'400},
    TimeUnit{"h", arrow::TimeUnit::SECOND, 3'600},   TimeUnit{"m", arrow::TimeUnit::SECOND, 60},
    TimeUnit{"s", arrow::TimeUnit::SECOND, 1},       TimeUnit{"ms", arrow::TimeUnit::MILLI, 1},
    TimeUnit{"us", arrow::TimeUnit::MICRO, 1},       TimeUnit{"ns", arrow::TimeUnit::NANO, 1}};

const TimeUnit* unitOf(const NpyType& type)
{
    const auto found = std::find_if(kUnits.begin(), kUnits.end(),
                                    [&](const TimeUnit& unit) { return type.unit == unit.name; });
    return found == kUnits.end() ? nullptr : &*found;
}

void swapBytes(std::string& bytes, size_t size)
{
    for (size_t at = 0; at + size <= bytes.size(); at += size)
        std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                     bytes.begin() + static_cast<std::ptrdiff_t>(at + size));
}

std::shared_ptr<arrow::Array> finished(arrow::ArrayBuilder& builder)
{
    std::shared_ptr<arrow::Array> array;
    if (const arrow::Status status = builder.Finish(&array); !status.ok())
        throw FailureError("Not enough memory for an array (Arrow: " + status.message() + ").");
    return array;
}

void orFail(const arrow::Status& status)
{
    if (!status.ok())
        throw FailureError("Not enough memory for an array (Arrow: " + status.message() + ").");
}

void appendUtf8(uint32_t code, std::string& text)
{
    const auto push = [&](uint32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        push(code);
    } else if (code < 0x800) {
        push(0xC0 | code >> 6), push(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        push(0xE0 | code >> 12), push(0x80 | (code >> 6 & 0x3F)), push(0x80 | (code & 0x3F));
    } else {
        push(0xF0 | code >> 18), push(0x80 | (code >> 12 & 0x3F));
        push(0x80 | (code >> 6 & 0x3F)), push(0x80 | (code & 0x3F));
    }
}

std::string utf8Of(std::string_view utf32, const std::string& where)
{
    std::string text;
    for (size_t at = 0; at + 4 <= utf32.size(); at += 4) {
        uint32_t code = 0;
        std::memcpy(&code, utf32.data() + at, sizeof code);
        if (code == 0 && utf32.find_first_not_of('\0', at) == std::string_view::npos)
            break;
        if (code > 0x10FFFF)
            throw InputError(where + ": a text of it is no Unicode; the array is damaged.");
        appendUtf8(code, text);
    }
    return text;
}

/// Texts of one length, filled with zeros.
std::shared_ptr<arrow::Array> textsOf(const NpyType& type, const std::string& bytes, int64_t count,
                                      const std::string& where)
{
    arrow::LargeBinaryBuilder builder;
    const auto size = static_cast<size_t>(type.bytes);
    for (int64_t i = 0; i < count; ++i) {
        const std::string_view cell = std::string_view(bytes).substr(static_cast<size_t>(i) * size, size);
        if (type.kind == 'U') {
            orFail(builder.Append(utf8Of(cell, where)));
            continue;
        }
        const size_t last = cell.find_last_not_of('\0');
        orFail(builder.Append(cell.substr(0, last == std::string_view::npos ? 0 : last + 1)));
    }
    return finished(builder);
}

std::shared_ptr<arrow::Array> boolsOf(const std::string& bytes)
{
    arrow::BooleanBuilder builder;
    for (const char value : bytes)
        orFail(builder.Append(value != 0));
    return finished(builder);
}

/// Times in a unit of Arrow's; the smallest integer means "not a time".
std::shared_ptr<arrow::Array> timesOf(const NpyType& type, const std::string& bytes, const std::string& where)
{
    const TimeUnit& unit = *unitOf(type);
    arrow::Int64Builder builder;
    for (size_t at = 0; at + 8 <= bytes.size(); at += 8) {
        int64_t value = 0;
        std::memcpy(&value, bytes.data() + at, sizeof value);
        int64_t scaled = 0;
        if (value == std::numeric_limits<int64_t>::min()) {
            orFail(builder.AppendNull());
            continue;
        }
        if (__builtin_mul_overflow(value, unit.times, &scaled))
            throw InputError(where + ": a time of it is too far away; the array is damaged.");
        orFail(builder.Append(scaled));
    }
    return finished(builder)->View(arrowTypeOf(type)).ValueOrDie();
}

int64_t countOf(const NpyType& type, const std::string& bytes)
{
    return type.bytes == 0 ? 0 : static_cast<int64_t>(bytes.size()) / type.bytes;
}

} // namespace

bool isNpyNumber(const NpyType& type)
{
    return (type.kind == 'b' || type.kind == 'i' || type.kind == 'u' || type.kind == 'f')
        && arrowTypeOf(type) != nullptr;
}

std::shared_ptr<arrow::DataType> arrowTypeOf(const NpyType& type)
{
    const int64_t bytes = type.bytes;
    switch (type.kind) {
    case 'b':
        return bytes == 1 ? arrow::boolean() : nullptr;
    case 'i':
        return bytes == 1 ? arrow::int8()
            : bytes == 2  ? arrow::int16()
            : bytes == 4  ? arrow::int32()
            : bytes == 8  ? arrow::int64()
                          : nullptr;
    case 'u':
        return bytes == 1 ? arrow::uint8()
            : bytes == 2  ? arrow::uint16()
            : bytes == 4  ? arrow::uint32()
            : bytes == 8  ? arrow::uint64()
                          : nullptr;
    case 'f':
        return bytes == 2 ? arrow::float16()
            : bytes == 4  ? arrow::float32()
            : bytes == 8  ? arrow::float64()
                          : nullptr;
    case 'U':
    case 'S':
    case 'a':
        return bytes > 0 ? arrow::large_binary() : nullptr;
    case 'M':
        return bytes == 8 && unitOf(type) ? arrow::timestamp(unitOf(type)->unit) : nullptr;
    case 'm':
        return bytes == 8 && unitOf(type) ? arrow::duration(unitOf(type)->unit) : nullptr;
    default:
        return nullptr;
    }
}

std::shared_ptr<arrow::Array> npyValues(const NpyType& type, std::string bytes, const std::string& where)
{
    if (type.bigEndian)
        swapBytes(bytes, type.kind == 'U' ? 4 : type.kind == 'S' ? 1 : static_cast<size_t>(type.bytes));
    const int64_t count = countOf(type, bytes);
    if (type.kind == 'b')
        return boolsOf(bytes);
    if (type.kind == 'U' || type.kind == 'S' || type.kind == 'a')
        return textsOf(type, bytes, count, where);
    if (type.kind == 'M' || type.kind == 'm')
        return timesOf(type, bytes, where);
    return arrow::MakeArray(arrow::ArrayData::Make(arrowTypeOf(type), count,
                                                   {nullptr, arrow::Buffer::FromString(std::move(bytes))}));
}

std::shared_ptr<arrow::Array> npyReals(const NpyType& type, std::string bytes, const std::string& where)
{
    const auto values = npyValues(type, std::move(bytes), where);
    if (values->type_id() == arrow::Type::DOUBLE)
        return values;
    arrow::DoubleBuilder builder;
    for (int64_t i = 0; i < values->length(); ++i)
        orFail(builder.Append(realAt(*values, i)));
    return finished(builder);
}

} // namespace leap

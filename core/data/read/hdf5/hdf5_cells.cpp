// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/hdf5/hdf5_cells.h"

#include "core/base/error.h"

#include <arrow/array.h>
#include <arrow/array/builder_binary.h>
#include <arrow/array/builder_primitive.h>
#include <arrow/type.h>
#include <charconv>

namespace leap {
namespace {

std::shared_ptr<arrow::Array> finished(arrow::ArrayBuilder& builder, const arrow::Status& appended)
{
    std::shared_ptr<arrow::Array> array;
    const arrow::Status status = appended.ok() ? builder.Finish(&array) : appended;
    if (!status.ok())
        throw FailureError("Not enough memory for a column (Arrow: " + status.message() + ").");
    return array;
}

template <typename Builder, typename Number>
std::shared_ptr<arrow::Array> integersOf(const std::vector<std::string>& texts)
{
    Builder builder;
    arrow::Status status;
    for (const std::string& text : texts) {
        Number value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value); // our own decimals
        status &= builder.Append(value);
    }
    return finished(builder, status);
}

std::shared_ptr<arrow::Array> realsOf(const std::vector<double>& values, bool single)
{
    arrow::Status status;
    if (!single) {
        arrow::DoubleBuilder builder;
        status = builder.AppendValues(values);
        return finished(builder, status);
    }
    arrow::FloatBuilder builder;
    for (const double value : values)
        status &= builder.Append(static_cast<float>(value));
    return finished(builder, status);
}

} // namespace

std::shared_ptr<arrow::DataType> hdf5CellType(const Hdf5Type& type)
{
    if (type.type == H5T_FLOAT)
        return type.bytes < sizeof(double) ? arrow::float32() : arrow::float64();
    if (type.type == H5T_INTEGER || type.truth)
        return type.isUnsigned ? arrow::uint64() : arrow::int64();
    return arrow::large_binary();
}

std::shared_ptr<arrow::Array> hdf5Cells(const Hdf5File& file, const Hdf5Array& array, const Hdf5Type& type,
                                        const std::string& member, hsize_t first, hsize_t rows)
{
    if (type.type == H5T_FLOAT)
        return realsOf(file.readReals(array, first, rows, member), type.bytes < sizeof(double));
    const std::vector<std::string> texts = file.readTexts(array, first, rows, member);
    if (type.type == H5T_INTEGER || type.truth)
        return type.isUnsigned ? integersOf<arrow::UInt64Builder, uint64_t>(texts)
                               : integersOf<arrow::Int64Builder, int64_t>(texts);
    arrow::LargeBinaryBuilder builder;
    arrow::Status status;
    for (const std::string& text : texts)
        status &= builder.Append(text);
    return finished(builder, status);
}

} // namespace leap

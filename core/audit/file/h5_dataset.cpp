// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/h5.h"
#include "core/audit/file/h5_text.h"

#include <algorithm>
#include <utility>

namespace leap::h5 {
namespace {

constexpr hsize_t kChunkBytes = hsize_t{1} << 20;
constexpr unsigned kDeflateLevel = 1;
/// Deflate packs at most about 1 : 1032; a dataset that claims more than this is damaged, not large.
constexpr uint64_t kLargestRatio = 1100;

template <typename T> struct Types;
template <> struct Types<float> {
    static hid_t file() { return H5T_IEEE_F32LE; }
    static hid_t memory() { return H5T_NATIVE_FLOAT; }
    static constexpr Group::Type kType = Group::Type::Float;
};
template <> struct Types<double> {
    static hid_t file() { return H5T_IEEE_F64LE; }
    static hid_t memory() { return H5T_NATIVE_DOUBLE; }
    static constexpr Group::Type kType = Group::Type::Double;
};
template <> struct Types<int64_t> {
    static hid_t file() { return H5T_STD_I64LE; }
    static hid_t memory() { return H5T_NATIVE_INT64; }
    static constexpr Group::Type kType = Group::Type::Int;
};
template <> struct Types<uint8_t> {
    static hid_t file() { return H5T_STD_U8LE; }
    static hid_t memory() { return H5T_NATIVE_UINT8; }
    static constexpr Group::Type kType = Group::Type::Byte;
};

int64_t productOf(const std::vector<int64_t>& shape)
{
    int64_t product = 1;
    for (const int64_t size : shape)
        product *= size;
    return product;
}

std::string shapeText(const std::vector<int64_t>& shape)
{
    std::string text = "[";
    for (const int64_t size : shape)
        text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    return text + "]";
}

/// Chunks of about 1 MiB along the first dimension, shuffled, deflated and checksummed. Single values and
/// arrays without elements cannot be chunked.
Id creationOf(const std::vector<int64_t>& shape, size_t elementBytes)
{
    Id properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    if (shape.empty() || productOf(shape) == 0)
        return properties;
    std::vector<hsize_t> chunk(shape.begin(), shape.end());
    const hsize_t rowBytes =
        elementBytes * static_cast<hsize_t>(productOf(shape)) / static_cast<hsize_t>(shape[0]);
    chunk[0] = std::clamp<hsize_t>(kChunkBytes / std::max<hsize_t>(1, rowBytes), 1, chunk[0]);
    H5Pset_chunk(properties.get(), static_cast<int>(chunk.size()), chunk.data());
    H5Pset_shuffle(properties.get());
    H5Pset_deflate(properties.get(), kDeflateLevel);
    H5Pset_fletcher32(properties.get());
    return properties;
}

} // namespace

void Group::writeRaw(const std::string& name, hid_t fileType, hid_t memoryType,
                     const std::vector<int64_t>& shape, const void* values) const
{
    const std::vector<hsize_t> extent(shape.begin(), shape.end());
    const Id space(H5Screate_simple(static_cast<int>(extent.size()), extent.data(), nullptr), H5Sclose);
    const Id creation = creationOf(shape, H5Tget_size(fileType));
    const Id links(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
    H5Pset_create_intermediate_group(links.get(), 1);
    Id dataset(
        H5Dcreate2(m_id.get(), name.c_str(), fileType, space.get(), links.get(), creation.get(), H5P_DEFAULT),
        H5Dclose);
    const bool written = dataset.valid()
        && (productOf(shape) == 0
            || H5Dwrite(dataset.get(), memoryType, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0);
    if (!written || !dataset.reset())
        fail(name, "the dataset cannot be written");
}

template <typename T>
void Group::write(const std::string& name, std::span<const T> values, const std::vector<int64_t>& shape) const
{
    if (productOf(shape) != static_cast<int64_t>(values.size()))
        fail(name, std::to_string(values.size()) + " values do not fill the shape " + shapeText(shape));
    writeRaw(name, Types<T>::file(), Types<T>::memory(), shape, values.data());
}

void Group::writeTexts(const std::string& name, const std::vector<std::string>& texts) const
{
    size_t bytes = 1;
    for (const std::string& text : texts)
        bytes = std::max(bytes, text.size());
    std::string padded(bytes * texts.size(), '\0');
    for (size_t i = 0; i < texts.size(); ++i)
        std::copy(texts[i].begin(), texts[i].end(), padded.begin() + static_cast<std::ptrdiff_t>(i * bytes));
    const Id type = fixedText(bytes);
    writeRaw(name, type.get(), type.get(), {static_cast<int64_t>(texts.size())}, padded.data());
}

Id Group::dataset(const std::string& name) const
{
    if (!has(name))
        fail(name, "the dataset is missing");
    Id dataset(H5Dopen2(m_id.get(), name.c_str(), H5P_DEFAULT), H5Dclose);
    if (!dataset.valid())
        fail(name, "the dataset cannot be opened");
    return dataset;
}

std::vector<int64_t> Group::shapeOf(const std::string& name) const
{
    const Id found = dataset(name);
    const Id space(H5Dget_space(found.get()), H5Sclose);
    const int rank = H5Sget_simple_extent_ndims(space.get());
    if (rank < 0)
        fail(name, "the dataset has no shape");
    std::vector<hsize_t> extent(static_cast<size_t>(rank));
    H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr);
    const Id type(H5Dget_type(found.get()), H5Tclose);
    uint64_t room =
        kLargestRatio * (H5Dget_storage_size(found.get()) + 1) / std::max<size_t>(1, H5Tget_size(type.get()));
    for (const hsize_t size : extent) {
        if (size > room)
            fail(name, "the dataset claims more values than it holds");
        room = size > 0 ? room / size : room;
    }
    return {extent.begin(), extent.end()};
}

Group::Type Group::typeOf(const std::string& name) const
{
    const Id found = dataset(name);
    const Id type(H5Dget_type(found.get()), H5Tclose);
    const H5T_class_t kind = H5Tget_class(type.get());
    const size_t bytes = H5Tget_size(type.get());
    if (kind == H5T_FLOAT && bytes == sizeof(float))
        return Type::Float;
    if (kind == H5T_FLOAT && bytes == sizeof(double))
        return Type::Double;
    if (kind == H5T_INTEGER && bytes == sizeof(int64_t))
        return Type::Int;
    if (kind == H5T_INTEGER && bytes == sizeof(uint8_t))
        return Type::Byte;
    return Type::Other;
}

void Group::readRaw(const std::string& name, hid_t memoryType, void* values) const
{
    const Id found = dataset(name);
    if (H5Dread(found.get(), memoryType, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0)
        fail(name, "the dataset cannot be read");
}

template <typename T> std::vector<T> Group::read(const std::string& name) const
{
    if (typeOf(name) != Types<T>::kType)
        fail(name, "the dataset is of another type");
    std::vector<T> values(static_cast<size_t>(productOf(shapeOf(name))));
    if (!values.empty())
        readRaw(name, Types<T>::memory(), values.data());
    return values;
}

template <typename T>
std::vector<T> Group::read(const std::string& name, const std::vector<int64_t>& shape) const
{
    const auto found = shapeOf(name);
    if (found != shape)
        fail(name, "the dataset has the shape " + shapeText(found) + ", expected " + shapeText(shape));
    return read<T>(name);
}

std::vector<std::string> Group::readTexts(const std::string& name, int64_t count) const
{
    const auto shape = shapeOf(name);
    if (shape.size() != 1 || (count >= 0 && shape[0] != count))
        fail(name,
             "the dataset has the shape " + shapeText(shape)
                 + (count >= 0 ? ", expected " + shapeText({count}) : std::string()));
    size_t bytes = 0;
    {
        const Id found = dataset(name);
        const Id type(H5Dget_type(found.get()), H5Tclose);
        bytes = fixedTextBytes(type.get());
    }
    if (bytes == 0)
        fail(name, "the dataset is of another type");
    const auto entries = static_cast<size_t>(shape[0]);
    std::string padded(bytes * entries, '\0');
    const Id memory = fixedText(bytes);
    if (entries > 0)
        readRaw(name, memory.get(), padded.data());
    std::vector<std::string> texts;
    for (size_t i = 0; i < entries; ++i)
        texts.push_back(withoutPadding(padded.data() + i * bytes, bytes));
    return texts;
}

std::string Group::readText(const std::string& name) const
{
    return readTexts(name, 1).front();
}

#define LEAP_H5_TYPE(T)                                                                                      \
    template void Group::write<T>(const std::string&, std::span<const T>, const std::vector<int64_t>&)       \
        const;                                                                                               \
    template std::vector<T> Group::read<T>(const std::string&) const;                                        \
    template std::vector<T> Group::read<T>(const std::string&, const std::vector<int64_t>&) const;
LEAP_H5_TYPE(float)
LEAP_H5_TYPE(double)
LEAP_H5_TYPE(int64_t)
LEAP_H5_TYPE(uint8_t)
#undef LEAP_H5_TYPE

} // namespace leap::h5

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/h5.h"
#include "core/audit/file/h5_text.h"
#include "core/base/hdf5_links.h"

#include <utility>

namespace leap::h5 {

Group::Group(std::shared_ptr<const Origin> origin, std::string path, Id id)
    : m_origin(std::move(origin))
    , m_path(std::move(path))
    , m_id(std::move(id))
{
}

std::string Group::place(const std::string& name) const
{
    return name.empty() ? (m_path.empty() ? "/" : m_path) : m_path + "/" + name;
}

std::string Group::fullPlace(const std::string& name) const
{
    return m_origin->file + ", " + place(name);
}

void Group::fail(const std::string& name, const std::string& what) const
{
    m_origin->fail(place(name), what);
}

Group Group::create(const std::string& name) const
{
    Id id(H5Gcreate2(m_id.get(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
    if (!id.valid())
        fail(name, "the group cannot be made");
    return {m_origin, place(name), std::move(id)};
}

Group Group::open(const std::string& name) const
{
    if (!has(name))
        fail(name, "the group is missing");
    Id id(H5Gopen2(m_id.get(), name.c_str(), H5P_DEFAULT), H5Gclose);
    if (!id.valid())
        fail(name, "the group cannot be opened");
    return {m_origin, place(name), std::move(id)};
}

void Group::link(const std::string& name, const std::string& of) const
{
    const Id links(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
    H5Pset_create_intermediate_group(links.get(), 1);
    if (H5Lcreate_hard(m_id.get(), of.c_str(), m_id.get(), name.c_str(), links.get(), H5P_DEFAULT) < 0)
        fail(name, "the link to " + of + " cannot be made");
}

bool Group::has(const std::string& name) const
{
    const htri_t found = H5Lexists(m_id.get(), name.c_str(), H5P_DEFAULT);
    if (found < 0)
        fail(name, "the group cannot be searched");
    return found > 0;
}

bool Group::isGroup(const std::string& name) const
{
    const Id object(H5Oopen(m_id.get(), name.c_str(), H5P_DEFAULT), H5Oclose);
    if (!object.valid())
        fail(name, "it cannot be opened");
    return H5Iget_type(object.get()) == H5I_GROUP;
}

std::vector<std::string> Group::names() const
{
    auto names = linkNames(m_id.get());
    if (!names)
        fail("", "the group cannot be listed");
    return *std::move(names);
}

bool Group::hasAttribute(const std::string& name) const
{
    return H5Aexists(m_id.get(), name.c_str()) > 0;
}

Id Group::attribute(const std::string& name) const
{
    if (!hasAttribute(name))
        fail("", "the attribute '" + name + "' is missing");
    Id attribute(H5Aopen(m_id.get(), name.c_str(), H5P_DEFAULT), H5Aclose);
    if (!attribute.valid())
        fail("", "the attribute '" + name + "' cannot be opened");
    return attribute;
}

void Group::setAttribute(const std::string& name, hid_t fileType, hid_t memoryType, const void* value) const
{
    const Id space(H5Screate(H5S_SCALAR), H5Sclose);
    const Id attribute(H5Acreate2(m_id.get(), name.c_str(), fileType, space.get(), H5P_DEFAULT, H5P_DEFAULT),
                       H5Aclose);
    if (!attribute.valid() || H5Awrite(attribute.get(), memoryType, value) < 0)
        fail("", "the attribute '" + name + "' cannot be written");
}

void Group::getAttribute(const std::string& name, hid_t memoryType, H5T_class_t expected, void* value) const
{
    const Id found = attribute(name);
    const Id type(H5Aget_type(found.get()), H5Tclose);
    const Id space(H5Aget_space(found.get()), H5Sclose);
    if (!type.valid() || H5Tget_class(type.get()) != expected
        || H5Sget_simple_extent_npoints(space.get()) != 1)
        fail("", "the attribute '" + name + "' is of another type");
    if (H5Aread(found.get(), memoryType, value) < 0)
        fail("", "the attribute '" + name + "' cannot be read");
}

void Group::setInt(const std::string& name, int64_t value) const
{
    setAttribute(name, H5T_STD_I64LE, H5T_NATIVE_INT64, &value);
}

void Group::setDouble(const std::string& name, double value) const
{
    setAttribute(name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &value);
}

void Group::setText(const std::string& name, std::string_view text) const
{
    const Id type = fixedText(text.size());
    const std::string padded = text.empty() ? std::string(1, '\0') : std::string(text);
    setAttribute(name, type.get(), type.get(), padded.data());
}

int64_t Group::intOf(const std::string& name) const
{
    int64_t value = 0;
    getAttribute(name, H5T_NATIVE_INT64, H5T_INTEGER, &value);
    return value;
}

double Group::doubleOf(const std::string& name) const
{
    double value = 0;
    getAttribute(name, H5T_NATIVE_DOUBLE, H5T_FLOAT, &value);
    return value;
}

std::string Group::textOf(const std::string& name) const
{
    const Id found = attribute(name);
    const Id type(H5Aget_type(found.get()), H5Tclose);
    const size_t bytes = fixedTextBytes(type.get());
    if (bytes == 0)
        fail("", "the attribute '" + name + "' is of another type");
    std::string text(bytes, '\0');
    const Id memory = fixedText(bytes);
    getAttribute(name, memory.get(), H5T_STRING, text.data());
    return withoutPadding(text.data(), bytes);
}

} // namespace leap::h5

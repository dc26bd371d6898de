// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/hdf5/hdf5_types.h"

namespace leap {
namespace {

constexpr int kDeepest = 8; ///< compounds in compounds

std::string memberName(hid_t type, unsigned index)
{
    char* text = H5Tget_member_name(type, index);
    const std::string name(text == nullptr ? "" : text);
    H5free_memory(text);
    return name;
}

void addMembers(hid_t compound, const std::string& before, int depth,
                std::vector<std::pair<std::string, Hdf5Type>>& members)
{
    for (int i = 0; i < H5Tget_nmembers(compound); ++i) {
        const h5::Id type(H5Tget_member_type(compound, static_cast<unsigned>(i)), H5Tclose);
        const std::string path = before + memberName(compound, static_cast<unsigned>(i));
        if (H5Tget_class(type.get()) == H5T_COMPOUND && depth < kDeepest)
            addMembers(type.get(), path + "/", depth + 1, members);
        else
            members.emplace_back(path, hdf5TypeOf(type.get()));
    }
}

/// FALSE = 0 and TRUE = 1.
bool isTruth(hid_t enumeration)
{
    const auto names = hdf5Names(enumeration);
    return names.size() == 2 && names[0] == std::pair<int64_t, std::string>(0, "FALSE")
        && names[1] == std::pair<int64_t, std::string>(1, "TRUE");
}

} // namespace

Hdf5Type hdf5TypeOf(hid_t type)
{
    Hdf5Type found{H5Tget_class(type), H5Tget_size(type), false, false};
    if (found.type == H5T_INTEGER)
        found.isUnsigned = H5Tget_sign(type) == H5T_SGN_NONE;
    found.truth =
        (found.type == H5T_ENUM && isTruth(type)) || (found.type == H5T_BITFIELD && found.bytes == 1);
    return found;
}

std::vector<std::pair<std::string, Hdf5Type>> hdf5Members(hid_t compound)
{
    std::vector<std::pair<std::string, Hdf5Type>> members;
    addMembers(compound, {}, 0, members);
    return members;
}

h5::Id hdf5MemberType(const std::string& path, hid_t member)
{
    const size_t slash = path.find('/');
    const std::string name = path.substr(0, slash);
    const h5::Id inner =
        slash == std::string::npos ? h5::Id() : hdf5MemberType(path.substr(slash + 1), member);
    const hid_t held = inner.valid() ? inner.get() : member;
    h5::Id type(H5Tcreate(H5T_COMPOUND, H5Tget_size(held)), H5Tclose);
    H5Tinsert(type.get(), name.c_str(), 0, held);
    return type;
}

h5::Id hdf5TypeInFile(hid_t compound, const std::string& path)
{
    const size_t slash = path.find('/');
    const int index = H5Tget_member_index(compound, path.substr(0, slash).c_str());
    h5::Id type(index < 0 ? -1 : H5Tget_member_type(compound, static_cast<unsigned>(index)), H5Tclose);
    return slash == std::string::npos || !type.valid() ? std::move(type)
                                                       : hdf5TypeInFile(type.get(), path.substr(slash + 1));
}

std::vector<std::pair<int64_t, std::string>> hdf5Names(hid_t enumeration)
{
    std::vector<std::pair<int64_t, std::string>> names;
    if (H5Tget_class(enumeration) != H5T_ENUM)
        return names;
    const h5::Id base(H5Tget_super(enumeration), H5Tclose);
    for (int i = 0; i < H5Tget_nmembers(enumeration); ++i) {
        int64_t value[8] = {}; // of at most 8 bytes each; converted in place
        if (H5Tget_size(base.get()) > sizeof value
            || H5Tget_member_value(enumeration, static_cast<unsigned>(i), value) < 0
            || H5Tconvert(base.get(), H5T_NATIVE_INT64, 1, value, nullptr, H5P_DEFAULT) < 0)
            return {};
        names.emplace_back(value[0], memberName(enumeration, static_cast<unsigned>(i)));
    }
    return names;
}

} // namespace leap

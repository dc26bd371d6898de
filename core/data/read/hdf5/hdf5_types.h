// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/hdf5_file.h"

#include <string>
#include <utility>
#include <vector>

namespace leap {

/// What HDF5 says of a type. Private to core/data, as is all of this file.
[[nodiscard]] Hdf5Type hdf5TypeOf(hid_t type);
/// The members of a compound type; those of a compound in it are "a/b".
[[nodiscard]] std::vector<std::pair<std::string, Hdf5Type>> hdf5Members(hid_t compound);
/// A type in memory that holds one member alone, so that only this member is read. The path is one of
/// hdf5Members(). @param member its type in memory
[[nodiscard]] h5::Id hdf5MemberType(const std::string& path, hid_t member);
/// The type of a member as the file has it.
[[nodiscard]] h5::Id hdf5TypeInFile(hid_t compound, const std::string& path);
/// Names of an enumeration by value. @return empty for others
[[nodiscard]] std::vector<std::pair<int64_t, std::string>> hdf5Names(hid_t enumeration);

} // namespace leap

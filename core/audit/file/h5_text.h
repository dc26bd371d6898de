// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/file/h5.h"

#include <algorithm>
#include <string>

namespace leap::h5 {

/// UTF-8 text of `bytes` bytes, padded with zeros.
inline Id fixedText(size_t bytes)
{
    Id type(H5Tcopy(H5T_C_S1), H5Tclose);
    H5Tset_size(type.get(), std::max<size_t>(1, bytes));
    H5Tset_cset(type.get(), H5T_CSET_UTF8);
    H5Tset_strpad(type.get(), H5T_STR_NULLPAD);
    return type;
}

/// Fixed-length text; a variable-length one (as h5py writes) is refused rather than misread: 0.
inline size_t fixedTextBytes(hid_t type)
{
    if (H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) != 0)
        return 0;
    return H5Tget_size(type);
}

inline std::string withoutPadding(const char* text, size_t bytes)
{
    while (bytes > 0 && text[bytes - 1] == '\0')
        --bytes;
    return {text, bytes};
}

} // namespace leap::h5

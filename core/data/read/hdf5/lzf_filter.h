// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace leap {

/// Lets HDF5 read datasets packed by LZF, which h5py offers and HDF5 itself does not have. Safe to call
/// again. Private to core/data. One thread at a time, as all of HDF5.
void registerLzfFilter();

} // namespace leap

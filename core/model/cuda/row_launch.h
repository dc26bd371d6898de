// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/table/lazy_rows.h"

struct CUstream_st;

/// The CUDA kernels of a table's rows as functions on raw device pointers.
namespace leap::lazy_rows::cuda {

/// Queues the kernels on `stream`. @return nullptr, or the text of the CUDA error
[[nodiscard]] const char* launchCatchUp(const CatchUp& job, CUstream_st* stream);
[[nodiscard]] const char* launchStep(const Step& job, CUstream_st* stream);

} // namespace leap::lazy_rows::cuda

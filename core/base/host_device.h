// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Marks a function as code for the GPU as well, where the CUDA compiler reads it.
#if defined(__CUDACC__)
#define LEAP_HOST_DEVICE __host__ __device__
#else
#define LEAP_HOST_DEVICE
#endif

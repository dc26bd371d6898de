// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Marks a function to be compiled for the GPU too when the CUDA compiler is used.
#if defined(__CUDACC__)
#define LEAP_HOST_DEVICE __host__ __device__
#else
#define LEAP_HOST_DEVICE
#endif

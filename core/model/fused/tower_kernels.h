// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// SIMD kernels of the fused tower on raw pointers; chosen at run time for the machine's best instruction
/// set.
///
/// Every matrix is row-major, begins on a cache line and has a stride that is a multiple of kPad floats; what
/// lies between a row's last value and its stride is zero and stays zero. No kernel therefore knows tails of
/// columns.
namespace leap::tower {

inline constexpr int64_t kPad = 16; ///< floats of a cache line, and of the widest vector
[[nodiscard]] constexpr int64_t padded(int64_t columns)
{
    return (columns + kPad - 1) / kPad * kPad;
}
/// padded(), and no multiple of 4 KiB: rows below each other must not all fall into the same cache sets.
[[nodiscard]] constexpr int64_t rowStride(int64_t columns)
{
    const int64_t stride = padded(columns);
    return stride % 1024 == 0 ? stride + kPad : stride;
}

/// c = (start + a b) scale: c(i, j) = (start[j] + sum_k a(i, k) b(k, j)) scale[j]. The sum's order is that of
/// k, whatever the shape, so that a product done in parts of rows and columns gives the same numbers.
struct Product {
    const float* a; ///< a(i, k) = a[i aRowStride + k aDepthStride]; this one matrix may be of any layout
    int64_t aRowStride;
    int64_t aDepthStride;
    const float* b;
    int64_t bStride;
    float* c;
    int64_t cStride;
    int64_t rows; ///< of a and c
    int64_t depth; ///< columns of a, rows of b
    int64_t columns; ///< of b and c; a multiple of kPad
    const float* start = nullptr; ///< [columns], or null: zero
    const float* scale = nullptr; ///< [columns], or null: one
    bool add = false; ///< c(i, j) is what the sum begins with, instead of `start`
};
void multiply(const Product& product);

/// out[i] = start + sum_j x(i, j) w[j], added to what is there where `add` says so.
struct Dots {
    const float* x;
    int64_t stride;
    const float* w;
    float start;
    float* out;
    int64_t rows;
    int64_t columns; ///< a multiple of kPad
    bool add = false;
};
void rowDots(const Dots& dots);

/// to[j toStride + i] = from[i fromStride + j]; of the kPad padding nothing is written.
struct Transposition {
    const float* from;
    int64_t fromStride;
    float* to;
    int64_t toStride;
    int64_t rows; ///< of `from`
    int64_t columns;
};
void transpose(const Transposition& job);

/// Some rows of a layer of `columns` units; each array has one value per unit and row.
struct LayerShape {
    int64_t stride;
    int64_t rows;
    int64_t columns; ///< a multiple of kPad
};

/// Of each unit, over the rows: the mean and the sum of squared distances from it.
void moments(const LayerShape& shape, const float* values, float* mean, float* squares);

/// BatchNorm, ReLU and dropout: z becomes z^ = (z - mean) inverse, and out = max(0, scale z^ + shift), times
/// the mask that `out` held before where there is one.
struct Activation {
    float* z;
    float* out;
    const float* mean; ///< [columns], as the next three
    const float* inverse; ///< 1 / standard deviation
    const float* scale;
    const float* shift;
    bool masked;
};
void activate(const LayerShape& shape, const Activation& job);

/// The way back through dropout and ReLU: d *= kept where out > 0, else 0; and per unit the sums of d and of
/// d z^.
struct ActivationGradient {
    float* d; ///< in: gradient of `out`; out: of scale z^ + shift; with a stride of its own
    int64_t dStride;
    const float* out;
    const float* z; ///< z^
    float kept; ///< the mask's value where it is not 0
    float* sum; ///< [columns], overwritten
    float* productSum; ///< [columns], overwritten: of d z^
};
void activationGradient(const LayerShape& shape, const ActivationGradient& job);

/// The way back through BatchNorm: d = gain d - offset - slope z^.
struct NormGradient {
    float* d;
    int64_t dStride;
    const float* z;
    const float* gain; ///< [columns], as the next two
    const float* offset;
    const float* slope;
};
void normGradient(const LayerShape& shape, const NormGradient& job);

/// Name of the instruction set that the kernels use now.
[[nodiscard]] const char* simdName();

} // namespace leap::tower

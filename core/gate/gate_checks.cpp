// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gate/gate_checks.h"

#include "core/base/error.h"
#include "core/gate/permutation.h"

#include <cmath>
#include <functional>
#include <sstream>

namespace leap::gate {
namespace {

template <class... Parts> void require(bool fine, const Parts&... parts)
{
    if (fine)
        return;
    std::ostringstream text;
    text << "gate_fuse: ";
    (text << ... << parts);
    throw InputError(text.str());
}

void checkX(const at::Tensor& x)
{
    require(x.dim() == 2, "x must be a matrix [B, D], got the shape ", x.sizes(), ".");
    require(x.scalar_type() == at::kFloat || x.scalar_type() == at::kDouble,
            "x must be float32 or float64, got ", x.scalar_type(), ".");
    require(x.size(0) <= kMaxRows, "x may have at most ", kMaxRows, " rows, got ", x.size(0), ".");
}

void checkTheta(const at::Tensor& theta, const at::Tensor& x, int64_t fields)
{
    require(theta.dim() == 1 && theta.size(0) == fields, "theta must be [F] = [", fields,
            "], one number for each range, got the shape ", theta.sizes(), ".");
    require(theta.scalar_type() == x.scalar_type(), "theta must have x's type ", x.scalar_type(), ", got ",
            theta.scalar_type(), ".");
    require(theta.device() == x.device(), "theta must be on x's device ", x.device(), ", got ",
            theta.device(), ".");
}

void checkRangeValues(const at::Tensor& ranges, int64_t columns)
{
    const at::Tensor values = ranges.contiguous();
    const int64_t* begin = values.const_data_ptr<int64_t>();
    const int64_t fields = values.size(0) - 1;
    require(begin[0] == 0, "ranges must start at column 0, got ", begin[0], ".");
    for (int64_t field = 0; field < fields; ++field)
        require(begin[field] < begin[field + 1], "ranges must increase strictly, but field ", field,
                " is the empty or reversed range [", begin[field], ", ", begin[field + 1], ").");
    require(begin[fields] == columns, "ranges must end at x's last column: expected D = ", columns, ", got ",
            begin[fields], ".");
}

/// If one of them is not contiguous the kernels read a copy, so nothing can overlap.
bool overlap(const at::Tensor& a, const at::Tensor& b)
{
    if (a.is_meta() || !a.is_contiguous() || !b.is_contiguous())
        return false;
    const auto* aBegin = static_cast<const char*>(a.const_data_ptr());
    const auto* bBegin = static_cast<const char*>(b.const_data_ptr());
    const std::less<> before;
    return a.numel() > 0 && b.numel() > 0 && before(aBegin, bBegin + b.nbytes())
        && before(bBegin, aBegin + a.nbytes());
}

void checkInputs(const at::Tensor& x, const at::Tensor& theta, double tau, const at::Tensor& ranges)
{
    checkX(x);
    require(std::isfinite(tau) && tau > 0, "tau must be a number above 0, got ", tau, ".");
    require(ranges.dim() == 1 && ranges.size(0) >= 1, "ranges must be [F + 1], got the shape ",
            ranges.sizes(), ".");
    require(ranges.scalar_type() == at::kLong, "ranges must be int64, got ", ranges.scalar_type(), ".");
    checkTheta(theta, x, ranges.size(0) - 1);
    if (ranges.is_meta())
        return;
    require(ranges.is_cpu(), "ranges must be on the CPU, got ", ranges.device(), ".");
    checkRangeValues(ranges, x.size(1));
}

void checkSame(const char* name, const at::Tensor& tensor, const char* likeName, const at::Tensor& like)
{
    require(tensor.sizes() == like.sizes(), name, " must have ", likeName, "'s shape ", like.sizes(),
            ", got ", tensor.sizes(), ".");
    require(tensor.scalar_type() == like.scalar_type(), name, " must have ", likeName, "'s type ",
            like.scalar_type(), ", got ", tensor.scalar_type(), ".");
    require(tensor.device() == like.device(), name, " must be on ", likeName, "'s device ", like.device(),
            ", got ", tensor.device(), ".");
}

void checkBuffer(const char* name, const at::Tensor& buffer, const char* likeName, const at::Tensor& like)
{
    checkSame(name, buffer, likeName, like);
    require(buffer.is_contiguous(), name, " must be contiguous to be written in place, got the strides ",
            buffer.strides(), ".");
}

void checkApartOrSame(const at::Tensor& gradX, const char* name, const at::Tensor& other)
{
    require(!overlap(gradX, other) || gradX.const_data_ptr() == other.const_data_ptr(), "grad_x must be ",
            name, " itself or share no memory with it.");
}

} // namespace

void checkForward(const at::Tensor& x, const at::Tensor& theta, double tau, const at::Tensor& ranges,
                  const at::Tensor& fused, const at::Tensor& divergence)
{
    checkInputs(x, theta, tau, ranges);
    checkBuffer("fused", fused, "x", x);
    checkBuffer("divergence", divergence, "theta", theta);
    require(!overlap(fused, x),
            "fused must not share memory with x: rows of x are read after others are written. "
            "Give a buffer of its own.");
}

void checkBackward(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& fused,
                   const at::Tensor& theta, double tau, const at::Tensor& ranges, const at::Tensor& gradX,
                   const at::Tensor& gradTheta)
{
    checkInputs(x, theta, tau, ranges);
    checkSame("gradient", gradient, "x", x);
    checkSame("fused", fused, "x", x);
    checkBuffer("grad_x", gradX, "x", x);
    checkBuffer("grad_theta", gradTheta, "theta", theta);
    checkApartOrSame(gradX, "gradient", gradient);
    checkApartOrSame(gradX, "x", x);
    checkApartOrSame(gradX, "fused", fused);
}

} // namespace leap::gate

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

/// The checks at every kernel's door, the same on all devices. Each raises InputError with what was expected
/// and given.
namespace leap::gate {

/// x [B, D], theta [F], tau and ranges fit each other. The values of `ranges` are read unless it is a meta
/// tensor.
void checkInputs(const at::Tensor& x, const at::Tensor& theta, double tau, const at::Tensor& ranges);

/// `tensor` has `like`'s shape, type and device.
void checkSame(const char* name, const at::Tensor& tensor, const char* likeName, const at::Tensor& like);

/// `buffer` can be written in place of a fresh tensor: like `like`, and contiguous.
void checkBuffer(const char* name, const at::Tensor& buffer, const char* likeName, const at::Tensor& like);

/// `buffer` shares no memory with `other`; both contiguous.
void checkApart(const char* name, const at::Tensor& buffer, const char* otherName, const at::Tensor& other);

/// `buffer` shares no memory with `other`, or is exactly the same memory; both contiguous.
void checkApartOrSame(const char* name, const at::Tensor& buffer, const char* otherName,
                      const at::Tensor& other);

} // namespace leap::gate

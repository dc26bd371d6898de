// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/network/backbone.h"
#include "core/model/network/row_readers.h"

#include <memory>

namespace leap {

/// A plain multi-layer perceptron: the hidden layers of Wide & Deep with a linear output and without the
/// linear part. Reads hidden and dropout.
[[nodiscard]] std::unique_ptr<Backbone> makeMlp(const BackboneSpec& spec, ParameterSet& parameters,
                                                c10::Device device);
[[nodiscard]] RowReaders mlpRowReaders(const BackboneSpec& spec);

} // namespace leap

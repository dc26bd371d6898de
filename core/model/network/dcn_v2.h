// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/network/backbone.h"
#include "core/model/network/row_readers.h"

#include <memory>

namespace leap {

/// Deep & Cross Network v2 (Wang et al. 2021, doi 10.1145/3442381.3450078), in its parallel form: cross
/// layers and hidden layers, both over the same row, and a linear output over both.
///
/// Cross layer l: x_(l+1) = x_0 * (W_l x_l + b_l) + x_l (equation 1), and with a rank r below D x_0 * (U_l
/// V_l^T x_l + b_l) + x_l (equation 2); one expert, no inner non-linearity (its equation 3 has both). Reads
/// hidden, dropout, crossLayers and crossRank. The hidden layers are those of Wide & Deep, so that backbones
/// differ in nothing else.
[[nodiscard]] std::unique_ptr<Backbone> makeDcnV2(const BackboneSpec& spec, ParameterSet& parameters,
                                                  c10::Device device);
/// Cross layers are more than a matrix over the row: only the first hidden layer is named.
[[nodiscard]] RowReaders dcnV2RowReaders(const BackboneSpec& spec);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/network/backbone.h"
#include "core/model/network/row_readers.h"

#include <memory>

namespace leap {

/// The user's own network: a TorchScript module, as torch.jit.save() writes it, from rows [B, D] (float32) to
/// logits [B] or [B, 1]. Reads the head alone.
///
/// LOADING IT RUNS THE CODE IN IT. It always runs in evaluation mode, warm or frozen: its dropout is off and
/// its BatchNorm uses the statistics of the file, so that a step depends on nothing but our own streams.
/// Frozen, nothing in it moves; warm, its parameters learn with the embeddings, from the file's values. A
/// module that keeps a state of its own between calls breaks the promise that a resumed run equals an
/// uninterrupted one.
/// @throws InputError when the file cannot be loaded, is not the one that spec.head.sha256 names, or does not
/// take rows of spec.columns
[[nodiscard]] std::unique_ptr<Backbone> makeTorchScriptHead(const BackboneSpec& spec,
                                                            ParameterSet& parameters, c10::Device device);
[[nodiscard]] RowReaders torchScriptRowReaders(const BackboneSpec& spec);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace leap::test {

/// Writes a TorchScript head: logit = weight x + bias of rows with as many columns as there are weights.
void saveLinearHead(const std::string& file, const std::vector<float>& weights, float bias);

/// Writes a module with one parameter, `weight` (none without weights), and this forward function of it
/// (TorchScript source).
void saveScriptedHead(const std::string& file, const std::vector<float>& weights, const std::string& source);

} // namespace leap::test

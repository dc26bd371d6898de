// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/decide/decision.h"

#include <filesystem>

namespace leap {

/// The decision as HDF5: the whole JSON as text, and each member of its fields as a dataset of its own.
/// `json` is decisionToJson() of `decision`. Private to core/audit.
void writeDecisionHdf5(const std::filesystem::path& file, const std::filesystem::path& shown,
                       const Decision& decision, const Json& json);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/rule.h"
#include "core/settings/settings.h"
#include "core/study/proof/proof.h"
#include "core/study/run_record.h"

#include <optional>
#include <string>
#include <vector>

namespace leap {

/// Everything of one study, and its one file `*.leap` (HDF5 inside).
struct AuditDocument {
    std::vector<RunRecord> runs; ///< oldest first
    std::vector<Proof> proofs{}; ///< oldest first; each opened test rows, or announced that it would
    std::optional<Rule> rule; ///< the decision's rule as last set in the window
};

[[nodiscard]] std::string programVersion(); ///< "0.1.0"
[[nodiscard]] std::string toolName(); ///< "LeAP Studio 0.1.0", as files name their maker

} // namespace leap

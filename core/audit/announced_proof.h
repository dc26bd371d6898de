// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"
#include "core/study/retrain/trained_sets.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// Puts a plan into an audit and writes its file, so that rule and margin are kept before a test row is
/// opened. @return the proof as announced: the document's last
Proof announceProof(AuditDocument& document, const ProofPlan& plan, const std::filesystem::path& file);

/// Trains and compares what the document's last proof announces, and keeps the outcome in its place and in
/// the file. @return nothing when stopped: the announcement stays, and counts as a look
[[nodiscard]] std::optional<Proof> proveAnnounced(AuditDocument& document, TrainedSets& sets,
                                                  const std::filesystem::path& file);

/// The last finished proof of just these dropped fields, or null.
[[nodiscard]] const Proof* proofOf(std::span<const Proof> proofs, const std::vector<std::string>& dropped);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/announced_proof.h"

#include "core/audit/file/audit_file.h"
#include "core/base/utc_time.h"

#include <algorithm>

namespace leap {

Proof announceProof(AuditDocument& document, const ProofPlan& plan, const std::filesystem::path& file)
{
    Proof proof;
    proof.created = nowUtc();
    proof.plan = plan;
    document.proofs.push_back(proof);
    writeAudit(file, document);
    return proof;
}

std::optional<Proof> proveAnnounced(AuditDocument& document, TrainedSets& sets,
                                    const std::filesystem::path& file)
{
    Proof& announced = document.proofs.back();
    std::optional<Proof> outcome = prove(announced.plan, sets);
    if (!outcome)
        return std::nullopt;
    outcome->created = announced.created;
    announced = *outcome;
    writeAudit(file, document);
    return outcome;
}

const Proof* proofOf(std::span<const Proof> proofs, const std::vector<std::string>& dropped)
{
    const auto last = std::find_if(proofs.rbegin(), proofs.rend(), [&](const Proof& proof) {
        return proof.finished && proof.plan.dropped == dropped;
    });
    return last == proofs.rend() ? nullptr : &*last;
}

} // namespace leap

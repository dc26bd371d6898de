// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/announced_proof.h"

#include "core/audit/audit_file.h"
#include "core/base/utc_time.h"

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

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_listing_record.h"
#include "core/audit/audit_run.h"
#include "core/search/gate_course.h"
#include "core/study/path/alpha_path_record.h"
#include "core/study/study.h"

namespace leap {

std::vector<RankedField> rankedFields(const Ranking& ranking)
{
    std::vector<RankedField> fields;
    for (const FieldScore& field : ranking.fields)
        fields.push_back({field, 0, standingWord(ranking, field)});
    int64_t rank = 0;
    for (const size_t i : ranking.order())
        fields[i].rank = ++rank;
    return fields;
}

bool Record<RunTotals>::settled(const RunTotals& totals)
{
    return allSettled(totals.run->result.ranking);
}

std::string Record<RunTotals>::model(const RunTotals& totals)
{
    return modelInWords(totals.run->settings);
}

Json Record<AuditListing>::epochs(const AuditListing& listing)
{
    std::vector<ListedEpoch> listed;
    for (const EpochReport& epoch : listing.run->result.epochs)
        listed.push_back({epoch});
    return valueToJson(listed);
}

std::string Record<AuditListing>::tool(const AuditListing&)
{
    return toolName();
}

Json auditToJson(const RunRecord& run)
{
    AuditListing listing{&run, repeatsOf(run.result.ranking), {}, {}};
    if (const StudyResult verdict = run.studies.find(kVerdictStudy))
        listing.verdict = studyKind(kVerdictStudy).write(verdict);
    if (const auto* path = run.studies.find<AlphaPath>())
        listing.alphaPath = toJson(*path);
    return toJson(listing);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/study/probes/probe_record.h"
#include "core/study/probes/probe_table.h"
#include "core/study/study_entry.h"

namespace leap {

template <> struct Plan<ProbePlan> {
    using P = ProbePlan;
    static constexpr auto rows = std::tuple{
        planRow("probes", &P::probes, "Shuffled copies",
                "shuffled copies in a search; at least 20 if not given, more where the rule needs them", 1,
                100'000, "as needed"),
        planRow("seeds", &P::seeds, "Searches", "searches, whose probes are pooled", 1, 1000),
        planRow("repeats", &P::repeats, "Shuffles of a field", "shuffles of each field", 1, 1000),
        planRow("q", &P::q, "Share of noise", "share of noise among the fields that are called above it",
                0.01, 0.5)};
};

StudyKind probesStudy()
{
    StudyKind study = entryOf<ProbeStudy>(probeTables, probeWords);
    study.key = "probes";
    study.title = "Noise floor";
    study.question =
        "Search a run's data again with shuffled copies of fields: which fields lie above the noise?";
    study.help =
        "Searches again with shuffled copies of fields, which can earn by chance alone. A field must "
        "rank above them; over all fields, the share of noise among those called is kept below the "
        "given one.";
    study.isCommand = study.commandKeeps = true;
    setPlan<ProbePlan>(study, [](const ProbePlan& plan) { plan.validate(); });
    study.make = [](const StudyWork& work) {
        const auto plan = planFromJson<ProbePlan>(work.plan);
        if (work.run.result.steps == 0)
            throw InputError("The run was stopped before its first step: it has no alpha to search with.");
        return outcomeOf(studyProbes(work.dataset, work.run.settings, work.run.result.plan.alpha, plan,
                                     work.control, work.observer));
    };
    return study;
}

} // namespace leap

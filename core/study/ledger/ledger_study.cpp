// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/ledger/ledger_record.h"
#include "core/study/ledger/ledger_table.h"
#include "core/study/study_entry.h"

namespace leap {

template <> struct Plan<LedgerPlan> {
    using P = LedgerPlan;
    static constexpr auto rows =
        std::tuple{planRow("repeats", &P::repeats, "Shuffles of a field", "shuffles of each field", 1, 1000),
                   planRow("seed", &P::seed, "Seed", "of the shuffles")};
};

StudyKind ledgerStudy()
{
    StudyKind study = entryOf<Ledger>(ledgerTables, ledgerWords);
    study.key = "ledger";
    study.title = "Ledger";
    study.question =
        "What each field of a run's model earns, pays and saves, and why its gate is where it is";
    study.help = "What each field earns when it is shuffled, what its gate pays, what goes with it, and the "
                 "forces on its gate. On validation rows.";
    study.isCommand = study.commandKeeps = true;
    setPlan<LedgerPlan>(study);
    study.make = [](const StudyWork& work) {
        return outcomeOf(makeLedger(work.dataset, work.run.result, work.run.settings,
                                    planFromJson<LedgerPlan>(work.plan), work.control, work.observer));
    };
    return study;
}

} // namespace leap

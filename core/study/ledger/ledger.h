// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/search.h"
#include "core/study/ledger/field_costs.h"
#include "core/study/shuffle/shuffle_study.h"
#include "core/study/study_result.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leap {

/// One field's page: what it earns, pays and saves, and the forces on its gate.
struct LedgerField {
    std::string name;
    std::string group; ///< bundle of fields that belong together; may be empty
    /// On validation rows: earns by the weights of the best epoch, J(g) and dJ/dg by those of the last step
    FieldShuffle measured;
    double lambda = 0; ///< pays: the price of the open gate, in log loss per row
    double gate = 0; ///< its value; it pays lambda x gate
    FieldCost saves; ///< what goes with the field while the others stay
    int64_t activeRows = 0; ///< rows of the data whose value is not the field's most frequent one
    bool lacksForce = false; ///< kept for lack of force (force_words.h)
    std::string words; ///< why the gate is where it is
};

/// Section 3.3 of the paper in figures: use against price, per field, for the trained model of a search.
/// Earnings are measured one field at a time: fields that stand in for one another each earn little, though
/// the model needs one of them.
struct Ledger {
    std::string created; ///< UTC, ISO 8601
    std::string model; ///< which was judged, in words
    GateForm form = GateForm::Permute;
    int repeats = 0;
    uint64_t seed = 0;
    int64_t rows = 0; ///< validation rows
    int64_t blockRows = 0; ///< that were shuffled with one another
    double logLoss = 0; ///< of the best epoch's model as it is, on them
    int64_t bestEpoch = 0; ///< whose weights earnings are measured with
    int64_t lastEpoch = 0; ///< whose last step the gates and their forces belong to
    double seconds = 0; ///< wall time
    std::vector<LedgerField> fields; ///< schema order
    std::vector<SharedTable> shared;
    bool networkUnknown = false; ///< a head of the user's own: bytes are those of tables, FLOPs are not known
    [[nodiscard]] FieldCosts costs() const;
};

template <> inline constexpr const char* studyName<Ledger> = "ledger";

struct LedgerPlan {
    int repeats = 5;
    uint64_t seed = 0;
};

/// Reads validation rows only. The gates are those of the search's last step, hence so are the weights that
/// forces are measured with: a gate is not in balance with another epoch's model.
/// @param search with the weights of its best epoch and of its last step
/// @return nothing when stopped
/// @throws InputError when the search was stopped before its first epoch's end
[[nodiscard]] std::optional<Ledger> makeLedger(const std::shared_ptr<const Dataset>& dataset,
                                               const SearchResult& search, const Settings& settings,
                                               const LedgerPlan& plan, RunControl& control,
                                               ProveObserver& observer);

enum class SearchWeights { BestEpoch, LastStep };
/// The trained model of a search, as a function of rows.
/// @throws InputError when there are no such weights
[[nodiscard]] std::unique_ptr<TrainedModel> trainedRows(const std::shared_ptr<const Dataset>& dataset,
                                                        const SearchResult& search, const Settings& settings,
                                                        SearchWeights weights);

} // namespace leap

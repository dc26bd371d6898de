// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset_record.h"
#include "core/record/record.h"
#include "core/search/ranking.h"
#include "core/study/repeats/repeats_record.h"
#include "core/study/run_record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What `leap audit --json` prints of a run; it is written only. Private to core/audit.
namespace leap {

/// A field with its place in the ranking.
struct RankedField {
    FieldScore score;
    int64_t rank = 0; ///< from 1
    std::string standing;
};
template <> struct Record<RankedField> {
    using T = RankedField;
    static constexpr auto members =
        std::tuple{member("name", via(&T::score, &FieldScore::name)),
                   member("kind", via(&T::score, &FieldScore::kind)),
                   member("source", via(&T::score, &FieldScore::source)),
                   member("start", via(&T::score, &FieldScore::start)),
                   member("end", via(&T::score, &FieldScore::end)),
                   derived("width", [](const T& t) { return t.score.width(); }),
                   member("gate", via(&T::score, &FieldScore::gate), nanAsNull),
                   member("divergence", via(&T::score, &FieldScore::divergence), nanAsNull),
                   member("lambda", via(&T::score, &FieldScore::lambda), nanAsNull),
                   member("rank", &T::rank),
                   member("gate_move", via(&T::score, &FieldScore::gateMove), nanAsNull),
                   member("active_rows", via(&T::score, &FieldScore::activeRows)),
                   member("standing", &T::standing)};
};
[[nodiscard]] std::vector<RankedField> rankedFields(const Ranking& ranking); ///< schema order

/// An epoch with the values of its figures alone.
struct ListedEpoch {
    EpochReport epoch;
};
template <> struct Record<ListedEpoch> {
    using T = ListedEpoch;
    template <auto metric> static Json valueOf(const T& t)
    {
        return NullForNaN::write((t.epoch.*metric).value);
    }
    static constexpr auto members =
        std::tuple{member("epoch", via(&T::epoch, &EpochReport::epoch)),
                   member("train_loss", via(&T::epoch, &EpochReport::trainLoss), nanAsNull),
                   derived("validation_auc", &valueOf<&EpochReport::validationAuc>),
                   member("seconds", via(&T::epoch, &EpochReport::seconds)),
                   derived("validation_log_loss", &valueOf<&EpochReport::validationLogLoss>),
                   derived("validation_gauc", &valueOf<&EpochReport::validationGauc>),
                   member("step", via(&T::epoch, &EpochReport::step)),
                   member("largest_gate_move", via(&T::epoch, &EpochReport::largestGateMove), nanAsNull),
                   member("best", via(&T::epoch, &EpochReport::best))};
};

/// Figures of the whole run.
struct RunTotals {
    const RunRecord* run;
};
template <> struct Record<RunTotals> {
    using T = RunTotals;
    static const SearchResult& found(const T& t) { return t.run->result; }
    static const SearchPlan& plan(const T& t) { return t.run->result.plan; }
    static bool settled(const T& t);
    static std::string model(const T& t);
    static constexpr auto members = std::tuple{
        notStored(&T::run),
        derived("rows", [](const T& t) { return t.run->card.rows; }),
        derived("fields", [](const T& t) { return t.run->schema.fields.size(); }),
        derived("columns", [](const T& t) { return t.run->schema.columns(); }),
        derived("seconds", [](const T& t) { return found(t).seconds; }),
        derived("peak_bytes", [](const T& t) { return t.run->peakBytes; }),
        derived("alpha", [](const T& t) { return NullForNaN::write(plan(t).alpha); }),
        derived("alpha_auto", [](const T& t) { return plan(t).alphaAuto; }),
        derived("positives", [](const T& t) { return t.run->card.positives; }),
        derived("rejected_rows", [](const T& t) { return t.run->card.rejectedRows; }),
        derived("outcome", [](const T& t) { return nameOf(found(t).outcome); }),
        derived("steps", [](const T& t) { return found(t).steps; }),
        derived("epochs", [](const T& t) { return found(t).epochs.size(); }),
        derived("best_epoch", [](const T& t) { return found(t).bestEpoch; }),
        derived("settled", &settled),
        derived("polarisation", [](const T& t) { return NullForNaN::write(found(t).polarisation); }),
        derived("test_auc", [](const T& t) { return NullForNaN::write(found(t).testAuc.value); }),
        derived("test_auc_best", [](const T& t) { return NullForNaN::write(found(t).testAucBest.value); }),
        derived("test_log_loss", [](const T& t) { return NullForNaN::write(found(t).testLogLoss.value); }),
        derived("model", &model),
        derived("engine", [](const T& t) { return plan(t).engine; }),
        derived("threads", [](const T& t) { return plan(t).threads; }),
        derived("batch", [](const T& t) { return plan(t).batch; }),
        derived("gate_lr", [](const T& t) { return NullForNaN::write(plan(t).gateLearningRate); }),
        derived("lowest_reachable_gate",
                [](const T& t) { return NullForNaN::write(plan(t).lowestReachableGate); })};
};

/// The whole object.
struct AuditListing {
    const RunRecord* run;
    ListedRepeats repeats;
    std::optional<Json> verdict;
    std::optional<Json> alphaPath;
};
template <> struct Record<AuditListing> {
    using T = AuditListing;
    static Json epochs(const T& t);
    static std::string tool(const T& t);
    static constexpr auto members = std::tuple{
        notStored(&T::run),
        derived("fields", [](const T& t) { return valueToJson(rankedFields(t.run->result.ranking)); }),
        derived("epochs", &epochs),
        derived("totals", [](const T& t) { return toJson(RunTotals{t.run}); }),
        derived("selector", [](const T& t) { return t.run->result.ranking.selector; }),
        derived("settings", [](const T& t) { return settingsToJson(t.run->settings); }),
        derived("dataset", [](const T& t) { return toJson(t.run->card); }),
        derived("left_out", [](const T& t) { return valueToJson(t.run->schema.leftOut); }),
        flattened(&T::repeats),
        member("verdict", &T::verdict, omitDefault),
        member("alpha_path", &T::alphaPath, omitDefault),
        derived("messages", [](const T& t) { return t.run->result.messages; }),
        derived("tool", &tool),
        derived("created", [](const T& t) { return t.run->created; })};
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"
#include "core/base/sha256.h"
#include "core/data/rows/dataset_record.h"
#include "core/decide/decision_record.h"
#include "core/decide/rule_record.h"
#include "core/search/gate_course.h"
#include "core/search/search_record.h"

#include <limits>

/// What an exported decision says; it is written only. Private to core/audit.
namespace leap {

/// The search that a decision rests on.
struct DecidedSearch {
    const RunRecord* run;
};
template <> struct Record<DecidedSearch> {
    using T = DecidedSearch;
    static double lastValidationAuc(const SearchResult& result)
    {
        return result.epochs.empty() ? std::numeric_limits<double>::quiet_NaN()
                                     : result.epochs.back().validationAuc.value;
    }
    static constexpr auto members = std::tuple{
        notStored(&T::run),
        derived("selector", [](const T& t) { return t.run->result.ranking.selector; }),
        derived("outcome", [](const T& t) { return nameOf(t.run->result.outcome); }),
        derived("settled", [](const T& t) { return allSettled(t.run->result.ranking); }),
        derived("seeds", [](const T& t) { return t.run->result.ranking.repeats.seeds(); }),
        derived("steps", [](const T& t) { return t.run->result.steps; }),
        derived("epochs_done", [](const T& t) { return t.run->result.epochs.size(); }),
        derived("validation_auc",
                [](const T& t) { return NullForNaN::write(lastValidationAuc(t.run->result)); }),
        derived("test_auc", [](const T& t) { return NullForNaN::write(t.run->result.testAuc.value); }),
        derived("settings", [](const T& t) { return settingsToJson(t.run->settings); }),
        derived("plan", [](const T& t) { return toJson(t.run->result.plan); })};
};

/// A rule with its text for people.
struct ShownRule {
    Rule rule;
};
template <> struct Record<ShownRule> {
    using T = ShownRule;
    static constexpr auto members =
        std::tuple{flattened(&T::rule), derived("text", [](const T& t) { return t.rule.text(); })};
};

/// The document without its digest.
struct DecisionDocument {
    const Decision* decision;
    const RunRecord* run;
};
template <> struct Record<DecisionDocument> {
    using T = DecisionDocument;
    static constexpr auto members = std::tuple{
        notStored(&T::decision),
        notStored(&T::run),
        constant("format", "leap.decision"),
        constant("version", 1),
        derived("tool", [](const T&) { return toolName(); }),
        derived("created", [](const T& t) { return t.run->created; }),
        derived("dataset", [](const T& t) { return toJson(t.run->card); }),
        derived("search", [](const T& t) { return toJson(DecidedSearch{t.run}); }),
        derived("rule", [](const T& t) { return toJson(ShownRule{t.decision->rule}); }),
        group("totals",
              group("fields", derived("before", [](const T& t) { return t.decision->fieldsBefore; }),
                    derived("after", [](const T& t) { return t.decision->fieldsAfter; })),
              group("columns", derived("before", [](const T& t) { return t.decision->columnsBefore; }),
                    derived("after", [](const T& t) { return t.decision->columnsAfter; }))),
        derived("provisional", [](const T& t) { return t.decision->provisional; }),
        group("stability", derived("seeds", [](const T& t) { return toJson(t.decision->seedStability); }),
              derived("half_samples", [](const T& t) { return toJson(t.decision->halfStability); })),
        derived("fields", [](const T& t) { return valueToJson(t.decision->fields); }),
        property(
            "constants", [](const T& t) { return t.decision->constants; },
            [](T&, const std::vector<DroppedColumn>&) {},
            onlyIf([](const T& t) { return !t.decision->constants.empty(); }))};
};

/// The whole document.
struct SignedDecision {
    DecisionDocument content;
};
template <> struct Record<SignedDecision> {
    using T = SignedDecision;
    static constexpr auto members =
        std::tuple{flattened(&T::content),
                   derived("digest", [](const T& t) { return sha256Of(jsonText(toJson(t.content))); })};
};

} // namespace leap

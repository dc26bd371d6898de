// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"
#include "core/study/verdict/verdict.h"
#include "core/study/verdict/verdict_words.h"

/// How a verdict is written: in a run's file, and by `leap verdict --json`.
namespace leap {

template <> struct Record<VerdictPlan> {
    using T = VerdictPlan;
    static constexpr auto members = std::tuple{member("folds", &T::folds, atLeast(Folds::kFewest)),
                                               member("models", &T::models, atLeast(1)),
                                               member("most_models", &T::mostModels, atLeast(1)),
                                               member("shuffles", &T::shuffles, atLeast(2)),
                                               member("cut", &T::cut, atLeast(0)),
                                               member("margin", &T::margin, atLeast(0)),
                                               member("quick", &T::quick, omitDefault),
                                               member("useless_only", &T::uselessOnly),
                                               member("keep", &T::keep),
                                               notStored(&T::threads)};
};

template <> struct Record<PairedLoss> {
    using T = PairedLoss;
    static constexpr auto members =
        std::tuple{member("loss", &T::loss, nanAsNull),
                   member("row_error", &T::rowError, nanAsNull),
                   member("seed_error", &T::seedError, nanAsNull),
                   member("seeds", &T::seeds, atLeast(0)),
                   member("folds", &T::folds, atLeast(1)),
                   derived("upper_95", [](const T& loss) { return NullForNaN::write(loss.upperBound()); }),
                   derived("lower_95", [](const T& loss) { return NullForNaN::write(loss.lowerBound()); }),
                   member("method", &T::method),
                   member("reason", &T::reason, omitDefault)};
};

template <> struct Record<SetEvidence> {
    using T = SetEvidence;
    static constexpr auto members =
        std::tuple{member("effect", &T::effect), member("error", &T::error, atLeast(0)), member("z", &T::z)};
};

template <> struct Record<VerdictField> {
    using T = VerdictField;
    static constexpr auto members = std::tuple{member("name", &T::name),
                                               member("status", &T::status),
                                               member("reason", &T::reason),
                                               member("columns", &T::columns, atLeast(0)),
                                               flattened(&T::evidence),
                                               member("visible_share", &T::visible, nanAsNull),
                                               member("substitutes", &T::substitutes, omitDefault),
                                               member("gate", &T::gate, nanAsNull)};
};

template <> struct Record<VerdictCheck> {
    using T = VerdictCheck;
    static constexpr auto members = std::tuple{member("what", &T::what), member("dropped", &T::dropped),
                                               member("loss", &T::loss), member("shown", &T::shown)};
};

template <> struct Record<VerdictResult> {
    using T = VerdictResult;
    static constexpr auto members =
        std::tuple{constant("format", "leap.verdict"),
                   constant("version", 1),
                   derived("sentence", &verdictSentence),
                   derived("can_go", [](const T& t) { return fieldsThatCanGo(t); }),
                   derived("useless", [](const T& t) { return t.named(FieldStatus::Useless); }),
                   derived("not_needed", [](const T& t) { return t.named(FieldStatus::NotNeeded); }),
                   derived("stays", [](const T& t) { return t.named(FieldStatus::Stays); }),
                   derived("uncertain", [](const T& t) { return t.named(FieldStatus::Uncertain); }),
                   member("constants", &T::constants),
                   member("created", &T::created),
                   member("plan", &T::plan),
                   member("metric", &T::metric),
                   member("folds_by", &T::by),
                   member("folds", &T::folds, atLeast(1)),
                   member("provisional", &T::provisional),
                   member("rows", &T::rows, atLeast(0)),
                   member("positives", &T::positives, atLeast(0)),
                   member("full", &T::full, nanAsNull),
                   member("kept", &T::kept, nanAsNull),
                   member("gain", &T::gain, nanAsNull),
                   member("forecast", &T::forecast, nanAsNull),
                   member("margin", &T::margin),
                   member("loss", &T::loss),
                   derived("looks", [](const T& t) { return t.checks.size(); }),
                   member("checks", &T::checks),
                   member("fields", &T::fields, nonEmpty()),
                   member("trainings", &T::trainings, atLeast(0)),
                   member("seconds", &T::seconds, atLeast(0))};
};

} // namespace leap

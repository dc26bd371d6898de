// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"
#include "core/study/path/alpha_path.h"

/// How a path of alphas is written: in a run's file and by `leap audit --json`.
namespace leap {

template <> struct Record<AlphaPoint> {
    using T = AlphaPoint;
    static constexpr auto members =
        std::tuple{member("alpha", &T::alpha),
                   member("settled", &T::settled),
                   member("kept", &T::keptNames),
                   member("gates", &T::gates),
                   member("search_validation_auc", via(&T::searchAuc, &MetricValue::value), nanAsNull),
                   member("retrained_validation_auc", &T::auc, nanAsNull),
                   member("loss", via(&T::loss, &PairedLoss::loss), nanAsNull),
                   member("row_error", via(&T::loss, &PairedLoss::rowError), nanAsNull),
                   member("seed_error", via(&T::loss, &PairedLoss::seedError), nanAsNull),
                   member("within_one_error_of_best", &T::withinOneError),
                   notStored(&T::kept)};
};

template <> struct Record<AlphaPath> {
    using T = AlphaPath;
    static Json fallsToJson(const T& path); ///< {field: alpha, or null where it is kept at the largest}
    static void readFalls(T& path, const Json& json, const std::string& where); ///< names the fields too
    static void complete(T& path); ///< the marks of what each point keeps
    static void check(const T& path, const std::string& where); ///< best and chosen are points
    static constexpr auto members = std::tuple{
        derived("rule",
                [](const T&) {
                    return std::string(kPathRule)
                        + " retrained validation AUC; of equal ones the search with the best validation AUC "
                          "of its own";
                }),
        member("points", &T::points, nonEmpty()),
        member("best", &T::best),
        member("chosen", &T::chosen),
        custom("falls_at", &T::fallsAt, fallsToJson, readFalls),
        member("models_judged_on_validation_rows", via(&T::looks, &Looks::validation), atLeast(0)),
        notStored(&T::fields),
        notStored(&T::outcome),
        notStored(&T::result)};
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"
#include "core/study/compare/comparison.h"

/// How a comparison is written: as in resources/comparison.schema.json.
namespace leap {

template <> struct Record<CompareSet> {
    using T = CompareSet;
    static constexpr auto members =
        std::tuple{member("search_seed", &T::searchSeed), member("draw", &T::draw), member("kept", &T::kept),
                   member("auc", &T::auc, nanAsNull)};
};

template <> struct Record<CompareRow> {
    using T = CompareRow;
    static constexpr auto members =
        std::tuple{member("dataset", &T::dataset),
                   member("selector", &T::selector),
                   member("keep_ratio", &T::keepRatio, above(0), atMost(1)),
                   member("kept", &T::kept),
                   member("kept_columns", &T::keptColumns),
                   member("auc", via(&T::auc, &MetricValue::value), nanAsNull),
                   member("auc_sd", &T::aucSd, nanAsNull),
                   member("auc_sd_search", &T::aucSdSearch, nanAsNull),
                   member("auc_sd_retrain", &T::aucSdRetrain, nanAsNull),
                   member("log_loss", via(&T::logLoss, &MetricValue::value), nanAsNull),
                   member("gauc", via(&T::gaucByImpressions, &MetricValue::value), nanAsNull),
                   derived("gauc_kind", [](const T&) { return "by impressions"; }),
                   member("gauc_plain_mean", via(&T::gaucPlain, &MetricValue::value), nanAsNull),
                   member("validation_auc", via(&T::validationAuc, &MetricValue::value), nanAsNull),
                   member("search_seconds", &T::searchSeconds),
                   member("retrain_seconds", &T::retrainSeconds),
                   member("forward_passes", &T::forwardPasses),
                   member("sets", &T::sets),
                   member("notes", &T::notes),
                   notStored(&T::title)};
};

template <> struct Record<ComparedSelector> {
    using T = ComparedSelector;
    static constexpr auto members =
        std::tuple{member("name", &T::name), member("title", &T::title), member("source", &T::source),
                   member("deviations", &T::deviations)};
};

template <> struct Record<ComparedData> {
    using T = ComparedData;
    static constexpr auto members =
        std::tuple{member("name", &T::name), member("fingerprint", &T::fingerprint)};
};

template <> struct Record<Comparison> {
    using T = Comparison;
    static Json looksToJson(const T& comparison);
    static void readLooks(T& comparison, const Json& json, const std::string& where);
    static Json sAucToJson(const T& comparison);
    static void complete(T& comparison); ///< the selectors' titles in the rows
    static constexpr auto members = std::tuple{
        constant("format", "leap.comparison"),
        constant("version", 1),
        member("tool", &T::tool),
        member("created", &T::created),
        group("protocol", member("selectors", &T::selectors), member("keep_ratios", &T::keepRatios),
              member("search_seeds", &T::searchSeeds), member("retrain_seeds", &T::retrainSeeds),
              derived("first_seed", [](const T& comparison) { return comparison.settings.seed; }),
              derived("choices_on", [](const T&) { return "training, gate and validation rows"; }),
              derived("figures_on", [](const T&) { return "test rows"; }),
              custom("models_judged", &T::result, looksToJson, readLooks),
              custom(
                  "settings", &T::settings,
                  [](const T& comparison) { return settingsToJson(comparison.settings); },
                  [](T& comparison, const Json& json, const std::string& where) {
                      comparison.settings = settingsFromJson(json, where);
                  })),
        member("datasets", &T::data),
        member("results", via(&T::result, &CompareResult::rows)),
        derived("s_auc", sAucToJson)};
};

} // namespace leap

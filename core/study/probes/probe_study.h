// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_control.h"
#include "core/data/rows/dataset.h"
#include "core/settings/settings.h"
#include "core/study/retrain/prove_observer.h"
#include "core/study/shuffle/shuffle_moments.h"
#include "core/study/study_result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leap {

struct ProbePlan {
    int probes = 0; ///< in each search; 0: defaultProbes()
    int seeds = 1; ///< searches, each with probes shuffled anew
    int repeats = 5; ///< shuffles of each field and probe, for what it earns
    double q = 0.1; ///< share of the fields above the noise that may be noise, on average
    /// @throws InputError
    void validate() const;
};

/// At least 20 in a search; of all searches together as many as Benjamini and Hochberg's rule needs to call a
/// single field, but no more than it needs to call a quarter of the fields.
[[nodiscard]] int defaultProbes(size_t fields, int seeds, double q);

/// This many fields must lie above all probes before the rule can select any: with k of them at the smallest
/// p-value 1 / (1 + probes), k / F q must reach it. If above F, it can select none.
[[nodiscard]] int64_t fewestCalled(size_t fields, int64_t probes, double q);

/// p-values by rank among probes: (1 + probes at least as good) / (1 + probes); the conformal p-values of
/// Bates, Candes, Lei, Romano and Sesia 2023 (doi:10.1214/22-AOS2244), for which Benjamini and Hochberg's
/// rule holds.
[[nodiscard]] std::vector<double> rankAmong(const std::vector<double>& probes,
                                            const std::vector<double>& fields);

/// What was measured of a field, or of a probe, in one search.
struct ProbeFigure {
    Estimate earns; ///< rise of the log loss when shuffled, validation rows
    double gate = 0;
    bool operator==(const ProbeFigure&) const = default;
};

struct Probe {
    std::string source; ///< the field that it copies
    int seed = 0; ///< which search, from 0
    ProbeFigure figure;
    bool operator==(const Probe&) const = default;
};

struct ProbedField {
    std::string name;
    std::vector<ProbeFigure> figures; ///< of each search
    double standardised = 0; ///< mean over searches of earnings / their standard error
    double p = 1; ///< rank among the probes of all searches
    double adjusted = 1; ///< by Benjamini and Hochberg over the fields
    bool aboveNoise = false; ///< adjusted <= q
};

/// The noise floor: fresh searches of a run's settings with shuffled copies of real fields among the fields.
/// A field's statistic is what it earns in standard errors, averaged over the searches, which compares fields
/// of any width and sparsity; a single probe's scatters at least as much, so the p-values err on the safe
/// side. Shuffled copies are independent of all other fields and understate the noise of useless fields that
/// are correlated with useful ones.
struct ProbeStudy {
    std::string created; ///< UTC, ISO 8601
    ProbePlan plan; ///< with the number of probes as used
    double alpha = 0; ///< as used: the run's own
    uint64_t firstSeed = 0;
    int64_t rows = 0; ///< validation rows
    double seconds = 0;
    std::vector<ProbedField> fields; ///< schema order
    std::vector<Probe> probes; ///< search by search
};

template <> inline constexpr const char* studyName<ProbeStudy> = "probes";

/// Training, gate and validation rows only. @param alpha of the run, so that gates pay the same price per
/// field
/// @return nothing when stopped @throws InputError
[[nodiscard]] std::optional<ProbeStudy> studyProbes(const std::shared_ptr<const Dataset>& dataset,
                                                    const Settings& settings, double alpha,
                                                    const ProbePlan& plan, RunControl& control,
                                                    ProveObserver& observer);

/// What nothing but noise comes to: of the probes of all searches, the share kFloorShare lies at or below it.
struct NoiseFloor {
    double earns = 0;
    double standardised = 0; ///< earnings in their standard errors
    double gate = 0;
    double medianGate = 0;
};
inline constexpr double kFloorShare = 0.95;
[[nodiscard]] NoiseFloor noiseFloor(const ProbeStudy& study);

/// The mean over the searches.
[[nodiscard]] double meanEarnings(const ProbedField& field);
[[nodiscard]] double meanGate(const ProbedField& field);

} // namespace leap

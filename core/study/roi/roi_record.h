// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"
#include "core/study/roi/roi.h"

/// How the curves are written: by `leap roi --out`, and in a run's file.
namespace leap {

template <> struct Record<RoiPoint> {
    using T = RoiPoint;
    static constexpr auto members = std::tuple{
        member("columns_pruned", &T::columnsPruned, atLeast(0)),
        member("fields_kept", &T::fieldsKept, atLeast(0)),
        member("kept", &T::kept),
        member("metric", &T::metric, nanAsNull),
        property(
            "gain",
            [](const T& point) { return -point.paired.loss; }, // against all fields; positive = better
            [](T& point, double gain) { point.paired.loss = -gain; }, nanAsNull),
        member("row_error", via(&T::paired, &PairedLoss::rowError), nanAsNull),
        member("seed_error", via(&T::paired, &PairedLoss::seedError), nanAsNull),
        derived("gain_lower_95",
                [](const T& point) { return NullForNaN::write(-point.paired.upperBound()); }),
        derived("gain_upper_95",
                [](const T& point) { return NullForNaN::write(-point.paired.lowerBound()); }),
        derived("smallest_detectable_loss",
                [](const T& point) { return NullForNaN::write(point.paired.smallestDetectable()); }),
        member("within_one_error_of_best", &T::withinOneError)};
};

template <> struct Record<RoiCurve> {
    using T = RoiCurve;
    static void check(const T& curve, const std::string& where);
    static constexpr auto members = std::tuple{member("selector", &T::selector),
                                               member("search_seconds", &T::searchSeconds),
                                               member("forward_passes", &T::forwardPasses),
                                               member("points", &T::points, nonEmpty()),
                                               member("best", &T::best),
                                               member("chosen", &T::chosen),
                                               notStored(&T::title)};
};

template <> struct Record<Roi> {
    using T = Roi;
    static void complete(T& study); ///< the pairs' seeds and the selectors' titles
    static constexpr auto members =
        std::tuple{constant("format", "leap.roi"),
                   constant("version", 1),
                   member("metric", &T::metric),
                   derived("judged_on", [](const T&) { return "validation rows"; }),
                   member("columns", &T::columns, atLeast(0)),
                   member("seeds", &T::seeds, atLeast(1)),
                   member("models_judged", via(&T::looks, &Looks::validation)),
                   member("curves", &T::curves),
                   notStored(&T::outcome)};
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"
#include "core/record/record.h"

#include <tuple>

/// How a decision on a field is written in exports: its keys in JSON are the columns of HDF5 and CSV.
namespace leap {

template <> struct Record<Evidence> {
    using T = Evidence;
    static constexpr auto members = std::tuple{member("seeds", &T::seeds),
                                               member("settled", &T::settled),
                                               member("active_rows", &T::activeRows),
                                               member("kept_in_seeds", &T::keptInSeeds),
                                               member("half_samples", &T::halfSamples),
                                               member("kept_in_half_samples", &T::keptInHalfSamples),
                                               member("seed_spread", &T::seedSpread, nanAsNull),
                                               member("sampling_spread", &T::samplingSpread, nanAsNull),
                                               member("substitutes", &T::substitutes),
                                               member("doubts", &T::doubts)};
};

template <> struct Record<SetStability> {
    using T = SetStability;
    static constexpr auto members =
        std::tuple{member("searches", &T::searches), member("index", &T::index, nanAsNull),
                   member("lower", &T::lower, nanAsNull), member("upper", &T::upper, nanAsNull)};
};

template <> struct Record<DroppedColumn> {
    using T = DroppedColumn;
    static constexpr auto members =
        std::tuple{member("name", &T::name), constant("verdict", "drop"), member("reason", &T::reason)};
};

/// Of the field's score what the decision rests on.
template <> struct Record<FieldDecision> {
    using T = FieldDecision;
    static constexpr auto members =
        std::tuple{member("name", via(&T::field, &FieldScore::name)),
                   member("kind", via(&T::field, &FieldScore::kind)),
                   member("source", via(&T::field, &FieldScore::source)),
                   member("start", via(&T::field, &FieldScore::start)),
                   member("end", via(&T::field, &FieldScore::end)),
                   member("new_start", &T::newStart, nullBelowZero),
                   member("new_end", &T::newEnd, nullBelowZero),
                   property(
                       "width", [](const T& t) { return t.field.width(); }, [](T&, int64_t) {}),
                   member("gate", via(&T::field, &FieldScore::gate), nanAsNull),
                   member("divergence", via(&T::field, &FieldScore::divergence), nanAsNull),
                   member("lambda", via(&T::field, &FieldScore::lambda), nanAsNull),
                   member("verdict", &T::verdict),
                   member("forced", &T::forced),
                   member("evidence", &T::evidence),
                   member("reason", &T::reason)};
};

} // namespace leap

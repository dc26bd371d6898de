// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"
#include "core/study/ledger/ledger.h"

/// How a ledger is written: in a run's file and by `leap ledger --json`.
namespace leap {

template <> struct Record<Estimate> {
    using T = Estimate;
    static constexpr auto members =
        std::tuple{member("mean", &T::mean), member("error", &T::error, atLeast(0)),
                   derived("low", [](const T& estimate) { return estimate.low(); }),
                   derived("high", [](const T& estimate) { return estimate.high(); })};
};

/// A point of J(g) with its g.
struct CurvePoint {
    Estimate change;
    double gate = 0;
};
template <> struct Record<CurvePoint> {
    using T = CurvePoint;
    static constexpr auto members = std::tuple{flattened(&T::change), member("g", &T::gate)};
};

/// The points of a curve, which lie at kCurveGates.
struct CurveText {
    using Curve = decltype(FieldShuffle::curve);
    static Json write(const Curve& curve);
    static Curve read(const Json& json, const std::string& where);
};

/// The cost of a network that is not known is null, and 0 here.
struct NullAtZero {
    static Json write(int64_t flops) { return flops; }
    static int64_t read(const Json& json, const std::string& where)
    {
        return json.is_null() ? 0 : checkedNumber<int64_t>(json, where, {.low = 0});
    }
};

template <> struct Record<FieldCost> {
    using T = FieldCost;
    static constexpr auto members =
        std::tuple{member("columns", &T::columns, atLeast(0)), member("bytes", &T::bytes, atLeast(0)),
                   member("first_layer_flops", &T::flops, atLeast(0), as<NullAtZero>())};
};

template <> struct Record<LedgerField> {
    using T = LedgerField;
    static constexpr auto members =
        std::tuple{member("name", &T::name),
                   member("group", &T::group),
                   member("earns", via(&T::measured, &FieldShuffle::earns)),
                   group("pays", member("lambda", &T::lambda), member("gate", &T::gate),
                         derived("at_gate", [](const T& field) { return field.lambda * field.gate; })),
                   member("saves", &T::saves),
                   member("force", via(&T::measured, &FieldShuffle::force)),
                   member("curve", via(&T::measured, &FieldShuffle::curve), as<CurveText>()),
                   member("active_rows", &T::activeRows),
                   member("changed_rows", via(&T::measured, &FieldShuffle::changedRows)),
                   member("lacks_force", &T::lacksForce),
                   member("words", &T::words)};
};

template <> struct Record<Ledger> {
    using T = Ledger;
    static Json fieldsToJson(const T& ledger); ///< FLOPs are null where the network is not known
    static Json sharedToJson(const T& ledger); ///< fields by name
    static void readShared(T& ledger, const Json& json, const std::string& where);
    static constexpr auto members =
        std::tuple{constant("format", "leap.ledger"),
                   constant("version", 1),
                   member("created", &T::created),
                   derived("judged_on", [](const T&) { return "validation rows"; }),
                   member("model", &T::model),
                   member("gate_form", &T::form),
                   member("repeats", &T::repeats),
                   member("seed", &T::seed),
                   member("rows", &T::rows),
                   member("block_rows", &T::blockRows),
                   member("log_loss", &T::logLoss),
                   member("earnings_epoch", &T::bestEpoch),
                   member("forces_epoch", &T::lastEpoch),
                   member("seconds", &T::seconds),
                   member("network_unknown", &T::networkUnknown),
                   custom("fields", &T::fields, fieldsToJson,
                          [](T& ledger, const Json& json, const std::string& where) {
                              ledger.fields = valueFromJson<std::vector<LedgerField>>(json, where);
                          }),
                   custom("shared_tables", &T::shared, sharedToJson, readShared),
                   notStored(&T::form)};
};

} // namespace leap

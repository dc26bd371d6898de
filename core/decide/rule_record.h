// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/rule.h"
#include "core/record/record.h"

#include <string>

/// How a rule is written: its kind with the numbers of that kind only, and the forced fields.
namespace leap {

template <> struct Record<Rule> {
    using T = Rule;
    template <Rule::Kind kind>
    static constexpr auto onlyOf = onlyIf([](const T& t) { return t.kind == kind; });
    static constexpr auto members =
        std::tuple{member("kind", &T::kind),
                   member("threshold", &T::threshold, onlyOf<T::Kind::Threshold>),
                   member("top_k", &T::topK, onlyOf<T::Kind::TopK>),
                   member("keep_ratio", &T::keepRatio, onlyOf<T::Kind::KeepRatio>),
                   member("max_columns", &T::maxColumns, onlyOf<T::Kind::MaxColumns>),
                   member("budget_of", &T::budgetOf, onlyOf<T::Kind::Earnings>),
                   member("budget", &T::budget, onlyOf<T::Kind::Earnings>),
                   member("force_keep", &T::forceKeep, mayBeAbsent),
                   member("force_drop", &T::forceDrop, mayBeAbsent)};
    static void check(const T& rule, const std::string&) { rule.validate(); }
};

} // namespace leap

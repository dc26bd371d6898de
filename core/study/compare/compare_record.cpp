// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/compare/compare_record.h"

#include "core/base/text.h"

#include <algorithm>

namespace leap {

template <> struct Record<Looks> {
    using T = Looks;
    static constexpr auto members = std::tuple{member("on_validation_rows", &T::validation, atLeast(0)),
                                               member("on_test_rows", &T::test, atLeast(0))};
};

Json Record<Comparison>::looksToJson(const Comparison& comparison)
{
    return toJson(comparison.result.looks);
}

void Record<Comparison>::readLooks(Comparison& comparison, const Json& json, const std::string& where)
{
    comparison.result.looks = fromJson<Looks>(json, where);
}

/// By ratio, then by selector.
Json Record<Comparison>::sAucToJson(const Comparison& comparison)
{
    Json json = Json::object();
    for (const auto& [ratio, selectors] : sAucOf(comparison.result)) {
        for (const auto& [selector, value] : selectors)
            json[shortest(ratio)][selector] = NullForNaN::write(value.value);
    }
    return json;
}

void Record<Comparison>::complete(Comparison& comparison)
{
    for (CompareRow& row : comparison.result.rows) {
        const auto named = std::find_if(comparison.selectors.begin(), comparison.selectors.end(),
                                        [&](const auto& selector) { return selector.name == row.selector; });
        row.title = named == comparison.selectors.end() ? row.selector : named->title;
    }
    for (const ComparedData& data : comparison.data)
        comparison.result.fingerprints.push_back(data.fingerprint);
}

} // namespace leap

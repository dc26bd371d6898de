// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/compare/compare.h"
#include "core/study/study_result.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace leap {

/// A selector as a comparison's file names it.
struct ComparedSelector {
    std::string name;
    std::string title;
    std::string source; ///< where it is published
    std::vector<std::string> deviations; ///< from what is published
};

struct ComparedData {
    std::string name;
    std::string fingerprint;
};

/// A comparison with all that it was made from.
struct Comparison {
    std::string tool; ///< name and version of the program
    std::string created; ///< UTC, ISO 8601
    std::vector<ComparedSelector> selectors;
    std::vector<double> keepRatios;
    int searchSeeds = 0;
    int retrainSeeds = 0;
    Settings settings; ///< their seed is the first one
    std::vector<ComparedData> data;
    CompareResult result;
};
template <> inline constexpr const char* studyName<Comparison> = "compare";

struct ComparisonPlan {
    std::vector<std::string> selectors{"all"};
    std::vector<double> keepRatios{0.5, 0.25};
    int searchSeeds = 2; ///< searches of each selector
    int retrainSeeds = 5; ///< trainings of each kept set
};

/// A plan from its JSON, as studyKind("compare") describes it. @throws InputError
[[nodiscard]] ComparisonPlan comparisonPlan(const Json& json);

/// The selectors of these names, or all of them; No_Select always takes part, for S_AUC is a share of the
/// best method's AUC. @throws InputError for a name that no selector has
[[nodiscard]] std::vector<std::string> comparedSelectors(const std::vector<std::string>& names);

[[nodiscard]] Comparison comparisonOf(const CompareRequest& request, CompareResult result,
                                      const std::string& tool, const std::string& created);

/// S_AUC by ratio and selector over all datasets of a complete comparison. The maximum is over the
/// selectors compared: it includes No_Select where that is one of them.
[[nodiscard]] std::map<double, std::map<std::string, MetricValue>> sAucOf(const CompareResult& result);

/// The row of these, or null.
[[nodiscard]] const CompareRow* findRow(const CompareResult& result, const std::string& dataset,
                                        const std::string& selector, double ratio);

/// What the rows have in this member, each value once, in their order.
template <typename T>
[[nodiscard]] std::vector<T> distinctOf(const std::vector<CompareRow>& rows, T CompareRow::*member)
{
    std::vector<T> found;
    for (const CompareRow& row : rows) {
        if (std::find(found.begin(), found.end(), row.*member) == found.end())
            found.push_back(row.*member);
    }
    return found;
}

} // namespace leap

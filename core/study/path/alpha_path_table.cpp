// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/path/alpha_path_table.h"

#include "core/base/text.h"

#include <cmath>
#include <limits>
#include <map>

namespace leap {
namespace {

/// "Timestamp (0.1), Genres (0.4)": in the order in which they fall.
std::string fallsText(const AlphaPath& path)
{
    std::multimap<double, std::string> order;
    for (size_t i = 0; i < path.fields.size(); ++i) {
        if (!std::isnan(path.fallsAt[i]))
            order.emplace(path.fallsAt[i], path.fields[i]);
    }
    std::vector<std::string> falls;
    for (const auto& [alpha, field] : order)
        falls.push_back(field + " (" + significant(alpha, 3) + ")");
    return falls.empty() ? "none" : join(falls, ", ");
}

std::string noteOf(const AlphaPath& path, size_t place)
{
    std::vector<std::string> notes;
    if (place == path.best)
        notes.emplace_back("best");
    if (place == path.chosen)
        notes.emplace_back("chosen");
    else if (path.points[place].withinOneError)
        notes.emplace_back("as good within one error");
    return join(notes, ", ");
}

} // namespace

std::vector<ResultTable> alphaPathTables(const AlphaPath& path)
{
    using Format = ResultTable::Format;
    ResultTable table;
    table.key = "path";
    table.title = "Path of alphas";
    table.notes = {"Fields fall (from alpha): " + fallsText(path) + "."};
    table.columns = {
        {"alpha", "Alpha", Format::Alpha},
        {"kept", "Kept", Format::Count, "Fields whose gate ends at one half or above."},
        {"search_auc", "Search AUC", Format::Auc, "Of the search's own model, on validation rows."},
        {"auc", "Retrained AUC", Format::Auc,
         "Of what the search keeps, trained from scratch, on validation rows."},
        {"loss", "Loss", Format::Auc, "Against the best point, paired by rows and trainings."},
        {"error", "Error", Format::Auc, "Standard error of the loss."},
        {"note", "Note", Format::Text, std::string("Chosen are the ") + kPathRule + "."},
        {"fields", "Fields"}};
    for (size_t i = 0; i < path.points.size(); ++i) {
        const AlphaPoint& point = path.points[i];
        const std::string fields = join(point.keptNames, ", ");
        const auto ofModel = [&](double figure) {
            return fields.empty() ? std::numeric_limits<double>::quiet_NaN() : figure;
        };
        table.add({{point.alpha, point.keptNames.size(), point.searchAuc.value, ofModel(point.auc),
                    ofModel(point.loss.loss), ofModel(point.loss.error()), noteOf(path, i), fields},
                   fields,
                   {},
                   static_cast<int64_t>(i)});
    }
    return {table};
}

std::string alphaPathVerdict(const AlphaPath& path)
{
    const AlphaPoint& point = path.points[path.chosen];
    const std::string rule = "alpha = " + significant(point.alpha, 4) + ": the " + kPathRule
        + " retrained validation AUC (" + fixed(path.points[path.best].auc, 4) + " at alpha "
        + significant(path.points[path.best].alpha, 4) + "). The search there ends with a validation AUC of "
        + fixed(point.searchAuc.value, 4);
    return rule + ". " + grouped(path.looks.validation)
        + " trained models were judged on validation rows for this choice.";
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/repeats_file.h"

#include "core/base/error.h"
#include "core/base/json.h"

#include <array>
#include <vector>

namespace leap {
namespace {

using Table = std::vector<std::vector<double>>;

constexpr const char* kSeeds = "seed_scores";
constexpr const char* kHalves = "half_scores";
constexpr const char* kRescaled = "rescaled_scores";
constexpr const char* kRaisedFloor = "raised_floor_scores";

void writeScores(const h5::Group& run, const char* name, const Table& scores)
{
    if (!scores.empty())
        run.writeText(name, jsonText(Json(scores)));
}

Table readScores(const h5::Group& run, const std::string& file, const char* name, size_t fields)
{
    if (!run.has(name))
        return {};
    const std::string where = file + ", " + run.place(name);
    Table scores;
    try {
        scores = parseJson(run.readText(name), where).get<Table>();
    } catch (const Json::exception&) {
        throw InputError(where + " must be a list of lists of numbers.");
    }
    for (const auto& search : scores) {
        if (search.size() != fields)
            throw InputError(where + " must have a number for each of the " + std::to_string(fields)
                             + " fields.");
    }
    return scores;
}

Table tableOf(const std::vector<double>& scores)
{
    return scores.empty() ? Table() : Table{scores};
}

std::vector<double> onlyRowOf(const Table& table)
{
    return table.empty() ? std::vector<double>() : table.front();
}

} // namespace

void writeRepeats(const h5::Group& run, const Ranking& ranking)
{
    writeScores(run, kSeeds, ranking.repeats.seedScores);
    writeScores(run, kHalves, ranking.repeats.halfScores);
    writeScores(run, kRescaled, tableOf(ranking.repeats.rescaledScores));
    writeScores(run, kRaisedFloor, tableOf(ranking.repeats.raisedFloorScores));
}

void readRepeats(const h5::Group& run, const std::string& file, Ranking& ranking)
{
    const auto read = [&](const char* name) { return readScores(run, file, name, ranking.fields.size()); };
    ranking.repeats.seedScores = read(kSeeds);
    ranking.repeats.halfScores = read(kHalves);
    if (ranking.repeats.halfScores.size() % 2 != 0)
        throw InputError(file + ", " + run.place(kHalves) + " must hold pairs of searches.");
    ranking.repeats.rescaledScores = onlyRowOf(read(kRescaled));
    ranking.repeats.raisedFloorScores = onlyRowOf(read(kRaisedFloor));
}

} // namespace leap

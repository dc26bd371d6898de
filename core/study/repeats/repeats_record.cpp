// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/repeats/repeats_record.h"

#include "core/decide/decide_over_searches.h"
#include "core/record/codecs.h"

#include <vector>

namespace leap {
namespace {

Json gatesToJson(const Ranking& ranking, const std::vector<std::vector<double>>& scores)
{
    Json json = Json::object();
    for (size_t i = 0; i < ranking.fields.size(); ++i) {
        for (const auto& search : scores)
            json[ranking.fields[i].name].push_back(NullForNaN::write(search[i]));
    }
    return json;
}

Json searchesToJson(const Ranking& ranking, const std::vector<std::vector<double>>& scores)
{
    Json json;
    json["count"] = scores.size();
    json["gates"] = gatesToJson(ranking, scores);
    json["agreement"] = seedsInWords(ranking, {});
    return json;
}

Json checkToJson(const Ranking& ranking, const std::vector<double>& scores)
{
    Json json = Json::object();
    for (size_t i = 0; i < scores.size(); ++i)
        json[ranking.fields[i].name] = NullForNaN::write(scores[i]);
    return json;
}

} // namespace

void putRepeats(const Ranking& ranking, Json& json)
{
    if (ranking.repeats.seedScores.size() > 1)
        json["seeds"] = searchesToJson(ranking, ranking.repeats.seedScores);
    if (!ranking.repeats.halfScores.empty())
        json["half_samples"] = searchesToJson(ranking, ranking.repeats.halfScores);
    if (!ranking.repeats.rescaledScores.empty())
        json["checks"]["rescaled"] = checkToJson(ranking, ranking.repeats.rescaledScores);
    if (!ranking.repeats.raisedFloorScores.empty())
        json["checks"]["raised_floor"] = checkToJson(ranking, ranking.repeats.raisedFloorScores);
}

} // namespace leap

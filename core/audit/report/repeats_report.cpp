// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/report/repeats_report.h"

#include "core/audit/file/run_json.h"
#include "core/base/text.h"
#include "core/base/text_table.h"
#include "core/decide/decide.h"
#include "core/decide/decide_over_searches.h"

#include <cmath>
#include <vector>

namespace leap {
namespace {

Json gatesToJson(const Ranking& ranking, const std::vector<std::vector<double>>& scores)
{
    Json json = Json::object();
    for (size_t i = 0; i < ranking.fields.size(); ++i) {
        for (const auto& search : scores)
            json[ranking.fields[i].name].push_back(figure(search[i]));
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
        json[ranking.fields[i].name] = figure(scores[i]);
    return json;
}

std::string ofText(int times, int searches)
{
    return searches == 0 ? "-" : std::to_string(times) + " of " + std::to_string(searches);
}

std::string spreadText(double spread)
{
    return std::isnan(spread) ? "-" : fixed(spread, 3);
}

std::string gateText(const std::vector<double>& scores, size_t field)
{
    return scores.empty() ? "-" : fixed(scores[field], 3);
}

} // namespace

bool hasRepeats(const Ranking& ranking)
{
    return ranking.repeats.severalSearches() || !ranking.repeats.rescaledScores.empty()
        || !ranking.repeats.raisedFloorScores.empty();
}

std::string repeatsTable(const Ranking& ranking)
{
    if (!hasRepeats(ranking))
        return {};
    using Align = TextTable::Align;
    TextTable table({{"field", Align::Left},
                     {"gate", Align::Right},
                     {"kept by seeds", Align::Right},
                     {"by half-samples", Align::Right},
                     {"spread by seed", Align::Right},
                     {"by rows", Align::Right},
                     {"at one scale", Align::Right},
                     {"floor x 10", Align::Right},
                     {"verdict", Align::Left}});
    const Decision decision = decide(ranking, {});
    for (const size_t i : ranking.order()) {
        const FieldDecision& field = decision.fields[i];
        const Evidence& evidence = field.evidence;
        table.add({field.field.name, fixed(field.field.gate, 3),
                   ranking.repeats.seedScores.size() > 1 ? ofText(evidence.keptInSeeds, evidence.seeds) : "-",
                   ofText(evidence.keptInHalfSamples, evidence.halfSamples), spreadText(evidence.seedSpread),
                   spreadText(evidence.samplingSpread), gateText(ranking.repeats.rescaledScores, i),
                   gateText(ranking.repeats.raisedFloorScores, i), verdictName(field.verdict)});
    }
    return table.text();
}

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

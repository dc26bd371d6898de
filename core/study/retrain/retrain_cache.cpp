// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/retrain/retrain_cache.h"

#include "core/base/error.h"
#include "core/study/retrain/figures_json.h"

#include <utility>

namespace leap {
namespace {

Json resultToJson(const RetrainResult& result)
{
    Json json;
    json["validation"] = evaluationToJson(result.validation.figures);
    if (result.test)
        json["test"] = evaluationToJson(result.test->figures);
    json["steps"] = result.steps;
    json["epochs"] = result.epochs;
    json["best_epoch"] = result.bestEpoch;
    json["seconds"] = result.seconds;
    return json;
}

RetrainResult resultFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    RetrainResult result;
    result.validation.figures = evaluationFromJson(reader.at("validation"), reader.placeOf("validation"));
    if (reader.has("test"))
        result.test = Judgement{evaluationFromJson(reader.at("test"), reader.placeOf("test")), {}};
    result.steps = reader.get<int64_t>("steps");
    result.epochs = reader.get<int64_t>("epochs");
    result.bestEpoch = reader.get<int64_t>("best_epoch");
    result.seconds = reader.get<double>("seconds");
    reader.finish();
    return result;
}

} // namespace

bool RetrainCache::serves(const RetrainResult& result, TestRows test) const
{
    const bool figures = test == TestRows::Closed || result.test;
    return figures && (m_rows == Rows::Dropped || !result.validation.rows.logit.empty());
}

std::shared_ptr<const RetrainResult> RetrainCache::get(const std::shared_ptr<const Dataset>& dataset,
                                                       const KeptSet& kept, const Settings& settings,
                                                       uint64_t seed, TestRows test, RunControl& control)
{
    auto& place = m_results[retrainKey(*dataset, kept, settings, seed)];
    if (place && serves(*place, test)) {
        ++m_reused;
        return place;
    }
    auto result = std::make_shared<RetrainResult>(retrain(dataset, kept, settings, seed, test, control));
    if (result->outcome == RunOutcome::Stopped)
        return nullptr;
    if (m_rows == Rows::Dropped) {
        result->validation.rows = {};
        if (result->test)
            result->test->rows = {};
    }
    ++m_trained;
    place = std::move(result);
    return place;
}

Looks RetrainCache::looks() const
{
    Looks looks;
    for (const auto& [key, result] : m_results) {
        looks.validation += result ? 1 : 0;
        looks.test += result && result->test ? 1 : 0;
    }
    return looks;
}

Json RetrainCache::toJson() const
{
    Json json = Json::object();
    for (const auto& [key, result] : m_results) {
        if (result)
            json[key] = resultToJson(*result);
    }
    return json;
}

void RetrainCache::read(const Json& json, const std::string& where)
{
    if (!json.is_object())
        throw InputError(where + " must be an object.");
    for (const auto& [key, value] : json.items())
        m_results[key] = std::make_shared<RetrainResult>(resultFromJson(value, where + "." + key));
}

} // namespace leap

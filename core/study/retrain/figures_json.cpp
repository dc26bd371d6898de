// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/retrain/figures_json.h"

#include <cmath>
#include <cstdint>

namespace leap {

Json numberOrNull(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json metricToJson(const MetricValue& metric)
{
    Json json;
    json["value"] = numberOrNull(metric.value);
    json["reason"] = metric.reason;
    json["used"] = metric.used;
    json["left_out"] = metric.leftOut;
    return json;
}

MetricValue metricFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    MetricValue metric;
    if (!reader.at("value").is_null())
        metric.value = reader.get<double>("value");
    metric.reason = reader.get<std::string>("reason");
    metric.used = reader.get<int64_t>("used");
    metric.leftOut = reader.get<int64_t>("left_out");
    reader.finish();
    return metric;
}

Json evaluationToJson(const Evaluation& figures)
{
    Json json;
    json["auc"] = metricToJson(figures.auc);
    json["log_loss"] = metricToJson(figures.logLoss);
    json["gauc_by_impressions"] = metricToJson(figures.gaucByImpressions);
    json["gauc_plain"] = metricToJson(figures.gaucPlain);
    return json;
}

Evaluation evaluationFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    const auto metric = [&](const char* key) { return metricFromJson(reader.at(key), reader.placeOf(key)); };
    Evaluation figures;
    figures.auc = metric("auc");
    figures.logLoss = metric("log_loss");
    figures.gaucByImpressions = metric("gauc_by_impressions");
    figures.gaucPlain = metric("gauc_plain");
    reader.finish();
    return figures;
}

} // namespace leap

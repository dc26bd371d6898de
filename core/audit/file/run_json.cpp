// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/run_json.h"

#include "core/base/error.h"

#include <cmath>
#include <limits>

namespace leap {
namespace {

/// JSON knows neither NaN nor infinity; a file must give back what it was given.
Json exactNumber(double value)
{
    if (std::isfinite(value))
        return value;
    return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

double exactNumber(ObjectReader& reader, const std::string& key)
{
    const Json& value = reader.at(key);
    if (value == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    if (value == "inf" || value == "-inf")
        return (value == "inf" ? 1 : -1) * std::numeric_limits<double>::infinity();
    return reader.get<double>(key);
}

Json readOptionsToJson(const ReadOptions& options)
{
    Json json;
    json["header"] = options.header;
    json["delimiter"] = options.delimiter;
    json["bad_rows"] = options.badRows == BadRows::Fail ? "fail" : "set-aside";
    json["matrix"] = options.matrix;
    json["threads"] = options.threads;
    return json;
}

ReadOptions readOptionsFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    ReadOptions options;
    options.header = reader.get<bool>("header");
    options.delimiter = reader.get<std::string>("delimiter");
    options.badRows = reader.get<std::string>("bad_rows") == "fail" ? BadRows::Fail : BadRows::SetAside;
    options.matrix = reader.get<std::string>("matrix");
    options.threads = reader.get<int>("threads");
    reader.finish();
    return options;
}

} // namespace

Json figure(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json sourceToJson(const SourceReference& source)
{
    Json json;
    json["files"] = source.files;
    json["read"] = readOptionsToJson(source.options);
    json["split"] = splitText(source.split);
    return json;
}

SourceReference sourceFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    SourceReference source;
    source.files = reader.get<std::vector<std::string>>("files");
    source.options = readOptionsFromJson(reader.at("read"), reader.placeOf("read"));
    source.split = parseSplit(reader.get<std::string>("split"));
    reader.finish();
    return source;
}

Json planToJson(const SearchPlan& plan)
{
    Json json;
    json["alpha"] = exactNumber(plan.alpha);
    json["alpha_auto"] = plan.alphaAuto;
    json["calibration_gain"] = exactNumber(plan.calibrationGain);
    json["gate_learning_rate"] = exactNumber(plan.gateLearningRate);
    json["epochs"] = plan.epochs;
    json["batch"] = plan.batch;
    json["lowest_reachable_gate"] = exactNumber(plan.lowestReachableGate);
    json["engine"] = plan.engine;
    json["threads"] = plan.threads;
    return json;
}

SearchPlan planFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    SearchPlan plan;
    plan.alpha = exactNumber(reader, "alpha");
    plan.alphaAuto = reader.get<bool>("alpha_auto");
    plan.calibrationGain = exactNumber(reader, "calibration_gain");
    plan.gateLearningRate = exactNumber(reader, "gate_learning_rate");
    plan.epochs = reader.get<int64_t>("epochs");
    plan.batch = reader.get<int64_t>("batch");
    plan.lowestReachableGate = exactNumber(reader, "lowest_reachable_gate");
    plan.engine = reader.get<std::string>("engine");
    plan.threads = reader.get<int>("threads");
    reader.finish();
    return plan;
}

const char* outcomeName(RunOutcome outcome)
{
    return outcome == RunOutcome::Finished ? "finished" : "stopped";
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/retrain/study_memory.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/sha256.h"

#include <system_error>
#include <utility>

namespace leap {
namespace {

constexpr const char* kFormat = "leap.study-memory";
constexpr int kVersion = 1;

std::string textOf(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string searchKey(const Selector& selector, const SelectorContext& context)
{
    Settings settings = context.settings;
    settings.seed = context.seed;
    settings.threads = 0; // no part of the key, as for retrainings
    Json key;
    key["data"] = dataKey(*context.dataset);
    key["selector"] = selector.name();
    key["settings"] = settingsToJson(settings);
    key["draw"] = context.draw;
    return sha256Of(textOf(key));
}

Json searchToJson(const SearchOutcome& search)
{
    Json json;
    json["scores"] = search.scores;
    json["seconds"] = search.seconds;
    json["forward_passes"] = search.forwardPasses;
    json["notes"] = search.notes;
    return json;
}

SearchOutcome searchFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    SearchOutcome search;
    search.scores = reader.get<std::vector<double>>("scores");
    search.seconds = reader.get<double>("seconds");
    search.forwardPasses = reader.get<int64_t>("forward_passes");
    search.notes = reader.get<std::vector<std::string>>("notes");
    reader.finish();
    return search;
}

} // namespace

StudyMemory::StudyMemory(std::optional<std::filesystem::path> file)
    : m_file(std::move(file))
{
    if (!m_file || !std::filesystem::exists(*m_file))
        return;
    const std::string where = m_file->string();
    try {
        read(parseJson(readText(*m_file), where), where);
    } catch (const InputError& error) {
        throw InputError(
            std::string(error.what())
            + " It should hold what an interrupted comparison had done; delete it to start afresh.");
    }
}

void StudyMemory::read(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    if (reader.get<std::string>("format") != kFormat || reader.get<int>("version") != kVersion)
        throw InputError(where + " is not the memory of a comparison, version 1.");
    const Json& searches = reader.at("searches");
    if (!searches.is_object())
        throw InputError(reader.placeOf("searches") + " must be an object.");
    for (const auto& [key, value] : searches.items())
        m_searches[key] = searchFromJson(value, reader.placeOf("searches") + "." + key);
    m_retrains.read(reader.at("retrains"), reader.placeOf("retrains"));
    reader.finish();
    m_found = static_cast<int64_t>(m_searches.size()) + m_retrains.looks().validation;
}

void StudyMemory::write() const
{
    if (!m_file)
        return;
    Json json;
    json["format"] = kFormat;
    json["version"] = kVersion;
    json["searches"] = Json::object();
    for (const auto& [key, search] : m_searches)
        json["searches"][key] = searchToJson(search);
    json["retrains"] = m_retrains.toJson();
    writeTextAtomically(*m_file, textOf(json));
}

const SearchOutcome* StudyMemory::search(const Selector& selector, const SelectorContext& context)
{
    if (context.control.stopRequested()) // selectors without a training do not look
        return nullptr;
    const std::string key = searchKey(selector, context);
    const auto known = m_searches.find(key);
    if (known != m_searches.end())
        return &known->second;
    const SelectorOutcome outcome = selector.run(context);
    if (outcome.outcome == RunOutcome::Stopped)
        return nullptr;
    SearchOutcome search;
    for (const FieldScore& field : outcome.ranking.fields)
        search.scores.push_back(field.score);
    search.seconds = outcome.seconds;
    search.forwardPasses = outcome.forwardPasses;
    search.notes = outcome.notes;
    const SearchOutcome& stored = m_searches[key] = std::move(search);
    write();
    return &stored;
}

std::shared_ptr<const RetrainResult> StudyMemory::retrain(const std::shared_ptr<const Dataset>& dataset,
                                                          const KeptSet& kept, const Settings& settings,
                                                          uint64_t seed, TestRows test, RunControl& control)
{
    if (control.stopRequested())
        return nullptr;
    const int64_t before = m_retrains.trained();
    auto result = m_retrains.get(dataset, kept, settings, seed, test, control);
    if (m_retrains.trained() > before)
        write();
    return result;
}

void StudyMemory::discardFile()
{
    std::error_code ignored;
    if (m_file)
        std::filesystem::remove(*m_file, ignored);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/retrain/study_memory.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/study/retrain/figures_record.h"
#include "core/study/retrain/keys_record.h"

#include <system_error>
#include <utility>

namespace leap {

template <> struct Record<SearchOutcome> {
    using T = SearchOutcome;
    static constexpr auto members =
        std::tuple{member("scores", &T::scores), member("seconds", &T::seconds),
                   member("forward_passes", &T::forwardPasses, atLeast(0)), member("notes", &T::notes)};
};

/// The file of a study's memory.
struct MemoryFile {
    Searches searches;
    RetrainCache::Results retrains;
};
template <> struct Record<MemoryFile> {
    using T = MemoryFile;
    static constexpr auto members =
        std::tuple{constant("format", "leap.study-memory"), constant("version", 1),
                   member("searches", &T::searches), member("retrains", &T::retrains)};
};

namespace {

std::string searchKey(const Selector& selector, const SelectorContext& context)
{
    Settings settings = context.settings;
    settings.seed = context.seed;
    settings.threads = 0; // no part of the key, as for retrainings
    return digestOf(SearchKey{dataKey(*context.dataset), selector.name(), settings, context.draw});
}

} // namespace

StudyMemory::StudyMemory(std::optional<std::filesystem::path> file)
    : m_file(std::move(file))
{
    if (!m_file || !std::filesystem::exists(*m_file))
        return;
    const std::string where = m_file->string();
    try {
        MemoryFile found = fromJson<MemoryFile>(parseJson(readText(*m_file), where), where);
        m_searches = std::move(found.searches);
        m_retrains.put(found.retrains);
        m_found = static_cast<int64_t>(m_searches.size()) + m_retrains.looks().validation;
    } catch (const InputError& error) {
        throw InputError(
            std::string(error.what())
            + " It should hold what an interrupted comparison had done; delete it to start afresh.");
    }
}

void StudyMemory::write() const
{
    if (m_file)
        writeTextAtomically(*m_file, jsonText(toJson(MemoryFile{m_searches, m_retrains.results()})));
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

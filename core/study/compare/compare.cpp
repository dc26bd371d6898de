// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/compare/compare.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/decide/decide.h"
#include "core/search/reach.h"
#include "core/study/compare/compare_row.h"

#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

namespace leap {
namespace {

/// The searches and retrainings of one dataset.
class DatasetStudy {
public:
    DatasetStudy(const CompareRequest& request, std::string name, std::shared_ptr<const Dataset> dataset,
                 StudyMemory& memory, RunControl& control,
                 const std::function<void(const std::string&)>& work)
        : m_request(request)
        , m_name(std::move(name))
        , m_dataset(std::move(dataset))
        , m_settings(withPlannedEpochs(request.settings, m_dataset))
        , m_memory(memory)
        , m_control(control)
        , m_work(work)
    {
    }

    /// False when stopped.
    bool search(const Selector& selector)
    {
        auto& searches = m_searches[selector.name()];
        TrainObserver quiet;
        const bool averaged = selector.draws() > 1;
        const int seeds = selector.usesSeed() && !averaged ? m_request.searchSeeds : 1;
        for (int seed = 0; seed < seeds; ++seed) {
            for (int draw = 0; draw < selector.draws(); ++draw) {
                ComparedSearch search{m_request.settings.seed + static_cast<uint64_t>(seed), draw, nullptr};
                m_work(m_name + ": " + selector.title() + ", search seed " + std::to_string(search.seed));
                search.outcome =
                    m_memory.search(selector, {m_dataset, m_settings, search.seed, draw, m_control, quiet});
                if (!search.outcome)
                    return false;
                searches.push_back(search);
            }
        }
        return true;
    }

    /// Nothing when stopped.
    std::optional<CompareRow> retrain(const Selector& selector, double ratio)
    {
        CompareRowMaker maker;
        for (const ComparedSearch& search : m_searches[selector.name()]) {
            const KeptSet kept = keptAt(selector, *search.outcome, ratio);
            std::vector<std::shared_ptr<const RetrainResult>> retrains;
            for (const uint64_t seed : retrainSeeds(selector, search)) {
                m_work(m_name + ": " + selector.title() + " at " + shortest(ratio) + ", retrain seed "
                       + std::to_string(seed));
                retrains.push_back(
                    m_memory.retrain(m_dataset, kept, m_settings, seed, TestRows::Open, m_control));
                if (!retrains.back())
                    return std::nullopt;
            }
            maker.add(search, kept, keptNames(m_dataset->schema, kept), retrains);
        }
        CompareRow row = std::move(maker).row(m_dataset->layout);
        row.dataset = m_name;
        row.selector = selector.name();
        row.title = selector.title();
        row.keepRatio = ratio;
        return row;
    }

private:
    [[nodiscard]] KeptSet keptAt(const Selector& selector, const SearchOutcome& outcome, double ratio) const
    {
        if (selector.keepsAll())
            return keepAll(m_dataset->schema.fields.size());
        Rule rule;
        rule.kind = Rule::Kind::KeepRatio;
        rule.keepRatio = ratio;
        return keptSetOf(decide(rankingOf(*m_dataset, outcome.scores), rule));
    }

    /// A draw is retrained once, the draws taking turns with the seeds: their spread is what counts.
    [[nodiscard]] std::vector<uint64_t> retrainSeeds(const Selector& selector,
                                                     const ComparedSearch& search) const
    {
        const uint64_t first = m_request.settings.seed;
        const auto seeds = static_cast<uint64_t>(m_request.retrainSeeds);
        if (selector.draws() > 1)
            return {first + static_cast<uint64_t>(search.draw) % seeds};
        std::vector<uint64_t> all(seeds);
        std::iota(all.begin(), all.end(), first);
        return all;
    }

    const CompareRequest& m_request;
    std::string m_name;
    std::shared_ptr<const Dataset> m_dataset;
    Settings m_settings; ///< of all searches and trainings
    StudyMemory& m_memory;
    RunControl& m_control;
    const std::function<void(const std::string&)>& m_work;
    std::map<std::string, std::vector<ComparedSearch>> m_searches; ///< by selector
};

/// Units of work on one dataset, reused ones included.
int64_t unitsOf(const CompareRequest& request, const Selector& selector)
{
    const bool averaged = selector.draws() > 1;
    const int64_t searches = averaged ? selector.draws() : selector.usesSeed() ? request.searchSeeds : 1;
    const int64_t retrains = averaged ? 1 : request.retrainSeeds;
    return searches + searches * retrains * static_cast<int64_t>(request.keepRatios.size());
}

bool studyDataset(DatasetStudy& study, const CompareRequest& request,
                  const std::vector<std::unique_ptr<Selector>>& selectors, CompareResult& result)
{
    for (const auto& selector : selectors) {
        if (!study.search(*selector))
            return false;
    }
    for (const double ratio : request.keepRatios) {
        for (const auto& selector : selectors) {
            auto row = study.retrain(*selector, ratio);
            if (!row)
                return false;
            result.rows.push_back(std::move(*row));
        }
    }
    return true;
}

} // namespace

void CompareRequest::validate() const
{
    settings.validate();
    if (data.empty() || selectors.empty() || keepRatios.empty())
        throw InputError("A comparison needs data, selectors and keep ratios.");
    for (const double ratio : keepRatios) {
        Rule rule;
        rule.kind = Rule::Kind::KeepRatio;
        rule.keepRatio = ratio;
        rule.validate();
    }
    if (searchSeeds < 1 || retrainSeeds < 1)
        throw InputError("A comparison needs at least one search seed and one retrain seed.");
    if (std::set<std::string>(selectors.begin(), selectors.end()).size() < selectors.size())
        throw InputError("A selector is named twice; name each once.");
}

CompareResult compare(const CompareRequest& request, StudyMemory& memory, RunControl& control,
                      ProveObserver& observer)
{
    request.validate();
    std::vector<std::unique_ptr<Selector>> selectors;
    int64_t units = 0;
    for (const std::string& name : request.selectors) {
        selectors.push_back(makeSelector(name));
        units += unitsOf(request, *selectors.back());
    }
    units *= static_cast<int64_t>(request.data.size());
    int64_t done = 0;
    const std::function<void(const std::string&)> work = [&](const std::string& what) {
        observer.working(what, done++, units);
    };
    CompareResult result;
    for (const CompareData& data : request.data) {
        const auto dataset = data.load();
        result.fingerprints.push_back(dataset->card.fingerprint);
        DatasetStudy study(request, data.name, dataset, memory, control, work);
        if (!studyDataset(study, request, selectors, result)) {
            result.outcome = RunOutcome::Stopped;
            break;
        }
    }
    result.looks = memory.looks();
    return result;
}

} // namespace leap

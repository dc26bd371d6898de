// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/compare/compare.h"

#include "core/base/error.h"
#include "core/base/statistics.h"
#include "core/base/text.h"
#include "core/decide/decide.h"
#include "core/search/reach.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace leap {
namespace {

/// Of a single training 0: it has no spread.
double deviationOf(const std::vector<double>& values)
{
    return values.size() < 2 ? 0 : sampleDeviation(values);
}

/// The mean, or the first reason why there is none.
class MetricMean {
public:
    void add(const MetricValue& metric)
    {
        if (!m_undefined && !metric.defined())
            m_undefined = metric;
        m_values.push_back(metric.value);
        m_used = metric.used;
    }
    [[nodiscard]] MetricValue value() const
    {
        if (m_undefined)
            return *m_undefined;
        MetricValue average;
        average.value = mean(m_values);
        average.used = m_used;
        return average;
    }

private:
    std::vector<double> m_values;
    std::optional<MetricValue> m_undefined;
    int64_t m_used = 0;
};

/// One search of a selector.
struct Search {
    uint64_t seed = 0;
    int draw = 0;
    const SearchOutcome* outcome = nullptr;
};

/// Collects one cell of the table.
class RowMaker {
public:
    void add(const Search& search, const KeptSet& kept, const std::vector<std::string>& names,
             const std::vector<std::shared_ptr<const RetrainResult>>& retrains)
    {
        CompareSet set{search.seed, search.draw, names, {}};
        for (const auto& retrained : retrains) {
            const Evaluation& test = retrained->test->figures;
            set.auc.push_back(test.auc.value);
            m_auc.add(test.auc);
            m_logLoss.add(test.logLoss);
            m_gaucByImpressions.add(test.gaucByImpressions);
            m_gaucPlain.add(test.gaucPlain);
            m_validation.add(retrained->validation.figures.auc);
            m_retrainSeconds.push_back(retrained->seconds);
        }
        m_searchSeconds.push_back(search.outcome->seconds);
        m_forwardPasses.push_back(static_cast<double>(search.outcome->forwardPasses));
        for (const std::string& note : search.outcome->notes) {
            if (std::find(m_row.notes.begin(), m_row.notes.end(), note) == m_row.notes.end())
                m_row.notes.push_back(note);
        }
        m_kept.push_back(kept);
        m_row.sets.push_back(std::move(set));
    }

    [[nodiscard]] CompareRow row(const RowLayout& layout) &&
    {
        const size_t common = mostCommonSet();
        m_row.kept = m_row.sets[common].kept;
        m_row.keptColumns = keptColumns(layout, m_kept[common]);
        m_row.auc = m_auc.value();
        m_row.logLoss = m_logLoss.value();
        m_row.gaucByImpressions = m_gaucByImpressions.value();
        m_row.gaucPlain = m_gaucPlain.value();
        m_row.validationAuc = m_validation.value();
        m_row.searchSeconds = mean(m_searchSeconds);
        m_row.retrainSeconds = mean(m_retrainSeconds);
        m_row.forwardPasses = static_cast<int64_t>(std::llround(mean(m_forwardPasses)));
        setSpread();
        return std::move(m_row);
    }

private:
    [[nodiscard]] size_t mostCommonSet() const
    {
        size_t best = 0;
        const auto times = [&](size_t i) { return std::count(m_kept.begin(), m_kept.end(), m_kept[i]); };
        for (size_t i = 1; i < m_kept.size(); ++i)
            best = times(i) > times(best) ? i : best;
        return best;
    }

    void setSpread()
    {
        std::vector<double> all, means;
        double scatter = 0;
        size_t freedom = 0;
        for (const CompareSet& set : m_row.sets) {
            all.insert(all.end(), set.auc.begin(), set.auc.end());
            means.push_back(mean(set.auc));
            scatter += sumOfSquares(set.auc);
            freedom += set.auc.size() - 1;
        }
        m_row.aucSd = deviationOf(all);
        m_row.aucSdSearch = deviationOf(means);
        m_row.aucSdRetrain = freedom == 0 ? 0 : std::sqrt(scatter / static_cast<double>(freedom));
    }

    CompareRow m_row;
    std::vector<KeptSet> m_kept;
    MetricMean m_auc, m_logLoss, m_gaucByImpressions, m_gaucPlain, m_validation;
    std::vector<double> m_searchSeconds, m_retrainSeconds, m_forwardPasses;
};

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
                Search search{m_request.settings.seed + static_cast<uint64_t>(seed), draw, nullptr};
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
        RowMaker maker;
        for (const Search& search : m_searches[selector.name()]) {
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
    [[nodiscard]] std::vector<uint64_t> retrainSeeds(const Selector& selector, const Search& search) const
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
    std::map<std::string, std::vector<Search>> m_searches; ///< by selector
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/probes/probe_study.h"

#include "core/base/elapsed.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/utc_time.h"
#include "core/metric/false_discovery.h"
#include "core/study/ledger/ledger.h"
#include "core/study/probes/probe_data.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace leap {
namespace {

constexpr int kFewestProbes = 20;
constexpr double kRoundingSlack = 1e-9;

int64_t ceiling(double value)
{
    return static_cast<int64_t>(std::ceil(value - kRoundingSlack));
}

/// One search with its probes, and what its best model says of them on validation rows.
class ProbeSearch {
public:
    ProbeSearch(const Dataset& dataset, const Settings& settings, const ProbePlan& plan, int number)
        : m_settings(settings)
        , m_sources(probeSources(dataset, plan.probes))
        , m_plan(plan)
        , m_number(number)
    {
        m_settings.seed += static_cast<uint64_t>(number);
        m_dataset = withProbes(dataset, m_sources, m_settings.seed);
    }

    /// @return false when stopped
    bool run(ProbeStudy& study, RunControl& control, ProveObserver& observer)
    {
        TrainObserver quiet;
        const SearchResult search = runSearch(m_dataset, m_settings, control, quiet);
        if (search.outcome == RunOutcome::Stopped)
            return false;
        const auto model = trainedRows(m_dataset, search, m_settings, SearchWeights::BestEpoch);
        const ShufflePlan shuffles{.repeats = m_plan.repeats, .seed = m_settings.seed, .gates = {}};
        const ShuffleStudy measured = studyShuffles(m_dataset, *model, shuffles, control, observer);
        if (measured.outcome == RunOutcome::Stopped)
            return false;
        study.rows = measured.rows;
        for (size_t i = 0; i < measured.fields.size(); ++i)
            add(study, i, {measured.fields[i].earns, search.ranking.fields[i].gate});
        return true;
    }

private:
    void add(ProbeStudy& study, size_t i, const ProbeFigure& figure) const
    {
        const size_t fields = study.fields.size();
        if (i < fields)
            study.fields[i].figures.push_back(figure);
        else
            study.probes.push_back({study.fields[m_sources[i - fields]].name, m_number, figure});
    }

    Settings m_settings;
    std::vector<size_t> m_sources;
    const ProbePlan& m_plan;
    int m_number;
    std::shared_ptr<const Dataset> m_dataset;
};

void judge(ProbeStudy& study)
{
    std::vector<double> noise, statistics;
    for (const Probe& probe : study.probes)
        noise.push_back(probe.figure.earns.standardised());
    for (ProbedField& field : study.fields) {
        double sum = 0;
        for (const ProbeFigure& figure : field.figures)
            sum += figure.earns.standardised();
        field.standardised = sum / static_cast<double>(field.figures.size());
        statistics.push_back(field.standardised);
    }
    const auto p = rankAmong(noise, statistics);
    const auto adjusted = benjaminiHochberg(p);
    for (size_t i = 0; i < p.size(); ++i) {
        study.fields[i].p = p[i];
        study.fields[i].adjusted = adjusted[i];
        study.fields[i].aboveNoise = adjusted[i] <= study.plan.q + kRoundingSlack;
    }
}

} // namespace

void ProbePlan::validate() const
{
    if (probes < 0 || seeds < 1 || repeats < 1)
        throw InputError("Probes, searches and repeats must be 1 or more each.");
    if (!(q > 0 && q < 1)) // NaN fails every comparison
        throw InputError("q is " + shortest(q) + "; it must lie between 0 and 1.");
}

int defaultProbes(size_t fields, int seeds, double q)
{
    constexpr double kQuarter = 4;
    const int64_t pool = ceiling(std::min(static_cast<double>(fields), kQuarter) / q) - 1;
    return static_cast<int>(std::max<int64_t>(kFewestProbes, ceiling(static_cast<double>(pool) / seeds)));
}

int64_t fewestCalled(size_t fields, int64_t probes, double q)
{
    return ceiling(static_cast<double>(fields) / (q * static_cast<double>(1 + probes)));
}

std::vector<double> rankAmong(const std::vector<double>& probes, const std::vector<double>& fields)
{
    std::vector<double> p;
    for (const double field : fields) {
        const auto better =
            std::count_if(probes.begin(), probes.end(), [&](double probe) { return probe >= field; });
        p.push_back(static_cast<double>(1 + better) / static_cast<double>(1 + probes.size()));
    }
    return p;
}

std::optional<ProbeStudy> studyProbes(const std::shared_ptr<const Dataset>& dataset, const Settings& settings,
                                      double alpha, const ProbePlan& plan, RunControl& control,
                                      ProveObserver& observer)
{
    const auto start = std::chrono::steady_clock::now();
    plan.validate();
    Settings priced = settings;
    priced.alpha = alpha;
    ProbeStudy study;
    study.created = nowUtc();
    study.plan = plan;
    study.alpha = alpha;
    study.firstSeed = settings.seed;
    if (plan.probes == 0)
        study.plan.probes = defaultProbes(dataset->schema.fields.size(), plan.seeds, plan.q);
    for (const Field& field : dataset->schema.fields)
        study.fields.emplace_back().name = field.name;
    for (int number = 0; number < plan.seeds; ++number) {
        observer.working("search with " + std::to_string(study.plan.probes) + " probes", number, plan.seeds);
        if (!ProbeSearch(*dataset, priced, study.plan, number).run(study, control, observer))
            return std::nullopt;
    }
    judge(study);
    study.seconds = secondsSince(start);
    return study;
}

} // namespace leap

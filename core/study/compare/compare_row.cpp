// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/compare/compare_row.h"

#include "core/base/statistics.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace leap {
namespace {

/// Of a single training 0: it has no spread.
double deviationOf(const std::vector<double>& values)
{
    return values.size() < 2 ? 0 : sampleDeviation(values);
}

} // namespace

void MetricMean::add(const MetricValue& metric)
{
    if (!m_undefined && !metric.defined())
        m_undefined = metric;
    m_values.push_back(metric.value);
    m_used = metric.used;
}

MetricValue MetricMean::value() const
{
    if (m_undefined)
        return *m_undefined;
    MetricValue average;
    average.value = mean(m_values);
    average.used = m_used;
    return average;
}

void CompareRowMaker::addFigures(CompareSet& set, const RetrainResult& retrained)
{
    const Evaluation& test = retrained.test->figures;
    set.auc.push_back(test.auc.value);
    m_auc.add(test.auc);
    m_logLoss.add(test.logLoss);
    m_gaucByImpressions.add(test.gaucByImpressions);
    m_gaucPlain.add(test.gaucPlain);
    m_validation.add(retrained.validation.figures.auc);
    m_retrainSeconds.push_back(retrained.seconds);
}

void CompareRowMaker::add(const ComparedSearch& search, const KeptSet& kept,
                          const std::vector<std::string>& names,
                          const std::vector<std::shared_ptr<const RetrainResult>>& retrains)
{
    CompareSet set{search.seed, search.draw, names, {}};
    for (const auto& retrained : retrains)
        addFigures(set, *retrained);
    m_searchSeconds.push_back(search.outcome->seconds);
    m_forwardPasses.push_back(static_cast<double>(search.outcome->forwardPasses));
    for (const std::string& note : search.outcome->notes) {
        if (std::find(m_row.notes.begin(), m_row.notes.end(), note) == m_row.notes.end())
            m_row.notes.push_back(note);
    }
    m_kept.push_back(kept);
    m_row.sets.push_back(std::move(set));
}

CompareRow CompareRowMaker::row(const RowLayout& layout) &&
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

size_t CompareRowMaker::mostCommonSet() const
{
    size_t best = 0;
    const auto times = [&](size_t i) { return std::count(m_kept.begin(), m_kept.end(), m_kept[i]); };
    for (size_t i = 1; i < m_kept.size(); ++i)
        best = times(i) > times(best) ? i : best;
    return best;
}

void CompareRowMaker::setSpread()
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

} // namespace leap

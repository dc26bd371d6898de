// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/verdict/evidence.h"

#include "core/base/random.h"
#include "core/base/statistics.h"
#include "core/study/shuffle/shuffle_block.h"
#include "core/study/verdict/shuffled_logits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace leap {
namespace {

/// A sum over the rows of the group that is passing.
struct OpenGroup {
    int32_t group = -1;
    double sum = 0;
};

/// Some values of a block's rows and their weighted mean.
class Centred {
public:
    void set(std::vector<double> values, std::span<const float> weight)
    {
        m_values = std::move(values);
        double sum = 0, weights = 0;
        for (size_t row = 0; row < m_values.size(); ++row) {
            const double w = weight.empty() ? 1.0 : static_cast<double>(weight[row]);
            sum += w * m_values[row];
            weights += w;
        }
        const double mean = weights > 0 ? sum / weights : 0;
        for (double& value : m_values)
            value -= mean;
    }
    [[nodiscard]] double operator[](size_t row) const { return m_values[row]; }
    [[nodiscard]] size_t size() const { return m_values.size(); }

private:
    std::vector<double> m_values;
};

/// One fold while its blocks pass.
class FoldSums {
public:
    FoldSums(const RowLayout& layout, std::span<const std::unique_ptr<TrainedModel>> models,
             const EvidencePlan& plan, int64_t rows)
        : m_plan(plan)
        , m_groups(plan.sets.size())
        , m_every(plan.sampleRows > 0 ? std::max<int64_t>(1, (rows + plan.sampleRows - 1) / plan.sampleRows)
                                      : 0)
    {
        for (const auto& model : models)
            m_models.emplace_back(layout, *model);
        m_evidence.sets.resize(plan.sets.size());
        m_samples.resize(m_every > 0 ? plan.sets.size() : 0);
    }

    void addBlock(const Batch& batch, uint64_t block, const RunControl& control)
    {
        const auto rows = static_cast<size_t>(batch.rows);
        std::vector<double> plain(rows, 0);
        for (ShuffledLogits& model : m_models) {
            model.read(batch);
            addMean(model.plain(), plain);
        }
        for (size_t row = 0; row < rows; ++row)
            m_evidence.weight += weightAt(batch, row);
        for (size_t set = 0; set < m_plan.sets.size(); ++set) {
            control.throwIfStopped();
            addSet(batch, set, block, plain);
        }
        m_row += batch.rows;
    }

    [[nodiscard]] FoldEvidence evidence() &&
    {
        for (size_t set = 0; set < m_groups.size(); ++set)
            close(set);
        for (const auto& sample : m_samples)
            m_evidence.sample.insert(m_evidence.sample.end(), sample.begin(), sample.end());
        m_evidence.sampled = m_samples.empty() ? 0 : std::ssize(m_samples.front());
        return std::move(m_evidence);
    }

private:
    static double weightAt(const Batch& batch, size_t row)
    {
        return batch.weight.empty() ? 1.0 : static_cast<double>(batch.weight[row]);
    }

    /// Adds this model's share of the mean.
    void addMean(const std::vector<float>& logits, std::vector<double>& sum, int of = 1) const
    {
        const double share = 1.0 / (static_cast<double>(m_models.size()) * of);
        for (size_t row = 0; row < sum.size(); ++row)
            sum[row] += share * static_cast<double>(logits[row]);
    }

    /// The mean logit under the shuffles first, first + 2, ...
    std::vector<double> shuffledMean(const Batch& batch, size_t set, uint64_t block, int first)
    {
        std::vector<double> mean(static_cast<size_t>(batch.rows), 0);
        std::vector<int64_t> from(mean.size());
        for (int repeat = first; repeat < m_plan.shuffles; repeat += 2) {
            std::iota(from.begin(), from.end(), int64_t{0});
            const uint64_t key = streamKey(m_plan.key, "verdict/shuffle", set, block);
            shuffle(from, RandomStream(streamKey(key, "repeat", static_cast<uint64_t>(repeat))));
            for (ShuffledLogits& model : m_models)
                addMean(model.shuffled(m_plan.sets[set], from), mean, m_plan.shuffles / 2);
        }
        return mean;
    }

    void addSet(const Batch& batch, size_t set, uint64_t block, const std::vector<double>& plain)
    {
        const std::array halves{shuffledMean(batch, set, block, 0), shuffledMean(batch, set, block, 1)};
        std::array<Centred, 2> adds, leaves;
        for (size_t half = 0; half < halves.size(); ++half) {
            std::vector<double> c(plain.size()), e(plain.size());
            for (size_t row = 0; row < c.size(); ++row) {
                c[row] = plain[row] - halves[half][row];
                e[row] = static_cast<double>(batch.label[row]) - sigmoid(halves[half][row]);
            }
            adds[half].set(std::move(c), batch.weight);
            leaves[half].set(std::move(e), batch.weight);
        }
        std::vector<double> t(plain.size());
        for (size_t row = 0; row < t.size(); ++row)
            t[row] =
                weightAt(batch, row) * (adds[0][row] * leaves[1][row] + adds[1][row] * leaves[0][row]) / 2;
        addTerms(batch, set, t);
        if (m_every > 0)
            addSample(set, adds);
    }

    /// @param terms w t of each row
    void addTerms(const Batch& batch, size_t set, const std::vector<double>& terms)
    {
        EvidenceSum& sums = m_evidence.sets[set];
        const double sum = std::accumulate(terms.begin(), terms.end(), 0.0);
        sums.covariance += sum;
        double weights = 0;
        for (size_t row = 0; row < terms.size(); ++row)
            weights += weightAt(batch, row);
        const double mean = weights > 0 ? sum / weights : 0;
        for (size_t row = 0; row < terms.size(); ++row) {
            if (batch.group.empty()) {
                const double centred = terms[row] - weightAt(batch, row) * mean;
                sums.squares += centred * centred;
                continue;
            }
            if (m_groups[set].group != batch.group[row])
                close(set);
            m_groups[set].group = batch.group[row];
            m_groups[set].sum += terms[row];
        }
    }

    void close(size_t set)
    {
        m_evidence.sets[set].squares += m_groups[set].sum * m_groups[set].sum;
        m_groups[set] = {};
    }

    void addSample(size_t set, const std::array<Centred, 2>& adds)
    {
        const auto every = static_cast<size_t>(m_every);
        const size_t skipped = static_cast<size_t>(m_row) % every;
        for (size_t row = skipped == 0 ? 0 : every - skipped; row < adds[0].size(); row += every)
            m_samples[set].push_back(static_cast<float>((adds[0][row] + adds[1][row]) / 2));
    }

    const EvidencePlan& m_plan;
    std::vector<ShuffledLogits> m_models;
    FoldEvidence m_evidence;
    std::vector<OpenGroup> m_groups; ///< [sets]
    int64_t m_every; ///< one row in this many is sampled; 0: none
    std::vector<std::vector<float>> m_samples; ///< [sets]
    int64_t m_row = 0; ///< rows of the blocks before
};

} // namespace

FoldEvidence measureEvidence(const std::shared_ptr<const Dataset>& fold,
                             std::span<const std::unique_ptr<TrainedModel>> models, const EvidencePlan& plan,
                             const RunControl& control)
{
    const int64_t rows = fold->store->rows(Part::Test);
    const auto source = makeBatchSource(fold,
                                        {.part = Part::Test,
                                         .batchSize = shuffleBlockRows(rows, fold->layout.columns()),
                                         .order = RowOrder::Stored});
    FoldSums sums(fold->layout, models, plan, rows);
    Batch batch;
    source->reset(0);
    for (uint64_t block = 0; source->next(batch); ++block)
        sums.addBlock(batch, block, control);
    return std::move(sums).evidence();
}

SetEvidence evidenceOf(std::span<const FoldEvidence> folds, size_t set, bool crossFitted)
{
    double covariance = 0, squares = 0, weight = 0;
    for (const FoldEvidence& fold : folds) {
        covariance += fold.sets[set].covariance;
        squares += fold.sets[set].squares;
        weight += fold.weight;
    }
    SetEvidence evidence;
    if (weight <= 0)
        return evidence;
    evidence.effect = covariance / weight;
    evidence.error = std::sqrt(squares) * (crossFitted ? std::numbers::sqrt2 : 1) / weight;
    constexpr double kRounding = 1e-7; // what float logits leave of a set that changes nothing
    if (evidence.error > 0 && std::abs(evidence.effect) > kRounding)
        evidence.z = evidence.effect / evidence.error;
    return evidence;
}

} // namespace leap

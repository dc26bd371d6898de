// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/metric/auc.h"
#include "core/select/selector_table.h"
#include "core/select/table/feature_table.h"
#include "core/select/table/target_encoding.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

constexpr size_t kBins = 32;
constexpr double kPrior = 20; ///< rows, as in the target encoding

/// Log odds of a column's values: rates of positive rows in bins of equally many training rows.
class ColumnOdds {
public:
    ColumnOdds(const FeatureTable& table, int64_t column)
    {
        std::vector<float> values = columnOf(table, column);
        std::sort(values.begin(), values.end());
        for (size_t bin = 1; bin < kBins; ++bin)
            m_edges.push_back(values[values.size() * bin / kBins]);
        m_edges.erase(std::unique(m_edges.begin(), m_edges.end()), m_edges.end());
        std::vector<double> rows(m_edges.size() + 1, 0.0), positive(m_edges.size() + 1, 0.0);
        double allRows = 0, allPositive = 0;
        for (size_t row = 0; row < static_cast<size_t>(table.rows); ++row) {
            const size_t bin =
                binOf(table.values[row * static_cast<size_t>(table.columns) + static_cast<size_t>(column)]);
            const double w = table.weight.empty() ? 1.0 : table.weight[row];
            rows[bin] += w;
            positive[bin] += table.label[row] > 0.5F ? w : 0;
            allRows += w;
            allPositive += table.label[row] > 0.5F ? w : 0;
        }
        const double base = std::clamp(allPositive / std::max(allRows, 1e-9), 1e-6, 1 - 1e-6);
        for (size_t bin = 0; bin < rows.size(); ++bin) {
            const double rate = (positive[bin] + kPrior * base) / (rows[bin] + kPrior);
            m_odds.push_back(std::log(rate / (1 - rate)));
        }
    }
    [[nodiscard]] double of(float value) const { return m_odds[binOf(value)]; }

private:
    static std::vector<float> columnOf(const FeatureTable& table, int64_t column)
    {
        std::vector<float> values;
        for (int64_t row = 0; row < table.rows; ++row)
            values.push_back(table.values[static_cast<size_t>(row * table.columns + column)]);
        return values;
    }
    [[nodiscard]] size_t binOf(float value) const
    {
        return static_cast<size_t>(std::upper_bound(m_edges.begin(), m_edges.end(), value) - m_edges.begin());
    }

    std::vector<float> m_edges; ///< ascending; a value at an edge belongs above it
    std::vector<double> m_odds;
};

class AucAlone final : public Selector {
public:
    [[nodiscard]] std::string name() const override { return "auc-alone"; }
    [[nodiscard]] std::string title() const override { return "AUC alone"; }
    [[nodiscard]] std::string source() const override
    {
        return "the validation AUC of each field by itself: a filter method (Guyon and Elisseeff 2003, JMLR "
               "3)";
    }
    [[nodiscard]] bool usesSeed() const override { return false; }
    [[nodiscard]] std::vector<std::string> deviations() const override
    {
        return {"A field's score for a row is the sum of log odds over its columns: ids and bags as "
                + std::string(TargetEncoding::kName) + ", every column in 32 bins."};
    }

protected:
    void select(const SelectorContext& context, SelectorOutcome& outcome) const override
    {
        const RankerRows rows = rankerRows(*context.dataset, Encoding::Target);
        if (rows.train.rows == 0 || rows.validation.rows == 0)
            throw InputError("AUC alone needs training and validation rows; use another split.");
        if (rows.note)
            outcome.notes.push_back(*rows.note);
        std::vector<double> score;
        for (int64_t field = 0; field < context.dataset->layout.fields(); ++field) {
            const MetricValue value = judge(rows, field);
            if (!value.defined())
                throw InputError("AUC alone is undefined: there is " + value.reason
                                 + " among the validation rows. Use more rows or another split.");
            score.push_back(value.value);
        }
        outcome.ranking = rankingOf(*context.dataset, score);
    }

private:
    static MetricValue judge(const RankerRows& rows, int64_t field)
    {
        const FeatureTable& table = rows.validation;
        std::vector<double> sum(static_cast<size_t>(table.rows), 0.0);
        for (int64_t column = 0; column < table.columns; ++column) {
            if (table.fieldOf[static_cast<size_t>(column)] != field)
                continue;
            const ColumnOdds odds(rows.train, column);
            for (int64_t row = 0; row < table.rows; ++row)
                sum[static_cast<size_t>(row)] +=
                    odds.of(table.values[static_cast<size_t>(row * table.columns + column)]);
        }
        const std::vector<float> score(sum.begin(), sum.end());
        return auc(score, table.label, table.weight);
    }
};

} // namespace

std::unique_ptr<Selector> makeAucAlone()
{
    return std::make_unique<AucAlone>();
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/select/selector_table.h"
#include "core/select/table/feature_table.h"
#include "core/select/table/lasso.h"
#include "core/select/table/table_rankers.h"
#include "core/select/table/target_encoding.h"
#include "core/select/table/xgb_model.h"

#include <cmath>

namespace leap {
namespace {

std::string number(double value)
{
    return shortest(value);
}

/// A ranker that reads a table of the training rows, once as in the authors' comparison and once as it is
/// fair.
class TableSelector : public Selector {
public:
    explicit TableSelector(bool fair)
        : m_fair(fair)
    {
    }
    [[nodiscard]] std::string name() const override { return stem() + (m_fair ? "-fair" : ""); }
    [[nodiscard]] std::string title() const override { return stemTitle() + (m_fair ? ", fair" : ""); }
    [[nodiscard]] std::vector<std::string> deviations() const override
    {
        std::vector<std::string> all{
            m_fair ? std::string("Ids and bags enter as ") + TargetEncoding::kName + "."
                   : "The authors' setting: an id enters as its number, a bag as its first id; numbers count "
                     "from the most frequent value, not by the alphabet.",
            "A field of several columns scores the sum of theirs."};
        all.push_back(ownDeviation());
        return all;
    }

protected:
    [[nodiscard]] bool fair() const { return m_fair; }
    [[nodiscard]] virtual std::string stem() const = 0;
    [[nodiscard]] virtual std::string stemTitle() const = 0;
    [[nodiscard]] virtual std::string ownDeviation() const = 0;
    /// One score per column; may add notes.
    [[nodiscard]] virtual std::vector<double>
    scoreColumns(const RankerRows& rows, const SelectorContext& context, SelectorOutcome& outcome) const = 0;

    void select(const SelectorContext& context, SelectorOutcome& outcome) const override
    {
        const RankerRows rows = rankerRows(*context.dataset, m_fair ? Encoding::Target : Encoding::Codes);
        if (rows.note)
            outcome.notes.push_back(*rows.note);
        const auto ofColumns = scoreColumns(rows, context, outcome);
        context.control.throwIfStopped();
        outcome.ranking = rankingOf(
            *context.dataset, sumOverFields(ofColumns, rows.train.fieldOf, context.dataset->layout.fields()));
    }

private:
    bool m_fair;
};

XgbParameters treeParameters(const SelectorContext& context)
{
    const int threads = context.settings.threads;
    return {{"objective", "binary:logistic"},
            {"tree_method", "hist"},
            {"seed", std::to_string(context.seed % 2147483647)},
            {"nthread", std::to_string(threads > 0 ? threads : 0)}};
}

class XgbSelector final : public TableSelector {
public:
    using TableSelector::TableSelector;
    [[nodiscard]] std::string source() const override
    {
        return "Chen and Guestrin 2016, XGBoost, doi:10.1145/2939672.2939785: mean gain of a column's splits";
    }
    [[nodiscard]] bool usesSeed() const override { return false; }

protected:
    [[nodiscard]] std::string stem() const override { return "xgboost"; }
    [[nodiscard]] std::string stemTitle() const override { return "XGBoost"; }
    [[nodiscard]] std::string ownDeviation() const override
    {
        return fair()
            ? "100 trees of depth 6, rate 0.1; total gain, which unlike mean gain counts how often a "
              "column is used."
            : "10 trees of depth 6, rate 0.3, by histograms.";
    }
    [[nodiscard]] std::vector<double> scoreColumns(const RankerRows& rows, const SelectorContext& context,
                                                   SelectorOutcome&) const override
    {
        XgbParameters parameters = treeParameters(context);
        parameters["max_depth"] = "6";
        parameters["eta"] = fair() ? "0.1" : "0.3";
        const XgbModel model(rows.train, parameters, fair() ? 100 : 10,
                             [&] { return context.control.stopRequested(); });
        return model.scores(fair() ? "total_gain" : "gain");
    }
};

class ForestSelector final : public TableSelector {
public:
    using TableSelector::TableSelector;
    [[nodiscard]] std::string source() const override
    {
        return "Breiman 2001, Random Forests, doi:10.1023/A:1010933404324: total gain of a column's splits";
    }

protected:
    [[nodiscard]] std::string stem() const override { return "random-forest"; }
    [[nodiscard]] std::string stemTitle() const override { return "Random forest"; }
    [[nodiscard]] std::string ownDeviation() const override
    {
        return std::string(fair() ? "100" : "10")
            + " trees grown by XGBoost on 63.2 % of the rows, sqrt(columns) tried at a node, depth at most "
              "10: "
              "not scikit-learn's forest, which draws rows with replacement and grows its trees out.";
    }
    [[nodiscard]] std::vector<double> scoreColumns(const RankerRows& rows, const SelectorContext& context,
                                                   SelectorOutcome&) const override
    {
        return forestScores(rows.train, fair() ? 100 : 10, treeParameters(context));
    }
};

class LassoSelector final : public TableSelector {
public:
    using TableSelector::TableSelector;
    [[nodiscard]] std::string source() const override
    {
        return "Tibshirani 1996, doi:10.1111/j.2517-6161.1996.tb02080.x: size of the coefficients";
    }
    [[nodiscard]] bool usesSeed() const override { return false; }

protected:
    [[nodiscard]] std::string stem() const override { return "lasso"; }
    [[nodiscard]] std::string stemTitle() const override { return "Lasso"; }
    [[nodiscard]] std::string ownDeviation() const override
    {
        return fair()
            ? "Columns are standardised; the penalty is the one of least squared error on validation "
              "rows, of ten from 0.1 down to 0.0001."
            : "Alpha 0.001, columns not standardised, squared error of the 0/1 label.";
    }
    [[nodiscard]] std::vector<double> scoreColumns(const RankerRows& rows, const SelectorContext& context,
                                                   SelectorOutcome& outcome) const override
    {
        std::vector<double> coefficients;
        if (fair()) {
            const TunedLasso tuned = tuneLasso(rows, context.control);
            outcome.notes.push_back("Penalty " + number(tuned.alpha) + ", chosen on validation rows.");
            coefficients = tuned.coefficients;
        } else {
            coefficients = Lasso(rows.train).fit(0.001, context.control);
        }
        for (double& value : coefficients)
            value = std::abs(value);
        return coefficients;
    }
};

} // namespace

std::unique_ptr<Selector> makeXgb()
{
    return std::make_unique<XgbSelector>(false);
}
std::unique_ptr<Selector> makeXgbFair()
{
    return std::make_unique<XgbSelector>(true);
}
std::unique_ptr<Selector> makeForest()
{
    return std::make_unique<ForestSelector>(false);
}
std::unique_ptr<Selector> makeForestFair()
{
    return std::make_unique<ForestSelector>(true);
}
std::unique_ptr<Selector> makeLasso()
{
    return std::make_unique<LassoSelector>(false);
}
std::unique_ptr<Selector> makeLassoFair()
{
    return std::make_unique<LassoSelector>(true);
}

} // namespace leap

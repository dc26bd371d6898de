// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/ledger/ledger.h"

#include "core/base/elapsed.h"
#include "core/base/error.h"
#include "core/base/statistics.h"
#include "core/base/utc_time.h"
#include "core/study/ledger/force_words.h"
#include "core/train/kept_weights.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace leap {
namespace {

double typicalLambda(const Ranking& ranking)
{
    std::vector<double> lambdas;
    for (const FieldScore& field : ranking.fields)
        lambdas.push_back(field.lambda);
    return lambdas.empty() ? 0 : upperMedian(std::move(lambdas));
}

void requireFits(const Dataset& dataset, const SearchResult& search)
{
    if (search.ranking.fields.size() != dataset.schema.fields.size())
        throw InputError("The run ranks " + std::to_string(search.ranking.fields.size())
                         + " fields, the data have " + std::to_string(dataset.schema.fields.size()) + ".");
    if (search.epochs.empty())
        refuseWithoutBestEpoch();
}

/// The weights of the best epoch are those of the last step.
bool endsAtItsBest(const SearchResult& search)
{
    return search.bestEpoch == search.epochs.back().epoch && search.steps == search.epochs.back().step;
}

/// Earnings by the weights of the best epoch, forces by those of the last step; nothing when stopped.
std::optional<ShuffleStudy> measure(const std::shared_ptr<const Dataset>& dataset, const SearchResult& search,
                                    const Settings& settings, const LedgerPlan& plan, RunControl& control,
                                    ProveObserver& observer)
{
    ShufflePlan shuffles{.repeats = plan.repeats, .seed = plan.seed, .gates = {}, .form = settings.gateForm};
    std::vector<double> gates;
    for (const FieldScore& field : search.ranking.fields)
        gates.push_back(field.gate);
    const auto best = trainedRows(dataset, search, settings, SearchWeights::BestEpoch);
    const bool once = endsAtItsBest(search);
    if (once)
        shuffles.gates = gates;
    ShuffleStudy study = studyShuffles(dataset, *best, shuffles, control, observer);
    if (!once && study.outcome == RunOutcome::Finished) {
        shuffles.gates = gates;
        const auto last = trainedRows(dataset, search, settings, SearchWeights::LastStep);
        const ShuffleStudy forces = studyShuffles(dataset, *last, shuffles, control, observer);
        study.outcome = forces.outcome;
        for (size_t i = 0; i < forces.fields.size(); ++i) {
            study.fields[i].curve = forces.fields[i].curve;
            study.fields[i].force = forces.fields[i].force;
        }
    }
    return study.outcome == RunOutcome::Finished ? std::optional(std::move(study)) : std::nullopt;
}

LedgerField pageOf(const Field& field, const FieldScore& score, const FieldShuffle& measured,
                   const FieldCost& saves, double typical)
{
    LedgerField page;
    page.name = field.name;
    page.group = field.group;
    page.measured = measured;
    page.lambda = score.lambda;
    page.gate = score.gate;
    page.saves = saves;
    page.activeRows = score.activeRows;
    const ForceCase forces{measured, score.lambda, typical, score.gate};
    page.lacksForce = lacksForce(forces);
    page.words = forceInWords(forces);
    return page;
}

} // namespace

FieldCosts Ledger::costs() const
{
    FieldCosts costs;
    for (const LedgerField& field : fields)
        costs.fields.push_back(field.saves);
    costs.shared = shared;
    costs.networkUnknown = networkUnknown;
    return costs;
}

std::unique_ptr<TrainedModel> trainedRows(const std::shared_ptr<const Dataset>& dataset,
                                          const SearchResult& search, const Settings& settings,
                                          SearchWeights weights)
{
    const std::string prefix = weights == SearchWeights::BestEpoch ? "best/" : "engine/";
    const auto first = search.state.lower_bound(prefix);
    if (first == search.state.end() || !first->first.starts_with(prefix))
        refuseWithoutBestEpoch();
    const int64_t batch = batchSizeFor(settings, dataset->rows); // as many threads as the search had
    return makeTrainedModel(engineSpecFor(settings, dataset->layout, {}, batch), search.state, prefix);
}

std::optional<Ledger> makeLedger(const std::shared_ptr<const Dataset>& dataset, const SearchResult& search,
                                 const Settings& settings, const LedgerPlan& plan, RunControl& control,
                                 ProveObserver& observer)
{
    const auto start = std::chrono::steady_clock::now();
    requireFits(*dataset, search);
    const auto study = measure(dataset, search, settings, plan, control, observer);
    if (!study)
        return std::nullopt;
    const FieldCosts costs = fieldCosts(dataset->layout, settings);
    Ledger ledger;
    ledger.created = nowUtc();
    ledger.model = modelInWords(settings);
    ledger.form = settings.gateForm;
    ledger.repeats = plan.repeats;
    ledger.seed = plan.seed;
    ledger.rows = study->rows;
    ledger.blockRows = study->blockRows;
    ledger.logLoss = study->logLoss;
    ledger.bestEpoch = search.bestEpoch;
    ledger.lastEpoch = search.epochs.back().epoch;
    const double typical = typicalLambda(search.ranking);
    for (size_t i = 0; i < study->fields.size(); ++i)
        ledger.fields.push_back(pageOf(dataset->schema.fields[i], search.ranking.fields[i], study->fields[i],
                                       costs.fields[i], typical));
    ledger.shared = costs.shared;
    ledger.networkUnknown = costs.networkUnknown;
    ledger.seconds = secondsSince(start);
    return ledger;
}

} // namespace leap

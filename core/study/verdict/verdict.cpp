// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/verdict/verdict.h"

#include "core/base/elapsed.h"
#include "core/base/error.h"
#include "core/base/utc_time.h"
#include "core/study/run_decision.h"
#include "core/study/verdict/verdict_work.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

namespace leap {
namespace {

int threadsFor(const VerdictPlan& plan)
{
    return plan.threads > 0 ? plan.threads
                            : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void requireKnownFields(const Schema& schema, const std::vector<std::string>& names)
{
    std::vector<std::string> known;
    for (const Field& field : schema.fields)
        known.push_back(field.name);
    for (const std::string& name : names)
        requireKnown("field", name, known, "Must stay");
}

} // namespace

std::vector<std::string> VerdictWork::namesOf(const std::vector<size_t>& fields) const
{
    std::vector<std::string> names;
    for (const size_t field : fields)
        names.push_back(dataset.schema.fields[field].name);
    return names;
}

bool VerdictWork::mustStay(size_t field) const
{
    return std::find(plan.keep.begin(), plan.keep.end(), dataset.schema.fields[field].name)
        != plan.keep.end();
}

KeptSet VerdictWork::without(const std::vector<size_t>& dropped) const
{
    KeptSet kept = keepAll(fields());
    for (const size_t field : dropped)
        kept[field] = 0;
    return kept;
}

bool canGo(FieldStatus status)
{
    return status == FieldStatus::Useless || status == FieldStatus::NotNeeded;
}

VerdictPlan VerdictPlan::effective() const
{
    VerdictPlan plan = *this;
    if (quick)
        plan.models = plan.mostModels = 1;
    return plan;
}

void VerdictPlan::validate() const
{
    if (folds < Folds::kFewest)
        throw InputError("A verdict needs at least " + std::to_string(Folds::kFewest) + " folds.");
    if (models < 1 || mostModels < models)
        throw InputError("A verdict needs at least one model a fold, and no more than its upper limit.");
    if (shuffles < 2 || shuffles % 2 != 0)
        throw InputError("The number of shuffles must be even and at least 2: each half judges the other.");
    if (!(cut > 0) || !(margin >= 0) || !std::isfinite(cut) || !std::isfinite(margin))
        throw InputError("The cut must be above 0 and the margin 0 or more.");
}

std::vector<std::string> fieldsThatCanGo(const VerdictResult& verdict)
{
    std::vector<std::string> names = verdict.constants;
    for (const VerdictField& field : verdict.fields) {
        if (canGo(field.status))
            names.push_back(field.name);
    }
    return names;
}

std::vector<std::string> VerdictResult::named(FieldStatus status) const
{
    std::vector<std::string> names;
    for (const VerdictField& field : fields) {
        if (field.status == status)
            names.push_back(field.name);
    }
    return names;
}

VerdictResult makeVerdict(const std::shared_ptr<const Dataset>& dataset, const Settings& settings,
                          const VerdictPlan& asked, std::span<const double> gates, RunControl& control,
                          ProveObserver& observer)
{
    const auto start = std::chrono::steady_clock::now();
    asked.validate();
    const VerdictPlan plan = asked.effective();
    requireKnownFields(dataset->schema, plan.keep);
    const Folds folds(dataset, plan.folds, settings.seed, plan.quick);
    CrossFit fit(folds, settings, threadsFor(plan), control, observer);
    constexpr int kSets = 3; // all fields, the candidates, and those of closed gates
    fit.announce(int64_t{folds.count()} * plan.models * kSets);
    VerdictResult result;
    result.created = nowUtc();
    result.plan = plan;
    result.provisional = plan.quick || settings.singlePass;
    result.metric = defaultLossMetric(*dataset);
    result.by = folds.by();
    result.folds = folds.count();
    result.rows = folds.judgedRows();
    result.positives = folds.positives();
    for (const DroppedColumn& constant : constantsOf(dataset->schema))
        result.constants.push_back(constant.name);
    VerdictWork work{*dataset, plan, gates, settings.seed, fit, result};
    proveCandidates(work, findCandidates(work));
    result.trainings = fit.trained();
    result.seconds = secondsSince(start);
    return result;
}

} // namespace leap

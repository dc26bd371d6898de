// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/verdict/fold_means.h"

#include <algorithm>

namespace leap {

double meanOver(const std::vector<Trainings>& folds, LossMetric metric)
{
    double sum = 0;
    for (const Trainings& trainings : folds)
        sum += meanMetric(trainings, metric, TestRows::Open);
    return sum / static_cast<double>(folds.size());
}

std::vector<Trainings> firstOf(const std::vector<Trainings>& folds, size_t count)
{
    std::vector<Trainings> some;
    for (const Trainings& trainings : folds)
        some.emplace_back(trainings.begin(), trainings.begin() + static_cast<std::ptrdiff_t>(count));
    return some;
}

void append(std::vector<Trainings>& folds, const std::vector<Trainings>& more)
{
    for (size_t fold = 0; fold < folds.size(); ++fold)
        folds[fold].insert(folds[fold].end(), more[fold].begin(), more[fold].end());
}

PairedLoss lossOver(const std::vector<Trainings>& reference, const std::vector<Trainings>& pruned,
                    LossMetric metric)
{
    const size_t models = std::min(reference.front().size(), pruned.front().size());
    return pairedLossOverFolds(firstOf(reference, models), firstOf(pruned, models), metric);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

namespace leap::ui {

/// What the step axis knows besides the data; 0 = unknown.
struct StepPlan {
    qint64 stepsPerEpoch = 0;
    qint64 plannedSteps = 0;
    QString unit = {}; ///< what is counted instead of steps: "columns pruned"
    bool operator==(const StepPlan&) const = default;
};

/// A moment that every chart marks: a change of alpha, beta or tau.
struct StepMark {
    qint64 step = 0; ///< the first step with the new value
    QString what; ///< "alpha 0.01 -> 0.02"
    bool operator==(const StepMark&) const = default;
};

/// The part of the axis of one epoch: steps in (begin, end].
struct EpochSpan {
    qint64 epoch = 0; ///< from 1
    double begin = 0;
    double end = 0;
};

/// 1, 2 or 5 times a power of ten, such that `length` holds at most `most` of them; at least `least`.
[[nodiscard]] double niceStep(double length, int most, double least = 0);
/// The multiples of a nice step in [low, high], at most `most` + 1 of them. Empty for an empty or infinite
/// range.
[[nodiscard]] QVector<double> niceTicks(double low, double high, int most);
/// The same for whole numbers.
[[nodiscard]] QVector<double> stepTicks(double low, double high, int most);
/// Decimals needed to tell ticks of this distance apart.
[[nodiscard]] int tickDecimals(double tickStep);
/// The smallest range of nice ticks around [low, high]; a single value gets room on both sides.
struct NiceRange {
    double low = 0;
    double high = 1;
    bool operator==(const NiceRange&) const = default;
};
[[nodiscard]] NiceRange niceRange(double low, double high, int most);

/// The end of the step axis of a running search: beyond `lastStep`, growing by about a quarter at a time,
/// because a new range costs a full pass over all series; never beyond the plan unless the steps are.
[[nodiscard]] double grownEnd(qint64 lastStep, qint64 plannedSteps);
/// The epochs in [begin, end], thinned (2nd, 5th, 10th ...) to at most `most`; none while the epoch's length
/// is unknown. A remaining span still covers one epoch only.
[[nodiscard]] QVector<EpochSpan> epochSpans(const StepPlan& plan, double begin, double end, int most);
/// The epoch of a step, from 1; 0 while unknown.
[[nodiscard]] qint64 epochOf(qint64 step, const StepPlan& plan);
/// "step 1,840 (epoch 3)", or "120 columns pruned" where the plan names another unit.
[[nodiscard]] QString stepText(qint64 step, const StepPlan& plan);

} // namespace leap::ui

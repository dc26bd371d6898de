// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/observer.h"

#include <QMetaType>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leap::ui {

/// The values of one search step, by value.
struct StepValues {
    int64_t step = 0; ///< 0: no step yet
    int64_t epoch = 0;
    double trainLoss = 0;
    double gateLoss = 0; ///< NaN in joint search
    double penalty = 0;
    std::vector<double> gates; ///< [F]
    std::vector<double> divergence; ///< [F] Dbar
    std::vector<double> lambda; ///< [F]
    [[nodiscard]] StepReport report() const; ///< its spans live as long as this object
    static StepValues of(const StepReport& report);
};

/// What happened in a search since the snapshot before. Immutable once made; crosses threads by shared
/// pointer.
struct RunSnapshot {
    quint64 job = 0;
    int64_t sequence = 0; ///< 1, 2, ... within a job
    std::optional<RunPlan> plan; ///< when the first step is about to begin
    std::vector<StepValues> points; ///< new steps that core's Trajectory keeps, ascending
    StepValues newest;
    std::vector<EpochReport> epochs;
    std::vector<ChangeMark> changes;
    std::vector<std::string> messages;
    double stepsPerSecond = 0; ///< over the last second or so; 0 while unknown
};
using SnapshotPtr = std::shared_ptr<const RunSnapshot>;

} // namespace leap::ui

Q_DECLARE_METATYPE(leap::ui::SnapshotPtr)

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"
#include "core/train/observer.h"

/// The columns of a training's epochs and changes in an audit's file.
namespace leap {

template <> struct Record<EpochReport> {
    using T = EpochReport;
    static constexpr auto members = std::tuple{member("epoch", &T::epoch),
                                               member("step", &T::step),
                                               member("train_loss", &T::trainLoss, nanAsNull),
                                               member("validation_auc", &T::validationAuc),
                                               member("validation_log_loss", &T::validationLogLoss),
                                               member("validation_gauc", &T::validationGauc),
                                               member("seconds", &T::seconds),
                                               member("largest_gate_move", &T::largestGateMove, nanAsNull),
                                               member("best", &T::best)};
};

template <> struct Record<ChangeMark> {
    using T = ChangeMark;
    static constexpr auto members = std::tuple{member("step", &T::step), member("what", &T::what)};
};

} // namespace leap

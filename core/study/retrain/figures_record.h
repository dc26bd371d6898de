// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"
#include "core/study/retrain/retrain.h"

/// How trained models are written: their figures, without what they say of single rows.
namespace leap {

template <> struct Record<Evaluation> {
    using T = Evaluation;
    static constexpr auto members =
        std::tuple{member("auc", &T::auc), member("log_loss", &T::logLoss),
                   member("gauc_by_impressions", &T::gaucByImpressions), member("gauc_plain", &T::gaucPlain)};
};

template <> struct Record<Judgement> {
    using T = Judgement;
    static constexpr auto members = std::tuple{flattened(&T::figures), notStored(&T::rows)};
};

template <> struct Record<RetrainResult> {
    using T = RetrainResult;
    static constexpr auto members = std::tuple{member("validation", &T::validation),
                                               member("test", &T::test, omitDefault),
                                               member("steps", &T::steps, atLeast(0)),
                                               member("epochs", &T::epochs, atLeast(0)),
                                               member("best_epoch", &T::bestEpoch, atLeast(0)),
                                               member("seconds", &T::seconds),
                                               notStored(&T::outcome)};
};

} // namespace leap

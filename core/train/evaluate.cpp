// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/evaluate.h"

#include "core/metric/auc.h"
#include "core/metric/gauc.h"
#include "core/metric/log_loss.h"

#include <vector>

namespace leap {
namespace {

struct Scored {
    std::vector<float> logit;
    std::vector<float> label;
    std::vector<float> weight;
    std::vector<int32_t> group;
};

Scored score(StepEngine& engine, BatchSource& source)
{
    Scored all;
    Batch batch;
    std::vector<float> logits;
    source.reset(0);
    while (source.next(batch)) {
        engine.predict(batch, logits);
        all.logit.insert(all.logit.end(), logits.begin(), logits.end());
        all.label.insert(all.label.end(), batch.label.begin(), batch.label.end());
        all.weight.insert(all.weight.end(), batch.weight.begin(), batch.weight.end());
        all.group.insert(all.group.end(), batch.group.begin(), batch.group.end());
    }
    return all;
}

} // namespace

Evaluation evaluate(StepEngine& engine, BatchSource& source)
{
    const Scored rows = score(engine, source);
    Evaluation result;
    result.auc = auc(rows.logit, rows.label, rows.weight);
    result.logLoss = logLoss(rows.logit, rows.label, rows.weight);
    if (rows.group.empty()) {
        result.gaucByImpressions.reason = result.gaucPlain.reason = "no group column";
        return result;
    }
    result.gaucByImpressions = gauc(rows.logit, rows.label, rows.group, GaucKind::ByImpressions);
    result.gaucPlain = gauc(rows.logit, rows.label, rows.group, GaucKind::PlainMean);
    return result;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/evaluate.h"

#include "core/metric/auc.h"
#include "core/metric/gauc.h"
#include "core/metric/log_loss.h"

namespace leap {

Predictions predictAll(StepEngine& engine, BatchSource& source)
{
    return predictBatches(engine, source, 0, source.batches());
}

Predictions predictBatches(StepEngine& engine, BatchSource& source, int64_t first, int64_t count)
{
    Predictions all;
    Batch batch;
    std::vector<float> logits;
    source.reset(0);
    source.skip(first);
    for (int64_t done = 0; done < count && source.next(batch); ++done) {
        engine.predict(batch, logits);
        all.logit.insert(all.logit.end(), logits.begin(), logits.end());
        all.label.insert(all.label.end(), batch.label.begin(), batch.label.end());
        all.weight.insert(all.weight.end(), batch.weight.begin(), batch.weight.end());
        all.group.insert(all.group.end(), batch.group.begin(), batch.group.end());
    }
    return all;
}

Evaluation evaluate(const Predictions& rows)
{
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

Evaluation evaluate(StepEngine& engine, BatchSource& source)
{
    return evaluate(predictAll(engine, source));
}

} // namespace leap

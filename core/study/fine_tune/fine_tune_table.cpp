// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/fine_tune/fine_tune_table.h"

namespace leap {

std::vector<ResultTable> fineTuningTables(const FineTuning& study)
{
    using Cell = ResultTable::Cell;
    using Format = ResultTable::Format;
    ResultTable table;
    table.key = "fine_tuning";
    table.title = "Fine-tuning";
    table.columns = {{"model", "Model"},
                     {"auc", "Validation AUC", Format::Auc},
                     {"log_loss", "Log loss", Format::Auc, "On validation rows."},
                     {"epochs", "Epochs", Format::Count, "Trained after pruning."},
                     {"seconds", "Seconds", Format::Seconds}};
    const auto add = [&](const char* model, const Evaluation& figures, Cell epochs, Cell seconds) {
        table.add({{model, figures.auc.value, figures.logLoss.value, std::move(epochs), std::move(seconds)}});
    };
    add("all fields, the search's weights", study.full, {}, {});
    add("pruned, weights kept", study.before, 0, {});
    add("pruned, fine-tuned", study.after, study.epochs, study.tuneSeconds);
    add("pruned, retrained from scratch", study.scratch, study.scratchEpochs, study.scratchSeconds);
    return {table};
}

std::vector<std::string> fineTuningWords(const FineTuning&)
{
    return {"Judged on validation rows; test rows stayed closed."};
}

} // namespace leap

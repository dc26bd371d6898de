// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/setting_rows.h"

#include "core/settings/idle_settings.h"

namespace leap {
namespace {

using S = Settings;
using enum SettingGroup;

constexpr NumberRange kRateRange{.low = 0, .high = 1, .lowOpen = true};
constexpr UsualValues kUsualRates{.least = 1e-5, .most = 0.1, .logarithmic = true, .digits = 2};
constexpr double kUsualGateRate = 1e-3;
constexpr double kMostBlocks = 100'000;

const SettingRow kRows[] = {
    {.key = "epochs",
     .option = "--epochs",
     .title = "Epochs",
     .help = "Number of passes over the training rows. A number of your own is obeyed; where the default is "
             "too short for a gate to close, the search raises it and says so.",
     .group = Training,
     .value = WholeSetting<int64_t>{settingMember<&S::epochs>(), {.low = 1, .high = 100'000}},
     .retraining = true,
     .idle = idleEpochs},
    {.key = "patience",
     .option = "--patience",
     .title = "Patience",
     .help = "Ends the training after this many epochs without a better validation AUC, once the gates have "
             "settled. 0 always runs all epochs.",
     .group = Training,
     .value = WholeSetting<int64_t>{settingMember<&S::patience>(), {.low = 1}, "never stop early"},
     .retraining = true,
     .idle = idleEpochs},
    {.key = "single_pass",
     .option = "--single-pass",
     .title = "Single pass",
     .help = "Runs once through a time-ordered log (--split time:COL), each block of it judged before it is "
             "trained on. Alpha auto then looks at the first blocks only.",
     .group = Training,
     .value = FlagSetting{settingMember<&S::singlePass>()},
     .options = OptionSet::Stream},
    {.key = "stream_blocks",
     .option = "--stream-blocks",
     .title = "Blocks",
     .help =
         "For a single pass: the number of blocks that the log is cut into. More blocks judge the model more "
         "often, on fewer rows each.",
     .group = Training,
     .value = WholeSetting<int64_t>{settingMember<&S::streamBlocks>(), {.low = 2, .high = kMostBlocks}},
     .options = OptionSet::Stream,
     .idle = idleBlocks},
    {.key = "batch",
     .option = "--batch",
     .title = "Batch",
     .help = "Rows per step. 0 (auto) takes 256, and 4,096 above two million rows.",
     .group = Training,
     .value = WholeSetting<int64_t>{settingMember<&S::batch>(), {.low = 2, .high = 1 << 20}, "auto"},
     .retraining = true},
    {.key = "learning_rate",
     .option = "--lr",
     .title = "Rate",
     .help = "How far the model moves in one step (Adam). .001 suits most data; too high and the loss jumps "
             "about.",
     .group = Training,
     .value = RealSetting{settingMember<&S::learningRate>(), kRateRange, kUsualRates},
     .retraining = true},
    {.key = "gate_learning_rate",
     .option = "--gate-lr",
     .title = "Gate rate",
     .help =
         "How far a gate's theta moves in one step. Auto takes .001 and raises it where there are too few "
         "steps for a gate to close.",
     .group = Training,
     .value =
         AutoRealSetting{settingMember<&S::gateLearningRate>(), kRateRange, kUsualRates, kUsualGateRate}},
};

} // namespace

std::span<const SettingRow> trainingSettings()
{
    return kRows;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/setting_rows.h"

namespace leap {
namespace {

using S = Settings;
using enum SettingGroup;

const SettingRow kRows[] = {
    {.key = "seed",
     .option = "--seed",
     .title = "Seed",
     .help =
         "Where all chance comes from: split, weights, order, permutations. The same seed and settings give "
         "the same gates, to the last bit.",
     .group = Machine,
     .value = WholeSetting<uint64_t>{settingMember<&S::seed>(), {.low = 0}}},
    {.key = "threads",
     .option = "--threads",
     .title = "Threads",
     .help = "Processor cores that may work; all takes every core where a batch is large enough to share. "
             "Wide & Deep on the processor gives the same figures with any number of threads, other networks "
             "only with the same number.",
     .group = Machine,
     .value = WholeSetting<int>{settingMember<&S::threads>(), {.low = 1, .high = 4096}, "all"},
     .options = OptionSet::Data},
    {.key = "device",
     .option = "--device",
     .title = "Device",
     .help = "Where the model trains. Auto takes a graphics card for large steps only (batch x columns of "
             "500,000 or "
             "more); below that the processor is faster.",
     .group = Machine,
     .value = enumSetting<&S::device>(),
     .retraining = true},
};

} // namespace

std::span<const SettingRow> machineSettings()
{
    return kRows;
}

} // namespace leap

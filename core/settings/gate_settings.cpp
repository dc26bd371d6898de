// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/setting_rows.h"

#include "core/settings/idle_settings.h"

namespace leap {
namespace {

using S = Settings;
using enum SettingGroup;

constexpr double kUsualAlpha = 0.01;

const SettingRow kRows[] = {
    {.key = "penalty",
     .option = "--penalty",
     .title = "Penalty",
     .help =
         "What an open gate costs. Adaptive charges each field by how much its values vary, so that sparse "
         "fields are not pushed out; uniform charges all the same.",
     .group = Gates,
     .value = enumSetting<&S::penalty>()},
    {.key = "gate_form",
     .option = "--gate-form",
     .title = "Gate form",
     .help =
         "What a closing gate puts in place of its field's values. Permute is the paper's form; the exact "
         "forms ask directly whether the model is better with the field.",
     .group = Gates,
     .value = enumSetting<&S::gateForm>()},
    {.key = "search",
     .option = "--search",
     .title = "Search",
     .help =
         "Bilevel trains the gates on rows of their own, so that memorised rows do not keep a field alive. "
         "Joint trains both on the same rows and is faster.",
     .group = Training,
     .value = enumSetting<&S::search>()},
    {.key = "alpha",
     .option = "--alpha",
     .title = "alpha",
     .help = "The strength of the penalty: higher closes more gates. Auto trains a throw-away model for one "
             "epoch "
             "and takes a strength that fits what there is to gain.",
     .group = Gates,
     .value = AutoRealSetting{settingMember<&S::alpha>(),
                              {.low = 0, .high = 1e6, .highOpen = true},
                              {.least = 1e-5, .most = 1, .logarithmic = true, .digits = 3},
                              kUsualAlpha},
     .live = true},
    {.key = "alpha_share",
     .option = "--alpha-share",
     .title = "Share K",
     .help =
         "For alpha auto: the fraction of the model's gain that all open gates together may cost. .15 to .3 "
         "suits most data; more drops more fields.",
     .group = Gates,
     .value = RealSetting{settingMember<&S::alphaShare>(),
                          {.low = 0, .high = 100, .lowOpen = true},
                          {.least = 0.02, .most = 3, .logarithmic = true, .digits = 2}},
     .idle = idleShare},
    {.key = "beta",
     .option = "--beta",
     .title = "beta",
     .help = "How long the running mean of a field's divergence remembers: at .99 about the last 100 steps. "
             "Higher is calmer, lower follows changes faster.",
     .group = Gates,
     .value = RealSetting{settingMember<&S::beta>(),
                          {.low = 0, .high = 1, .highOpen = true},
                          {.least = 0, .most = 0.999}},
     .live = true},
    {.key = "tau",
     .option = "--tau",
     .title = "tau",
     .help = "How sharply a gate turns from open to closed. Lower makes gates polarise sooner and harder; a "
             "change "
             "while running keeps the gates where they are.",
     .group = Gates,
     .value = RealSetting{settingMember<&S::tau>(),
                          {.low = 0, .high = 1000, .lowOpen = true},
                          {.least = 0.02, .most = 2, .logarithmic = true, .digits = 2}},
     .live = true},
    {.key = "initial_gate",
     .option = "--initial-gate",
     .title = "Initial gate",
     .help = "Where every gate starts, between closed (0) and open (1). Lower lets gates close in fewer "
             "steps, but "
             "a field then starts with part of its values hidden.",
     .group = Gates,
     .value = RealSetting{settingMember<&S::initialGate>(),
                          {.low = 0, .high = 1, .lowOpen = true, .highOpen = true},
                          {.least = 0.5, .most = 0.999}},
     .advanced = true},
    {.key = "divergence_floor",
     .option = "--divergence-floor",
     .title = "Divergence floor",
     .help =
         "The adaptive penalty charges each field at least as if its divergence were this. A constant field "
         "then pays too; higher treats quiet fields more alike.",
     .group = Gates,
     .value = RealSetting{settingMember<&S::divergenceFloor>(),
                          {.low = 0, .high = 1e6, .highOpen = true},
                          {.least = 1e-5, .most = 0.1, .logarithmic = true, .digits = 2}},
     .advanced = true},
};

} // namespace

std::span<const SettingRow> gateSettings()
{
    return kRows;
}

} // namespace leap

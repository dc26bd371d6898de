// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/setting_rows.h"

#include "core/settings/idle_settings.h"

namespace leap {
namespace {

using S = Settings;
using N = NetworkSpec;
using enum SettingGroup;

/// Several names, one text: a backbone is found by its name.
ChoiceSetting backboneSetting()
{
    return {"backbone", backboneChoices(),
            [](const S& settings) { return settings.network.backbone.c_str(); },
            [](S& settings, const Choice& choice) { settings.network.backbone = choice.name; }};
}

const SettingRow kRows[] = {
    {.key = "backbone",
     .option = "--backbone",
     .title = "Backbone",
     .help = "The network that learns to predict the label and thereby judges the fields.",
     .group = Network,
     .value = backboneSetting(),
     .retraining = true},
    {.key = "hidden",
     .option = "--hidden",
     .title = "Hidden layers",
     .help =
         "Widths of the hidden layers, first to last: 32, 16. Wider layers learn more and train more slowly.",
     .group = Network,
     .value = WidthsSetting{settingMember<&S::network, &N::hidden>(), {.low = 1, .high = 65'536}},
     .retraining = true,
     .idle = idleLayers},
    {.key = "cross_layers",
     .option = "--cross-layers",
     .title = "Cross layers",
     .help = "For DCN v2: the number of cross layers. Each lets products of one more field be learned.",
     .group = Network,
     .value = WholeSetting<int64_t>{settingMember<&S::network, &N::crossLayers>(), {.low = 1, .high = 100}},
     .retraining = true,
     .idle = idleCross},
    {.key = "cross_rank",
     .option = "--cross-rank",
     .title = "Cross rank",
     .help =
         "For DCN v2: the rank of the cross layers' matrices. 0 (auto) takes full rank up to 1,024 columns "
         "and 64 beyond.",
     .group = Network,
     .value = WholeSetting<int64_t>{settingMember<&S::network, &N::crossRank>(),
                                    {.low = 1, .high = 65'536},
                                    "auto"},
     .advanced = true,
     .retraining = true,
     .idle = idleCross},
    {.key = "head",
     .option = "--head",
     .title = "Own head",
     .help = "A TorchScript file with a network of your own, in place of a backbone. It gets concatenated "
             "rows and "
             "gives their logits. Loading it runs the code in it.",
     .group = Network,
     .value = FileSetting{settingMember<&S::network, &N::head, &HeadSpec::file>()},
     .retraining = true},
    {.key = "head_mode",
     .option = "--head-mode",
     .title = "Head learns",
     .help =
         "Whether your own head stays as it is (frozen) or keeps learning (warm). Embeddings and gates learn "
         "in either case.",
     .group = Network,
     .value = enumSetting<&S::network, &N::head, &HeadSpec::mode>(),
     .retraining = true,
     .idle = idleHead},
    {.key = "head_sha256",
     .option = "",
     .title = "Digest of the head",
     .help = "The SHA-256 of the head's file; a run continues only with the same file.",
     .group = Network,
     .value = KeptText{settingMember<&S::network, &N::head, &HeadSpec::sha256>()},
     .options = OptionSet::None,
     .retraining = true},
    {.key = "dropout",
     .option = "--dropout",
     .title = "Dropout",
     .help = "Share of the hidden units that are switched off at random in each training step. It keeps the "
             "model "
             "from memorising rows.",
     .group = Network,
     .value = RealSetting{settingMember<&S::network, &N::dropout>(),
                          {.low = 0, .high = 1, .highOpen = true},
                          {.least = 0, .most = 0.95, .digits = 2}},
     .retraining = true,
     .idle = idleLayers},
    {.key = "embedding_scale",
     .option = "--embedding-scale",
     .title = "Embedding scale",
     .help =
         "Standard deviation of a fresh embedding. Small values let embeddings grow only as far as the data "
         "ask for.",
     .group = Network,
     .value = RealSetting{settingMember<&S::embeddingScale>(),
                          {.low = 0, .high = 10},
                          {.least = 1e-4, .most = 1, .logarithmic = true, .digits = 2}},
     .advanced = true,
     .retraining = true},
};

} // namespace

std::span<const SettingRow> networkSettings()
{
    return kRows;
}

} // namespace leap

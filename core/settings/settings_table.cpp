// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings_table.h"

#include "core/settings/idle_settings.h"

namespace leap {
namespace {

using S = Settings;
using N = NetworkSpec;
using enum SettingGroup;

constexpr NumberRange kRateRange{.low = 0, .high = 1, .lowOpen = true};
constexpr UsualValues kUsualRates{.least = 1e-5, .most = 0.1, .logarithmic = true, .digits = 2};
constexpr double kUsualAlpha = 0.01;
constexpr double kUsualGateRate = 1e-3;
constexpr double kMostBlocks = 100'000;

/// Several names, one text: a backbone is found by its name.
ChoiceSetting backboneSetting()
{
    return {"backbone", backboneChoices(),
            [](const S& settings) { return settings.network.backbone.c_str(); },
            [](S& settings, const Choice& choice) { settings.network.backbone = choice.name; }};
}

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
    {.key = "epochs",
     .option = "--epochs",
     .title = "Epochs",
     .help = "Number of passes over the training rows. If that is too short for a gate to close, the search "
             "raises it and says so.",
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
     .help = "A network of your own (a TorchScript file) from the concatenated row to a logit, in place of a "
             "backbone. Loading it runs the code in it.",
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
     .help = "THREADS",
     .group = Machine,
     .value = WholeSetting<int>{settingMember<&S::threads>(), {.low = 1, .high = 4096}, "all"},
     .options = OptionSet::Data},
    {.key = "device",
     .option = "--device",
     .title = "Device",
     .help =
         "Where the model trains. Auto takes a graphics card where there is one and a step is large (batch x "
         "columns of 500,000 or more); below that the processor is faster.",
     .group = Machine,
     .value = enumSetting<&S::device>(),
     .retraining = true},
};

} // namespace

std::span<const SettingRow> settingsTable()
{
    return kRows;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/names.h"
#include "core/settings/network.h"

#include <cstdint>
#include <optional>
#include <string>

namespace leap {

/// The regulariser on the gates. Both are sums over fields; the authors' public code uses the mean: its
/// weight w is alpha = w / F here.
enum class Penalty {
    Adaptive, ///< alpha sum_i Dbar_i g_i (section 3.2)
    Uniform, ///< alpha sum_i g_i (LeAP-Base)
};
template <> struct EnumNames<Penalty> {
    static constexpr const char* what = "penalty";
    static constexpr EnumName<Penalty> entries[] = {
        {Penalty::Adaptive, "adaptive", "", "each open gate costs alpha times its field's divergence"},
        {Penalty::Uniform, "uniform", "", "each open gate costs alpha (LeAP-Base)"}};
};

/// What a gate does to its field's values.
enum class GateForm {
    Permute, ///< the paper's: mixes them with another row's values (section 3.2)
    Mean, ///< mixes them with the batch's mean: an ablation
    ExactPermute, ///< LeAP-Exact: each row keeps its own with probability g, else reads another row's
    ExactDrop, ///< the same, else reads the batch's mean: "is the model better with the field?"
};
template <> struct EnumNames<GateForm> {
    static constexpr const char* what = "gate form";
    static constexpr EnumName<GateForm> entries[] = {
        {GateForm::Permute, "permute", "permute (paper)",
         "a gate mixes its field's values with another row's"},
        {GateForm::Mean, "mean", "", "a gate mixes its field's values with the batch's mean"},
        {GateForm::ExactPermute, "exact-permute", "exact, permute",
         "each row keeps its own values with the gate's probability, else reads another row's"},
        {GateForm::ExactDrop, "exact-drop", "exact, drop",
         "each row keeps its own values with the gate's probability, else reads the batch's mean"}};
};

enum class SearchMode {
    Bilevel, ///< the backbone learns on training rows, then theta on gate rows, in turn
    Joint, ///< theta moves with the backbone on training rows
};
template <> struct EnumNames<SearchMode> {
    static constexpr const char* what = "search";
    static constexpr EnumName<SearchMode> entries[] = {
        {SearchMode::Bilevel, "bilevel", "", "the model learns on training rows, the gates on gate rows"},
        {SearchMode::Joint, "joint", "", "model and gates learn on training rows"}};
};

enum class DeviceChoice { Auto, Cpu, Cuda };
template <> struct EnumNames<DeviceChoice> {
    static constexpr const char* what = "device";
    static constexpr EnumName<DeviceChoice> entries[] = {
        {DeviceChoice::Auto, "auto", "", "a graphics card where there is one and the steps are large"},
        {DeviceChoice::Cpu, "cpu", "processor", "the processor"},
        {DeviceChoice::Cuda, "cuda", "graphics card", "the graphics card"}};
};

/// Everything that a search may be told; one struct for window, command line and files. Ranges, names and
/// help of its members: settings_table.h.
struct Settings {
    Penalty penalty = Penalty::Adaptive;
    GateForm gateForm = GateForm::Permute;
    SearchMode search = SearchMode::Bilevel;
    std::optional<double> alpha; ///< empty: chosen by calibration, see alphaShare
    /// K: auto alpha makes sum_i lambda_i = K x (base-rate log loss - validation log loss)
    double alphaShare = 0.3;
    double beta = 0.99; ///< momentum of the divergence EMA
    double tau = 0.2; ///< gate = sigmoid(theta / tau)
    double initialGate = 0.9933; ///< theta_0 = tau logit(initialGate)
    double divergenceFloor = 1e-3; ///< lower clip of Dbar: a constant field still pays
    int64_t epochs = 10;
    /// The epochs are the user's own and are never raised. Of the moment: it is not kept with a run, whose
    /// plan says how many there were.
    bool obeyEpochs = false;
    int64_t patience = 3; ///< epochs without a better validation AUC, counted once the gates have settled
    bool singlePass = false; ///< one pass over the rows in the order of time, in place of epochs and patience
    int64_t streamBlocks = 20; ///< of a single pass; each is judged as a whole before it is trained on
    int64_t batch = 0; ///< rows; 0: see batchSizeFor()
    double learningRate = 1e-3; ///< Adam, backbone and embeddings
    std::optional<double> gateLearningRate; ///< Adam, theta; empty: 1e-3, raised when the steps are too few
    NetworkSpec network;
    double embeddingScale = 0.01; ///< standard deviation of a fresh embedding
    uint64_t seed = 0;
    int threads = 0; ///< 0 = all cores where a batch is large enough to share, otherwise one
    DeviceChoice device = DeviceChoice::Auto;

    /// @throws InputError naming the setting, its value and the range (NaN included).
    void validate() const;
    bool operator==(const Settings&) const = default;
};

/// Rows of a step: as asked, or 256, and 4,096 above 2 million rows.
[[nodiscard]] int64_t batchSizeFor(const Settings& settings, int64_t rows);

/// Which model judges the fields: "Wide & Deep, hidden 32, 16", or a head with its file, mode and digest.
[[nodiscard]] std::string modelInWords(const Settings& settings);

/// In the order of the settings table.
[[nodiscard]] Json settingsToJson(const Settings& settings);
/// Strict: unknown keys and values of another type are errors; absent keys keep their defaults.
/// @throws InputError naming the place
[[nodiscard]] Settings settingsFromJson(const Json& json, const std::string& where);

} // namespace leap

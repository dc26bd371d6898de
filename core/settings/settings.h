// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/settings/network.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leap {

/// The regulariser on the gates. Both are sums over fields; the authors' public code uses the mean: its
/// weight w is alpha = w / F here.
enum class Penalty {
    Adaptive, ///< alpha sum_i Dbar_i g_i (section 3.2)
    Uniform, ///< alpha sum_i g_i (LeAP-Base)
};

/// What a gate does to its field's values.
enum class GateForm {
    Permute, ///< the paper's: mixes them with another row's values (section 3.2)
    Mean, ///< mixes them with the batch's mean: an ablation
    ExactPermute, ///< LeAP-Exact: each row keeps its own with probability g, else reads another row's
    ExactDrop, ///< the same, else reads the batch's mean: "is the model better with the field?"
};

enum class SearchMode {
    Bilevel, ///< the backbone learns on training rows, then theta on gate rows, in turn
    Joint, ///< theta moves with the backbone on training rows
};

enum class DeviceChoice { Auto, Cpu, Cuda };

/// Everything that a search may be told; one struct for window, command line and files.
struct Settings {
    Penalty penalty = Penalty::Adaptive;
    GateForm gateForm = GateForm::Permute;
    SearchMode search = SearchMode::Bilevel;
    std::optional<double> alpha; ///< empty: chosen by calibration, see alphaShare
    double alphaShare =
        0.3; ///< K: auto alpha makes sum_i lambda_i = K x (base-rate log loss - validation log loss)
    double beta = 0.99; ///< momentum of the divergence EMA, [0, 1)
    double tau = 0.2; ///< gate = sigmoid(theta / tau), > 0
    double initialGate = 0.9933; ///< (0, 1); theta_0 = tau logit(initialGate)
    double divergenceFloor = 1e-3; ///< lower clip of Dbar: a constant field still pays
    int64_t epochs = 10;
    int64_t patience = 3; ///< epochs without a better validation AUC, counted once the gates have settled
    bool singlePass = false; ///< one pass over the rows in the order of time, in place of epochs and patience
    int64_t streamBlocks = 20; ///< of a single pass; each is judged as a whole before it is trained on
    int64_t batch = 0; ///< rows; 0 = 256, 4096 above 2 million rows
    double learningRate = 1e-3; ///< Adam, backbone and embeddings
    std::optional<double> gateLearningRate; ///< Adam, theta; empty: 1e-3, raised when the steps are too few
    std::string backbone = kWideDeep; ///< one of backboneNames()
    std::vector<int64_t> hidden = {32, 16}; ///< widths of the hidden layers
    int64_t crossLayers = 3; ///< dcn-v2
    int64_t crossRank = 0; ///< dcn-v2; 0 = full rank up to 1,024 columns, 64 beyond
    HeadSpec head{}; ///< torchscript
    double dropout = 0.2; ///< [0, 1)
    double embeddingScale = 0.01; ///< standard deviation of a fresh embedding
    uint64_t seed = 0;
    int threads = 0; ///< 0 = all cores where a batch is large enough to share, otherwise one
    DeviceChoice device = DeviceChoice::Auto;

    /// @throws InputError naming the setting, its value and the range (NaN included).
    void validate() const;
    bool operator==(const Settings&) const = default;
};

[[nodiscard]] int64_t batchSizeFor(const Settings& settings, int64_t rows);

[[nodiscard]] const char* penaltyName(Penalty penalty); ///< "adaptive", "uniform"
[[nodiscard]] const char* gateFormName(GateForm form); ///< "permute", "mean", "exact-permute", "exact-drop"
[[nodiscard]] const char* searchName(SearchMode mode); ///< "bilevel", "joint"
[[nodiscard]] const char* deviceName(DeviceChoice device); ///< "auto", "cpu", "cuda"
[[nodiscard]] const char* headModeName(HeadMode mode); ///< "frozen", "warm"
[[nodiscard]] Penalty parsePenalty(const std::string& text); ///< @throws InputError
[[nodiscard]] GateForm parseGateForm(const std::string& text); ///< @throws InputError
[[nodiscard]] SearchMode parseSearch(const std::string& text); ///< @throws InputError
[[nodiscard]] DeviceChoice parseDevice(const std::string& text); ///< @throws InputError
[[nodiscard]] HeadMode parseHeadMode(const std::string& text); ///< @throws InputError

/// Which model is judged: "Wide & Deep, hidden 32, 16", or a head with its file, mode and digest.
[[nodiscard]] std::string modelInWords(const Settings& settings);

[[nodiscard]] Json settingsToJson(const Settings& settings);
/// Strict: unknown keys are errors; absent keys keep their defaults. @throws InputError
[[nodiscard]] Settings settingsFromJson(const Json& json, const std::string& where);

} // namespace leap

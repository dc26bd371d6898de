// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace leap {
namespace {

/// NaN fails every comparison, hence the negation.
void require(bool holds, const std::string& name, double value, const std::string& range)
{
    if (!holds)
        throw InputError("Setting " + name + " is " + shortest(value) + "; it must be " + range + ".");
}

template <typename Enum, size_t N>
Enum parseName(const std::string& text, const std::string& what,
               const std::array<std::pair<const char*, Enum>, N>& names)
{
    std::vector<std::string> known;
    for (const auto& [name, value] : names) {
        if (text == name)
            return value;
        known.emplace_back(name);
    }
    throw InputError("Unknown " + what + " '" + text + "'." + didYouMean(text, known)
                     + " Known: " + join(known, ", ") + ".");
}

template <typename Enum, size_t N>
const char* nameOf(Enum value, const std::array<std::pair<const char*, Enum>, N>& names)
{
    for (const auto& [name, candidate] : names) {
        if (candidate == value)
            return name;
    }
    return "";
}

constexpr std::array<std::pair<const char*, Penalty>, 2> kPenalties{
    {{"adaptive", Penalty::Adaptive}, {"uniform", Penalty::Uniform}}};
constexpr std::array<std::pair<const char*, GateForm>, 4> kGateForms{
    {{"permute", GateForm::Permute},
     {"mean", GateForm::Mean},
     {"exact-permute", GateForm::ExactPermute},
     {"exact-drop", GateForm::ExactDrop}}};
constexpr std::array<std::pair<const char*, SearchMode>, 2> kSearches{
    {{"bilevel", SearchMode::Bilevel}, {"joint", SearchMode::Joint}}};
constexpr std::array<std::pair<const char*, DeviceChoice>, 3> kDevices{
    {{"auto", DeviceChoice::Auto}, {"cpu", DeviceChoice::Cpu}, {"cuda", DeviceChoice::Cuda}}};
constexpr std::array<std::pair<const char*, HeadMode>, 2> kHeadModes{
    {{"frozen", HeadMode::Frozen}, {"warm", HeadMode::Warm}}};

void validateGates(const Settings& s)
{
    if (s.alpha)
        require(*s.alpha >= 0 && *s.alpha < 1e6, "alpha", *s.alpha, "0 or more, or auto");
    require(s.alphaShare > 0 && s.alphaShare <= 100, "alpha share (K)", s.alphaShare, "above 0, at most 100");
    require(s.beta >= 0 && s.beta < 1, "beta", s.beta, "in [0, 1)");
    require(s.tau > 0 && s.tau <= 1000, "tau", s.tau, "above 0, at most 1000");
    require(s.initialGate > 0 && s.initialGate < 1, "initial gate", s.initialGate,
            "between 0 and 1, both excluded");
    require(s.divergenceFloor >= 0 && s.divergenceFloor < 1e6, "divergence floor", s.divergenceFloor,
            "0 or more");
    if (s.gateLearningRate)
        require(*s.gateLearningRate > 0 && *s.gateLearningRate <= 1, "gate learning rate",
                *s.gateLearningRate, "in (0, 1]");
}

void validateModel(const Settings& s)
{
    const auto& known = backboneNames();
    if (std::find(known.begin(), known.end(), s.backbone) == known.end())
        throw InputError("Unknown backbone '" + s.backbone + "'." + didYouMean(s.backbone, known)
                         + " Known: " + join(known, ", ") + ".");
    if ((s.backbone == kTorchScript) == s.head.file.empty())
        throw InputError(s.head.file.empty()
                             ? "The backbone torchscript needs a head: name its file (--head FILE.pt)."
                             : "A head is a backbone of its own; the backbone " + s.backbone
                                 + " cannot be chosen beside it.");
    require(s.crossLayers >= 1 && s.crossLayers <= 100, "cross layers", static_cast<double>(s.crossLayers),
            "1 to 100");
    require(s.crossRank >= 0 && s.crossRank <= 65536, "cross rank", static_cast<double>(s.crossRank),
            "0 (chosen by the number of columns), or 1 to 65536");
    require(!s.hidden.empty(), "hidden", 0, "at least one layer");
    for (const int64_t width : s.hidden)
        require(width >= 1 && width <= 65536, "hidden", static_cast<double>(width), "widths of 1 to 65536");
    require(s.dropout >= 0 && s.dropout < 1, "dropout", s.dropout, "in [0, 1)");
}

void validateTraining(const Settings& s)
{
    require(s.epochs >= 1 && s.epochs <= 100000, "epochs", static_cast<double>(s.epochs), "1 or more");
    require(s.patience >= 0, "patience", static_cast<double>(s.patience), "0 (never stop early) or more");
    require(s.streamBlocks >= 2 && s.streamBlocks <= 100000, "stream blocks",
            static_cast<double>(s.streamBlocks), "2 or more");
    require(s.batch == 0 || (s.batch >= 2 && s.batch <= 1 << 20), "batch", static_cast<double>(s.batch),
            "0 (chosen by the number of rows), or 2 to 1048576 rows");
    require(s.learningRate > 0 && s.learningRate <= 1, "learning rate", s.learningRate, "in (0, 1]");
    require(s.embeddingScale >= 0 && s.embeddingScale <= 10, "embedding scale", s.embeddingScale,
            "in [0, 10]");
    require(s.threads >= 0 && s.threads <= 4096, "threads", s.threads, "0 (all cores) or more");
}

} // namespace

void Settings::validate() const
{
    validateGates(*this);
    validateModel(*this);
    validateTraining(*this);
}

int64_t batchSizeFor(const Settings& settings, int64_t rows)
{
    constexpr int64_t kManyRows = 2'000'000;
    if (settings.batch > 0)
        return settings.batch;
    return rows > kManyRows ? 4096 : 256;
}

const char* penaltyName(Penalty penalty)
{
    return nameOf(penalty, kPenalties);
}
const char* gateFormName(GateForm form)
{
    return nameOf(form, kGateForms);
}
const char* searchName(SearchMode mode)
{
    return nameOf(mode, kSearches);
}
const char* deviceName(DeviceChoice device)
{
    return nameOf(device, kDevices);
}
Penalty parsePenalty(const std::string& text)
{
    return parseName(text, "penalty", kPenalties);
}
GateForm parseGateForm(const std::string& text)
{
    return parseName(text, "gate form", kGateForms);
}
SearchMode parseSearch(const std::string& text)
{
    return parseName(text, "search", kSearches);
}
DeviceChoice parseDevice(const std::string& text)
{
    return parseName(text, "device", kDevices);
}

HeadMode parseHeadMode(const std::string& text)
{
    return parseName(text, "head mode", kHeadModes);
}
const char* headModeName(HeadMode mode)
{
    return nameOf(mode, kHeadModes);
}

std::string modelInWords(const Settings& s)
{
    if (s.backbone == kTorchScript)
        return "the head " + s.head.file + " (" + headModeName(s.head.mode) + ", SHA-256 " + s.head.sha256
            + ")";
    std::vector<std::string> widths;
    for (const int64_t width : s.hidden)
        widths.push_back(std::to_string(width));
    const std::string hidden = ", hidden " + join(widths, ", ");
    if (s.backbone == "dcn-v2")
        return "DCN v2, " + std::to_string(s.crossLayers) + " cross layers of rank "
            + (s.crossRank == 0 ? "auto" : std::to_string(s.crossRank)) + hidden;
    return (s.backbone == kWideDeep ? "Wide & Deep" : "MLP") + hidden;
}

Json settingsToJson(const Settings& s)
{
    Json json;
    json["penalty"] = penaltyName(s.penalty);
    json["gate_form"] = gateFormName(s.gateForm);
    json["search"] = searchName(s.search);
    json["alpha"] = s.alpha ? Json(*s.alpha) : Json("auto");
    json["alpha_share"] = s.alphaShare;
    json["beta"] = s.beta;
    json["tau"] = s.tau;
    json["initial_gate"] = s.initialGate;
    json["divergence_floor"] = s.divergenceFloor;
    json["epochs"] = s.epochs;
    json["patience"] = s.patience;
    json["single_pass"] = s.singlePass;
    json["stream_blocks"] = s.streamBlocks;
    json["batch"] = s.batch;
    json["learning_rate"] = s.learningRate;
    json["gate_learning_rate"] = s.gateLearningRate ? Json(*s.gateLearningRate) : Json("auto");
    json["backbone"] = s.backbone;
    json["hidden"] = s.hidden;
    json["cross_layers"] = s.crossLayers;
    json["cross_rank"] = s.crossRank;
    json["head"] = s.head.file;
    json["head_mode"] = headModeName(s.head.mode);
    json["head_sha256"] = s.head.sha256;
    json["dropout"] = s.dropout;
    json["embedding_scale"] = s.embeddingScale;
    json["seed"] = s.seed;
    json["threads"] = s.threads;
    json["device"] = deviceName(s.device);
    return json;
}

namespace {

std::optional<double> numberOrAuto(ObjectReader& reader, const std::string& key)
{
    if (!reader.has(key) || reader.at(key) == "auto")
        return std::nullopt;
    return reader.get<double>(key);
}

} // namespace

Settings settingsFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    Settings s;
    s.penalty = parsePenalty(reader.get<std::string>("penalty", penaltyName(s.penalty)));
    s.gateForm = parseGateForm(reader.get<std::string>("gate_form", gateFormName(s.gateForm)));
    s.search = parseSearch(reader.get<std::string>("search", searchName(s.search)));
    s.alpha = numberOrAuto(reader, "alpha");
    s.alphaShare = reader.get("alpha_share", s.alphaShare);
    s.beta = reader.get("beta", s.beta);
    s.tau = reader.get("tau", s.tau);
    s.initialGate = reader.get("initial_gate", s.initialGate);
    s.divergenceFloor = reader.get("divergence_floor", s.divergenceFloor);
    s.epochs = reader.get("epochs", s.epochs);
    s.patience = reader.get("patience", s.patience);
    s.singlePass = reader.get("single_pass", s.singlePass);
    s.streamBlocks = reader.get("stream_blocks", s.streamBlocks);
    s.batch = reader.get("batch", s.batch);
    s.learningRate = reader.get("learning_rate", s.learningRate);
    s.gateLearningRate = numberOrAuto(reader, "gate_learning_rate");
    s.backbone = reader.get("backbone", s.backbone);
    s.hidden = reader.get("hidden", s.hidden);
    s.crossLayers = reader.get("cross_layers", s.crossLayers);
    s.crossRank = reader.get("cross_rank", s.crossRank);
    s.head.file = reader.get("head", s.head.file);
    s.head.mode = parseHeadMode(reader.get<std::string>("head_mode", headModeName(s.head.mode)));
    s.head.sha256 = reader.get("head_sha256", s.head.sha256);
    s.dropout = reader.get("dropout", s.dropout);
    s.embeddingScale = reader.get("embedding_scale", s.embeddingScale);
    s.seed = reader.get("seed", s.seed);
    s.threads = reader.get("threads", s.threads);
    s.device = parseDevice(reader.get<std::string>("device", deviceName(s.device)));
    reader.finish();
    s.validate();
    return s;
}

} // namespace leap

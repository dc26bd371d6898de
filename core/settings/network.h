// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/names.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// What of a user's own head learns. Embeddings (and gates) learn in both.
enum class HeadMode {
    Frozen, ///< none of its parameters moves
    Warm, ///< all of its parameters keep learning, from where the file has them
};

template <> struct EnumNames<HeadMode> {
    static constexpr const char* what = "head mode";
    static constexpr EnumName<HeadMode> entries[] = {
        {HeadMode::Frozen, "frozen", "nothing", "the head stays as it is"},
        {HeadMode::Warm, "warm", "all of it", "the head keeps learning"}};
};

/// A user's own network, as a TorchScript file.
struct HeadSpec {
    std::string file; ///< empty: none
    HeadMode mode = HeadMode::Frozen;
    std::string sha256; ///< of the file; empty: not known yet, otherwise the file must have it
    bool operator==(const HeadSpec&) const = default;
};

inline constexpr const char* kWideDeep = "wide-deep";
inline constexpr const char* kMlp = "mlp";
inline constexpr const char* kDcnV2 = "dcn-v2";
inline constexpr const char* kTorchScript = "torchscript";

/// Which network judges the fields, and its shape. Each backbone reads only part of it.
struct NetworkSpec {
    std::string backbone = kWideDeep; ///< one of backboneNames()
    std::vector<int64_t> hidden = {32, 16}; ///< widths of the hidden layers, each > 0; may be empty
    double dropout = 0.2; ///< share of the hidden units left out in a step, [0, 1)
    int64_t crossLayers = 3; ///< DCN v2: 1 or more
    int64_t crossRank = 0; ///< DCN v2: see crossRankFor()
    HeadSpec head{}; ///< torchscript
    bool operator==(const NetworkSpec&) const = default;
};

/// A network for concatenated rows of a given number of columns.
struct BackboneSpec : NetworkSpec {
    int64_t columns = 0; ///< D, > 0
};

/// One of several values of a setting: its name in files and on the command line, its title in the window,
/// and what it means.
struct Choice {
    const char* name;
    const char* title;
    const char* help;
};

/// All backbones, in the order in which they are offered.
[[nodiscard]] std::span<const Choice> backboneChoices();
/// "wide-deep", "mlp", "dcn-v2", "torchscript".
[[nodiscard]] const std::vector<std::string>& backboneNames();

/// Rank of a cross layer's matrix: as asked, at most the columns; 0 means full rank up to 1,024 columns and
/// 64 beyond, where D x D weights would be most of the model.
[[nodiscard]] int64_t crossRankFor(const BackboneSpec& spec);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace leap {

/// What of a user's own head learns. Embeddings (and gates) learn in both.
enum class HeadMode {
    Frozen, ///< none of its parameters moves
    Warm, ///< all of its parameters learn on, from where the file has them
};

/// A user's own network, as a TorchScript file.
struct HeadSpec {
    std::string file; ///< empty: none
    HeadMode mode = HeadMode::Frozen;
    std::string sha256; ///< of the file; empty: not known yet, otherwise the file must have it
    bool operator==(const HeadSpec&) const = default;
};

/// The network behind the concatenated row. Each backbone says which of these it reads.
struct BackboneSpec {
    int64_t columns = 0; ///< D, > 0
    std::vector<int64_t> hidden = {32, 16}; ///< widths of the hidden layers, each > 0; may be empty
    double dropout = 0.2; ///< [0, 1)
    int64_t crossLayers = 3; ///< DCN v2: 1 or more
    int64_t crossRank = 0; ///< DCN v2: see crossRankFor()
    HeadSpec head{};
};

inline constexpr const char* kWideDeep = "wide-deep";
inline constexpr const char* kTorchScript = "torchscript";

/// Those that makeBackbone() knows: "wide-deep", "mlp", "dcn-v2", "torchscript".
[[nodiscard]] const std::vector<std::string>& backboneNames();

/// @throws InputError naming what is out of range
void checkBackbone(const BackboneSpec& spec);

/// Rank of a cross layer's matrix: as asked, at most the columns; 0 means full rank up to 1,024 columns and
/// 64 beyond, where D x D weights would be most of the model.
[[nodiscard]] int64_t crossRankFor(const BackboneSpec& spec);

} // namespace leap

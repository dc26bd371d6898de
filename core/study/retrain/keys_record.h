// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/sha256.h"
#include "core/data/rows/dataset.h"
#include "core/data/schema/schema_record.h"
#include "core/decide/kept_set.h"
#include "core/settings/settings.h"

#include <cstdint>
#include <string>

/// What searches and retrainings are known by: the digest of a record's text. Studies keep results under
/// these digests in files, so that names, order and form of the members must stay. They are written only.
/// Private to retrain/.
namespace leap {

/// The rows of a training.
struct DataKey {
    const Dataset* dataset;
};
template <> struct Record<DataKey> {
    using T = DataKey;
    static constexpr auto members =
        std::tuple{notStored(&T::dataset),
                   derived("fingerprint", [](const T& t) { return t.dataset->card.fingerprint; }),
                   derived("schema", [](const T& t) { return toJson(t.dataset->schema); }),
                   derived("split", [](const T& t) { return t.dataset->card.split; }),
                   derived("rows", [](const T& t) { return t.dataset->rows; })};
};

/// Settings as files have them.
struct SettingsAsStored {
    static Json write(const Settings& settings) { return settingsToJson(settings); }
};

/// The training of a pruned model.
struct RetrainKey {
    std::string data; ///< digest of its DataKey
    KeptSet kept;
    Settings settings; ///< what retraining reads of them
    uint64_t seed = 0;
};
template <> struct Record<RetrainKey> {
    using T = RetrainKey;
    static constexpr auto members =
        std::tuple{member("data", &T::data), member("kept", &T::kept),
                   member("settings", &T::settings, as<SettingsAsStored>()), member("seed", &T::seed)};
};

/// A search by a selector.
struct SearchKey {
    std::string data; ///< digest of its DataKey
    std::string selector;
    Settings settings; ///< with the search's own seed
    int draw = 0;
};
template <> struct Record<SearchKey> {
    using T = SearchKey;
    static constexpr auto members =
        std::tuple{member("data", &T::data), member("selector", &T::selector),
                   member("settings", &T::settings, as<SettingsAsStored>()), member("draw", &T::draw)};
};

template <Described Key> [[nodiscard]] std::string digestOf(const Key& key)
{
    return sha256Of(jsonText(toJson(key)));
}

} // namespace leap

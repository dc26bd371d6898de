// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/settings/settings_table.h"

#include <vector>

namespace leap {
namespace {

/// A head is a backbone itself: there is one exactly if the backbone is torchscript.
void checkHead(const NetworkSpec& network)
{
    if ((network.backbone == kTorchScript) != network.head.file.empty())
        return;
    throw InputError(network.head.file.empty()
                         ? "The backbone torchscript needs a head: name its file (--head FILE.pt)."
                         : "A head is a backbone itself; the backbone " + network.backbone
                             + " cannot be chosen with it.");
}

} // namespace

void Settings::validate() const
{
    for (const SettingRow& row : settingsTable())
        checkSetting(row, *this);
    checkHead(network);
}

int64_t batchSizeFor(const Settings& settings, int64_t rows)
{
    constexpr int64_t kManyRows = 2'000'000;
    if (settings.batch > 0)
        return settings.batch;
    return rows > kManyRows ? 4096 : 256;
}

std::string modelInWords(const Settings& settings)
{
    const NetworkSpec& network = settings.network;
    if (network.backbone == kTorchScript)
        return "the head " + network.head.file + " (" + nameOf(network.head.mode) + ", SHA-256 "
            + network.head.sha256 + ")";
    std::string text;
    for (const Choice& backbone : backboneChoices()) {
        if (network.backbone == backbone.name)
            text = backbone.title;
    }
    if (network.backbone == kDcnV2)
        text += ", " + std::to_string(network.crossLayers) + " cross layers of rank "
            + (network.crossRank == 0 ? "auto" : std::to_string(network.crossRank));
    return text + ", hidden " + settingText(settingRow("hidden"), settings);
}

} // namespace leap

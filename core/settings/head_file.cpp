// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/head_file.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"

#include <filesystem>

namespace leap {

std::string headSha256(const std::string& file)
{
    return sha256Of(readText(file));
}

void useHead(NetworkSpec& network, const std::string& file)
{
    HeadSpec head = network.head;
    head.file = std::filesystem::absolute(file).lexically_normal().string();
    head.sha256 = headSha256(head.file);
    network.head = head;
    network.backbone = kTorchScript;
}

void dropHead(NetworkSpec& network)
{
    if (network.head.file.empty())
        return;
    network.head = {};
    network.backbone = NetworkSpec{}.backbone;
}

std::string headWarning(const HeadSpec& head)
{
    return "The head " + head.file + " (SHA-256 " + head.sha256 + ") is a program: " + kHeadDanger
        + ". Use only files of people you trust.";
}

} // namespace leap

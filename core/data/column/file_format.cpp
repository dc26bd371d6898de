// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/file_format.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <fstream>

namespace leap {
namespace {

/// A text of each format, each text once.
std::string listOf(const char* FileFormatFacts::*text)
{
    std::vector<std::string> texts;
    for (const FileFormatFacts& facts : kFileFormats) {
        if (std::find(texts.begin(), texts.end(), facts.*text) == texts.end())
            texts.emplace_back(facts.*text);
    }
    return join(texts, ", ");
}

} // namespace

const FileFormatFacts& factsOf(FileFormat format)
{
    return *std::find_if(kFileFormats.begin(), kFileFormats.end(),
                         [&](const FileFormatFacts& facts) { return facts.format == format; });
}

FileFormat formatOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw InputError(path.string() + ": cannot be opened; is it readable?");
    std::array<char, 8> bytes{};
    file.read(bytes.data(), bytes.size());
    const std::string_view head(bytes.data(), static_cast<size_t>(file.gcount()));
    if (head.empty())
        throw InputError(path.string() + ": the file is empty.");
    for (const FileFormatFacts& facts : kFileFormats) {
        if (!facts.firstBytes.empty() && head.starts_with(facts.firstBytes))
            return facts.format;
    }
    return FileFormat::Text;
}

std::string fileFormatNames()
{
    return listOf(&FileFormatFacts::name);
}

std::string fileFormatDescriptions()
{
    return listOf(&FileFormatFacts::description);
}

std::vector<std::string> fileEndings()
{
    std::vector<std::string> endings;
    for (const FileFormatFacts& facts : kFileFormats) {
        const std::vector<std::string> own = split(std::string(facts.endings), ' ');
        endings.insert(endings.end(), own.begin(), own.end());
    }
    return endings;
}

} // namespace leap

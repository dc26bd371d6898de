// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/file_format.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/other_formats.h"

#include <algorithm>
#include <fstream>

namespace leap {
namespace {

constexpr std::streamsize kHeadBytes = 64 << 10;
constexpr size_t kWordBytes = 16; ///< the longest word by which a text format begins

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

/// Without a byte-order mark, blanks, and the comments of ARFF, in lower case.
std::string beginOfText(std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF"))
        head.remove_prefix(3);
    for (size_t first = head.find_first_not_of(" \t\r\n"); first != std::string_view::npos;
         first = head.find_first_not_of(" \t\r\n")) {
        head.remove_prefix(first);
        if (head.front() != '%')
            break;
        head.remove_prefix(std::min(head.find('\n'), head.size()));
    }
    std::string text(head.substr(0, kWordBytes));
    for (char& c : text)
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return text;
}

} // namespace

const FileFormatFacts& factsOf(FileFormat format)
{
    return *std::find_if(kFileFormats.begin(), kFileFormats.end(),
                         [&](const FileFormatFacts& facts) { return facts.format == format; });
}

FileFormat formatOfBytes(std::string_view head)
{
    if (const auto name = firstInZip(head))
        return name->ends_with(".npy") ? FileFormat::Npz : FileFormat::Text;
    const std::string text = beginOfText(head);
    for (const FileFormatFacts& facts : kFileFormats) {
        const bool isText = facts.format == FileFormat::JsonLines || facts.format == FileFormat::Arff;
        if (!facts.firstBytes.empty() && (isText ? text : head).starts_with(facts.firstBytes))
            return facts.format;
    }
    return FileFormat::Text;
}

FileFormat formatOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw InputError(path.string() + ": cannot be opened; is it readable?");
    std::string head(kHeadBytes, '\0');
    file.read(head.data(), kHeadBytes);
    head.resize(static_cast<size_t>(file.gcount()));
    if (head.empty())
        throw InputError(path.string() + ": the file is empty.");
    refuseOtherFormat(head, path.string());
    return formatOfBytes(head);
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

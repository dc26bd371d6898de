// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/parts/named_parts.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <set>

namespace leap {
namespace {

namespace fs = std::filesystem;

struct Word {
    std::string_view text;
    const char* part;
};
constexpr std::array<Word, 10> kWords{{{"train", "train"},
                                       {"training", "train"},
                                       {"validation", "validation"},
                                       {"validate", "validation"},
                                       {"valid", "validation"},
                                       {"val", "validation"},
                                       {"dev", "validation"},
                                       {"test", "test"},
                                       {"testing", "test"},
                                       {"gate", "gate"}}};

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c)
{
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/// Runs of letters, in lower case; "TrainData" is two.
std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words(1);
    for (size_t i = 0; i < name.size(); ++i) {
        const bool upper = name[i] >= 'A' && name[i] <= 'Z';
        const bool afterLower = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
        if (!isLetter(name[i]) || (upper && afterLower))
            words.emplace_back();
        if (isLetter(name[i]))
            words.back().push_back(lower(name[i]));
    }
    return words;
}

/// Below the folder that holds all files: "test" in /home/test/a.csv says nothing.
std::vector<fs::path> placesBelowCommon(const std::vector<DataFile>& files)
{
    std::vector<fs::path> places;
    std::vector<fs::path> common;
    for (const DataFile& file : files) {
        places.push_back(fs::absolute(file.path).lexically_normal());
        const fs::path folder = places.back().parent_path();
        const std::vector<fs::path> parts(folder.begin(), folder.end());
        if (places.size() == 1)
            common = parts;
        const auto same = std::mismatch(common.begin(), common.end(), parts.begin(), parts.end());
        common.erase(same.first, common.end());
    }
    fs::path root;
    for (const fs::path& part : common)
        root /= part;
    for (fs::path& place : places)
        place = place.lexically_relative(root);
    return places;
}

std::string partOfPlace(const fs::path& place)
{
    std::vector<std::string> names;
    for (const fs::path& name : place)
        names.push_back(name.string());
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        if (const std::string part = partNamed(*name); !part.empty())
            return part;
    }
    return {};
}

bool splits(const std::set<std::string>& parts)
{
    return parts.contains("train") && parts.contains("test") && !parts.contains("");
}

/// The folder key whose values name the parts.
std::string keyOfParts(const std::vector<DataFile>& files)
{
    for (size_t key = 0; key < files.front().partition.size(); ++key) {
        std::set<std::string> parts;
        for (const DataFile& file : files)
            parts.insert(partNamed(file.partition[key].second));
        if (splits(parts))
            return files.front().partition[key].first;
    }
    return {};
}

std::string listOf(std::set<std::string> parts)
{
    parts.erase("");
    std::vector<std::string> inOrder;
    for (const char* part : {"train", "gate", "validation", "test"}) {
        if (parts.contains(part))
            inOrder.emplace_back(part);
    }
    return join(inOrder, ", ");
}

/// Files that look split, but cannot be taken so.
std::string whyNot(const std::vector<DataFile>& files, const std::vector<std::string>& ofFile,
                   const std::set<std::string>& parts)
{
    if (!parts.contains("train") || parts.size() < 2 || (parts.size() == 2 && parts.contains("")))
        return {};
    const std::string begin = "The files' names speak of " + listOf(parts) + ", but ";
    const std::string end = ": their rows are read together, and split as any others.";
    if (!parts.contains("test"))
        return begin + "of no test rows" + end;
    const auto without = std::find(ofFile.begin(), ofFile.end(), std::string());
    return begin + files[static_cast<size_t>(without - ofFile.begin())].name + " names no part" + end;
}

} // namespace

std::string partNamed(std::string_view name)
{
    std::string found;
    for (const std::string& word : wordsOf(name)) {
        for (const Word& known : kWords) {
            if (known.text != word)
                continue;
            if (!found.empty() && found != known.part)
                return {};
            found = known.part;
        }
    }
    return found;
}

NamedParts namedParts(const std::vector<DataFile>& files)
{
    NamedParts parts;
    if (files.size() < 2)
        return parts;
    for (const fs::path& place : placesBelowCommon(files))
        parts.ofFile.push_back(partOfPlace(place));
    const std::set<std::string> found(parts.ofFile.begin(), parts.ofFile.end());
    parts.key = keyOfParts(files);
    if (splits(found) || !parts.key.empty()) {
        parts.warning = "The files are already split: their names speak of " + listOf(found)
            + ". Their parts are kept unless another split is chosen.";
        return parts;
    }
    parts.warning = whyNot(files, parts.ofFile, found);
    parts.ofFile.clear();
    return parts;
}

} // namespace leap

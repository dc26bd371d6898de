// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/data_files.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/file_format.h"
#include "core/data/column/messages.h"
#include "core/data/read/parts/named_parts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string_view>

namespace leap {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRejected = ".rejected.csv";
constexpr std::string_view kHiveMissing = "__HIVE_DEFAULT_PARTITION__";

bool hidden(const fs::path& name)
{
    const std::string text = name.string();
    return text.starts_with('.') || text.starts_with('_');
}

std::string lowered(std::string text)
{
    for (char& c : text)
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return text;
}

std::string endingOf(const fs::path& path)
{
    return lowered(path.extension().string());
}

bool isTable(const fs::path& path)
{
    const std::string ending = endingOf(path);
    const std::vector<std::string> known = fileEndings();
    return ending.empty() || std::find(known.begin(), known.end(), ending) != known.end();
}

/// README, LICENSE and the like, which lie next to data, whatever their ending.
bool isAboutData(const fs::path& path)
{
    static constexpr std::array kNames{"readme",   "license",   "licence",  "copying",   "notice",
                                       "authors",  "citation",  "version",  "changelog", "changes",
                                       "md5sum",   "md5sums",   "sha1sum",  "sha256sum", "sha256sums",
                                       "sha1sums", "checksums", "manifest", "datasheet", "terms"};
    std::string stem = lowered(path.filename().string());
    stem = stem.substr(0, stem.find_first_of("._-"));
    return std::find(kNames.begin(), kNames.end(), stem) != kNames.end();
}

/// An ending that any text may have.
bool mayBeAnyText(const fs::path& path)
{
    const std::string ending = endingOf(path);
    return ending.empty() || ending == ".txt" || ending == ".dat" || ending == ".data";
}

/// By its ending, or by its bytes where any text may have the ending.
bool isTyped(const fs::path& path)
{
    if (mayBeAnyText(path)) {
        try {
            return formatOf(path) != FileFormat::Text;
        } catch (const InputError&) { // of a format that is not read: said when it is
            return true;
        }
    }
    const std::vector<std::string> texts = split(std::string(factsOf(FileFormat::Text).endings), ' ');
    return std::find(texts.begin(), texts.end(), endingOf(path)) == texts.end();
}

/// Hive writes special characters of a value as %2F.
std::string percentDecoded(std::string_view text)
{
    std::string plain;
    for (size_t i = 0; i < text.size(); ++i) {
        unsigned char byte = 0;
        const char* digits = text.data() + i + 1;
        if (text[i] == '%' && i + 2 < text.size()
            && std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
            plain.push_back(static_cast<char>(byte));
            i += 2;
        } else {
            plain.push_back(text[i]);
        }
    }
    return plain;
}

std::vector<std::pair<std::string, std::string>> partitionOf(const fs::path& folders)
{
    std::vector<std::pair<std::string, std::string>> partition;
    for (const fs::path& folder : folders) {
        const std::string text = folder.string();
        const size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            continue;
        const std::string value = percentDecoded(std::string_view(text).substr(equals + 1));
        partition.emplace_back(displayText(percentDecoded(text.substr(0, equals))),
                               value == kHiveMissing ? std::string() : std::string(cleanCell(value)));
    }
    return partition;
}

class FolderWalk {
public:
    explicit FolderWalk(fs::path root)
        : m_root(std::move(root))
    {
        visit(m_root);
        if (m_files.empty())
            std::swap(m_files, m_json);
        for (const DataFile& file : m_json)
            m_others.push_back(file.name);
        leaveOutTexts();
        std::sort(m_files.begin(), m_files.end(),
                  [](const DataFile& a, const DataFile& b) { return a.name < b.name; });
        if (m_files.empty())
            throw InputError(m_root.string() + ": no table in this folder"
                             + (m_others.empty() ? "" : "; it has: " + listed(sortedOthers(), kShown)) + ".");
    }
    [[nodiscard]] std::vector<DataFile> files() { return std::move(m_files); }
    [[nodiscard]] std::string warning()
    {
        return m_others.empty()
            ? std::string()
            : m_root.string() + ": left out, as they are empty, or by their names no part of the table: "
                + listed(sortedOthers(), kShown) + ".";
    }

private:
    static constexpr size_t kShown = 5;

    void visit(const fs::path& folder)
    {
        std::error_code error;
        if (!m_visited.insert(fs::weakly_canonical(folder, error).string()).second)
            return; // a link leads back
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
             entry.increment(error)) {
            if (hidden(entry->path().filename()))
                continue;
            if (entry->is_directory())
                visit(entry->path());
            else if (entry->is_regular_file())
                add(entry->path());
        }
        if (error)
            throw InputError(folder.string() + ": the folder cannot be read (" + error.message() + ").");
    }
    void add(const fs::path& path)
    {
        const fs::path inside = path.lexically_relative(m_root);
        if (path.filename().string().ends_with(kRejected))
            return;
        DataFile file{path, inside.string(), partitionOf(inside.parent_path()), {}};
        if (endingOf(path) == ".json" && fs::file_size(path) > 0)
            m_json.push_back(std::move(file));
        else if (!isTable(path) || isAboutData(path) || fs::file_size(path) == 0)
            m_others.push_back(file.name);
        else
            m_files.push_back(std::move(file));
    }
    /// Next to tables of a typed format, a text is a note.
    void leaveOutTexts()
    {
        if (std::none_of(m_files.begin(), m_files.end(),
                         [](const DataFile& f) { return mayBeAnyText(f.path); })
            || std::none_of(m_files.begin(), m_files.end(),
                            [](const DataFile& f) { return isTyped(f.path); }))
            return;
        const auto isNote = [](const DataFile& file) {
            return !isTyped(file.path) && mayBeAnyText(file.path);
        };
        for (const DataFile& file : m_files) {
            if (isNote(file))
                m_others.push_back(file.name);
        }
        std::erase_if(m_files, isNote);
    }
    [[nodiscard]] std::vector<std::string>& sortedOthers()
    {
        std::sort(m_others.begin(), m_others.end());
        return m_others;
    }

    fs::path m_root;
    std::vector<DataFile> m_files;
    std::vector<DataFile> m_json; ///< taken where there is nothing else
    std::vector<std::string> m_others;
    std::set<std::string> m_visited; ///< folders
};

/// Without the slash after a folder's name.
fs::path plainPath(const fs::path& path)
{
    const fs::path plain = path.lexically_normal();
    return plain.has_filename() ? plain : plain.parent_path();
}

/// @throws InputError for the address of a file elsewhere
void refuseAddress(const fs::path& path)
{
    const std::string text = path.string();
    const size_t colon = text.find(':');
    if (colon == std::string::npos || colon < 2 || !text.substr(colon).starts_with(":/"))
        return;
    const std::string scheme = lowered(text.substr(0, colon));
    if (!std::all_of(scheme.begin(), scheme.end(),
                     [](char c) { return c >= 'a' && c <= 'z' ? true : c >= '0' && c <= '9'; }))
        return;
    if (scheme == "file")
        throw InputError(text + ": name the file by its path, without file://.");
    throw InputError(text + ": this is an address (" + scheme
                     + "), and only files on this machine are read: download it first, then name the file.");
}

void addPath(const fs::path& path, DataFiles& all)
{
    refuseAddress(path);
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status))
        throw InputError(path.string() + ": there is no such file.");
    if (fs::is_directory(status)) {
        FolderWalk walk(plainPath(path));
        if (const std::string warning = walk.warning(); !warning.empty())
            all.warnings.push_back(warning);
        for (DataFile& file : walk.files())
            all.files.push_back(std::move(file));
        return;
    }
    if (!fs::is_regular_file(status))
        throw InputError(path.string() + ": not a regular file.");
    all.files.push_back({path, path.filename().string(), {}, {}});
}

std::string keysOf(const DataFile& file)
{
    std::vector<std::string> keys;
    for (const auto& [key, value] : file.partition)
        keys.push_back(key);
    return join(keys, ", ");
}

void checkPartitions(const std::vector<DataFile>& files)
{
    const auto quoted = [](const std::string& keys) { return keys.empty() ? "none" : "'" + keys + "'"; };
    const std::string keys = keysOf(files.front());
    for (const DataFile& file : files) {
        if (keysOf(file) != keys)
            throw InputError(file.path.string() + ": its folders give the columns " + quoted(keysOf(file))
                             + ", those of " + files.front().path.string() + " give " + quoted(keys)
                             + "; files read together need the same columns.");
    }
}

} // namespace

DataFiles listDataFiles(const std::vector<fs::path>& paths)
{
    if (paths.empty())
        throw InputError("No file is given.");
    DataFiles all;
    for (const fs::path& path : paths)
        addPath(path, all);
    checkPartitions(all.files);
    const NamedParts parts = namedParts(all.files);
    for (size_t i = 0; i < parts.ofFile.size(); ++i)
        all.files[i].part = parts.ofFile[i];
    all.partKey = parts.key;
    if (!parts.warning.empty())
        all.warnings.push_back(parts.warning);
    all.folder = plainPath(paths.front()).parent_path();
    return all;
}

} // namespace leap

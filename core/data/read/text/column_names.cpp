// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/text/column_names.h"

#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"

#include <unordered_map>
#include <unordered_set>

namespace leap {
namespace {

constexpr size_t kSaid = 20; ///< renamed columns; of more only the number

} // namespace

std::vector<std::string> cleanNames(const std::vector<std::string>& cells, size_t first,
                                    std::vector<std::string>& warnings)
{
    std::vector<std::string> names;
    std::unordered_set<std::string> used;
    std::unordered_map<std::string, int> copies; // of a name, so far
    size_t renamed = 0;
    for (size_t i = 0; i < cells.size(); ++i) {
        const std::string given = displayText(trimmed(cells[i]));
        const std::string base = given.empty() ? "column_" + std::to_string(i + first) : given;
        std::string name = base;
        for (int& copy = copies.try_emplace(base, 2).first->second; used.count(name) != 0; ++copy)
            name = base + "_" + std::to_string(copy);
        if (name != given && ++renamed <= kSaid)
            warnings.push_back(
                "column " + std::to_string(i + first)
                + (given.empty() ? " has no name in the header" : ": the name '" + given + "' is there twice")
                + "; it is called '" + name + "' here.");
        used.insert(name);
        names.push_back(name);
    }
    if (renamed > kSaid)
        warnings.push_back(counted(static_cast<int64_t>(renamed - kSaid), "more column")
                           + " had no name, or that of another, and got a new one.");
    return names;
}

std::vector<std::string> numberedNames(size_t columns)
{
    std::vector<std::string> names;
    for (size_t i = 0; i < columns; ++i)
        names.push_back("c" + std::to_string(i));
    return names;
}

} // namespace leap

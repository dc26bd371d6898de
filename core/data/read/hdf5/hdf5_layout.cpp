// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/hdf5/hdf5_layout.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "core/data/schema/options.h"

#include <algorithm>
#include <map>

namespace leap {
namespace {

constexpr int kDeepest = 4; ///< groups in groups that are searched
constexpr size_t kMostPlaces = 64;

constexpr const char* kNeeded = " A matrix X [rows, columns] with a label [rows] is needed (name another "
                                "one: --matrix PATH), or one dataset "
                                "for each column, or a compound dataset.";

std::string inGroup(const std::string& group, const std::string& name)
{
    return group == "/" ? name : group + "/" + name;
}

void addForeign(const Hdf5File& file, const std::string& group, Hdf5Layout& layout)
{
    for (const std::string& link : file.foreignLinks(group))
        layout.leftOut.push_back(link
                                 + " is left out: it lies in another file; --follow-links reads it, too.");
}

/// The columns next to a matrix.
Hdf5Layout aroundMatrix(const Hdf5File& file, Hdf5Array matrix)
{
    Hdf5Layout layout;
    const std::string group = Hdf5File::groupOf(matrix.path);
    for (Hdf5Array& array : file.arraysOf(group)) {
        if (array.name() == matrix.name())
            continue;
        if (array.isColumn() && array.rows() == matrix.rows())
            layout.columns.push_back(std::move(array));
        else
            layout.leftOut.push_back(array.text() + " is left out: it is not a column of "
                                     + std::to_string(matrix.rows()) + " values.");
    }
    addForeign(file, group, layout);
    layout.table = std::move(matrix);
    return layout;
}

/// One dataset a column; nothing where the group has matrices, or columns of no common length.
std::optional<Hdf5Layout> asColumns(const Hdf5File& file, const std::string& group)
{
    std::map<hsize_t, size_t> counts;
    const std::vector<Hdf5Array> arrays = file.arraysOf(group);
    for (const Hdf5Array& array : arrays) {
        if (array.isMatrix() && !array.isColumn())
            return std::nullopt;
        counts[array.rows()] += array.isColumn() && array.rows() > 0 ? 1 : 0;
    }
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == counts.end() || most->second < 2)
        return std::nullopt;
    Hdf5Layout layout;
    layout.kind = Hdf5Layout::Kind::Columns;
    for (const Hdf5Array& array : arrays) {
        if (array.isColumn() && array.rows() == most->first)
            layout.columns.push_back(array);
        else
            layout.leftOut.push_back(array.text() + " is left out: it is not a column of "
                                     + std::to_string(most->first) + " values.");
    }
    addForeign(file, group, layout);
    return layout;
}

[[noreturn]] void refusePandas(const Hdf5File& file, const std::string& group)
{
    throw InputError(file.name() + ": '" + group
                     + "' is a table of pandas in a form that only pandas reads. Write it as Parquet with "
                       "pandas.read_hdf('"
                     + file.name() + "', '" + group + "').to_parquet('data.parquet').");
}

Hdf5Layout asCompound(const Hdf5File& file, Hdf5Array table)
{
    const std::string group = Hdf5File::groupOf(table.path);
    Hdf5Layout layout;
    layout.kind = Hdf5Layout::Kind::Compound;
    for (const auto& [name, type] : table.members) {
        if (!type.isCell() && file.hasAttribute(group, "pandas_type"))
            refusePandas(file, group);
        if (!type.isCell())
            layout.leftOut.push_back("'" + name + "' of " + table.text()
                                     + " is left out: it is not one number or text a row.");
    }
    layout.table = std::move(table);
    return layout;
}

/// The one table of a group, if it is plain which.
std::optional<Hdf5Layout> tableIn(const Hdf5File& file, const std::string& group)
{
    if (file.hasAttribute(group, "pandas_type")) {
        Hdf5Array table =
            file.isGroup(inGroup(group, "table")) ? Hdf5Array() : file.find(inGroup(group, "table"));
        if (!table.isCompound())
            refusePandas(file, group);
        return asCompound(file, std::move(table));
    }
    std::vector<Hdf5Array> compounds;
    for (Hdf5Array& array : file.arraysOf(group)) {
        if (array.isMatrix() && array.name() == ReadOptions().matrix)
            return aroundMatrix(file, file.matrix(array.path));
        if (array.isCompound() && array.rows() > 0)
            compounds.push_back(std::move(array));
    }
    if (auto columns = asColumns(file, group))
        return columns;
    if (compounds.size() == 1)
        return asCompound(file, file.find(compounds.front().path));
    return std::nullopt;
}

/// A path for --matrix for each table below a group.
void addPlaces(const Hdf5File& file, const std::string& group, int depth, std::vector<std::string>& places)
{
    for (const std::string& inner : file.groupsOf(group)) {
        const std::string name = inner.substr(inner.rfind('/') + 1);
        if (name.starts_with("_i_") || places.size() >= kMostPlaces || depth > kDeepest) // PyTables' indices
            continue;
        if (file.hasAttribute(inner, "pandas_type")) {
            places.push_back(inner);
            continue;
        }
        if (const auto found = tableIn(file, inner))
            places.push_back(found->kind == Hdf5Layout::Kind::Columns ? inner : found->table.path);
        addPlaces(file, inner, depth + 1, places);
    }
}

Hdf5Layout layoutAt(const Hdf5File& file, const std::string& place);

Hdf5Layout onlyTable(const Hdf5File& file, const std::string& group, const std::string& place)
{
    if (auto found = tableIn(file, group))
        return std::move(*found);
    std::vector<std::string> places;
    addPlaces(file, group, 0, places);
    if (places.size() == 1)
        return layoutAt(file, places.front());
    const std::string contents = "The file has: " + file.contentsOf(group) + ".";
    if (places.empty())
        throw InputError(file.name() + ": there is no matrix '" + place + "'. " + contents + kNeeded);
    constexpr size_t kShown = 10;
    throw InputError(file.name() + ": has several tables; name one of them: --matrix " + places.front() + ". "
                     + "There are: " + listed(places, kShown) + ". " + contents);
}

Hdf5Layout layoutAt(const Hdf5File& file, const std::string& place)
{
    if (file.isGroup(place))
        return onlyTable(file, place, place);
    Hdf5Array array = file.find(place);
    if (array.isCompound())
        return asCompound(file, std::move(array));
    return aroundMatrix(file, file.matrix(place, kNeeded));
}

} // namespace

Hdf5Layout findLayout(const Hdf5File& file, const std::string& place)
{
    Hdf5Layout layout = place == ReadOptions().matrix && file.find(place).path.empty()
        ? onlyTable(file, "/", place)
        : layoutAt(file, place);
    for (const Hdf5Array& column : layout.columns)
        file.requireReadable(column);
    return layout;
}

} // namespace leap

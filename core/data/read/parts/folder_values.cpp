// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/parts/folder_values.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"

#include <cmath>

namespace leap {
namespace {

bool sameValue(std::string_view cell, const std::string& folder)
{
    if (cell == folder)
        return true;
    const auto a = parseDouble(cell), b = parseDouble(folder);
    return a && b && *a == *b;
}

[[noreturn]] void refuseValue(const Column& column, const DataFile& file, int64_t row,
                              const std::string& cell, const std::string& folder)
{
    throw InputError(file.path.string() + ": column '" + column.name + "' is '" + cell + "' in row "
                     + grouped(row + 1) + ", but the name of the folder says '" + displayText(folder)
                     + "'; rename the column or the folder.");
}

void requireText(const Column& column, const TextValues& texts, const DataFile& file,
                 const std::string& folder, int64_t first, int64_t rows)
{
    std::vector<int8_t> known(static_cast<size_t>(texts.dictionary.size()), -1); // of each code: -1 not asked
    for (int64_t row = 0; row < rows; ++row) {
        const int32_t code = texts.codes[static_cast<size_t>(first + row)];
        int8_t& same = known[static_cast<size_t>(code)];
        if (same < 0)
            same = sameValue(texts.dictionary[code], folder) ? 1 : 0;
        if (same == 0)
            refuseValue(column, file, row, displayText(texts.dictionary[code]), folder);
    }
}

void requireReal(const Column& column, const RealValues& reals, const DataFile& file,
                 const std::string& folder, int64_t first, int64_t rows)
{
    const auto wanted = parseDouble(folder);
    for (int64_t row = 0; row < rows; ++row) {
        const double value = reals.values[static_cast<size_t>(first + row)];
        if (std::isnan(value) ? !folder.empty() : !wanted || *wanted != value)
            refuseValue(column, file, row, std::isnan(value) ? std::string() : shortest(value), folder);
    }
}

} // namespace

void requireFolderValues(const Column& column, const std::vector<DataFile>& files,
                         const std::vector<std::string>& values, const std::vector<int64_t>& rowsOfFile)
{
    int64_t first = 0;
    for (size_t i = 0; i < files.size(); ++i) {
        if (const auto* texts = std::get_if<TextValues>(&column.values))
            requireText(column, *texts, files[i], values[i], first, rowsOfFile[i]);
        else if (const auto* reals = std::get_if<RealValues>(&column.values))
            requireReal(column, *reals, files[i], values[i], first, rowsOfFile[i]);
        else
            throw InputError(files[i].path.string() + ": column '" + column.name
                             + "' holds vectors, but the name of its folder gives one value.");
        first += rowsOfFile[i];
    }
}

} // namespace leap

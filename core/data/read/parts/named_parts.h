// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/data_files.h"

#include <string>
#include <vector>

namespace leap {

/// Which rows a file's name speaks of: "train", "validation" or "test"; empty where it names none of them, or
/// several. Words count as a whole, in any case: train.csv, ratings_Test.parquet, valid-00001-of-3.csv.
/// Private to core/data, as is all of this file.
[[nodiscard]] std::string partNamed(std::string_view name);

/// What the names of files say of the part of their rows.
struct NamedParts {
    std::vector<std::string> ofFile; ///< [files]; empty where the files are not split by their names
    std::string key; ///< a folder key that says it already ("split" of split=train); empty: none does
    std::string warning; ///< for people: what was found, and what is done with it; empty: nothing
};

/// The deepest name that speaks of a part counts: the file's, else that of its nearest folder below the
/// folder that holds all files. Files are split where each has a part, and there are rows to train and to
/// test.
[[nodiscard]] NamedParts namedParts(const std::vector<DataFile>& files);

} // namespace leap

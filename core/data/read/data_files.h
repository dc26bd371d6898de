// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace leap {

/// One file of a data set that may lie in many. Private to core/data.
struct DataFile {
    std::filesystem::path path;
    std::string name; ///< for people: from the folder that was named on, or without folders
    /// Column and value of each folder "key=value" (a Hive partition) on the way down to the file; the value
    /// is empty where it is missing.
    std::vector<std::pair<std::string, std::string>> partition;
    std::string part; ///< of its rows, where the files are split by their names: "train" ... (named_parts.h)
};

struct DataFiles {
    std::vector<DataFile> files;
    std::filesystem::path
        folder; ///< of the first file or folder that was named: given tables are looked for here
    std::string partKey; ///< the folder key that names the parts; empty: none does
    std::vector<std::string> warnings;
};

/// The files that are meant by files and folders. A folder means every file below it, in the byte order
/// of their names from that folder on; left out are names that begin with '.' or '_' (_SUCCESS, _metadata
/// ...), the rows that an earlier reading set aside (*.rejected.csv), and, with a warning, empty files,
/// endings that are no table's, README, LICENSE and the like, .json next to tables, and texts next to tables
/// of a typed format. Files that are split by their names (train.csv, test.csv) keep their part.
/// @throws InputError: nothing there, the address of a file elsewhere, no file in a folder, files in
/// different partition columns
[[nodiscard]] DataFiles listDataFiles(const std::vector<std::filesystem::path>& paths);

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/column/text_dictionary.h"
#include "core/data/rows/lookup_table.h"
#include "core/data/schema/schema.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace leap {

/// A file of ids and their vectors, read whole. Private to core/data.
class GivenTable {
public:
    /// @param ids [values.rows], empty = none
    /// @throws InputError naming an id that is there twice
    GivenTable(const std::string& name, const std::vector<std::string>& ids, LookupTable values);

    /// The id that Lookup reads: 1 + row; 0 where the table has no such text.
    [[nodiscard]] int32_t idOf(std::string_view text) const;
    [[nodiscard]] const std::shared_ptr<const LookupTable>& values() const { return m_values; }

private:
    TextDictionary m_ids;
    std::vector<int32_t> m_idOf; ///< by code of m_ids
    std::shared_ptr<const LookupTable> m_values;
};

/// The tables that a schema names, each read once. Private to core/data.
class GivenTables {
public:
    /// @param folder where relative paths start
    GivenTables(std::filesystem::path folder, Progress& progress)
        : m_folder(std::move(folder))
        , m_progress(progress)
    {
    }
    /// @param where "field 'user'", for messages @throws InputError naming the file and what is missing in it
    const GivenTable& open(const TableSource& source, const std::string& where);
    /// The vectors alone of a table whose ids were looked up before. @throws as open()
    std::shared_ptr<const LookupTable> values(const TableSource& source, const std::string& where);
    /// Names and contents of the files that were opened: "vectors.h5 <SHA-256>", by name.
    [[nodiscard]] std::vector<std::string> fingerprints() const;

private:
    std::filesystem::path m_folder;
    Progress& m_progress;
    using Key = std::tuple<std::string, std::string, std::string>; ///< file, ids, values
    std::map<Key, GivenTable> m_tables;
    std::map<Key, std::shared_ptr<const LookupTable>> m_values; ///< of values()
    std::map<std::string, std::string> m_digests; ///< by path
};

} // namespace leap

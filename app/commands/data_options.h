// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_run.h"

#include <CLI/CLI.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace leap::app {

/// The options that say how DATA is read, which fields it has and how its rows are split; of the commands and
/// of the window's program.
class DataOptions {
public:
    /// The options of `inspect`: DATA, label, reading, proposed fields, cache, memory and threads.
    /// @param needed without DATA the usage is wrong
    void add(CLI::App& app, bool needed);
    /// The same without --ranges, --cache and --memory, which the window has no use for.
    void addForWindow(CLI::App& app);
    /// --schema, a file of fields. @param perFile one for each DATA: a.json,b.json
    void addSchema(CLI::App& app, bool perFile = false);
    void addSplit(CLI::App& app);

    /// Puts them into a request; a schema per file stays here. @throws InputError for values that contradict
    /// one another, or another number of schemas than of DATA
    void apply(AuditRequest& request) const;
    /// Puts a schema file into a request; "none": not even one that lies with the data; empty: nothing named.
    static void useSchema(AuditRequest& request, const std::string& schema);
    /// The schema files where there is one for each DATA ("none" among them); empty = none is given.
    [[nodiscard]] const std::vector<std::string>& schemas() const { return m_schemas; }

private:
    void addFiles(CLI::App& app, bool needed, const std::string& more);
    void addReading(CLI::App& app);
    void addFields(CLI::App& app);
    void addLoading(CLI::App& app);
    void addThreads(CLI::App& app);
    [[nodiscard]] LabelRule label() const;
    [[nodiscard]] std::vector<KindRule> kinds() const;
    void checkSchemas() const;

    CLI::App* m_app = nullptr; ///< which knows the order of the options
    std::vector<std::string> m_files;
    /// What was said of reading, by option; options take one text or more.
    std::map<std::string, std::vector<std::string>> m_reading;
    std::string m_ranges;
    std::string m_label;
    std::optional<std::string> m_positive;
    std::optional<double> m_positiveAbove;
    bool m_blankNegative = false;
    std::vector<std::string> m_exclude;
    std::vector<std::string> m_accept;
    std::string m_types;
    std::vector<std::string> m_categorical; ///< "a,b" as they were given
    std::vector<std::string> m_numeric;
    bool m_allCategorical = false;
    int m_width = 8;
    int m_minCount = 1;
    std::string m_group;
    bool m_groupIsField = false;
    int m_threads = 0;
    std::string m_cache = "auto";
    int64_t m_memory = 0;
    std::string m_schema; ///< one for all
    std::vector<std::string> m_schemas; ///< one for each of m_files
    std::string m_split = "random";
    const CLI::Option* m_splitOption = nullptr; ///< null where the command has none
};

} // namespace leap::app

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/load.h"
#include "tests/support/error_text.h"

#include <QTemporaryDir>
#include <filesystem>
#include <fstream>
#include <string>

namespace leap::test {

/// A folder that is gone after the test.
class DataFolder {
public:
    [[nodiscard]] std::filesystem::path path(const std::string& name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    std::filesystem::path write(const std::string& name, std::string_view bytes) const
    {
        std::ofstream out(path(name), std::ios::binary);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path(name);
    }
    [[nodiscard]] std::string read(const std::string& name) const
    {
        std::ifstream in(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

private:
    QTemporaryDir m_folder;
};

inline std::shared_ptr<const SourceTable> openTable(const std::filesystem::path& path,
                                                    const ReadOptions& options = {})
{
    Progress progress;
    return SourceTable::open({path}, options, progress);
}

inline InspectReport inspectTable(const SourceTable& table, const std::string& label = {})
{
    Progress progress;
    LabelRule rule;
    rule.column = label;
    return table.inspect(rule, progress);
}

inline std::shared_ptr<const Dataset> encodeTable(const SourceTable& table, const Schema& schema,
                                                  const SplitRule& split = {}, uint64_t seed = 0)
{
    Progress progress;
    return table.encode(schema, split, seed, progress);
}

/// Proposed schema of a table with the label `label`.
inline Schema proposed(const SourceTable& table, const std::string& label, ProposeOptions options = {})
{
    options.label.column = label;
    return proposeSchema(inspectTable(table, label), options);
}

/// What the InputError of `action` says; an empty text when none is thrown.
inline std::string refusal(const std::function<void()>& action)
{
    return inputErrorOf(action).toStdString();
}

inline bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

inline bool anyContains(const std::vector<std::string>& texts, const std::string& part)
{
    for (const std::string& text : texts) {
        if (contains(text, part))
            return true;
    }
    return false;
}

/// One categorical field of width 2 for each name.
inline Schema categoricalSchema(const std::vector<std::string>& columns, const std::string& label)
{
    Schema schema;
    schema.label.column = label;
    for (const std::string& column : columns) {
        Input input;
        input.name = column;
        input.columns = {column};
        input.width = 2;
        schema.fields.push_back({column, {input}, {}, 0, {}});
    }
    return schema;
}

} // namespace leap::test

/// Says what the text was when it lacks the part.
#define LEAP_CONTAINS(text, part)                                                                            \
    do {                                                                                                     \
        const std::string shown_ = (text);                                                                   \
        QVERIFY2(leap::test::contains(shown_, part), shown_.c_str());                                        \
    } while (false)

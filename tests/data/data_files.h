// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/fields/propose_schema.h"
#include "core/data/load.h"
#include "tests/support/error_text.h"

#include <QTemporaryDir>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>
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

/// A cache that is empty at first and gone in the end.
class OwnCache {
public:
    OwnCache()
    {
        qputenv("XDG_CACHE_HOME", m_home.path().toUtf8());
        qunsetenv("LEAP_CACHE_MIB");
    }
    ~OwnCache() { qputenv("LEAP_CACHE_MIB", "0"); }
    OwnCache(const OwnCache&) = delete;
    OwnCache& operator=(const OwnCache&) = delete;

private:
    QTemporaryDir m_home;
};

inline std::shared_ptr<const SourceTable> openTable(const std::filesystem::path& path,
                                                    const ReadOptions& options = {})
{
    Progress progress;
    return loadTable({path}, options, progress);
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

/// All rows of a dataset in the order of the file, whatever part they are in and wherever they are kept.
struct FileRows {
    std::vector<int32_t> ids;
    std::vector<BagColumn> bags;
    std::vector<float> dense, label, weight;
    std::vector<int32_t> group;
    std::vector<int64_t> rowsOf[kParts]; ///< by part, ascending: places in these arrays
    [[nodiscard]] const std::vector<int64_t>& part(Part which) const
    {
        return rowsOf[static_cast<size_t>(which)];
    }
};

/// All places of a part in their order.
inline std::vector<int64_t> placesOf(const RowStore& store, Part part)
{
    std::vector<int64_t> places(static_cast<size_t>(store.rows(part)));
    std::iota(places.begin(), places.end(), 0);
    return places;
}

inline FileRows inFileOrder(const Dataset& dataset)
{
    struct Place {
        int64_t sourceRow;
        int part;
        int64_t place;
    };
    std::vector<Place> places;
    Batch batch;
    for (int part = 0; part < kParts; ++part) {
        dataset.store->read(static_cast<Part>(part), placesOf(*dataset.store, static_cast<Part>(part)),
                            batch);
        for (int64_t place = 0; place < batch.rows; ++place)
            places.push_back({batch.sourceRow.at(static_cast<size_t>(place)), part, place});
    }
    std::sort(places.begin(), places.end(),
              [](const Place& a, const Place& b) { return a.sourceRow < b.sourceRow; });
    FileRows rows;
    const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    rows.bags.resize(static_cast<size_t>(dataset.layout.bagColumns), BagColumn{{0}, {}});
    for (const Place& at : places) {
        dataset.store->read(static_cast<Part>(at.part), std::span(&at.place, 1), batch);
        rows.rowsOf[at.part].push_back(static_cast<int64_t>(rows.label.size()));
        append(rows.ids, batch.ids);
        append(rows.dense, batch.dense);
        append(rows.label, batch.label);
        append(rows.weight, batch.weight);
        append(rows.group, batch.group);
        for (size_t i = 0; i < rows.bags.size(); ++i) {
            append(rows.bags[i].ids, batch.bags[i].ids);
            rows.bags[i].offsets.push_back(static_cast<int32_t>(rows.bags[i].ids.size()));
        }
    }
    return rows;
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
        const std::string& shown_ = (text);                                                                  \
        QVERIFY2(leap::test::contains(shown_, part), shown_.c_str());                                        \
    } while (false)

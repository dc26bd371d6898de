// SPDX-License-Identifier: GPL-3.0-or-later
// JSON lines: an object on each line. What it does not name is missing.
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/read/lines/json_cells.h"
#include "core/data/read/lines/line_rows.h"
#include "core/data/read/table_reader.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace leap {
namespace {

constexpr size_t kMostColumns = 65'536;
constexpr int64_t kReportRows = 10'000;

/// A column on its way.
struct JsonColumn {
    std::string name;
    TextValues values;
    int64_t rows = 0;
    bool lists = false; ///< some cell is a list
    bool numbers = true; ///< all lists are of numbers, and there is one
    bool reals = false; ///< a number of a list has a point
    bool unread = false;
    int64_t width = -1; ///< items of every list; -2: they differ

    void fill(int64_t upTo)
    {
        for (; rows < upTo; ++rows)
            values.codes.push_back(values.dictionary.add({}));
    }
};

class JsonTable {
public:
    JsonTable(const ReadJob& job, Progress& progress)
        : m_job(job)
        , m_progress(progress)
        , m_bad(job.options)
    {
        m_data.format = factsOf(FileFormat::JsonLines).name;
    }
    void readFile(const std::filesystem::path& path);
    [[nodiscard]] SourceData finish();

private:
    struct Cell {
        std::string name;
        JsonCell kind;
        std::string text;
        size_t items;
    };
    JsonColumn& columnOf(const std::string& name);
    void take(const Cell& cell);
    void takeLine(std::string_view line, const std::string& file, int64_t number);
    [[nodiscard]] std::optional<Column> columnFrom(JsonColumn& column);
    void warnOfNewColumns(const std::string& file, size_t before);

    const ReadJob& m_job;
    Progress& m_progress;
    BadLines m_bad;
    std::shared_ptr<Sha256> m_hash = std::make_shared<Sha256>();
    SourceData m_data;
    std::vector<JsonColumn> m_columns;
    std::unordered_map<std::string, size_t> m_places;
    std::vector<Cell> m_cells; ///< of the line at hand, so that a broken one leaves nothing
    int64_t m_twice = 0; ///< keys that an object has twice
};

JsonColumn& JsonTable::columnOf(const std::string& name)
{
    const auto [place, isNew] = m_places.try_emplace(name, m_columns.size());
    if (isNew) {
        if (m_columns.size() >= kMostColumns)
            throw InputError(m_data.files.back() + ": has more than " + grouped(kMostColumns)
                             + " different keys; are they data? Write rows with the same keys.");
        JsonColumn& column = m_columns.emplace_back();
        column.name = name;
        if (m_job.area != nullptr)
            column.values.dictionary = TextDictionary(DictionaryLimit());
        column.values.codes = RowArray<int32_t>(m_job.area);
    }
    return m_columns[place->second];
}

void JsonTable::take(const Cell& cell)
{
    JsonColumn& column = columnOf(cell.name);
    if (column.rows > m_data.rows) { // the first one counts
        ++m_twice;
        return;
    }
    column.fill(m_data.rows);
    const bool list = cell.kind == JsonCell::List || cell.kind == JsonCell::NumberList;
    column.unread = column.unread || cell.kind == JsonCell::Unread;
    if (list) {
        const auto items = static_cast<int64_t>(cell.items);
        column.lists = true;
        column.numbers = column.numbers && cell.kind == JsonCell::NumberList;
        column.reals = column.reals || cell.text.find_first_of(".eE") != std::string::npos;
        column.width = column.width == -1 || column.width == items ? items : -2;
    }
    const std::string_view text =
        cell.kind == JsonCell::Text ? cleanCell(cell.text) : std::string_view(cell.text);
    column.values.codes.push_back(column.values.dictionary.add(cell.kind == JsonCell::Unread ? "" : text));
    ++column.rows;
}

void JsonTable::takeLine(std::string_view line, const std::string& file, int64_t number)
{
    m_cells.clear();
    const std::string why = readJsonObject(
        line, [&](const std::string& name, JsonCell kind, std::string_view text, size_t items) {
            m_cells.push_back({name, kind, std::string(text), items});
        });
    if (!why.empty()) {
        m_bad.add(file, "line " + grouped(number) + ": " + why + "; each line must hold one whole object");
        return;
    }
    for (const Cell& cell : m_cells)
        take(cell);
    ++m_data.rows;
}

void JsonTable::warnOfNewColumns(const std::string& file, size_t before)
{
    constexpr size_t kShown = 5;
    std::vector<std::string> names;
    for (size_t i = before; i < m_columns.size() && m_data.files.size() > 1; ++i)
        names.push_back("'" + displayText(m_columns[i].name) + "'");
    if (!names.empty())
        m_data.warnings.push_back(file + " has keys that the files before have not: " + listed(names, kShown)
                                  + "; there they are missing values.");
}

void JsonTable::readFile(const std::filesystem::path& path)
{
    LineReader lines(path, m_hash);
    m_data.files.push_back(lines.file().name());
    const int64_t rows = m_data.rows;
    const size_t columns = m_columns.size();
    while (const auto line = lines.next()) {
        if (!trimmed(*line).empty())
            takeLine(*line, path.string(), lines.line());
        if (lines.line() % kReportRows == 0)
            m_progress.report({"reading, bytes", lines.file().packedBytesRead(), lines.file().packedBytes()});
    }
    if (m_data.rows == rows)
        (void)m_bad.finish(0);
    lines.file().finish();
    if (const std::string warning = lines.file().warning(); !warning.empty())
        m_data.warnings.push_back(warning);
    m_data.rowsOfFile.push_back(m_data.rows - rows);
    warnOfNewColumns(lines.file().name(), columns);
}

/// Lists of real numbers, all of one length, are a vector.
std::optional<MatrixValues> vectorsOf(JsonColumn& column)
{
    if (!column.numbers || !column.reals || column.width < 1 || column.values.dictionary.fullAt() > 0)
        return std::nullopt;
    MatrixBuffer matrix(column.width);
    column.values.codes.finish();
    for (const int32_t code : column.values.codes.values()) {
        int64_t given = 0;
        float* row = matrix.append(1, given);
        std::fill_n(row, column.width, std::numeric_limits<float>::quiet_NaN());
        const std::vector<std::string> items = split(column.values.dictionary[code], '|');
        for (size_t k = 0; k < items.size() && static_cast<int64_t>(k) < column.width; ++k) {
            if (const auto number = parseDouble(items[k]))
                row[k] = static_cast<float>(*number);
        }
        dropInfinite({row, static_cast<size_t>(column.width)});
    }
    return MatrixValues{matrix.finish()};
}

std::optional<Column> JsonTable::columnFrom(JsonColumn& column)
{
    column.fill(m_data.rows);
    const std::string name = displayText(column.name);
    if (column.unread) {
        m_data.warnings.push_back("column '" + name
                                  + "' is left out: it holds lists of lists or of objects.");
        return std::nullopt;
    }
    if (column.lists) {
        if (auto vectors = vectorsOf(column))
            return Column{name, std::move(*vectors)};
    }
    column.values.lists = column.lists;
    return Column{name, std::move(column.values)};
}

SourceData JsonTable::finish()
{
    if (const std::string warning = m_bad.finish(m_data.rows); !warning.empty())
        m_data.warnings.push_back(warning);
    m_data.rejectedRows = m_bad.count();
    if (m_data.rows == 0 || m_columns.empty())
        throw InputError(join(m_data.files, ", ") + ": there is no row in it, or only empty objects.");
    if (m_twice > 0)
        m_data.warnings.push_back(counted(m_twice, "key")
                                  + " that an object has twice: the first one counts.");
    m_data.fingerprint = m_hash->finish();
    for (JsonColumn& column : m_columns) {
        if (auto values = columnFrom(column))
            m_data.columns.push_back(std::move(*values));
    }
    return std::move(m_data);
}

} // namespace

SourceData readJsonLines(const ReadJob& job, Progress& progress)
{
    JsonTable table(job, progress);
    for (const auto& path : job.files)
        table.readFile(path);
    return table.finish();
}

} // namespace leap

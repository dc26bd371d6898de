// SPDX-License-Identifier: GPL-3.0-or-later
// ARFF: declared columns, then rows of cells, or of the cells that are not 0.
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/read/lines/arff_header.h"
#include "core/data/read/table_reader.h"

#include <algorithm>

namespace leap {
namespace {

constexpr int64_t kReportRows = 10'000;

class ArffTable {
public:
    ArffTable(const ReadJob& job, Progress& progress)
        : m_job(job)
        , m_progress(progress)
        , m_bad(job.options)
    {
        m_data.format = factsOf(FileFormat::Arff).name;
    }
    void readFile(const std::filesystem::path& path);
    [[nodiscard]] SourceData finish();

private:
    void open(const std::vector<ArffColumn>& header);
    [[nodiscard]] std::vector<size_t> placesOf(const std::vector<ArffColumn>& header,
                                               const std::string& file) const;
    [[nodiscard]] std::string cellsOf(std::string_view line, const std::vector<ArffColumn>& header);
    void append(const std::vector<size_t>& places);

    const ReadJob& m_job;
    Progress& m_progress;
    BadLines m_bad;
    std::shared_ptr<Sha256> m_hash = std::make_shared<Sha256>();
    SourceData m_data;
    std::vector<std::string> m_cells; ///< of the row at hand, as the file orders them
};

void ArffTable::open(const std::vector<ArffColumn>& header)
{
    for (const ArffColumn& column : header) {
        const std::string name = displayText(column.name);
        if (!column.readable) {
            m_data.warnings.push_back("column '" + name + "' is left out: it holds tables.");
            continue;
        }
        const std::vector<std::string> known = namesOf(m_data);
        if (std::find(known.begin(), known.end(), name) != known.end())
            throw InputError(m_data.files.front() + ": there are several attributes '" + name + "'.");
        TextValues values{m_job.area == nullptr ? TextDictionary() : TextDictionary(DictionaryLimit()),
                          RowArray<int32_t>(m_job.area), false};
        m_data.columns.push_back({name, std::move(values)});
    }
}

/// Where each column of the table is in a row of the file.
std::vector<size_t> ArffTable::placesOf(const std::vector<ArffColumn>& header, const std::string& file) const
{
    std::vector<size_t> places;
    for (const Column& column : m_data.columns) {
        const auto found = std::find_if(header.begin(), header.end(), [&](const ArffColumn& own) {
            return own.readable && displayText(own.name) == column.name;
        });
        if (found == header.end())
            throw InputError(file + ": there is no column '" + column.name + "', which is in "
                             + m_data.files.front() + "; files read together need the same columns.");
        places.push_back(static_cast<size_t>(found - header.begin()));
    }
    for (const ArffColumn& own : header) {
        const std::vector<std::string> known = namesOf(m_data);
        if (own.readable && std::find(known.begin(), known.end(), displayText(own.name)) == known.end())
            throw InputError(file + ": column '" + displayText(own.name) + "' is not in "
                             + m_data.files.front() + "; files read together need the same columns.");
    }
    return places;
}

/// @return why the line is no row; empty: its cells are in m_cells
std::string ArffTable::cellsOf(std::string_view line, const std::vector<ArffColumn>& header)
{
    if (line.front() == '{') {
        std::vector<std::pair<size_t, std::string>> items;
        if (const std::string why = arffSparseItems(line, items); !why.empty())
            return why;
        m_cells.clear();
        for (const ArffColumn& column : header)
            m_cells.push_back(column.whenSparse);
        for (auto& [index, item] : items) {
            if (index >= m_cells.size())
                return "there is no column " + std::to_string(index);
            m_cells[index] = std::move(item);
        }
        return {};
    }
    if (const std::string why = arffItems(line, m_cells); !why.empty())
        return why;
    if (m_cells.size() == header.size() + 1 && m_cells.back().starts_with('{'))
        m_cells.pop_back(); // the weight of the row
    return m_cells.size() == header.size()
        ? std::string()
        : "it has " + std::to_string(m_cells.size()) + " cells, not " + std::to_string(header.size());
}

void ArffTable::append(const std::vector<size_t>& places)
{
    for (size_t i = 0; i < places.size(); ++i) {
        auto& values = std::get<TextValues>(m_data.columns[i].values);
        values.codes.push_back(values.dictionary.add(cleanCell(m_cells[places[i]])));
    }
    ++m_data.rows;
}

void ArffTable::readFile(const std::filesystem::path& path)
{
    LineReader lines(path, m_hash);
    m_data.files.push_back(lines.file().name());
    const std::vector<ArffColumn> header = readArffHeader(lines);
    if (m_data.files.size() == 1)
        open(header);
    const std::vector<size_t> places = placesOf(header, path.string());
    const int64_t before = m_data.rows;
    while (const auto found = lines.next()) {
        const std::string_view line = trimmed(*found);
        if (line.empty() || line.front() == '%')
            continue;
        if (const std::string why = cellsOf(line, header); !why.empty())
            m_bad.add(path.string(), "line " + grouped(lines.line()) + ": " + why);
        else
            append(places);
        if (lines.line() % kReportRows == 0)
            m_progress.report({"reading, bytes", lines.file().packedBytesRead(), lines.file().packedBytes()});
    }
    lines.file().finish();
    m_data.rowsOfFile.push_back(m_data.rows - before);
}

SourceData ArffTable::finish()
{
    if (const std::string warning = m_bad.finish(m_data.rows); !warning.empty())
        m_data.warnings.push_back(warning);
    m_data.rejectedRows = m_bad.count();
    if (m_data.rows == 0)
        throw InputError(join(m_data.files, ", ") + ": no rows.");
    m_data.fingerprint = m_hash->finish();
    return std::move(m_data);
}

} // namespace

SourceData readArff(const ReadJob& job, Progress& progress)
{
    ArffTable table(job, progress);
    for (const auto& path : job.files)
        table.readFile(path);
    return table.finish();
}

} // namespace leap

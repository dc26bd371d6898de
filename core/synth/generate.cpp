// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/generate.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/synth/known_sets.h"
#include "core/synth/side_files.h"
#include "core/synth/truth_record.h"
#include "core/synth/write/matrix_writer.h"
#include "core/synth/write/table_writer.h"

#include <algorithm>

namespace leap::synth {
namespace {

std::filesystem::path beside(const std::filesystem::path& data, const char* ending)
{
    return data.string() + ending;
}

void checkSize(const GenerateRequest& request, const KnownSet& set)
{
    if (request.rows < 1)
        throw InputError("A generated set needs at least one row, not " + std::to_string(request.rows) + ".");
    if (!set.sized && (request.fields || request.columns || request.uselessShare || request.dense))
        throw InputError("The set " + set.name.name
                         + " has fixed fields: --fields, --columns, --useless-share "
                           "and --dense are for industrial.");
    constexpr double kMostUseless = 0.9;
    const double useless = request.uselessShare.value_or(0);
    if (!(useless >= 0 && useless <= kMostUseless))
        throw InputError("--useless-share must lie between 0 and 0.9, not " + shortest(useless) + ".");
}

void checkFiles(const GenerateRequest& request)
{
    if (request.half && !request.dense)
        throw InputError("--float16 is for --dense.");
    if (!request.dense)
        (void)tableFormatOf(request.out);
    else
        (void)matrixFormatOf(request.out);
    requireWritable(request.out);
}

int64_t blockRowsFor(const GenerateRequest& request, int64_t columns)
{
    if (request.blockRows > 0)
        return request.blockRows;
    constexpr int64_t kRows = 4096, kChunks = 8; // of a matrix
    return request.dense ? kChunks * matrixChunkRows(columns, request.half) : kRows;
}

/// State of one request while it is written.
class Generation {
public:
    Generation(const GenerateRequest& request, Progress& progress)
        : m_request(request)
        , m_progress(progress)
        , m_set(makeSet(request))
    {
        if (m_set.spec.tables)
            m_tables.emplace(m_set.spec.fields, request.seed);
    }

    GenerateReport run()
    {
        const std::vector<SideFile> sides = sideFiles();
        for (const SideFile& side : sides)
            requireWritable(side.path);
        writeTogether({m_request.out, [this](const auto& temporary) { writeData(temporary); }}, sides);
        GenerateReport report;
        report.files = {m_request.out};
        for (const SideFile& side : sides)
            report.files.push_back(side.path);
        report.rows = m_request.rows;
        report.fields = static_cast<int64_t>(truth().fields.size());
        for (const FieldTruth& field : truth().fields)
            report.columns += field.width;
        report.baseRate = static_cast<double>(m_positives) / static_cast<double>(m_request.rows);
        report.aucCeiling = truth().aucCeiling;
        return report;
    }

private:
    [[nodiscard]] const Truth& truth() const { return m_set.rows->truth(); }

    [[nodiscard]] std::vector<SideFile> sideFiles() const
    {
        const auto& out = m_request.out;
        std::vector<SideFile> files{textFile(truthPath(out), jsonFileText(toJson(truth())))};
        const auto tables = beside(out, ".tables.h5");
        if (m_request.dense) {
            files.push_back(textFile(beside(out, ".ranges.csv"), rangesText(truth().fields)));
        } else if (m_tables) {
            files.push_back(
                textFile(beside(out, ".schema.json"), schemaText(m_set.spec, tables.filename().string())));
            files.push_back({tables, [this, tables](const std::filesystem::path& temporary) {
                                 writeTables(temporary, tables, truth().fields, *m_tables);
                             }});
        } else if (m_set.needsSchema()) {
            files.push_back(textFile(beside(out, ".schema.json"), schemaText(m_set.spec, {})));
        }
        return files;
    }

    void writeData(const std::filesystem::path& temporary)
    {
        std::unique_ptr<TableWriter> writer;
        if (m_request.dense)
            writer = makeMatrixWriter(temporary, m_request.out,
                                      DenseRows(*m_set.rows, *m_tables, m_request.half), m_request.rows);
        else
            writer = makeTableWriter(temporary, m_request.out, m_set.rows->columns());
        writeRows(*writer);
    }

    void writeRows(TableWriter& writer)
    {
        const int64_t step = blockRowsFor(m_request, m_tables ? m_tables->columns() : 0);
        TableBlock block;
        for (int64_t first = 0; first < m_request.rows; first += step) {
            m_progress.report({"writing, rows", first, m_request.rows});
            block.reset(m_set.rows->columns(), first, std::min(step, m_request.rows - first));
            m_set.rows->fill(block);
            writer.write(block);
            const auto& labels = block.columns[0].whole;
            m_positives += std::count(labels.begin(), labels.end(), 1);
        }
        writer.finish();
        m_progress.report({"writing, rows", m_request.rows, m_request.rows});
    }

    GenerateRequest m_request;
    Progress& m_progress;
    MadeSet m_set;
    std::optional<FieldTables> m_tables;
    int64_t m_positives = 0;
};

} // namespace

std::filesystem::path truthPath(const std::filesystem::path& data)
{
    return beside(data, ".truth.json");
}

GenerateReport generate(const GenerateRequest& request, Progress& progress)
{
    checkSize(request, findSet(request.set));
    checkFiles(request);
    return Generation(request, progress).run();
}

} // namespace leap::synth

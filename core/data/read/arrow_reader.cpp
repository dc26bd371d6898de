// SPDX-License-Identifier: GPL-3.0-or-later
// Parquet and Arrow IPC.
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/read/arrow_columns.h"
#include "core/data/read/arrow_matrix.h"
#include "core/data/read/hash_file.h"
#include "core/data/read/table_reader.h"

#include <algorithm>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <numeric>
#include <optional>
#include <parquet/exception.h>

namespace leap {
namespace {

constexpr int64_t kBatchRows = 65'536; ///< read at a time, fewer where lists are long
constexpr int64_t kBatchElements = 4 << 20; ///< of lists

/// One column of the table.
struct BoundColumn {
    std::string name;
    std::string family;
    std::unique_ptr<ColumnBuilder> builder; ///< null where its lists stay in the files
    int64_t width; ///< of these lists
};

/// Which lists are read and which stay in the files.
struct ListPlan {
    std::vector<ListColumn> inFiles;
    int64_t batchRows = kBatchRows; ///< of what is read
    std::vector<std::shared_ptr<const GroupedFile>> groups; ///< of all files; empty: nothing stays in them

    [[nodiscard]] const ListColumn* find(const std::string& name) const
    {
        for (const ListColumn& column : inFiles) {
            if (column.name == name)
                return &column;
        }
        return nullptr;
    }
};

/// All lists stay in the files when together they take more than the job's memory.
ListPlan planLists(const ReadJob& job)
{
    ListPlan plan;
    int64_t rows = 0, width = 0;
    for (const auto& path : job.files) {
        std::shared_ptr<const GroupedFile> groups = openGroups(path.string(), job.format);
        if (groups == nullptr)
            return plan;
        if (plan.inFiles.empty()) // the first files may have no rows
            plan.inFiles = listColumns(*groups, job.columns);
        plan.groups.push_back(std::move(groups));
    }
    if (plan.inFiles.empty())
        return {};
    for (const ListColumn& column : plan.inFiles)
        width += column.width;
    for (const auto& file : plan.groups)
        rows = std::accumulate(file->rowsOfGroups().begin(), file->rowsOfGroups().end(), rows);
    if (static_cast<double>(rows) * static_cast<double>(width) * sizeof(float)
        > static_cast<double>(job.memoryBytes))
        return plan;
    plan.batchRows = std::clamp<int64_t>(kBatchElements / width, 1, kBatchRows);
    plan.inFiles.clear();
    plan.groups.clear();
    return plan;
}

class ArrowTable {
public:
    ArrowTable(const ReadJob& job, ListPlan lists, Progress& progress)
        : m_format(job.format)
        , m_choice(job.columns)
        , m_fingerprint(job.fingerprint)
        , m_threads(job.options.threads != 1)
        , m_lists(std::move(lists))
        , m_area(job.area)
        , m_progress(progress)
    {
        m_data.format = factsOf(job.format).name;
        for (const ListColumn& column : m_lists.inFiles)
            m_choice.without.push_back(column.name);
    }

    void readFile(const std::filesystem::path& path);
    [[nodiscard]] SourceData finish();

private:
    void open(const arrow::Schema& schema);
    /// @throws InputError when the columns are not those of the first file
    void compare(const arrow::Schema& schema, const std::string& file) const;
    void begin(const arrow::Schema& schema, const std::string& file);
    void append(BatchFile& file);
    [[nodiscard]] bool readsNow() const; ///< not all columns stay in the files
    [[nodiscard]] std::optional<Column> columnOf(BoundColumn& column);

    FileFormat m_format;
    ColumnChoice m_choice;
    bool m_fingerprint;
    bool m_threads;
    ListPlan m_lists;
    std::shared_ptr<SpillArea> m_area;
    Progress& m_progress;
    Sha256 m_hash;
    SourceData m_data;
    std::vector<BoundColumn> m_columns;
    std::vector<std::string> m_paths;
    std::vector<std::string> m_names; ///< of all columns of the first file
};

void ArrowTable::open(const arrow::Schema& schema)
{
    m_names = schema.field_names();
    for (const auto& field : schema.fields()) {
        if (const ListColumn* list = m_lists.find(field->name())) {
            m_columns.push_back({list->name, columnFamily(*field->type()), nullptr, list->width});
            continue;
        }
        if (!m_choice.wants(field->name()))
            continue;
        auto builder = makeColumnBuilder(field->name(), *field->type(), m_area);
        if (builder == nullptr)
            m_data.warnings.push_back("column '" + field->name() + "' is left out: its type "
                                      + field->type()->ToString() + " is not supported.");
        else
            m_columns.push_back({field->name(), columnFamily(*field->type()), std::move(builder), 0});
    }
}

void ArrowTable::compare(const arrow::Schema& schema, const std::string& file) const
{
    for (const BoundColumn& column : m_columns) {
        const auto found = schema.GetAllFieldIndices(column.name);
        if (found.size() != 1)
            throw InputError(
                file + (found.empty() ? ": there is no column '" : ": there are several columns '")
                + column.name + "'" + (found.empty() ? ", which is in " + m_data.files.front() : "") + ".");
        const char* family = columnFamily(*schema.field(found[0])->type());
        if (family == nullptr || column.family != family)
            throw InputError(file + ": column '" + column.name + "' has the type "
                             + schema.field(found[0])->type()->ToString() + ", which does not fit "
                             + column.family + " of " + m_data.files.front() + ".");
    }
    for (const std::string& name : schema.field_names()) {
        if (std::find(m_names.begin(), m_names.end(), name) == m_names.end())
            throw InputError(file + ": column '" + name + "' is not in " + m_data.files.front()
                             + "; files read together need the same columns.");
    }
}

void ArrowTable::readFile(const std::filesystem::path& path)
{
    if (m_fingerprint)
        hashFile(path, m_hash, m_progress);
    m_data.files.push_back(path.filename().string());
    m_paths.push_back(path.string());
    const int64_t before = m_data.rows;
    if (m_lists.groups.empty()) {
        const auto file = openBatches(path.string(), m_format, m_threads, m_choice, m_lists.batchRows);
        begin(*file->schema(), path.string());
        append(*file);
    } else {
        const GroupedFile& groups = *m_lists.groups[m_paths.size() - 1];
        begin(*groups.schema(), path.string());
        if (readsNow())
            append(*openBatches(path.string(), m_format, m_threads, m_choice, m_lists.batchRows));
        else
            m_data.rows +=
                std::accumulate(groups.rowsOfGroups().begin(), groups.rowsOfGroups().end(), int64_t{0});
    }
    m_data.rowsOfFile.push_back(m_data.rows - before);
}

void ArrowTable::begin(const arrow::Schema& schema, const std::string& file)
{
    if (m_columns.empty())
        open(schema);
    compare(schema, file);
}

void ArrowTable::append(BatchFile& file)
{
    while (const auto batch = file.next()) {
        for (const BoundColumn& column : m_columns) {
            if (column.builder)
                column.builder->append(*batch->GetColumnByName(column.name));
        }
        m_data.rows += batch->num_rows();
        m_progress.report({"reading, rows", m_data.rows, 0});
    }
}

bool ArrowTable::readsNow() const
{
    return std::any_of(m_columns.begin(), m_columns.end(),
                       [](const BoundColumn& column) { return column.builder != nullptr; });
}

std::optional<Column> ArrowTable::columnOf(BoundColumn& column)
{
    if (column.builder)
        return column.builder->finish(m_data.warnings);
    return Column{column.name,
                  MatrixValues{makeArrowMatrix(m_lists.groups, m_paths, column.name, column.width)}};
}

SourceData ArrowTable::finish()
{
    if (m_columns.empty() || m_data.rows == 0)
        throw InputError(join(m_data.files, ", ") + ": no rows, or no column that can be read.");
    m_data.fingerprint = m_hash.finish();
    for (BoundColumn& column : m_columns) {
        if (auto values = columnOf(column)) {
            values->name = displayText(values->name);
            m_data.columns.push_back(std::move(*values));
        }
    }
    return std::move(m_data);
}

} // namespace

SourceData readArrow(const ReadJob& job, Progress& progress)
{
    try {
        ArrowTable table(job, planLists(job), progress);
        for (const auto& path : job.files)
            table.readFile(path);
        return table.finish();
    } catch (const parquet::ParquetException& error) {
        throw InputError(job.files.front().string()
                         + ": cannot be read; the file may be damaged (Parquet: " + error.what() + ").");
    }
}

} // namespace leap

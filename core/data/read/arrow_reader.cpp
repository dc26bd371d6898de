// SPDX-License-Identifier: GPL-3.0-or-later
// Parquet and Arrow IPC, NumPy, and HDF5 without a matrix.
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/read/arrow_columns.h"
#include "core/data/read/arrow_matrix.h"
#include "core/data/read/hash_file.h"
#include "core/data/read/parts/column_types.h"
#include "core/data/read/parts/unnested.h"
#include "core/data/read/table_reader.h"

#include <algorithm>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <map>
#include <numeric>
#include <optional>
#include <parquet/exception.h>
#include <set>

namespace leap {
namespace {

constexpr int64_t kBatchRows = 65'536; ///< read at a time, fewer where lists are long
constexpr int64_t kBatchElements = 4 << 20; ///< of lists

/// One column of the table.
struct BoundColumn {
    std::string name;
    std::unique_ptr<ColumnBuilder> builder; ///< null where its lists stay in the files
    int64_t width; ///< of these lists
};

/// Which lists are read and which stay in the files.
struct ListPlan {
    std::vector<ListColumn> inFiles;
    int64_t batchRows = kBatchRows; ///< of what is read
    std::vector<std::shared_ptr<const GroupedFile>> groups; ///< of all files; empty: nothing stays in them
    std::vector<std::shared_ptr<arrow::Schema>> schemas; ///< of all files, structs unnested

    [[nodiscard]] const ListColumn* find(const std::string& name) const
    {
        for (const ListColumn& column : inFiles) {
            if (column.name == name)
                return &column;
        }
        return nullptr;
    }
};

std::shared_ptr<arrow::Schema> schemaOf(const std::filesystem::path& path, const GroupedFile* groups,
                                        const ReadJob& job)
{
    return unnested(
        groups != nullptr
            ? groups->schema()
            : openBatches(path.string(), job.format, false, job.columns, kBatchRows, job.options)->schema(),
        path.string());
}

/// All lists stay in the files when together they take more than the job's memory.
ListPlan planLists(const ReadJob& job)
{
    ListPlan plan;
    int64_t rows = 0, width = 0;
    for (const auto& path : job.files) {
        std::shared_ptr<const GroupedFile> groups = openGroups(path.string(), job.format);
        plan.schemas.push_back(schemaOf(path, groups.get(), job));
        if (groups == nullptr)
            continue;
        if (plan.inFiles.empty()) // the first files may have no rows
            plan.inFiles = listColumns(*groups, job.columns);
        plan.groups.push_back(std::move(groups));
    }
    for (const ListColumn& column : plan.inFiles)
        width += column.width;
    for (const auto& file : plan.groups) {
        if (width > 0)
            rows = std::accumulate(file->rowsOfGroups().begin(), file->rowsOfGroups().end(), rows);
    }
    if (static_cast<double>(rows) * static_cast<double>(width) * sizeof(float)
        > static_cast<double>(job.memoryBytes))
        return plan;
    if (width > 0)
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
        , m_options(job.options)
        , m_threads(job.options.threads != 1)
        , m_lists(std::move(lists))
        , m_area(job.area)
        , m_progress(progress)
    {
        m_data.format = factsOf(job.format).name;
        for (const ListColumn& column : m_lists.inFiles)
            m_choice.without.push_back(column.name);
        open(job.files);
    }

    void readFile(const std::filesystem::path& path);
    [[nodiscard]] SourceData finish();

private:
    /// Finds the columns and how each is read, before any file is.
    void open(const std::vector<std::filesystem::path>& files);
    /// @throws InputError when the columns are not those of the first file
    void compare(const arrow::Schema& schema, const std::string& file, const std::string& first) const;
    void append(const std::string& path);
    [[nodiscard]] bool readsNow() const; ///< not all columns stay in the files
    [[nodiscard]] std::optional<Column> columnOf(BoundColumn& column);

    FileFormat m_format;
    ColumnChoice m_choice;
    bool m_fingerprint;
    const ReadOptions& m_options;
    bool m_threads;
    ListPlan m_lists;
    std::shared_ptr<SpillArea> m_area;
    Progress& m_progress;
    Sha256 m_hash;
    SourceData m_data;
    std::vector<BoundColumn> m_columns;
    std::vector<std::string> m_paths;
    std::map<std::string, PartTypes> m_types; ///< of the columns of all files
    std::set<std::string> m_said; ///< what was left out, once for all files
};

/// Why no input can use the type; long types are not written out.
std::string leftOutFor(const arrow::DataType& type)
{
    const bool list = type.id() == arrow::Type::LIST || type.id() == arrow::Type::LARGE_LIST
        || type.id() == arrow::Type::FIXED_SIZE_LIST;
    if (type.id() == arrow::Type::MAP)
        return "it holds maps";
    if (list && type.field(0)->type()->id() == arrow::Type::STRUCT)
        return "it holds lists of structs";
    if (list && type.field(0)->type()->num_fields() > 0)
        return "it holds lists of lists";
    return "its type " + type.ToString() + " is not supported";
}

void ArrowTable::open(const std::vector<std::filesystem::path>& files)
{
    for (size_t file = 0; file < files.size(); ++file) {
        for (const auto& field : m_lists.schemas[file]->fields())
            m_types[field->name()].add(field->name(), *field->type(), files[file].string());
    }
    const arrow::Schema& first = *m_lists.schemas.front();
    for (const auto& field : first.fields()) {
        if (const ListColumn* list = m_lists.find(field->name())) {
            m_columns.push_back({list->name, nullptr, list->width});
            continue;
        }
        if (!m_choice.wants(field->name()))
            continue;
        const PartTypes& types = m_types[field->name()];
        if (types.readable())
            m_columns.push_back({field->name(), makeColumnBuilder(field->name(), types.shape(), m_area), 0});
        else
            m_data.warnings.push_back("column '" + field->name()
                                      + "' is left out: " + leftOutFor(*field->type()) + ".");
    }
    for (size_t file = 0; file < files.size(); ++file)
        compare(*m_lists.schemas[file], files[file].string(), files.front().filename().string());
}

void ArrowTable::compare(const arrow::Schema& schema, const std::string& file, const std::string& first) const
{
    for (const BoundColumn& column : m_columns) {
        const auto found = schema.GetAllFieldIndices(column.name);
        if (found.size() != 1)
            throw InputError(file
                             + (found.empty() ? ": there is no column '" : ": there are several columns '")
                             + column.name + "'" + (found.empty() ? ", which is in " + first : "") + ".");
    }
    for (const std::string& name : schema.field_names()) {
        if (m_lists.schemas.front()->GetFieldIndex(name) < 0
            && m_lists.schemas.front()->GetAllFieldIndices(name).empty())
            throw InputError(file + ": column '" + name + "' is not in " + first
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
    if (m_lists.groups.empty() || readsNow()) {
        append(path.string());
    } else {
        const auto& rows = m_lists.groups[m_paths.size() - 1]->rowsOfGroups();
        m_data.rows = std::accumulate(rows.begin(), rows.end(), m_data.rows);
    }
    m_data.rowsOfFile.push_back(m_data.rows - before);
}

/// @throws InputError naming file and column where an array is damaged
void appendTo(const BoundColumn& column, const arrow::RecordBatch& batch, const std::string& path)
{
    try {
        column.builder->append(*batch.GetColumnByName(column.name));
    } catch (const InputError& error) {
        throw InputError(path + ": column '" + column.name + "': " + error.what());
    }
}

void ArrowTable::append(const std::string& path)
{
    const auto file =
        unnested(openBatches(path, m_format, m_threads, m_choice, m_lists.batchRows, m_options), path);
    for (const std::string& left : file->leftOut()) {
        if (m_said.insert(left).second)
            m_data.warnings.push_back(left);
    }
    for (const std::string& linked : file->linkedFiles()) {
        if (m_fingerprint)
            hashFile(linked, m_hash, m_progress);
    }
    while (const auto batch = file->next()) {
        for (const BoundColumn& column : m_columns) {
            if (column.builder)
                appendTo(column, *batch, path);
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

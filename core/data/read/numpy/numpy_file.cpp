// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/numpy/numpy_file.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/read/numpy/npy_array.h"
#include "core/data/read/numpy/npy_values.h"

#include <algorithm>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <filesystem>
#include <map>

namespace leap {
namespace {

constexpr int64_t kMostColumns = 256; ///< of one .npy
constexpr int64_t kBatchElements = 4 << 20;
constexpr int kColumnsOfIds = 3; ///< next to this many columns, rows of integers are lists of ids

struct NamedArray {
    std::string name;
    std::unique_ptr<NpyArray> array;
    bool matrix = false;
};

/// The length that most arrays have; the longest of those.
int64_t commonLength(const std::vector<NamedArray>& arrays)
{
    std::map<int64_t, int> counts;
    for (const NamedArray& named : arrays)
        ++counts[named.array->rows()];
    int64_t best = 0;
    for (const auto& [rows, count] : counts) {
        if (best == 0 || count >= counts[best])
            best = rows;
    }
    return best;
}

std::string shapesOf(const std::vector<NamedArray>& arrays)
{
    std::vector<std::string> texts;
    for (const NamedArray& named : arrays)
        texts.push_back(named.name + " " + named.array->header().shapeText());
    return texts.empty() ? "nothing" : join(texts, ", ");
}

class NumpyFile : public BatchFile {
public:
    NumpyFile(std::string name, FileFormat format, const ColumnChoice& columns, int64_t batchRows)
        : m_name(std::move(name))
        , m_batchRows(batchRows)
    {
        if (format == FileFormat::Npz)
            openMembers();
        else
            openOne();
        chooseKinds();
        std::erase_if(m_arrays, [&](const NamedArray& named) {
            const bool ownNames = m_spread || named.array->header().structured;
            return !ownNames && !columns.wantsInside(named.name);
        });
        makeSchema();
    }
    [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override { return m_schema; }
    [[nodiscard]] std::vector<std::string> leftOut() const override { return m_leftOut; }
    std::shared_ptr<arrow::RecordBatch> next() override
    {
        const int64_t count = std::min(m_rows - m_next, m_batchRows);
        if (count <= 0)
            return nullptr;
        m_next += count;
        arrow::ArrayVector columns;
        for (const NamedArray& named : m_arrays) {
            if (m_spread)
                columns = named.array->nextColumns(count);
            else
                columns.push_back(named.array->next(count, named.matrix));
        }
        return arrow::RecordBatch::Make(m_schema, count, std::move(columns));
    }

private:
    void openMembers();
    void openOne();
    void chooseKinds();
    void makeSchema();

    std::string m_name;
    int64_t m_batchRows;
    std::vector<NamedArray> m_arrays;
    bool m_spread = false; ///< the columns of one array are columns of the table
    int64_t m_rows = 0;
    int64_t m_next = 0;
    std::shared_ptr<arrow::Schema> m_schema;
    std::vector<std::string> m_leftOut;
};

void NumpyFile::openMembers()
{
    std::vector<NamedArray> arrays;
    for (const ZipMember& member : zipMembers(m_name)) {
        if (!member.name.ends_with(".npy")) {
            m_leftOut.push_back("'" + member.name + "' is left out: it is no array.");
            continue;
        }
        std::string name = member.name.substr(0, member.name.size() - 4);
        auto array = std::make_unique<NpyArray>(openZipMember(m_name, member), m_name + ": '" + name + "'");
        if (const std::string why = array->unreadable(); !why.empty())
            m_leftOut.push_back("array '" + name + "' is left out: " + why + ".");
        else
            arrays.push_back({std::move(name), std::move(array)});
    }
    m_rows = commonLength(arrays);
    if (m_rows == 0)
        throw InputError(m_name + ": has no array with rows. The file has: " + shapesOf(arrays) + ".");
    for (NamedArray& named : arrays) {
        if (named.array->rows() == m_rows)
            m_arrays.push_back(std::move(named));
        else
            m_leftOut.push_back("array '" + named.name + "' " + named.array->header().shapeText()
                                + " is left out: it has not the " + grouped(m_rows) + " rows of the others.");
    }
}

void NumpyFile::openOne()
{
    auto array = std::make_unique<NpyArray>(openFileBytes(m_name), m_name);
    if (const std::string why = array->unreadable(); !why.empty())
        throw InputError(m_name + ": no column can hold the array " + array->header().shapeText() + ": " + why
                         + ".");
    m_rows = array->rows();
    const bool rows = array->header().shape.size() == 2 && array->width() > 1;
    m_spread = rows && array->width() <= kMostColumns;
    const std::string name = rows ? "X" : std::filesystem::path(m_name).stem().string();
    m_arrays.push_back({name, std::move(array)});
}

void NumpyFile::chooseKinds()
{
    int columns = 0;
    int64_t width = 1;
    for (const NamedArray& named : m_arrays) {
        columns += named.array->width() == 1 ? 1 : 0;
        width += named.array->width();
    }
    m_batchRows = std::clamp<int64_t>(kBatchElements / width, 1, m_batchRows);
    for (NamedArray& named : m_arrays) {
        const char kind = named.array->header().types.front().kind;
        named.matrix = kind == 'f' || kind == 'b' || columns < kColumnsOfIds;
    }
}

void NumpyFile::makeSchema()
{
    arrow::FieldVector fields;
    for (const NamedArray& named : m_arrays) {
        const auto type =
            m_spread ? arrowTypeOf(named.array->header().types.front()) : named.array->type(named.matrix);
        if (m_spread) {
            for (int64_t k = 0; k < named.array->width(); ++k)
                fields.push_back(arrow::field("c" + std::to_string(k), type));
        } else if (named.array->header().structured && m_arrays.size() == 1) {
            fields.push_back(arrow::field("", type)); // its fields are the columns
        } else {
            fields.push_back(arrow::field(named.name, type));
        }
    }
    m_schema = arrow::schema(fields);
}

} // namespace

std::unique_ptr<BatchFile> openNumpy(const std::string& name, FileFormat format, const ColumnChoice& columns,
                                     int64_t batchRows)
{
    return std::make_unique<NumpyFile>(name, format, columns, batchRows);
}

} // namespace leap

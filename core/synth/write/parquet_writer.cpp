// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/write/arrow_file.h"
#include "core/synth/write/cell_text.h"
#include "core/synth/write/table_writer.h"

#include <arrow/builder.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <cmath>
#include <parquet/arrow/writer.h>

namespace leap::synth {
namespace {

constexpr int64_t kGroupRows = 131'072; ///< in a row group, which is kept in memory

std::shared_ptr<arrow::DataType> typeOf(CellForm form)
{
    switch (form) {
    case CellForm::Whole:
        return arrow::int64();
    case CellForm::Real:
        return arrow::float32();
    case CellForm::Code:
    case CellForm::Word:
    case CellForm::Hex:
        break;
    }
    return arrow::utf8();
}

std::shared_ptr<arrow::Schema> schemaOf(const std::vector<ColumnSpec>& columns)
{
    arrow::FieldVector fields;
    for (const ColumnSpec& column : columns)
        fields.push_back(arrow::field(column.name, typeOf(column.form)));
    return arrow::schema(fields);
}

class ParquetWriter : public TableWriter {
public:
    ParquetWriter(const std::filesystem::path& path, const std::filesystem::path& target,
                  const std::vector<ColumnSpec>& columns)
        : m_target(target)
        , m_columns(columns)
        , m_schema(schemaOf(columns))
        , m_file(orFail(arrow::io::FileOutputStream::Open(path.string()), m_target))
    {
        const auto properties = parquet::WriterProperties::Builder()
                                    .compression(arrow::Compression::SNAPPY)
                                    ->max_row_group_length(kGroupRows)
                                    ->build();
        m_writer = orFail(
            parquet::arrow::FileWriter::Open(*m_schema, arrow::default_memory_pool(), m_file, properties),
            m_target);
    }

    void write(const TableBlock& block) override
    {
        arrow::ArrayVector arrays;
        for (size_t i = 0; i < m_columns.size(); ++i)
            arrays.push_back(array(m_columns[i], block.columns[i]));
        orFail(m_writer->WriteRecordBatch(*arrow::RecordBatch::Make(m_schema, block.rows, arrays)), m_target);
    }

    void finish() override
    {
        orFail(m_writer->Close(), m_target);
        orFail(m_file->Close(), m_target);
    }

private:
    template <typename Builder, typename Values, typename Missing>
    std::shared_ptr<arrow::Array> numbers(const Values& values, Missing missing) const
    {
        Builder builder;
        orFail(builder.Reserve(static_cast<int64_t>(values.size())), m_target);
        for (const auto value : values) {
            if (missing(value))
                builder.UnsafeAppendNull();
            else
                builder.UnsafeAppend(value);
        }
        return orFail(builder.Finish(), m_target);
    }

    [[nodiscard]] std::shared_ptr<arrow::Array> texts(const ColumnSpec& spec,
                                                      const std::vector<int64_t>& values) const
    {
        arrow::StringBuilder builder;
        std::string text(spec.prefix.size() + kLongestCell, ' ');
        for (const int64_t value : values) {
            const auto length =
                static_cast<int32_t>(value == kMissing ? 0 : putCell(text.data(), spec, value) - text.data());
            orFail(value == kMissing ? builder.AppendNull() : builder.Append(text.data(), length), m_target);
        }
        return orFail(builder.Finish(), m_target);
    }

    [[nodiscard]] std::shared_ptr<arrow::Array> array(const ColumnSpec& spec, const ColumnCells& cells) const
    {
        if (spec.form == CellForm::Real)
            return numbers<arrow::FloatBuilder>(cells.real, [](float value) { return std::isnan(value); });
        if (spec.form == CellForm::Whole)
            return numbers<arrow::Int64Builder>(cells.whole, [](int64_t value) { return value == kMissing; });
        return texts(spec, cells.whole);
    }

    std::filesystem::path m_target;
    std::vector<ColumnSpec> m_columns;
    std::shared_ptr<arrow::Schema> m_schema;
    std::shared_ptr<arrow::io::FileOutputStream> m_file;
    std::unique_ptr<parquet::arrow::FileWriter> m_writer;
};

} // namespace

std::unique_ptr<TableWriter> makeParquetWriter(const std::filesystem::path& path,
                                               const std::filesystem::path& target,
                                               const std::vector<ColumnSpec>& columns)
{
    return std::make_unique<ParquetWriter>(path, target, columns);
}

} // namespace leap::synth

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/write/arrow_file.h"
#include "core/synth/write/matrix_writer.h"

#include <arrow/array.h>
#include <arrow/buffer.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <parquet/arrow/writer.h>
#include <utility>

namespace leap::synth {
namespace {

constexpr int64_t kGroupChunks = 64; ///< of 1 MB; a row group is kept in memory

std::shared_ptr<arrow::DataType> vectorType(const DenseRows& dense)
{
    return arrow::fixed_size_list(dense.half() ? arrow::float16() : arrow::float32(),
                                  static_cast<int32_t>(dense.columns()));
}

std::shared_ptr<arrow::Schema> schemaOf(const DenseRows& dense)
{
    arrow::FieldVector fields;
    for (const auto& beside : dense.beside())
        fields.push_back(arrow::field(beside.name, arrow::int64()));
    fields.push_back(arrow::field("X", vectorType(dense)));
    return arrow::schema(fields);
}

/// A view of numbers owned by the caller.
template <typename T>
std::shared_ptr<arrow::ArrayData> viewOf(const std::shared_ptr<arrow::DataType>& type,
                                         const std::vector<T>& values)
{
    return arrow::ArrayData::Make(type, static_cast<int64_t>(values.size()),
                                  {nullptr, arrow::Buffer::Wrap(values)}, 0);
}

class ParquetMatrix : public TableWriter {
public:
    ParquetMatrix(const std::filesystem::path& path, const std::filesystem::path& target, DenseRows dense)
        : m_target(target)
        , m_dense(std::move(dense))
        , m_schema(schemaOf(m_dense))
        , m_file(orFail(arrow::io::FileOutputStream::Open(path.string()), m_target))
    {
        const auto file =
            parquet::WriterProperties::Builder()
                .compression(arrow::Compression::ZSTD)
                ->disable_dictionary("X.list.element") // numbers rarely repeat
                ->max_row_group_length(kGroupChunks * matrixChunkRows(m_dense.columns(), m_dense.half()))
                ->build();
        const auto types = parquet::ArrowWriterProperties::Builder().store_schema()->build();
        m_writer = orFail(
            parquet::arrow::FileWriter::Open(*m_schema, arrow::default_memory_pool(), m_file, file, types),
            m_target);
    }

    void write(const TableBlock& block) override
    {
        m_dense.fill(block);
        arrow::ArrayVector arrays;
        for (const auto& beside : m_dense.beside())
            arrays.push_back(arrow::MakeArray(viewOf(arrow::int64(), block.columns[beside.column].whole)));
        const auto items = m_dense.half() ? viewOf(arrow::float16(), m_dense.halves())
                                          : viewOf(arrow::float32(), m_dense.values());
        arrays.push_back(
            arrow::MakeArray(arrow::ArrayData::Make(vectorType(m_dense), block.rows, {nullptr}, {items}, 0)));
        orFail(m_writer->WriteRecordBatch(*arrow::RecordBatch::Make(m_schema, block.rows, arrays)), m_target);
    }

    void finish() override
    {
        orFail(m_writer->Close(), m_target);
        orFail(m_file->Close(), m_target);
    }

private:
    std::filesystem::path m_target;
    DenseRows m_dense;
    std::shared_ptr<arrow::Schema> m_schema;
    std::shared_ptr<arrow::io::FileOutputStream> m_file;
    std::unique_ptr<parquet::arrow::FileWriter> m_writer;
};

} // namespace

std::unique_ptr<TableWriter> makeParquetMatrix(const std::filesystem::path& path,
                                               const std::filesystem::path& target, DenseRows dense)
{
    return std::make_unique<ParquetMatrix>(path, target, std::move(dense));
}

} // namespace leap::synth

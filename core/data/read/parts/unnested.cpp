// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/parts/unnested.h"

#include "core/base/error.h"

#include <algorithm>
#include <arrow/array.h>
#include <arrow/extension_type.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>

namespace leap {
namespace {

constexpr int kDeepest = 32;

bool isNested(const arrow::Field& field)
{
    return field.type()->id() == arrow::Type::STRUCT || field.type()->id() == arrow::Type::EXTENSION;
}

bool isNested(const arrow::Schema& schema)
{
    return std::any_of(schema.fields().begin(), schema.fields().end(),
                       [](const auto& field) { return isNested(*field); });
}

void addFields(const std::string& name, const std::shared_ptr<arrow::DataType>& type, const std::string& file,
               int depth, arrow::FieldVector& fields)
{
    if (depth > kDeepest)
        throw InputError(file + ": column '" + name + "': structs lie more than " + std::to_string(kDeepest)
                         + " deep in each other.");
    if (type->id() == arrow::Type::EXTENSION) {
        addFields(name, static_cast<const arrow::ExtensionType&>(*type).storage_type(), file, depth + 1,
                  fields);
        return;
    }
    if (type->id() != arrow::Type::STRUCT) {
        fields.push_back(arrow::field(name, type));
        return;
    }
    for (const auto& member : type->fields())
        addFields(name.empty() ? member->name() : name + "." + member->name(), member->type(), file,
                  depth + 1, fields);
}

void addArrays(const std::shared_ptr<arrow::Array>& array, const std::string& file,
               arrow::ArrayVector& arrays)
{
    if (array->type_id() == arrow::Type::EXTENSION) {
        addArrays(static_cast<const arrow::ExtensionArray&>(*array).storage(), file, arrays);
        return;
    }
    if (array->type_id() != arrow::Type::STRUCT) {
        arrays.push_back(array);
        return;
    }
    const auto members = static_cast<const arrow::StructArray&>(*array).Flatten();
    if (!members.ok())
        throw InputError(file + ": a struct cannot be read (Arrow: " + members.status().message() + ").");
    for (const auto& member : *members)
        addArrays(member, file, arrays);
}

class UnnestedFile : public BatchFile {
public:
    UnnestedFile(std::unique_ptr<BatchFile> batches, std::string file)
        : m_batches(std::move(batches))
        , m_file(std::move(file))
        , m_schema(unnested(m_batches->schema(), m_file))
    {
    }
    [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override { return m_schema; }
    [[nodiscard]] std::vector<std::string> leftOut() const override { return m_batches->leftOut(); }
    std::shared_ptr<arrow::RecordBatch> next() override
    {
        const auto batch = m_batches->next();
        if (batch == nullptr)
            return nullptr;
        arrow::ArrayVector arrays;
        for (const auto& column : batch->columns())
            addArrays(column, m_file, arrays);
        return arrow::RecordBatch::Make(m_schema, batch->num_rows(), std::move(arrays));
    }

private:
    std::unique_ptr<BatchFile> m_batches;
    std::string m_file;
    std::shared_ptr<arrow::Schema> m_schema;
};

} // namespace

std::shared_ptr<arrow::Schema> unnested(const std::shared_ptr<arrow::Schema>& schema, const std::string& file)
{
    if (!isNested(*schema))
        return schema;
    arrow::FieldVector fields;
    for (const auto& field : schema->fields())
        addFields(field->name(), field->type(), file, 0, fields);
    return arrow::schema(fields);
}

std::unique_ptr<BatchFile> unnested(std::unique_ptr<BatchFile> batches, const std::string& file)
{
    if (!isNested(*batches->schema()))
        return batches;
    return std::make_unique<UnnestedFile>(std::move(batches), file);
}

} // namespace leap

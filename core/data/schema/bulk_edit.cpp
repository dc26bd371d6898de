// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/bulk_edit.h"

#include "core/base/error.h"
#include "core/data/schema/field_edits.h"

#include <functional>
#include <utility>

namespace leap {
namespace {

/// Counts what was done, and keeps why the rest was not.
class Attempts {
public:
    explicit Attempts(BulkEdited& edited)
        : m_edited(edited)
    {
    }
    /// @param change from the schema so far to the next one; it may throw InputError
    void attempt(const std::function<Schema(Schema)>& change)
    {
        try {
            m_edited.schema = change(m_edited.schema);
            ++m_done;
        } catch (const InputError& error) {
            m_edited.refused.emplace_back(error.what());
        }
    }
    [[nodiscard]] int done() const { return m_done; }

private:
    BulkEdited& m_edited;
    int m_done = 0;
};

void editField(Attempts& attempts, size_t field, const BulkEdit& edit)
{
    if (edit.kind)
        attempts.attempt([&](Schema schema) { return withKind(std::move(schema), field, *edit.kind); });
    if (edit.width)
        attempts.attempt([&](Schema schema) { return withWidth(std::move(schema), field, *edit.width); });
    if (edit.cost) {
        attempts.attempt([&](Schema schema) {
            schema.fields[field].cost = *edit.cost;
            return schema;
        });
    }
}

const std::string& onlyColumn(const Schema& schema, const std::vector<size_t>& fields)
{
    if (fields.size() != 1)
        throw InputError("Only one column can have this role, and " + std::to_string(fields.size())
                         + " fields are selected. Select one field.");
    const Field& field = schema.fields[fields.front()];
    if (field.inputs.size() != 1 || field.inputs.front().columns.size() != 1)
        throw InputError(
            "Field '" + field.name
            + "' reads several columns, and only one column can have this role. Split it first.");
    return field.inputs.front().columns.front();
}

Schema withRole(Schema schema, const std::vector<size_t>& fields, ColumnRole role)
{
    switch (role) {
    case ColumnRole::LeftOut:
        return withoutFields(std::move(schema), fields);
    case ColumnRole::GroupId:
        schema.groupId = onlyColumn(schema, fields);
        return schema;
    case ColumnRole::Weight: {
        const std::string column = onlyColumn(schema, fields);
        schema.weight = column;
        return withoutColumn(std::move(schema), column, "weight of rows");
    }
    case ColumnRole::Field:
        break;
    }
    for (const size_t field : fields) {
        if (schema.fields[field].inputs.size() == 1 && readsColumn(schema.fields[field], schema.groupId))
            schema.groupId.clear();
    }
    return schema;
}

} // namespace

BulkEdited withBulkEdit(Schema schema, const std::vector<size_t>& fields, const BulkEdit& edit)
{
    if (edit == BulkEdit())
        throw InputError("Choose what the selected fields get.");
    if (fields.empty())
        throw InputError("Select the fields to change.");
    for (const size_t field : fields) {
        if (field >= schema.fields.size())
            throw InputError("There is no field number " + std::to_string(field + 1) + ".");
    }
    BulkEdited edited{std::move(schema), {}};
    Attempts attempts(edited);
    for (const size_t field : fields)
        editField(attempts, field, edit);
    const bool others = edit.group || edit.role;
    if (attempts.done() == 0 && !others)
        throw InputError(edited.refused.front());
    if (edit.group)
        edited.schema = withGroup(std::move(edited.schema), fields, *edit.group);
    if (edit.role) // last: fields that go move the others
        edited.schema = withRole(std::move(edited.schema), fields, *edit.role);
    return edited;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/field_edits.h"

#include "core/base/error.h"

#include <algorithm>
#include <utility>

namespace leap {
namespace {

bool reads(const Input& input, const std::string& column)
{
    return std::find(input.columns.begin(), input.columns.end(), column) != input.columns.end();
}

void leaveOut(Schema& schema, const std::string& column, const std::string& reason)
{
    std::erase_if(schema.leftOut, [&](const LeftOut& out) { return out.column == column; });
    if (!readsColumn(schema, column))
        schema.leftOut.push_back({column, reason});
}

const Field& checkedField(const Schema& schema, size_t field)
{
    if (field >= schema.fields.size())
        throw InputError("There is no field number " + std::to_string(field + 1) + ".");
    return schema.fields[field];
}

bool fixedWidth(const Input& input)
{
    return (input.kind == InputKind::Numeric && input.buckets == 0)
        || (input.kind == InputKind::Vector && input.columns.size() > 1);
}

/// The slice of the same matrix that begins next after `slice`; null = none.
Input* nextSlice(Schema& schema, const Input& slice)
{
    Input* next = nullptr;
    for (Field& field : schema.fields) {
        for (Input& other : field.inputs) {
            if (&other != &slice && isSlice(other) && other.columns == slice.columns
                && other.begin > slice.begin && (!next || other.begin < next->begin))
                next = &other;
        }
    }
    return next;
}

} // namespace

int defaultWidth(InputKind kind, int columns)
{
    constexpr int kEmbeddingWidth = 8;
    switch (kind) {
    case InputKind::Categorical:
    case InputKind::Bag:
        return kEmbeddingWidth;
    case InputKind::Numeric:
        return 1;
    case InputKind::Vector:
    case InputKind::Pretrained:
        break;
    }
    return columns;
}

bool readsColumn(const Field& field, const std::string& column)
{
    return std::any_of(field.inputs.begin(), field.inputs.end(),
                       [&](const Input& i) { return reads(i, column); });
}

bool readsColumn(const Schema& schema, const std::string& column)
{
    return std::any_of(schema.fields.begin(), schema.fields.end(),
                       [&](const Field& f) { return readsColumn(f, column); });
}

std::optional<size_t> soleReaderOf(const Schema& schema, const std::string& column)
{
    std::optional<size_t> found;
    for (size_t i = 0; i < schema.fields.size(); ++i) {
        const Field& field = schema.fields[i];
        if (!readsColumn(field, column))
            continue;
        if (found || field.inputs.size() != 1 || field.inputs.front().columns.size() != 1)
            return std::nullopt;
        found = i;
    }
    return found;
}

Schema withoutColumn(Schema schema, const std::string& column, const std::string& reason)
{
    for (Field& field : schema.fields)
        std::erase_if(field.inputs, [&](const Input& input) { return reads(input, column); });
    std::erase_if(schema.fields, [](const Field& field) { return field.inputs.empty(); });
    leaveOut(schema, column, reason);
    return schema;
}

Schema withoutFields(Schema schema, std::vector<size_t> fields)
{
    std::sort(fields.begin(), fields.end(), std::greater<>());
    fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
    std::vector<std::string> columns;
    for (const size_t index : fields) {
        for (const Input& input : checkedField(schema, index).inputs)
            columns.insert(columns.end(), input.columns.begin(), input.columns.end());
        schema.fields.erase(schema.fields.begin() + static_cast<std::ptrdiff_t>(index));
    }
    for (const std::string& column : columns)
        leaveOut(schema, column, kLeftOutByUser);
    return schema;
}

Schema withKind(Schema schema, size_t field, InputKind kind)
{
    const Field& old = checkedField(schema, field);
    if (old.inputs.size() != 1)
        throw InputError("Field '" + old.name + "' has several inputs; split it to change the kind of one.");
    Input& input = schema.fields[field].inputs.front();
    if (input.kind == kind)
        return schema;
    if (input.columns.size() > 1)
        throw InputError("Field '" + old.name + "' reads " + std::to_string(input.columns.size())
                         + " columns as one vector; split it to change the kind of one.");
    Input fresh;
    fresh.name = input.name;
    fresh.kind = kind;
    fresh.columns = input.columns;
    fresh.width = defaultWidth(kind, 1);
    input = std::move(fresh);
    return schema;
}

Schema withWidth(Schema schema, size_t field, int width)
{
    const Field& old = checkedField(schema, field);
    const int change = width - old.width();
    if (change == 0 || old.inputs.empty())
        return schema;
    Input& input = schema.fields[field].inputs.back();
    if (fixedWidth(input))
        throw InputError("The width of '" + input.name + "' follows from its kind (" + kindName(input.kind)
                         + ").");
    if (input.width + change < 1)
        throw InputError("Field '" + old.name + "' must keep at least "
                         + std::to_string(old.width() - input.width + 1) + " columns.");
    input.width += change;
    return schema;
}

Schema withEndMoved(Schema schema, size_t field, int by)
{
    const Field& moved = checkedField(schema, field);
    const int width = moved.width() + by;
    if (moved.inputs.empty() || !isSlice(moved.inputs.back()))
        return withWidth(std::move(schema), field, width);
    const Input& slice = moved.inputs.back();
    const int end = slice.begin + slice.width;
    if (Input* next = nextSlice(schema, slice); next && next->begin >= end) {
        const bool touches = next->begin == end;
        const int given = touches ? by : std::max(0, end + by - next->begin);
        if (next->width - given < 1)
            throw InputError("'" + next->name + "', after '" + moved.name
                             + "', must keep at least one column.");
        next->begin += given;
        next->width -= given;
    }
    return withWidth(std::move(schema), field, width);
}

Schema withBorder(Schema schema, size_t left, int64_t column)
{
    (void)checkedField(schema, left);
    const auto by = static_cast<int>(column - schema.ranges()[left + 1]);
    return withEndMoved(std::move(schema), left, by);
}

Schema withSlice(Schema schema, size_t field, int begin, int end)
{
    const Field& old = checkedField(schema, field);
    if (old.inputs.size() != 1 || !isSlice(old.inputs.front()))
        throw InputError("Field '" + old.name + "' is no single slice of a matrix; its columns are fixed.");
    if (begin < 0 || begin >= end)
        throw InputError("[" + std::to_string(begin) + ":" + std::to_string(end)
                         + "] is no range: the first number must be 0 or more and less than the second.");
    Input& slice = schema.fields[field].inputs.front();
    slice.begin = begin;
    slice.width = end - begin;
    return schema;
}

Schema withFieldMoved(Schema schema, size_t from, size_t to)
{
    (void)checkedField(schema, from);
    (void)checkedField(schema, to);
    const auto begin = schema.fields.begin();
    const auto at = [begin](size_t index) { return begin + static_cast<std::ptrdiff_t>(index); };
    if (from < to)
        std::rotate(at(from), at(from + 1), at(to + 1));
    else
        std::rotate(at(to), at(from), at(from + 1));
    return schema;
}

Schema withGroup(Schema schema, const std::vector<size_t>& fields, const std::string& group)
{
    for (const size_t index : fields) {
        (void)checkedField(schema, index);
        schema.fields[index].group = group;
    }
    return schema;
}

} // namespace leap

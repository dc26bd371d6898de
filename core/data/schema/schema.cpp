// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/schema.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace leap {
namespace {

void require(bool holds, const std::string& message)
{
    if (!holds)
        throw InputError(message);
}

void validateVector(const Input& input, const std::string& where)
{
    require(input.begin >= 0,
            where + ": begin is " + std::to_string(input.begin) + ", it must not be negative.");
    require(input.columns.size() == 1 || static_cast<size_t>(input.width) == input.columns.size(),
            where + ": reads " + std::to_string(input.columns.size()) + " columns, but its width is "
                + std::to_string(input.width) + ".");
    require(input.columns.size() == 1 || input.begin == 0,
            where + ": begin is for a slice of one list or matrix column.");
    require(std::set<std::string>(input.columns.begin(), input.columns.end()).size() == input.columns.size(),
            where + ": reads a column twice.");
}

void validateTable(const Input& input, const std::string& where)
{
    const TableSource& table = input.table;
    require(input.kind == InputKind::Pretrained || table == TableSource(),
            where + ": a table is for a pretrained input.");
    if (input.kind != InputKind::Pretrained)
        return;
    require(!table.file.empty(), where + ": a pretrained input needs the table that holds its vectors.");
    require(!table.ids.empty() && !table.values.empty(),
            where
                + ": table_ids and table_values name the ids and the vectors in the table; neither may be "
                  "empty.");
    require(input.begin >= 0,
            where + ": begin is " + std::to_string(input.begin) + ", it must not be negative.");
}

void validateInput(const Input& input, const std::string& where)
{
    require(!input.columns.empty(), where + ": reads no column.");
    require(input.width >= 1,
            where + ": its width is " + std::to_string(input.width) + ", at least 1 is needed.");
    require(input.minCount >= 1,
            where + ": its min count is " + std::to_string(input.minCount) + ", at least 1 is needed.");
    require(input.buckets == 0 || (input.kind == InputKind::Numeric && input.buckets >= 2),
            where + ": buckets must be 0 or, for a numeric input, at least 2.");
    require(std::isfinite(input.scale) && input.scale > 0, where + ": scale must be a number above 0.");
    require(std::isfinite(input.clip) && input.clip > 0, where + ": clip must be a number above 0.");
    validateTable(input, where);
    if (input.kind == InputKind::Vector)
        return validateVector(input, where);
    require(input.columns.size() == 1,
            where + ": a " + kindName(input.kind) + " input reads one column, not "
                + std::to_string(input.columns.size()) + ".");
    const bool scalar = input.kind == InputKind::Numeric && input.buckets == 0;
    require(!scalar || input.width == 1,
            where + ": a numeric scalar has width 1, not " + std::to_string(input.width)
                + " (buckets give it an embedding).");
}

/// Slices of one source column, or of one table by the same ids, must not overlap.
class SliceCheck {
public:
    void add(const Input& input, const std::string& field)
    {
        if (input.kind == InputKind::Pretrained)
            return addSlice("'" + input.table.values + "' of table '" + input.table.file
                                + "', by the ids of '" + input.columns.front() + "',",
                            {input.begin, input.begin + input.width, field});
        if (input.kind != InputKind::Vector)
            return;
        const int width = input.columns.size() == 1 ? input.width : 1;
        for (const std::string& column : input.columns)
            addSlice("column '" + column + "'", {input.begin, input.begin + width, field});
    }

private:
    struct Slice {
        int begin;
        int end;
        std::string field;
    };
    void addSlice(const std::string& source, const Slice& slice)
    {
        for (const Slice& other : m_slices[source]) {
            require(slice.begin >= other.end || other.begin >= slice.end,
                    "field '" + slice.field + "': elements [" + std::to_string(slice.begin) + ", "
                        + std::to_string(slice.end) + ") of " + source + " overlap those of field '"
                        + other.field + "', [" + std::to_string(other.begin) + ", "
                        + std::to_string(other.end) + ").");
        }
        m_slices[source].push_back(slice);
    }

    std::map<std::string, std::vector<Slice>> m_slices;
};

void validateField(const Field& field, const LabelRule& label)
{
    const std::string where = "field '" + field.name + "'";
    require(!field.inputs.empty(), where + ": has no input.");
    require(std::isfinite(field.cost) && field.cost >= 0, where + ": its cost must be a number, 0 or more.");
    for (const Input& input : field.inputs) {
        const std::string place = input.name == field.name ? where : where + ", input '" + input.name + "'";
        validateInput(input, place);
        for (const std::string& column : input.columns)
            require(column != label.column || label.column.empty(),
                    place + ": reads the label '" + column + "'.");
    }
}

} // namespace

int Field::width() const
{
    int width = 0;
    for (const Input& input : inputs)
        width += input.width;
    return width;
}

std::vector<int64_t> Schema::ranges() const
{
    std::vector<int64_t> ranges{0};
    for (const Field& field : fields)
        ranges.push_back(ranges.back() + field.width());
    return ranges;
}

int64_t Schema::columns() const
{
    return ranges().back();
}

std::optional<size_t> Schema::find(const std::string& fieldName) const
{
    for (size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == fieldName)
            return i;
    }
    return std::nullopt;
}

void Schema::validate() const
{
    require(!fields.empty(), "the schema has no field.");
    std::set<std::string> names;
    SliceCheck slices;
    for (size_t i = 0; i < fields.size(); ++i) {
        const Field& field = fields[i];
        require(!field.name.empty(), "field " + std::to_string(i) + " has no name.");
        require(names.insert(field.name).second, "two fields are called '" + field.name + "'.");
        validateField(field, label);
        for (const Input& input : field.inputs)
            slices.add(input, field.name);
    }
}

bool isSlice(const Input& input)
{
    return input.kind == InputKind::Vector && input.columns.size() == 1;
}

const char* kindName(InputKind kind)
{
    return nameOf(kind);
}

std::string kindName(const Field& field)
{
    const auto differs = [&](const Input& input) { return input.kind != field.inputs.front().kind; };
    if (field.inputs.empty() || std::any_of(field.inputs.begin(), field.inputs.end(), differs))
        return "mixed";
    return kindName(field.inputs.front().kind);
}

const char* scalingName(VectorScaling scaling)
{
    return nameOf(scaling);
}

InputKind parseKind(const std::string& name, const std::string& where)
{
    return parseName<InputKind>(name, where);
}

VectorScaling parseScaling(const std::string& name, const std::string& where)
{
    return parseName<VectorScaling>(name, where);
}

} // namespace leap

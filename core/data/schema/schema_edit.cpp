// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/schema_edit.h"

#include "core/base/error.h"

#include <algorithm>

namespace leap {
namespace {

/// A field may be cut inside such an input.
bool cuttable(const Input& input)
{
    return input.kind == InputKind::Vector || input.kind == InputKind::Pretrained;
}

/// Does `next` continue in the same source column, and is it scaled column by column in the same way?
bool continues(const Input& last, const Input& next)
{
    Input same = next;
    same.name = last.name;
    same.begin = last.begin;
    same.width = last.width;
    return cuttable(last) && last.columns.size() == 1 && same == last && last.begin + last.width == next.begin
        && last.scaling != VectorScaling::FieldRms;
}

/// Slices that continue each other become one input again.
void appendInput(std::vector<Input>& inputs, const Input& input)
{
    if (!inputs.empty() && continues(inputs.back(), input))
        inputs.back().width += input.width;
    else
        inputs.push_back(input);
}

/// The two parts of an input that is cut before its element `at`.
std::pair<Input, Input> cutVector(const Input& input, int at)
{
    Input left = input, right = input;
    left.width = at;
    right.width = input.width - at;
    if (input.columns.size() == 1) {
        right.begin = input.begin + at;
    } else {
        left.columns.resize(static_cast<size_t>(at));
        right.columns.erase(right.columns.begin(), right.columns.begin() + at);
    }
    return {left, right};
}

std::string freeName(const Schema& schema, const std::string& base)
{
    for (int i = 2;; ++i) {
        std::string name = base + "_" + std::to_string(i);
        if (!schema.find(name))
            return name;
    }
}

} // namespace

Schema mergeFields(const Schema& schema, const std::vector<size_t>& fields, const std::string& name)
{
    std::vector<size_t> order = fields;
    std::sort(order.begin(), order.end());
    order.erase(std::unique(order.begin(), order.end()), order.end());
    if (order.size() < 2 || order.back() >= schema.fields.size())
        throw InputError("Choose at least two fields to merge.");
    Schema result = schema;
    Field& merged = result.fields[order.front()];
    merged.name = name;
    merged.inputs.clear();
    merged.cost = 0;
    for (const size_t i : order) {
        for (const Input& input : schema.fields[i].inputs)
            appendInput(merged.inputs, input);
        merged.cost += schema.fields[i].cost;
        if (schema.fields[i].group != merged.group)
            merged.group.clear();
    }
    for (size_t k = order.size() - 1; k > 0; --k)
        result.fields.erase(result.fields.begin() + static_cast<std::ptrdiff_t>(order[k]));
    result.validate();
    return result;
}

Schema splitField(const Schema& schema, size_t field, int at)
{
    if (field >= schema.fields.size())
        throw InputError("There is no field number " + std::to_string(field) + ".");
    const Field& whole = schema.fields[field];
    if (at < 1 || at >= whole.width())
        throw InputError("field '" + whole.name + "' has " + std::to_string(whole.width())
                         + " columns: it can be cut before its columns 1 to "
                         + std::to_string(whole.width() - 1) + ".");
    Field left = whole, right = whole;
    left.inputs.clear();
    right.inputs.clear();
    int column = 0;
    for (const Input& input : whole.inputs) {
        const int cut = at - column;
        column += input.width;
        if (cut >= input.width) {
            left.inputs.push_back(input);
        } else if (cut <= 0) {
            right.inputs.push_back(input);
        } else if (cuttable(input)) {
            const auto [first, second] = cutVector(input, cut);
            left.inputs.push_back(first);
            right.inputs.push_back(second);
        } else {
            throw InputError("field '" + whole.name + "': column " + std::to_string(at)
                             + " lies inside the embedding of '" + input.name
                             + "'; a field can be cut between its inputs or inside a vector.");
        }
    }
    const double share = static_cast<double>(at) / whole.width();
    left.cost = whole.cost * share;
    right.cost = whole.cost - left.cost;
    right.name = freeName(schema, whole.name);
    Schema result = schema;
    result.fields[field] = left;
    result.fields.insert(result.fields.begin() + static_cast<std::ptrdiff_t>(field) + 1, right);
    result.validate();
    return result;
}

} // namespace leap

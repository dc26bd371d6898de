// SPDX-License-Identifier: GPL-3.0-or-later
// Where each input's values lie, and the inputs whose values stay in matrices.
#include "core/base/error.h"
#include "core/data/encode/encoder.h"

#include <algorithm>
#include <map>
#include <utility>

namespace leap {
namespace {

InputSlot::Storage storageOf(const Input& input)
{
    if (input.kind == InputKind::Bag)
        return InputSlot::Storage::Bag;
    if (input.kind == InputKind::Pretrained)
        return InputSlot::Storage::Lookup;
    const bool scalar = input.kind == InputKind::Numeric && input.buckets == 0;
    return scalar || input.kind == InputKind::Vector ? InputSlot::Storage::Dense : InputSlot::Storage::Id;
}

std::string whereOf(const Field& field)
{
    return "field '" + field.name + "'";
}

/// The matrix of which a Vector input reads a slice; null for other inputs.
const MatrixValues* matrixOf(const SourceData& data, const Field& field, const Input& input)
{
    if (input.kind != InputKind::Vector || input.columns.size() != 1)
        return nullptr;
    return std::get_if<MatrixValues>(&columnOf(data, input.columns.front(), whereOf(field)).values);
}

/// Gives the slot the next columns of its storage.
void place(InputSlot& slot, RowLayout& layout)
{
    int& used = slot.storage == InputSlot::Storage::Dense ? layout.denseColumns
        : slot.storage == InputSlot::Storage::Bag         ? layout.bagColumns
                                                          : layout.idColumns;
    slot.index = used;
    used += slot.storage == InputSlot::Storage::Dense ? slot.width : 1;
}

} // namespace

void Encoder::layOut()
{
    RowLayout& layout = m_out.layout;
    layout.ranges = m_out.schema.ranges();
    int64_t start = 0;
    std::vector<size_t> inMatrices; // their columns come last: they are no part of the rows that are written
    for (const Field& field : m_out.schema.fields) {
        for (const Input& input : field.inputs) {
            InputSlot slot{storageOf(input), 0, start, input.width, 0, input.name, nullptr};
            start += input.width;
            if (matrixOf(m_data, field, input) != nullptr)
                inMatrices.push_back(layout.inputs.size());
            else
                place(slot, layout);
            layout.inputs.push_back(slot);
        }
    }
    m_shape = {layout.idColumns,  layout.bagColumns, layout.denseColumns,
               !m_weight.empty(), !m_group.empty(),  true};
    for (const size_t input : inMatrices)
        place(layout.inputs[input], layout);
}

FitJob Encoder::jobOf(const Input& input, const std::string& where, const InputSlot& slot,
                      std::vector<std::string>& warnings) const
{
    return {m_data, input,   where, m_sourceRows, m_trainRows, m_out.layout, m_shape.denseColumns,
            slot,   warnings};
}

/// Fits all inputs of a matrix in one pass over it.
void Encoder::fitMatrices()
{
    struct Readers {
        std::shared_ptr<const MatrixRows> matrix;
        std::vector<FitJob> jobs;
        std::vector<size_t> inputs;
    };
    std::map<std::string, Readers> matrices; // by column
    size_t index = 0;
    for (const Field& field : m_out.schema.fields) {
        for (const Input& input : field.inputs) {
            if (const auto* matrix = matrixOf(m_data, field, input)) {
                Readers& readers = matrices[input.columns.front()];
                readers.matrix = matrix->rows;
                readers.jobs.push_back(
                    jobOf(input, whereOf(field), m_out.layout.inputs[index], m_out.card.warnings));
                readers.inputs.push_back(index);
            }
            ++index;
        }
    }
    m_inputs.resize(index);
    for (const auto& [column, readers] : matrices) {
        auto fitted = fitSlices(readers.matrix, readers.jobs, m_slices, m_progress);
        for (size_t i = 0; i < fitted.size(); ++i)
            m_inputs[readers.inputs[i]] = std::move(fitted[i]);
    }
    std::sort(m_slices.begin(), m_slices.end(),
              [](const MatrixSlice& a, const MatrixSlice& b) { return a.column < b.column; });
}

/// A stream's rows are written from the oldest to the newest. After fitting, which passes over the table.
void Encoder::orderRows()
{
    m_out.inTimeOrder = !m_order.empty();
    if (m_order.empty() || std::is_sorted(m_order.begin(), m_order.end()))
        return;
    for (const MatrixSlice& slice : m_slices) {
        if (!slice.matrix->inMemory())
            throw InputError(
                "The matrix is read from its files while training, and its rows do not lie in the "
                "order of time: a single pass would read the files again and again. Sort the files "
                "by time, or allow more memory (--memory).");
    }
    const auto inOrder = [&]<typename T>(std::vector<T>& values) {
        std::vector<T> ordered;
        ordered.reserve(values.size());
        for (size_t row = 0; row < values.size(); ++row)
            ordered.push_back(values[static_cast<size_t>(m_order[row])]);
        values = std::move(ordered);
    };
    inOrder(m_label);
    inOrder(m_weight);
    inOrder(m_group);
    inOrder(m_parts);
    inOrder(m_sourceRows);
}

} // namespace leap

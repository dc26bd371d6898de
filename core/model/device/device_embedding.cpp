// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/device/device_embedding.h"

#include "core/model/device/device_adam.h"
#include "core/model/table/batch_checks.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/embedding_dense_backward.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace leap {
namespace {

using Storage = InputSlot::Storage;

/// Rows of `values` added up by `target`: in a fixed order on every device.
at::Tensor sumsBy(const at::Tensor& values, const at::Tensor& target, int64_t count)
{
    return at::embedding_dense_backward(values, target, count, /*padding_idx=*/-1,
                                        /*scale_grad_by_freq=*/false);
}

/// Before a GPU's first use.
void checkOnce(const c10::Device& device)
{
    if (device.is_cpu())
        return;
    static const bool isRight = [&] {
        checkTableOperators(device);
        return true;
    }();
    (void)isRight;
}

} // namespace

DeviceEmbedding::DeviceEmbedding(const RowLayout& layout, double scale, uint64_t seed, const AdamHyper& hyper,
                                 c10::Device device)
    : m_layout(layout)
    , m_device(device)
    , m_clock(hyper, device)
    , m_bags(static_cast<size_t>(layout.bagColumns))
{
    checkOnce(device);
    const AdamClock atStart(hyper);
    for (size_t i = 0; i < m_layout.inputs.size(); ++i) {
        const InputSlot& input = m_layout.inputs[i];
        if (input.storage == Storage::Lookup)
            addLookup(input);
        if (input.storage == Storage::Dense || input.storage == Storage::Lookup)
            continue;
        Group& group = groupOf(input.width);
        EmbeddingTable fresh(input.vocabulary, input.width, scale, seed, i);
        const int64_t firstRow = group.table.append(fresh.save(atStart));
        (input.storage == Storage::Id ? group.ids : group.bags).push_back(m_places.size());
        m_places.push_back({static_cast<int>(i), static_cast<size_t>(&group - m_groups.data()), firstRow});
    }
    for (Group& group : m_groups) {
        group.table.allocate();
        placeIds(group);
    }
    orderColumns();
}

const InputSlot& DeviceEmbedding::slotOf(size_t place) const
{
    return m_layout.inputs[static_cast<size_t>(m_places[place].input)];
}

DeviceEmbedding::Group& DeviceEmbedding::groupOf(int width)
{
    const auto found = std::find_if(m_groups.begin(), m_groups.end(),
                                    [&](const Group& group) { return group.table.width() == width; });
    if (found != m_groups.end())
        return *found;
    m_groups.push_back({DeviceTable(width, m_device), {}, {}, {}, {}, {}});
    return m_groups.back();
}

void DeviceEmbedding::addLookup(const InputSlot& input)
{
    std::vector<int32_t> ids(static_cast<size_t>(input.vocabulary));
    std::iota(ids.begin(), ids.end(), 0);
    std::vector<float> values(ids.size() * static_cast<size_t>(input.width));
    input.lookup->read(ids.data(), 1, input.vocabulary, values.data(), input.width);
    m_given.push_back({input.index, onDevice(values, m_device).view({input.vocabulary, input.width})});
}

std::vector<int64_t> DeviceEmbedding::columnsByPart() const
{
    std::vector<int64_t> columnOf;
    const auto put = [&](const InputSlot& input) {
        for (int64_t column = 0; column < input.width; ++column)
            columnOf.push_back(input.start + column);
    };
    for (const Group& group : m_groups) {
        for (const auto* places : {&group.ids, &group.bags}) {
            for (const size_t place : *places)
                put(slotOf(place));
        }
    }
    for (const Storage storage : {Storage::Lookup, Storage::Dense}) {
        for (const InputSlot& input : m_layout.inputs) {
            if (input.storage == storage)
                put(input);
        }
    }
    return columnOf;
}

void DeviceEmbedding::orderColumns()
{
    const std::vector<int64_t> columnOf = columnsByPart();
    if (std::is_sorted(columnOf.begin(), columnOf.end()))
        return;
    std::vector<int64_t> partColumnOf(columnOf.size());
    for (size_t part = 0; part < columnOf.size(); ++part)
        partColumnOf[static_cast<size_t>(columnOf[part])] = static_cast<int64_t>(part);
    m_columnOf = at::tensor(columnOf, at::kLong).to(m_device);
    m_partColumnOf = at::tensor(partColumnOf, at::kLong).to(m_device);
}

void DeviceEmbedding::placeIds(Group& group)
{
    std::vector<int32_t> columns, firstRows;
    for (const size_t place : group.ids) {
        columns.push_back(slotOf(place).index);
        firstRows.push_back(static_cast<int32_t>(m_places[place].firstRow));
    }
    group.idColumns = at::tensor(columns, at::kInt).to(m_device);
    group.firstRows = at::tensor(firstRows, at::kInt).to(m_device).unsqueeze(1);
}

void DeviceEmbedding::sendBagRows(Group& group, const Batch& batch, HostStage& stage)
{
    m_bagRows.clear();
    for (const size_t place : group.bags) {
        const auto firstRow = static_cast<int32_t>(m_places[place].firstRow);
        for (const int32_t id : batch.bags[static_cast<size_t>(slotOf(place).index)].ids)
            m_bagRows.push_back(firstRow + id);
    }
    group.bagRows = stage.send(m_bagRows);
}

/// Input by input, within each row by row; the bags' behind them.
at::Tensor DeviceEmbedding::namedRows(const Group& group) const
{
    if (group.ids.empty())
        return group.bagRows;
    const at::Tensor rows =
        (m_ids.index_select(1, group.idColumns).transpose(0, 1) + group.firstRows).reshape({-1});
    return group.bags.empty() ? rows : at::cat({rows, group.bagRows}, 0);
}

void DeviceEmbedding::sendBags(const Batch& batch, HostStage& stage)
{
    std::vector<int64_t> rowOf;
    std::vector<float> share(static_cast<size_t>(batch.rows));
    for (size_t bag = 0; bag < m_bags.size(); ++bag) {
        const auto& offsets = batch.bags[bag].offsets;
        rowOf.clear();
        for (size_t row = 0; row < share.size(); ++row) {
            const int32_t ids = offsets[row + 1] - offsets[row];
            rowOf.insert(rowOf.end(), static_cast<size_t>(ids), static_cast<int64_t>(row));
            share[row] = ids == 0 ? 0.0F : 1.0F / static_cast<float>(ids);
        }
        m_bags[bag] = {static_cast<int64_t>(rowOf.size()), stage.send(rowOf), stage.send(share).unsqueeze(1)};
    }
}

/// The columns of all Dense inputs, in the order of the inputs.
at::Tensor DeviceEmbedding::sendDense(const Batch& batch, HostStage& stage) const
{
    std::vector<float> values;
    int64_t columns = 0;
    for (const InputSlot& input : m_layout.inputs)
        columns += input.storage == Storage::Dense ? input.width : 0;
    values.reserve(static_cast<size_t>(batch.rows * columns));
    for (int64_t row = 0; row < batch.rows; ++row) {
        const float* from = batch.dense.data() + row * m_layout.denseColumns;
        for (const InputSlot& input : m_layout.inputs) {
            if (input.storage == Storage::Dense)
                values.insert(values.end(), from + input.index, from + input.index + input.width);
        }
    }
    return stage.send(values).view({batch.rows, columns});
}

void DeviceEmbedding::readGroup(Group& group, int64_t rows, std::vector<at::Tensor>& parts)
{
    const int64_t width = group.table.width();
    const at::Tensor vectors = group.table.read(namedRows(group), m_clock);
    const auto ids = static_cast<int64_t>(group.ids.size());
    if (ids > 0)
        parts.push_back(vectors.narrow(0, 0, ids * rows)
                            .view({ids, rows, width})
                            .transpose(0, 1)
                            .reshape({rows, ids * width}));
    int64_t at = ids * rows;
    for (const size_t place : group.bags) {
        const BagPart& bag = m_bags[static_cast<size_t>(slotOf(place).index)];
        parts.push_back(sumsBy(vectors.narrow(0, at, bag.count), bag.rowOf, rows) * bag.share);
        at += bag.count;
    }
}

at::Tensor DeviceEmbedding::read(const Batch& batch, HostStage& stage)
{
    checkBatch(batch, m_layout);
    m_batchRows = batch.rows;
    sendBags(batch, stage);
    m_ids = stage.send(batch.ids).view({batch.rows, m_layout.idColumns});
    for (Group& group : m_groups)
        sendBagRows(group, batch, stage);
    const at::Tensor dense = sendDense(batch, stage);
    std::vector<at::Tensor> parts;
    for (Group& group : m_groups)
        readGroup(group, batch.rows, parts);
    for (const Given& given : m_given)
        parts.push_back(given.values.index_select(0, m_ids.select(1, given.index).contiguous()));
    parts.push_back(dense);
    at::Tensor x = at::cat(parts, 1);
    return m_partColumnOf.defined() ? x.index_select(1, m_partColumnOf) : x;
}

/// One gradient per row that the group named. @param gradient in the order of the parts
at::Tensor DeviceEmbedding::groupGradient(const Group& group, const at::Tensor& gradient,
                                          int64_t& column) const
{
    const int64_t width = group.table.width();
    const auto ids = static_cast<int64_t>(group.ids.size());
    std::vector<at::Tensor> pieces;
    pieces.push_back(gradient.narrow(1, column, ids * width)
                         .reshape({m_batchRows, ids, width})
                         .transpose(0, 1)
                         .reshape({ids * m_batchRows, width}));
    column += ids * width;
    for (const size_t place : group.bags) {
        const BagPart& bag = m_bags[static_cast<size_t>(slotOf(place).index)];
        pieces.push_back((gradient.narrow(1, column, width) * bag.share).index_select(0, bag.rowOf));
        column += width;
    }
    return at::cat(pieces, 0);
}

void DeviceEmbedding::applyGradient(const at::Tensor& gradient)
{
    m_clock.advance();
    const at::Tensor parts = m_columnOf.defined() ? gradient.index_select(1, m_columnOf) : gradient;
    int64_t column = 0;
    for (Group& group : m_groups)
        group.table.apply(m_clock, groupGradient(group, parts, column));
}

void DeviceEmbedding::setRate(double rate)
{
    flush();
    m_clock.setRate(rate);
}

void DeviceEmbedding::flush()
{
    for (Group& group : m_groups)
        group.table.flush(m_clock);
}

EmbeddingTable::State DeviceEmbedding::save(size_t place) const
{
    return m_groups[m_places[place].table].table.save(m_places[place].firstRow, slotOf(place).vocabulary);
}

void DeviceEmbedding::load(size_t place, const EmbeddingTable::State& state)
{
    m_groups[m_places[place].table].table.load(m_places[place].firstRow, state, steps());
}

std::vector<float> DeviceEmbedding::weights(size_t place) const
{
    return m_groups[m_places[place].table].table.weights(m_places[place].firstRow, slotOf(place).vocabulary);
}

void DeviceEmbedding::setWeights(size_t place, const std::vector<float>& weights)
{
    m_groups[m_places[place].table].table.setWeights(m_places[place].firstRow, weights);
}

} // namespace leap

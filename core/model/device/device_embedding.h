// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/data/rows/row_layout.h"
#include "core/model/device/device_table.h"
#include "core/model/transform/host_stage.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leap {

/// FieldEmbedding on a device: the same tables with the same first values, the same lazy Adam, the same row
/// x. Inputs of one width share a DeviceTable. Not thread-safe.
class DeviceEmbedding {
public:
    DeviceEmbedding(const RowLayout& layout, double scale, uint64_t seed, const AdamHyper& hyper,
                    c10::Device device);

    [[nodiscard]] const RowLayout& layout() const { return m_layout; }
    [[nodiscard]] int64_t steps() const { return m_clock.clock().steps(); }

    /// x [batch.rows, D] on the device. Does not wait for it. Nothing learns.
    /// @param stage between its begin() and finish()
    /// @throws FailureError naming the input when the batch does not fit the layout
    [[nodiscard]] at::Tensor read(const Batch& batch, HostStage& stage);
    /// One Adam step of all tables for the rows of the last read(). @param gradient [rows, D] on the device
    void applyGradient(const at::Tensor& gradient);
    void setRate(double rate); ///< what lazy Adam has put off is done first, at the old rate

    /// The tables in the order of their inputs.
    struct Place {
        int input; ///< index into layout().inputs
        size_t table; ///< index into the shared tables
        int64_t firstRow;
    };
    [[nodiscard]] const std::vector<Place>& places() const { return m_places; }
    void flush(); ///< before save() and what deals with weights; changes no result
    [[nodiscard]] EmbeddingTable::State save(size_t place) const; ///< waits for the device
    void setSteps(int64_t steps) { m_clock.setSteps(steps); } ///< before load()
    void load(size_t place, const EmbeddingTable::State& state);
    [[nodiscard]] std::vector<float> weights(size_t place) const; ///< [rows, width]; waits for the device
    void setWeights(size_t place, const std::vector<float>& weights); ///< and nothing else of it

private:
    /// The inputs of one width, ids before bags: in this order they name their rows.
    struct Group {
        DeviceTable table;
        std::vector<size_t> ids; ///< places
        std::vector<size_t> bags; ///< places
        at::Tensor idColumns; ///< int32 [ids] of Batch::ids
        at::Tensor firstRows; ///< int32 [ids, 1]
        at::Tensor bagRows; ///< int32, of the batch
    };
    /// One bag input's part of a batch on the device.
    struct BagPart {
        int64_t count = 0; ///< ids in all
        at::Tensor rowOf; ///< [count] row of the batch
        at::Tensor share; ///< [rows, 1] 1 / ids of the row; 0 without
    };

    [[nodiscard]] const InputSlot& slotOf(size_t place) const;
    Group& groupOf(int width);
    void addLookup(const InputSlot& input);
    [[nodiscard]] std::vector<int64_t> columnsByPart() const; ///< column of the row, of each part's
    void orderColumns();
    void placeIds(Group& group);
    void sendBags(const Batch& batch, HostStage& stage);
    void sendBagRows(Group& group, const Batch& batch, HostStage& stage);
    [[nodiscard]] at::Tensor namedRows(const Group& group) const;
    [[nodiscard]] at::Tensor sendDense(const Batch& batch, HostStage& stage) const;
    void readGroup(Group& group, int64_t rows, std::vector<at::Tensor>& parts);
    [[nodiscard]] at::Tensor groupGradient(const Group& group, const at::Tensor& gradient,
                                           int64_t& column) const;

    RowLayout m_layout;
    c10::Device m_device;
    DeviceClock m_clock;
    std::vector<Group> m_groups;
    std::vector<Place> m_places;
    /// Given vectors, brought to scale once; nothing learns in them.
    struct Given {
        int index; ///< column of Batch::ids
        at::Tensor values; ///< [vocabulary, width]
    };
    std::vector<Given> m_given;
    std::vector<BagPart> m_bags; ///< by index of the bag column
    at::Tensor m_ids; ///< int32 [rows, idColumns] of the batch
    std::vector<int32_t> m_bagRows; ///< scratch
    /// Parts are laid side by side (groups, given vectors, dense columns) and then put into x's order.
    at::Tensor m_partColumnOf; ///< [D] the part column that x's column comes from; undefined: the same
    at::Tensor m_columnOf; ///< [D] the other way round
    int64_t m_batchRows = 0;
};

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/fine_tune/prune_weights.h"

#include "core/base/error.h"
#include "core/train/model_state.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace leap {
namespace {

constexpr int64_t kBatch = 4096; ///< rows read at a time

/// Sums the columns of one input over the rows of a batch.
class InputSum {
public:
    InputSum(const InputSlot& slot, const std::vector<float>* table, std::span<double> sum)
        : m_slot(slot)
        , m_table(table)
        , m_sum(sum)
    {
    }

    void add(const Batch& batch, const RowLayout& layout)
    {
        for (int64_t row = 0; row < batch.rows; ++row) {
            const int32_t* ids = batch.ids.data() + row * layout.idColumns;
            switch (m_slot.storage) {
            case InputSlot::Storage::Dense:
                addValues(batch.dense.data() + row * layout.denseColumns + m_slot.index, 1);
                break;
            case InputSlot::Storage::Id:
                addId(ids[m_slot.index], 1);
                break;
            case InputSlot::Storage::Bag:
                addBag(batch.bags[static_cast<size_t>(m_slot.index)], static_cast<size_t>(row));
                break;
            case InputSlot::Storage::Lookup:
                addGiven(ids + m_slot.index);
                break;
            }
        }
    }

private:
    void addValues(const float* values, double weight)
    {
        for (size_t i = 0; i < m_sum.size(); ++i)
            m_sum[i] += weight * static_cast<double>(values[i]);
    }
    void addId(int32_t id, double weight) { addValues(m_table->data() + int64_t{id} * m_slot.width, weight); }
    void addGiven(const int32_t* id)
    {
        m_given.resize(m_sum.size());
        m_slot.lookup->read(id, 1, 1, m_given.data(), m_slot.width);
        addValues(m_given.data(), 1);
    }
    void addBag(const BagColumn& bag, size_t row)
    {
        const int32_t first = bag.offsets[row], last = bag.offsets[row + 1];
        for (int32_t i = first; i < last; ++i)
            addId(bag.ids[static_cast<size_t>(i)], 1.0 / (last - first));
    }

    const InputSlot& m_slot;
    const std::vector<float>* m_table;
    std::span<double> m_sum;
    std::vector<float> m_given; ///< one vector of a given table
};

bool hasTable(const InputSlot& input)
{
    return input.storage == InputSlot::Storage::Id || input.storage == InputSlot::Storage::Bag;
}

/// [D] 1 = the column stays
std::vector<uint8_t> keptColumnMarks(const RowLayout& layout, const KeptSet& kept)
{
    std::vector<uint8_t> marks(static_cast<size_t>(layout.columns()), 0);
    for (size_t field = 0; field < kept.size(); ++field) {
        for (int64_t column = layout.ranges[field]; kept[field] && column < layout.ranges[field + 1];
             ++column)
            marks[static_cast<size_t>(column)] = 1;
    }
    return marks;
}

/// The tables of the kept inputs, by their new numbers.
void pruneTables(const StateDict& model, const RowLayout& layout, const KeptSet& kept, StateDict& fresh)
{
    size_t table = 0, newTable = 0, field = 0;
    for (const InputSlot& input : layout.inputs) {
        while (input.start >= layout.ranges[field + 1])
            ++field;
        if (!hasTable(input))
            continue;
        if (kept[field]) {
            const auto& values = getFloats(model, tableStateName(table));
            (void)getFloats(fresh, tableStateName(newTable), static_cast<int64_t>(values.size()));
            fresh[tableStateName(newTable++)].values = values;
        }
        ++table;
    }
}

/// One matrix [units, D] without the dropped columns; what they gave on average goes to the bias [units].
void foldMatrix(const std::vector<float>& full, std::span<const uint8_t> marks, std::span<const double> mean,
                std::vector<float>& pruned, std::vector<float>& bias)
{
    const size_t units = bias.size();
    pruned.clear();
    for (size_t unit = 0; unit < units; ++unit) {
        double folded = 0;
        for (size_t column = 0; column < marks.size(); ++column) {
            const float weight = full[unit * marks.size() + column];
            if (marks[column])
                pruned.push_back(weight);
            else
                folded += static_cast<double>(weight) * mean[column];
        }
        bias[unit] += static_cast<float>(folded);
    }
}

[[noreturn]] void refuseNetwork(const std::string& name)
{
    throw InputError(
        "The weights of '" + name
        + "' cannot be pruned in place: that works for Wide & Deep and the MLP, whose layers over the "
          "row are matrices. Retrain this model from scratch.");
}

constexpr const char* kWeight = ".weight";

bool isOverRow(const std::string& name, const RowReaders& readers)
{
    return std::any_of(readers.linear.begin(), readers.linear.end(),
                       [&](const std::string& layer) { return name == kEnginePrefix + layer + kWeight; });
}

/// The matrix of this name loses the dropped columns, and its layer's bias takes what they gave on average.
void fold(const StateDict& model, std::span<const uint8_t> marks, std::span<const double> mean,
          const std::string& name, StateDict& fresh)
{
    const std::string bias = name.substr(0, name.size() - std::string_view(kWeight).size()) + ".bias";
    const int64_t units = fresh[name].shape.front();
    std::vector<float> weights, biases = getFloats(fresh, bias, units);
    foldMatrix(getFloats(model, name, units * static_cast<int64_t>(marks.size())), marks, mean, weights,
               biases);
    fresh[name].values = std::move(weights);
    fresh[bias].values = std::move(biases);
}

} // namespace

std::vector<double> meanRow(const StateDict& model, const std::shared_ptr<const Dataset>& dataset)
{
    const RowLayout& layout = dataset->layout;
    std::vector<double> mean(static_cast<size_t>(layout.columns()), 0);
    std::vector<InputSum> sums;
    size_t table = 0;
    for (const InputSlot& input : layout.inputs) {
        const auto* values = hasTable(input)
            ? &getFloats(model, tableStateName(table++), input.vocabulary * input.width)
            : nullptr;
        sums.emplace_back(
            input, values,
            std::span(mean).subspan(static_cast<size_t>(input.start), static_cast<size_t>(input.width)));
    }
    const auto source =
        makeBatchSource(dataset, {.part = Part::Train, .batchSize = kBatch, .order = RowOrder::Stored});
    Batch batch;
    source->reset(0);
    while (source->next(batch)) {
        for (InputSum& sum : sums)
            sum.add(batch, layout);
    }
    for (double& value : mean)
        value /= static_cast<double>(source->rows());
    return mean;
}

StateDict pruneWeights(const StateDict& model, const RowLayout& layout, const KeptSet& kept,
                       std::span<const double> mean, const RowReaders& readers, StateDict fresh)
{
    const auto marks = keptColumnMarks(layout, kept);
    std::vector<std::string> overRow; // matrices that lose columns
    for (auto& [name, array] : fresh) {
        const auto full = model.find(name);
        if (full == model.end() || name.starts_with(std::string(kEnginePrefix) + "table."))
            continue;
        if (array.shape == full->second.shape)
            array.values = full->second.values;
        else if (isOverRow(name, readers))
            overRow.push_back(name);
        else
            refuseNetwork(name);
    }
    for (const std::string& name : overRow)
        fold(model, marks, mean, name, fresh);
    pruneTables(model, layout, kept, fresh);
    return fresh;
}

} // namespace leap

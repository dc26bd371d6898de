// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/rescaled_rows.h"

#include <cmath>
#include <cstddef>
#include <utility>

namespace leap {
namespace {

bool isGiven(const InputSlot& input)
{
    return input.storage == InputSlot::Storage::Dense || input.storage == InputSlot::Storage::Lookup;
}

/// Which field each input is of.
std::vector<size_t> fieldOfInputs(const RowLayout& layout)
{
    std::vector<size_t> fields;
    size_t field = 0;
    for (const InputSlot& input : layout.inputs) {
        while (input.start >= layout.ranges[field + 1])
            ++field;
        fields.push_back(field);
    }
    return fields;
}

/// Sum of the squares of an input's values in a batch.
double squaresOf(const InputSlot& input, const RowLayout& layout, const Batch& batch)
{
    const auto width = static_cast<size_t>(input.width);
    std::vector<float> looked;
    const float* values = batch.dense.data() + input.index;
    size_t stride = static_cast<size_t>(layout.denseColumns);
    if (input.storage == InputSlot::Storage::Lookup) {
        looked.resize(static_cast<size_t>(batch.rows) * width);
        input.lookup->read(batch.ids.data() + input.index, layout.idColumns, batch.rows, looked.data(),
                           input.width);
        values = looked.data();
        stride = width;
    }
    double sum = 0;
    for (size_t row = 0; row < static_cast<size_t>(batch.rows); ++row) {
        for (size_t k = 0; k < width; ++k)
            sum += static_cast<double>(values[row * stride + k]) * values[row * stride + k];
    }
    return sum;
}

/// Multiplies the dense columns of all batches of a source.
class ScaledSource : public BatchSource {
public:
    ScaledSource(std::unique_ptr<BatchSource> source, std::shared_ptr<const std::vector<float>> factors)
        : m_source(std::move(source))
        , m_factors(std::move(factors))
    {
    }
    void reset(int64_t epoch) override { m_source->reset(epoch); }
    bool next(Batch& batch) override;
    void skip(int64_t batches) override { m_source->skip(batches); }
    [[nodiscard]] int64_t rows() const override { return m_source->rows(); }
    [[nodiscard]] int64_t batches() const override { return m_source->batches(); }

private:
    std::unique_ptr<BatchSource> m_source;
    std::shared_ptr<const std::vector<float>> m_factors; ///< [denseColumns]
};

void scale(Batch& batch, const std::vector<float>& factors)
{
    const size_t columns = factors.size();
    for (size_t row = 0; columns > 0 && row < static_cast<size_t>(batch.rows); ++row) {
        for (size_t k = 0; k < columns; ++k)
            batch.dense[row * columns + k] *= factors[k];
    }
}

bool ScaledSource::next(Batch& batch)
{
    if (!m_source->next(batch))
        return false;
    scale(batch, *m_factors);
    return true;
}

class ScaledStore : public RowStore {
public:
    ScaledStore(std::shared_ptr<const RowStore> whole, std::vector<float> factors)
        : m_whole(std::move(whole))
        , m_factors(std::make_shared<const std::vector<float>>(std::move(factors)))
    {
    }
    [[nodiscard]] int64_t rows(Part part) const override { return m_whole->rows(part); }
    void read(Part part, std::span<const int64_t> places, Batch& batch) const override
    {
        m_whole->read(part, places, batch);
        scale(batch, *m_factors);
    }
    [[nodiscard]] int64_t shuffleWindow() const override { return m_whole->shuffleWindow(); }
    [[nodiscard]] std::unique_ptr<BatchSource> source(const BatchPlan& plan) const override
    {
        return std::make_unique<ScaledSource>(m_whole->source(plan), m_factors);
    }

private:
    std::shared_ptr<const RowStore> m_whole;
    std::shared_ptr<const std::vector<float>> m_factors;
};

/// The same given vectors, multiplied.
std::shared_ptr<const Lookup> scaledLookup(const Lookup& lookup, float factor)
{
    auto scaled = std::make_shared<Lookup>(lookup);
    auto& factors = scaled->scaling.factor;
    if (factors.empty())
        factors.assign(static_cast<size_t>(lookup.width), 1.0F);
    for (float& value : factors)
        value *= factor;
    if (scaled->scaling.shift.empty())
        scaled->scaling.shift.assign(factors.size(), 0.0F);
    scaled->scaling.limit *= factor;
    return scaled;
}

} // namespace

std::vector<double> givenRms(const Dataset& dataset)
{
    constexpr int64_t kBatch = 4096;
    const RowLayout& layout = dataset.layout;
    const auto fields = fieldOfInputs(layout);
    std::vector<double> squares(static_cast<size_t>(layout.fields()), 0), columns = squares;
    for (size_t i = 0; i < fields.size(); ++i)
        columns[fields[i]] += isGiven(layout.inputs[i]) ? layout.inputs[i].width : 0;
    const auto source =
        dataset.store->source({.part = Part::Train, .batchSize = kBatch, .order = RowOrder::Stored});
    Batch batch;
    while (source->next(batch)) {
        for (size_t i = 0; i < fields.size(); ++i) {
            if (isGiven(layout.inputs[i]))
                squares[fields[i]] += squaresOf(layout.inputs[i], layout, batch);
        }
    }
    const auto rows = static_cast<double>(source->rows());
    for (size_t f = 0; f < squares.size(); ++f)
        squares[f] = columns[f] > 0 && rows > 0 ? std::sqrt(squares[f] / (columns[f] * rows)) : 0;
    return squares;
}

std::shared_ptr<const Dataset> rescaled(const std::shared_ptr<const Dataset>& dataset,
                                        const std::vector<double>& factor)
{
    auto result = std::make_shared<Dataset>(*dataset);
    std::vector<float> dense(static_cast<size_t>(dataset->layout.denseColumns), 1.0F);
    const auto fields = fieldOfInputs(dataset->layout);
    for (size_t i = 0; i < fields.size(); ++i) {
        InputSlot& input = result->layout.inputs[i];
        const auto by = static_cast<float>(factor[fields[i]]);
        if (input.storage == InputSlot::Storage::Lookup)
            input.lookup = scaledLookup(*input.lookup, by);
        for (int k = 0; input.storage == InputSlot::Storage::Dense && k < input.width; ++k)
            dense[static_cast<size_t>(input.index) + static_cast<size_t>(k)] = by;
    }
    result->store = std::make_shared<ScaledStore>(dataset->store, std::move(dense));
    return result;
}

} // namespace leap

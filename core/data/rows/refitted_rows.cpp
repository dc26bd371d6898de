// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/refitted_rows.h"

#include "core/data/column/vocabulary.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace leap {
namespace {

/// Ids that are known, of one column or bag.
struct Known {
    InputSlot::Storage storage;
    size_t column;
    int minCount;
    std::vector<int32_t> count; ///< [vocabulary] training rows (items of a bag), then 1 = known
    void add(int32_t id) { ++count[static_cast<size_t>(id)]; }
    void finish()
    {
        for (size_t id = 0; id < count.size(); ++id)
            count[id] = id == kMissingId || count[id] >= minCount ? 1 : 0;
    }
    void mask(int32_t& id) const { id = count[static_cast<size_t>(id)] ? id : kUnknownId; }
};

/// A dense column that is standardised, clipped and scaled.
struct Scaled {
    size_t column;
    double scale;
    double clip;
    double sum = 0;
    double squares = 0;
    int64_t rows = 0;
    float shift = 0;
    float factor = 1;
    float limit = 0;
    void add(float value)
    {
        if (value == 0) // missing
            return;
        sum += value;
        squares += static_cast<double>(value) * value;
        ++rows;
    }
    void finish()
    {
        const double mean = rows > 0 ? sum / static_cast<double>(rows) : 0;
        const double variance = rows > 0 ? squares / static_cast<double>(rows) - mean * mean : 0;
        shift = static_cast<float>(mean);
        factor = variance > 0 ? static_cast<float>(scale / std::sqrt(variance)) : 0;
        limit = static_cast<float>(clip * scale);
    }
    void apply(float& value) const
    {
        value = value == 0 ? 0 : std::clamp((value - shift) * factor, -limit, limit);
    }
};

/// What the training rows say.
struct Fit {
    std::vector<Known> ids;
    std::vector<Scaled> dense;
    size_t idColumns = 0;
    size_t denseColumns = 0;
};

/// Calls onId(known, id) and onNumber(scaled, value) for all that is fitted in a batch.
template <class AnyFit, class OnId, class OnNumber>
void visit(AnyFit& fit, Batch& batch, OnId onId, OnNumber onNumber)
{
    for (auto& known : fit.ids) {
        if (known.storage == InputSlot::Storage::Bag) {
            for (int32_t& id : batch.bags[known.column].ids)
                onId(known, id);
            continue;
        }
        for (size_t at = known.column; at < batch.ids.size(); at += fit.idColumns)
            onId(known, batch.ids[at]);
    }
    for (auto& scaled : fit.dense) {
        for (size_t at = scaled.column; at < batch.dense.size(); at += fit.denseColumns)
            onNumber(scaled, batch.dense[at]);
    }
}

bool isStandardised(const Input& input)
{
    return (input.kind == InputKind::Numeric && input.buckets == 0)
        || (input.kind == InputKind::Vector && input.scaling == VectorScaling::Column);
}

void addSlot(Fit& fit, const InputSlot& slot, const Input& input)
{
    const auto column = static_cast<size_t>(slot.index);
    const bool learnt = slot.storage == InputSlot::Storage::Id || slot.storage == InputSlot::Storage::Bag;
    if (learnt && input.kind != InputKind::Numeric) // ids of buckets are always known
        fit.ids.push_back({slot.storage, column, input.minCount,
                           std::vector<int32_t>(static_cast<size_t>(slot.vocabulary), 0)});
    for (int k = 0; slot.storage == InputSlot::Storage::Dense && isStandardised(input) && k < slot.width; ++k)
        fit.dense.push_back(
            {.column = column + static_cast<size_t>(k), .scale = input.scale, .clip = input.clip});
}

Fit fitOn(const Dataset& dataset)
{
    constexpr int64_t kBatch = 4096;
    Fit fit;
    fit.idColumns = static_cast<size_t>(dataset.layout.idColumns);
    fit.denseColumns = static_cast<size_t>(dataset.layout.denseColumns);
    size_t slot = 0;
    for (const Field& field : dataset.schema.fields) {
        for (const Input& input : field.inputs)
            addSlot(fit, dataset.layout.inputs[slot++], input);
    }
    const auto source =
        dataset.store->source({.part = Part::Train, .batchSize = kBatch, .order = RowOrder::Stored});
    Batch batch;
    source->reset(0);
    while (source->next(batch))
        visit(
            fit, batch, [](Known& known, int32_t id) { known.add(id); },
            [](Scaled& scaled, float value) { scaled.add(value); });
    for (Known& known : fit.ids)
        known.finish();
    for (Scaled& scaled : fit.dense)
        scaled.finish();
    return fit;
}

class RefittedStore : public RowStore {
public:
    RefittedStore(std::shared_ptr<const RowStore> whole, Fit fit)
        : m_whole(std::move(whole))
        , m_fit(std::move(fit))
    {
    }
    [[nodiscard]] int64_t rows(Part part) const override { return m_whole->rows(part); }
    void read(Part part, std::span<const int64_t> places, Batch& batch) const override
    {
        m_whole->read(part, places, batch);
        visit(
            m_fit, batch, [](const Known& known, int32_t& id) { known.mask(id); },
            [](const Scaled& scaled, float& value) { scaled.apply(value); });
    }
    [[nodiscard]] int64_t shuffleWindow() const override { return m_whole->shuffleWindow(); }

private:
    std::shared_ptr<const RowStore> m_whole;
    const Fit m_fit;
};

} // namespace

std::shared_ptr<const Dataset> refitted(const std::shared_ptr<const Dataset>& dataset)
{
    auto result = std::make_shared<Dataset>(*dataset);
    result->store = std::make_shared<RefittedStore>(dataset->store, fitOn(*dataset));
    return result;
}

} // namespace leap

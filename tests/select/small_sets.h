// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/data/rows/dataset.h"
#include "core/train/observer.h"

#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// Small datasets built by hand, no file.
namespace leap::small {

inline Field field(const char* name, InputKind kind = InputKind::Categorical, int width = 4)
{
    Field result;
    result.name = name;
    Input& input = result.inputs.emplace_back();
    input.name = name;
    input.kind = kind;
    input.columns = {name};
    input.width = width;
    return result;
}

inline InputSlot slot(InputSlot::Storage storage, int index, int64_t start, int width, int64_t vocabulary,
                      const char* name)
{
    InputSlot result;
    result.storage = storage;
    result.index = index;
    result.start = start;
    result.width = width;
    result.vocabulary = vocabulary;
    result.name = name;
    return result;
}

/// Rows 0 .. 15 of every 20 train, 16 learns gates, 17 judges, 18 and 19 test.
inline std::shared_ptr<const RowStore> deal(Batch rows)
{
    std::vector<int64_t> places[kParts];
    for (int64_t row = 0; row < rows.rows; ++row) {
        const auto part = row % 20 < 16 ? Part::Train
            : row % 20 == 16            ? Part::Gate
            : row % 20 == 17            ? Part::Validation
                                        : Part::Test;
        places[static_cast<size_t>(part)].push_back(row);
    }
    std::array<Batch, kParts> all;
    all[0] = std::move(rows);
    const auto whole = makeMemoryStore(std::move(all));
    std::array<Batch, kParts> parts;
    for (size_t part = 0; part < kParts; ++part)
        whole->read(Part::Train, places[part], parts[part]);
    return makeMemoryStore(std::move(parts));
}

/// Two fields of four values: the first decides the label (P(y) = .8 or .2), the second is noise.
inline std::shared_ptr<Dataset> twoFields(int64_t rows = 4000)
{
    auto data = std::make_shared<Dataset>();
    data->schema.fields = {field("useful"), field("noise")};
    data->layout.ranges = {0, 4, 8};
    data->layout.idColumns = 2;
    for (int i = 0; i < 2; ++i)
        data->layout.inputs.push_back(slot(InputSlot::Storage::Id, i, int64_t{4} * i, 4, 6,
                                           data->schema.fields[static_cast<size_t>(i)].name.c_str()));
    data->facts.assign(2, {.activeRows = 3000, .defaultShare = 0.25, .missingShare = 0, .distinct = 4});
    data->rows = data->card.rows = rows;
    Batch all;
    all.rows = rows;
    RandomStream draw(streamKey(5, "two fields"));
    for (int64_t row = 0; row < rows; ++row) {
        const auto useful = static_cast<int32_t>(draw.nextBelow(4));
        all.ids.insert(all.ids.end(), {2 + useful, static_cast<int32_t>(2 + draw.nextBelow(4))});
        all.label.push_back(draw.nextBelow(10) < (useful < 2 ? 8u : 2u) ? 1.0F : 0.0F);
    }
    data->store = deal(std::move(all));
    return data;
}

/// Fields of every storage and of unequal widths. Column order: noise (bag, 3), useful (id, 4), number
/// (1 dense column, useful), united (id of 2 and 3 dense columns; its last dense column is useful), wide
/// (5 dense columns of noise). "useful" and "united" share a group. P(y) = sigmoid of the sum of the useful
/// parts, each worth 1.5.
inline std::shared_ptr<Dataset> mixedFields(int64_t rows = 4000)
{
    auto data = std::make_shared<Dataset>();
    data->schema.fields = {field("noise", InputKind::Bag, 3), field("useful"),
                           field("number", InputKind::Numeric, 1), field("united", InputKind::Categorical, 2),
                           field("wide", InputKind::Vector, 5)};
    Input part = field("part", InputKind::Vector, 3).inputs[0];
    part.columns = {"a", "b", "c"};
    data->schema.fields[3].inputs.push_back(part);
    data->schema.fields[4].inputs[0].columns = {"v1", "v2", "v3", "v4", "v5"};
    data->schema.fields[1].group = data->schema.fields[3].group = "pair";
    RowLayout& layout = data->layout;
    layout.ranges = {0, 3, 7, 8, 13, 18};
    layout.idColumns = 2;
    layout.bagColumns = 1;
    layout.denseColumns = 9;
    layout.inputs = {slot(InputSlot::Storage::Bag, 0, 0, 3, 7, "noise"),
                     slot(InputSlot::Storage::Id, 0, 3, 4, 6, "useful"),
                     slot(InputSlot::Storage::Dense, 0, 7, 1, 0, "number"),
                     slot(InputSlot::Storage::Id, 1, 8, 2, 5, "united"),
                     slot(InputSlot::Storage::Dense, 1, 10, 3, 0, "part"),
                     slot(InputSlot::Storage::Dense, 4, 13, 5, 0, "wide")};
    data->facts.assign(5, {.activeRows = rows / 2, .defaultShare = 0.5, .missingShare = 0, .distinct = 4});
    data->rows = data->card.rows = rows;
    Batch all;
    all.rows = rows;
    all.bags.resize(1);
    all.bags[0].offsets = {0};
    RandomStream draw(streamKey(6, "mixed fields"));
    for (int64_t row = 0; row < rows; ++row) {
        for (uint64_t n = draw.nextBelow(3); n > 0; --n)
            all.bags[0].ids.push_back(static_cast<int32_t>(2 + draw.nextBelow(5)));
        all.bags[0].offsets.push_back(static_cast<int32_t>(all.bags[0].ids.size()));
        const auto useful = static_cast<int32_t>(draw.nextBelow(4));
        all.ids.insert(all.ids.end(), {2 + useful, static_cast<int32_t>(2 + draw.nextBelow(3))});
        for (int column = 0; column < 9; ++column)
            all.dense.push_back(0.1F * (static_cast<float>(draw.nextBelow(2001)) / 1000.0F - 1));
        const float* dense = &all.dense[static_cast<size_t>(row) * 9];
        const double logit =
            1.5 * ((useful < 2 ? 1 : -1) + (dense[0] > 0 ? 1 : -1) + (dense[3] > 0 ? 1 : -1));
        const double p = 1 / (1 + std::exp(-logit));
        all.label.push_back(static_cast<double>(draw.nextBelow(1000000)) < 1e6 * p ? 1.0F : 0.0F);
    }
    data->store = deal(std::move(all));
    return data;
}
inline constexpr bool kMixedUseful[] = {false, true, true, true, false};

inline Settings quickSettings()
{
    Settings settings;
    settings.batch = 64;
    settings.epochs = 6;
    settings.threads = 1;
    settings.device = DeviceChoice::Cpu;
    return settings;
}

} // namespace leap::small

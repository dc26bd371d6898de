// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch_source.h"
#include "core/data/rows/dataset.h"
#include "core/data/schema/schema.h"

#include <QtTest>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

/// A matrix and a scalar column, for tests of matrices in all formats.
namespace leap::test {

inline constexpr size_t kWidth = 5;

/// Element k of row r of the table; some are missing or infinite.
inline float element(int64_t row, int64_t k)
{
    if ((row + k) % 37 == 0)
        return k % 2 == 0 ? std::numeric_limits<float>::quiet_NaN() : std::numeric_limits<float>::infinity();
    return static_cast<float>(row * 8 + k) / 16;
}

inline Input slice(const std::string& name, int begin, int width, VectorScaling scaling)
{
    Input input;
    input.name = name;
    input.kind = InputKind::Vector;
    input.columns = {"X"};
    input.begin = begin;
    input.width = width;
    input.scaling = scaling;
    return input;
}

/// Three slices of the matrix, out of order, and a scalar in between.
inline Schema sampleSchema()
{
    Schema schema;
    schema.label.column = "label";
    Input scalar;
    scalar.name = "n";
    scalar.kind = InputKind::Numeric;
    scalar.columns = {"n"};
    scalar.width = 1;
    for (const Input& input :
         {slice("c", 3, 2, VectorScaling::Column), scalar, slice("a", 0, 1, VectorScaling::None),
          slice("r", 1, 2, VectorScaling::FieldRms)})
        schema.fields.push_back({input.name, {input}, {}, 0, {}});
    return schema;
}

/// All batches of a pass, one after another.
inline Batch passOf(BatchSource& source, int64_t epoch)
{
    Batch all, batch;
    source.reset(epoch);
    const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    while (source.next(batch)) {
        all.rows += batch.rows;
        append(all.dense, batch.dense);
        append(all.label, batch.label);
        append(all.sourceRow, batch.sourceRow);
    }
    return all;
}

/// A matrix that stays in its files is read as one in memory is. @param places of training rows, in any order
inline void compareRows(const Dataset& files, const Dataset& memory, const std::vector<int64_t>& places)
{
    for (int part = 0; part < kParts; ++part) {
        const BatchPlan plan{.part = static_cast<Part>(part), .batchSize = 33, .order = RowOrder::Stored};
        const Batch a = passOf(*files.store->source(plan), 0), b = passOf(*memory.store->source(plan), 0);
        QVERIFY(a.rows > 0);
        QCOMPARE(a.sourceRow, b.sourceRow);
        QCOMPARE(a.dense, b.dense);
    }
    for (size_t f = 0; f < files.facts.size(); ++f) {
        QCOMPARE(files.facts[f].missingShare, memory.facts[f].missingShare);
        QCOMPARE(files.facts[f].activeRows, memory.facts[f].activeRows);
    }
    Batch a, b;
    files.store->read(Part::Train, places, a);
    memory.store->read(Part::Train, places, b);
    QCOMPARE(a.dense, b.dense);
    QCOMPARE(a.sourceRow, b.sourceRow);
}

} // namespace leap::test

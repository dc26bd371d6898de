// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/batch_source.h"
#include "core/data/schema.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

/// A matrix with a scalar beside it, for the tests of matrices wherever they lie.
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

} // namespace leap::test

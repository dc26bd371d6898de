// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/planted_table.h"

#include "core/base/statistics.h"
#include "core/synth/draws.h"
#include "core/synth/label_model.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace leap::synth {
namespace {

constexpr int64_t kSampleRows = 65'536; ///< for the base rate and the AUC ceiling
constexpr float kScalarEffect = 1.2F;
constexpr float kSparseEffect = 5.0F;

/// Effects of `values` categories: standard normal, from their own stream.
float effect(const char* column, int64_t value)
{
    return RandomStream(streamKey(7, column)).normalAt(static_cast<uint64_t>(value));
}

/// Which eighth of the standard normal distribution z lies in.
int octile(float z)
{
    constexpr std::array<float, 7> kBorders{-1.1503F, -0.6745F, -0.3186F, 0.0F, 0.3186F, 0.6745F, 1.1503F};
    return static_cast<int>(std::upper_bound(kBorders.begin(), kBorders.end(), z) - kBorders.begin());
}

/// Mean of z within each octile, so that a category's effect is as strong as the scalar's.
constexpr std::array<float, 8> kOctileMean{-1.647F, -0.889F, -0.491F, -0.157F,
                                           0.157F,  0.491F,  0.889F,  1.647F};

FieldTruth known(const char* name, Role role, double strength, int64_t values, Expected expected)
{
    FieldTruth field;
    field.name = name;
    field.role = role;
    field.strength = strength;
    field.values = values;
    field.expected = expected;
    return field;
}

} // namespace

struct PlantedTable::Row {
    float logit;
    float number;
    std::array<int64_t, 12> cells; ///< of the columns, `numeric` left out
};

PlantedTable::PlantedTable(int64_t rows, uint64_t seed)
    : m_seed(seed)
    , m_columns{{"y", CellForm::Whole, ""},         {"strong_a", CellForm::Code, "a"},
                {"strong_b", CellForm::Code, "b"},  {"numeric", CellForm::Real, ""},
                {"category", CellForm::Code, "c"},  {"twin_1", CellForm::Code, "t"},
                {"twin_2", CellForm::Code, "u"},    {"sparse", CellForm::Code, "s"},
                {"noise_2", CellForm::Code, "n"},   {"noise_50", CellForm::Code, "n"},
                {"noise_500", CellForm::Code, "n"}, {"noise_20000", CellForm::Code, "n"},
                {"constant", CellForm::Word, "k"}}
{
    describe(rows);
}

PlantedTable::Row PlantedTable::draw(int64_t row) const
{
    RandomStream stream(streamKey(m_seed, "planted", static_cast<uint64_t>(row)));
    const auto next = [&](uint64_t bound) { return static_cast<int64_t>(stream.nextBelow(bound)); };
    const int64_t a = next(20), b = next(50), twin = next(30);
    const int64_t sparse = next(100) == 0 ? 1 + next(2) : 0;
    const RandomStream normal(streamKey(m_seed, "planted/normal", static_cast<uint64_t>(row)));
    const float z = normal.normalAt(0);
    const int category = octile(normal.normalAt(1));
    const float logit = effect("a", a) + effect("b", b) + effect("twin", twin) + kScalarEffect * z
        + kScalarEffect * kOctileMean[static_cast<size_t>(category)]
        + (sparse == 1       ? kSparseEffect
               : sparse == 2 ? -kSparseEffect
                             : 0.0F);
    const bool y = unit(stream.nextBits()) < 1 / (1 + std::exp(-logit));
    const int64_t noise2 = next(2), noise50 = next(50), noise500 = next(500), noise20000 = next(20000);
    return {
        logit,
        z,
        {y ? 1 : 0, a, b, category, twin, (twin * 7) % 30, sparse, noise2, noise50, noise500, noise20000, 0}};
}

void PlantedTable::fill(TableBlock& block) const
{
    for (size_t i = 0; i < static_cast<size_t>(block.rows); ++i) {
        const Row row = draw(block.first + static_cast<int64_t>(i));
        size_t next = 0;
        for (ColumnCells& cells : block.columns) {
            if (cells.whole.empty())
                cells.real[i] = row.number;
            else
                cells.whole[i] = row.cells[next++];
        }
    }
}

void PlantedTable::describe(int64_t rows)
{
    m_truth.generator = "planted";
    m_truth.seed = m_seed;
    m_truth.rows = rows;
    m_truth.label = "y";
    m_truth.ceilingRows = kSampleRows;
    std::vector<float> logits;
    double sum = 0;
    for (int64_t row = 0; row < kSampleRows; ++row) {
        logits.push_back(draw(row).logit);
        sum += sigmoid(logits.back());
    }
    m_truth.baseRate = sum / kSampleRows;
    m_truth.aucCeiling = aucCeiling(logits, 0);
    m_truth.fields = {
        known("strong_a", Role::Strong, 1, 20, Expected::Keep),
        known("strong_b", Role::Strong, 1, 50, Expected::Keep),
        known("numeric", Role::Strong, kScalarEffect, 0, Expected::Keep),
        known("category", Role::Strong, kScalarEffect, 8, Expected::Keep),
        known("twin_1", Role::Strong, 1, 30, Expected::OneOf),
        known("twin_2", Role::Copy, 0, 30, Expected::OneOf),
        known("sparse", Role::SparseUseful, kSparseEffect / 10, 3, Expected::Keep),
        known("noise_2", Role::Noise, 0, 2, Expected::Drop),
        known("noise_50", Role::Noise, 0, 50, Expected::Drop),
        known("noise_500", Role::Noise, 0, 500, Expected::Drop),
        known("noise_20000", Role::Noise, 0, 20'000, Expected::Drop),
        known("constant", Role::Constant, 0, 1, Expected::Drop),
    };
    constexpr size_t kTwin = 4;
    m_truth.fields[kTwin].group = m_truth.fields[kTwin + 1].group = "copies of twin_1";
    m_truth.fields[kTwin + 1].copyOf = "twin_1";
}

} // namespace leap::synth

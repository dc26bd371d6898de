// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/field_tables.h"

namespace leap::synth {
namespace {

constexpr float kMix = 0.70710678F; ///< mixes two variances equally

/// The worth of a field's ranks, roughly standardised; a sign if only signs matter.
std::vector<float> worthsOf(const FieldSpec& spec, uint64_t seed)
{
    const FieldDraws draws(spec, seed);
    const bool signs = spec.role == Role::Interaction || spec.role == Role::Leak;
    std::vector<float> worths;
    for (int64_t rank = 0; rank < spec.values; ++rank)
        worths.push_back(!signs ? draws.rawWorth(rank) : rank % 2 == 0 ? 1.0F : -1.0F);
    return worths;
}

std::vector<float> worthsOfCopy(const FieldSpec& copy, const FieldSpec& original, uint64_t seed)
{
    const FieldDraws draws(copy, seed);
    const auto worths = worthsOf(original, seed);
    std::vector<float> moved(worths.size());
    for (int64_t rank = 0; rank < copy.values; ++rank)
        moved[static_cast<size_t>(draws.copied(rank))] = worths[static_cast<size_t>(rank)];
    return moved;
}

} // namespace

FieldTables::FieldTables(const std::vector<FieldSpec>& fields, uint64_t seed)
{
    for (const FieldSpec& spec : fields) {
        if (spec.use != Use::Field)
            continue;
        const auto worths = spec.draw == Draw::Copy
            ? worthsOfCopy(spec, fields[static_cast<size_t>(spec.other)], seed)
            : worthsOf(spec, seed);
        m_tables.push_back(tableOf(spec, worths, seed));
        m_columns += spec.width;
    }
}

FieldTables::Table FieldTables::tableOf(const FieldSpec& spec, const std::vector<float>& worths,
                                        uint64_t seed)
{
    Table table{static_cast<int64_t>(worths.size()), spec.width, {}};
    table.values.reserve(worths.size() * static_cast<size_t>(spec.width));
    const RandomStream noise(streamKey(seed, "synth/table/" + spec.name));
    const RandomStream signs(streamKey(seed, "synth/table signs/" + spec.name));
    for (size_t rank = 0; rank < worths.size(); ++rank) {
        const bool common = spec.draw == Draw::Sparse && rank == 0;
        for (size_t i = 0; i < static_cast<size_t>(spec.width); ++i) {
            const float sign = (signs.bitsAt(i) >> 63) == 0 ? kMix : -kMix;
            const float mixed =
                sign * worths[rank] + kMix * worth(noise.bitsAt(rank * static_cast<size_t>(spec.width) + i));
            table.values.push_back(common ? 0 : spec.width == 1 ? worths[rank] : mixed);
        }
    }
    return table;
}

} // namespace leap::synth

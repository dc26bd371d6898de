// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/field_table.h"

#include "core/base/statistics.h"
#include "core/synth/field_truth.h"
#include "core/synth/label_model.h"

#include <cmath>

namespace leap::synth {
namespace {

constexpr int64_t kSampleRows = 65'536; ///< for standard deviations, intercept and ceiling
constexpr double kLeakErrors = 0.02;
constexpr int64_t kClockStart = 1'600'000'000; ///< seconds since 1970
constexpr int64_t kClockSpan = 30 * int64_t{86'400};

/// +1 for even ranks, -1 for odd ones, 0 for a missing cell.
float sign(int64_t rank)
{
    return rank == kMissing ? 0.0F : rank % 2 == 0 ? 1.0F : -1.0F;
}

/// Whether a field adds to the logit by itself.
bool addsAlone(const FieldSpec& spec)
{
    return spec.strength > 0 && spec.role != Role::Interaction && spec.draw != Draw::Copy
        && spec.draw != Draw::Leak;
}

/// The remaining effect of a drifting field after a share of the rows: full at first, none from the middle
/// on.
float fade(const FieldSpec& spec, double shareOfRows)
{
    return spec.role == Role::Drifting ? static_cast<float>(std::max(0.0, 1 - 2 * shareOfRows)) : 1.0F;
}

} // namespace

FieldTable::FieldTable(const SetSpec& spec, int64_t rows, uint64_t seed)
    : m_rows(rows)
    , m_columns{{spec.label, CellForm::Whole, {}}}
    , m_labels(streamKey(seed, "synth/label"))
{
    for (const FieldSpec& field : spec.fields)
        addField(field, seed);
    describe(spec, seed);
    calibrate(spec.baseRate);
}

void FieldTable::addField(const FieldSpec& spec, uint64_t seed)
{
    m_places.push_back({FieldDraws(spec, seed), m_columns.size()});
    const int columns = m_places.back().draws.sourceColumns();
    for (int i = 0; i < columns; ++i)
        m_columns.push_back(
            {columns == 1 ? spec.name : spec.name + "_" + std::to_string(i), spec.form, spec.prefix});
}

void FieldTable::describe(const SetSpec& spec, uint64_t seed)
{
    m_truth.generator = spec.generator;
    m_truth.seed = seed;
    m_truth.rows = m_rows;
    m_truth.label = spec.label;
    m_truth.baseRate = spec.baseRate;
    m_truth.ceilingRows = kSampleRows;
    for (const FieldSpec& field : spec.fields) {
        if (field.use == Use::Time)
            m_truth.time = field.name;
        if (field.use == Use::GroupId)
            m_truth.groupId = field.name, m_truth.groupStrength = field.strength;
        if (field.use == Use::Field)
            m_truth.fields.push_back(truthOf(field, spec));
    }
}

void FieldTable::calibrate(double baseRate)
{
    TableBlock sample;
    sample.reset(m_columns, 0, kSampleRows);
    drawCells(sample, kSampleRows);
    standardise(sample);
    const std::vector<float> parts = logits(sample, kSampleRows);
    m_intercept = interceptFor(parts, baseRate);
    m_truth.aucCeiling = aucCeiling(parts, m_intercept);
}

void FieldTable::standardise(const TableBlock& sample)
{
    for (Place& place : m_places) {
        if (!addsAlone(place.draws.spec()))
            continue;
        const ColumnCells& cells = sample.columns[place.column];
        double count = 0, sum = 0, squares = 0;
        const auto add = [&](double value) {
            ++count;
            sum += value;
            squares += value * value;
        };
        for (const int64_t rank : cells.whole)
            if (rank != kMissing)
                add(place.draws.rawWorth(rank));
        for (const float number : cells.real)
            if (!std::isnan(number))
                add(number);
        const double mean = sum / count;
        place.draws.scale(mean, std::sqrt(std::max(0.0, squares / count - mean * mean)));
    }
}

void FieldTable::fill(TableBlock& block) const
{
    drawCells(block, m_rows);
    drawLabels(block, logits(block, m_rows));
    for (const Place& place : m_places) {
        if (place.draws.spec().draw == Draw::Leak)
            drawLeak(place, block);
        if (place.draws.spec().form != CellForm::Real)
            place.draws.rename(block.columns[place.column].whole);
    }
}

void FieldTable::drawCells(TableBlock& block, int64_t totalRows) const
{
    for (const Place& place : m_places) {
        const FieldSpec& spec = place.draws.spec();
        auto& cells = block.columns[place.column];
        if (spec.draw == Draw::Copy) {
            const Place& original = m_places[static_cast<size_t>(spec.other)];
            cells = block.columns[original.column];
            for (int64_t& rank : cells.whole)
                rank = place.draws.copied(rank);
        } else if (spec.draw == Draw::Clock) {
            for (int64_t i = 0; i < block.rows; ++i)
                cells.whole[static_cast<size_t>(i)] = kClockStart
                    + static_cast<int64_t>(static_cast<double>(block.first + i)
                                           / static_cast<double>(totalRows) * kClockSpan);
        } else {
            place.draws.draw(block.first,
                             std::span(block.columns)
                                 .subspan(place.column, static_cast<size_t>(place.draws.sourceColumns())));
        }
    }
}

std::vector<float> FieldTable::logits(const TableBlock& block, int64_t totalRows) const
{
    std::vector<float> sum(static_cast<size_t>(block.rows), 0.0F);
    for (const Place& place : m_places) {
        const FieldSpec& spec = place.draws.spec();
        if (addsAlone(spec))
            addPart(place, block, totalRows, sum);
        else if (spec.role == Role::Interaction && spec.other >= 0)
            addInteraction(place, block, sum);
    }
    return sum;
}

void FieldTable::addPart(const Place& place, const TableBlock& block, int64_t totalRows,
                         std::vector<float>& logits) const
{
    const ColumnCells& cells = block.columns[place.column];
    const FieldSpec& spec = place.draws.spec();
    for (size_t i = 0; i < logits.size(); ++i) {
        const double share =
            static_cast<double>(block.first + static_cast<int64_t>(i)) / static_cast<double>(totalRows);
        logits[i] += fade(spec, share)
            * (cells.real.empty() ? place.draws.worth(cells.whole[i]) : place.draws.worth(cells.real[i]));
    }
}

void FieldTable::addInteraction(const Place& place, const TableBlock& block, std::vector<float>& logits) const
{
    const FieldSpec& spec = place.draws.spec();
    const auto& mine = block.columns[place.column].whole;
    const auto& other = block.columns[m_places[static_cast<size_t>(spec.other)].column].whole;
    for (size_t i = 0; i < logits.size(); ++i)
        logits[i] += static_cast<float>(spec.strength) * sign(mine[i]) * sign(other[i]);
}

void FieldTable::drawLabels(TableBlock& block, const std::vector<float>& logits) const
{
    for (size_t i = 0; i < logits.size(); ++i)
        block.columns[0].whole[i] =
            unit(m_labels.bitsAt(static_cast<uint64_t>(block.first) + i)) < sigmoid(logits[i] + m_intercept)
            ? 1
            : 0;
}

void FieldTable::drawLeak(const Place& place, TableBlock& block) const
{
    const FieldSpec& spec = place.draws.spec();
    const RandomStream stream(streamKey(m_truth.seed, "synth/leak/" + spec.name));
    for (size_t i = 0; i < static_cast<size_t>(block.rows); ++i) {
        const uint64_t row = static_cast<uint64_t>(block.first) + i;
        const bool wrong = unit(stream.bitsAt(2 * row)) < kLeakErrors;
        const int64_t label = block.columns[0].whole[i];
        block.columns[place.column].whole[i] =
            2 * evenDraw(stream.bitsAt(2 * row + 1), spec.values / 2) + (wrong ? 1 - label : label);
    }
}

} // namespace leap::synth

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/encode/encoder.h"

#include "core/base/error.h"
#include "core/base/share_tasks.h"
#include "core/base/text.h"
#include "core/data/column/coded_column.h"
#include "core/data/column/messages.h"
#include "core/data/encode/split.h"
#include "core/data/schema/label.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace leap {
namespace {

constexpr double kRmsRatio = 10; ///< vector fields further apart than this are worth a word
constexpr int64_t kSliceBytes = 1 << 20; ///< of rows that a thread encodes at a time
constexpr int64_t kMostSliceRows = 4096;

} // namespace

/// Some consecutive rows of the dataset on their way.
struct Encoder::Slice {
    int64_t begin = 0;
    Batch rows;
    std::vector<std::vector<uint8_t>> state; ///< [inputs][rows]
    [[nodiscard]] size_t size() const { return static_cast<size_t>(rows.rows); }
};

Encoder::Encoder(const SourceData& data, const Schema& schema, const SplitRule& split, uint64_t seed,
                 int threads, Progress& progress)
    : m_data(data)
    , m_threads(threads)
    , m_progress(progress)
    , m_tables(data.folder, progress)
{
    m_out.schema = schema;
    m_out.schema.validate();
    makeCard();
    readLabel();
    splitParts(split, seed);
    readWeight();
    readGroup();
    layOut();
    fitMatrices();
    fitFields();
    nameTables();
    m_trainRows = {};
    orderRows();
}

void Encoder::makeCard()
{
    m_out.card.files = m_data.files;
    m_out.card.fingerprint = m_data.fingerprint;
    m_out.card.rejectedRows = m_data.rejectedRows;
    m_out.card.warnings = m_data.warnings;
}

void Encoder::readLabel()
{
    const LabelRule& rule = m_out.schema.label;
    if (rule.column.empty())
        throw InputError("No label column is chosen (--label COL).");
    const Labels labels = resolveLabel(columnOf(m_data, rule.column, "label"), rule);
    DatasetCard& card = m_out.card;
    m_sourceRows.reserve(labels.values.size());
    for (size_t row = 0; row < labels.values.size(); ++row) {
        if (std::isnan(labels.values[row]))
            continue;
        m_sourceRows.push_back(static_cast<int64_t>(row));
        m_label.push_back(labels.values[row]);
    }
    m_out.rows = static_cast<int64_t>(m_label.size());
    card.rows = m_out.rows;
    card.positives = labels.positives;
    card.label = labels.rule;
    card.warnings.insert(card.warnings.end(), labels.warnings.begin(), labels.warnings.end());
    if (labels.missing > 0)
        card.warnings.push_back(counted(labels.missing, "row") + " without a label in '" + rule.column
                                + "' left out.");
}

void Encoder::splitParts(const SplitRule& split, uint64_t seed)
{
    std::optional<CodedColumn> column;
    if (split.kind != SplitRule::Kind::Random)
        column.emplace(columnOf(m_data, split.column, "split"));
    SplitResult result = splitRows(split, seed, m_label, column ? &*column : nullptr,
                                   givenTimes(m_data, split.column), m_sourceRows);
    DatasetCard& card = m_out.card;
    for (size_t row = 0; row < result.parts.size(); ++row) {
        ++card.rowsOfPart[static_cast<size_t>(result.parts[row])];
        if (result.parts[row] == Part::Train)
            m_trainRows.push_back(m_sourceRows[row]);
    }
    card.split = result.rule;
    card.warnings.insert(card.warnings.end(), result.warnings.begin(), result.warnings.end());
    m_parts = std::move(result.parts);
    m_order = std::move(result.order);
}

void Encoder::readWeight()
{
    const std::string& name = m_out.schema.weight;
    if (name.empty())
        return;
    const CodedColumn column(columnOf(m_data, name, "weight"));
    for (const int64_t row : m_sourceRows) {
        const int32_t code = column.codes()[static_cast<size_t>(row)];
        const double weight = column.number(code);
        if (std::isnan(weight) || weight < 0)
            throw InputError("weight column '" + name + "': data row " + grouped(row + 1) + " says '"
                             + column.text(code) + "'; a number, 0 or more, is needed.");
        m_weight.push_back(static_cast<float>(weight));
    }
}

void Encoder::readGroup()
{
    const std::string& name = m_out.schema.groupId;
    if (name.empty())
        return;
    const CodedColumn column(columnOf(m_data, name, "group"));
    std::vector<int32_t> groupOf(column.distinct(), -1);
    int32_t groups = 0;
    for (const int64_t row : m_sourceRows) {
        int32_t& group = groupOf[static_cast<size_t>(column.codes()[static_cast<size_t>(row)])];
        if (group < 0)
            group = groups++;
        m_group.push_back(group);
    }
    m_out.card.groups = groups;
}

void Encoder::encodeSlice(Slice& slice, int64_t begin, int64_t count) const
{
    const auto rows = static_cast<size_t>(count);
    const auto some = [&]<typename T>(const std::vector<T>& all, std::vector<T>& to) {
        if (!all.empty())
            to.assign(all.begin() + begin, all.begin() + begin + count);
    };
    slice.begin = begin;
    slice.rows.rows = count;
    slice.rows.ids.resize(rows * static_cast<size_t>(m_shape.idColumns));
    slice.rows.dense.resize(rows * static_cast<size_t>(m_shape.denseColumns));
    slice.rows.bags.assign(static_cast<size_t>(m_shape.bagColumns), BagColumn{{0}, {}});
    some(m_label, slice.rows.label);
    some(m_weight, slice.rows.weight);
    some(m_group, slice.rows.group);
    some(m_sourceRows, slice.rows.sourceRow);
    slice.state.resize(m_inputs.size());
    for (size_t i = 0; i < m_inputs.size(); ++i) {
        slice.state[i].resize(rows);
        m_inputs[i]->encode(slice.rows.sourceRow, slice.rows, slice.state[i]);
    }
}

/// A field of several inputs shows its default where each input does.
void Encoder::countFields(Slice& slice)
{
    size_t input = 0;
    for (size_t f = 0; f < m_counts.size(); ++f) {
        std::vector<uint8_t>& state = slice.state[input++];
        for (size_t i = 1; i < m_out.schema.fields[f].inputs.size(); ++i, ++input)
            std::transform(state.begin(), state.end(), slice.state[input].begin(), state.begin(),
                           std::bit_and<>());
        for (const uint8_t row : state) {
            m_counts[f].defaults += (row & FittedInput::kDefault) != 0 ? 1 : 0;
            m_counts[f].missing += (row & FittedInput::kMissing) != 0 ? 1 : 0;
        }
    }
}

/// Squares of the vectors over the training rows, as the model sees them.
void Encoder::addScales(const Slice& slice)
{
    const auto stride = static_cast<size_t>(m_shape.denseColumns);
    for (size_t i = 0; i < m_inputs.size(); ++i) {
        const InputSlot& slot = m_out.layout.inputs[i];
        for (size_t row = 0; row < slice.size() && isWritten(slot); ++row) {
            if (m_parts[static_cast<size_t>(slice.begin) + row] != Part::Train)
                continue;
            const float* values = slice.rows.dense.data() + row * stride + slot.index;
            for (int k = 0; k < slot.width; ++k)
                m_squares[i] += static_cast<double>(values[k]) * static_cast<double>(values[k]);
        }
    }
}

/// What must happen in the order of the rows.
void Encoder::takeSlice(Slice& slice, BlockWriter& writer)
{
    countFields(slice);
    addScales(slice);
    writer.add(viewOf(slice.rows),
               std::span<const Part>(m_parts).subspan(static_cast<size_t>(slice.begin), slice.size()));
}

/// Slices are encoded on all threads, and those before are written meanwhile.
void Encoder::write(BlockSink& sink, int64_t blockRows)
{
    BlockWriter writer(sink, m_shape, blockRows);
    const int64_t step =
        std::clamp<int64_t>(kSliceBytes / std::max<int64_t>(m_shape.bytesPerRow(), 1), 1, kMostSliceRows);
    const auto some = static_cast<size_t>(std::max(m_threads, 1));
    std::vector<Slice> now(some), before(some);
    size_t written = 0; // of `before`
    for (int64_t begin = 0; begin < m_out.rows || written > 0;) {
        m_progress.report({"encoding, rows", begin, m_out.rows});
        const int64_t left = m_out.rows - begin;
        const size_t count = std::min(some, static_cast<size_t>((left + step - 1) / step));
        shareTasks(m_threads, count + 1, [&](size_t task) {
            for (size_t i = 0; task == 0 && i < written; ++i)
                takeSlice(before[i], writer);
            const int64_t first = begin + (static_cast<int64_t>(task) - 1) * step;
            if (task > 0)
                encodeSlice(now[task - 1], first, std::min(step, m_out.rows - first));
        });
        begin = std::min(begin + static_cast<int64_t>(some) * step, m_out.rows);
        written = count;
        std::swap(now, before);
    }
    writer.finish();
    finishFacts();
    compareScales();
}

void Encoder::finishFacts()
{
    const auto rows = static_cast<double>(std::max<int64_t>(m_out.rows, 1));
    for (size_t f = 0; f < m_counts.size(); ++f) {
        FieldFacts& facts = m_out.facts[f];
        facts.activeRows = m_out.rows - m_counts[f].defaults;
        facts.defaultShare = static_cast<double>(m_counts[f].defaults) / rows;
        facts.missingShare = static_cast<double>(m_counts[f].missing) / rows;
    }
}

/// The penalty is in the units of x: vector fields on very different scales are penalised differently.
void Encoder::compareScales()
{
    struct Scale {
        double rms;
        std::string name;
    };
    std::vector<Scale> scales;
    size_t index = 0;
    for (const Field& field : m_out.schema.fields) {
        for (const Input& input : field.inputs) {
            const InputSlot& slot = m_out.layout.inputs[index];
            const double values =
                static_cast<double>(m_out.card.rowsOfPart[static_cast<size_t>(Part::Train)]) * slot.width;
            const double rms = std::sqrt(m_squares[index++] / values);
            const bool given = input.kind == InputKind::Vector || input.kind == InputKind::Pretrained;
            if (given && rms > 0)
                scales.push_back({rms, slot.name});
        }
    }
    if (scales.empty())
        return;
    const auto [least, most] = std::minmax_element(
        scales.begin(), scales.end(), [](const Scale& a, const Scale& b) { return a.rms < b.rms; });
    if (most->rms > kRmsRatio * least->rms)
        m_out.card.warnings.push_back(
            "The vectors are on very different scales (RMS " + fixed(least->rms, 4) + " in '" + least->name
            + "', " + fixed(most->rms, 4) + " in '" + most->name
            + "'): the penalty is in the units of the values; choose scaling column or field-rms, in the "
              "schema or in the range table's column 'scaling'.");
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/encoder.h"

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/data/coded_column.h"
#include "core/data/label.h"
#include "core/data/messages.h"
#include "core/data/split.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leap {
namespace {

constexpr double kRmsRatio = 10; ///< vector fields further apart than this are worth a word

class Encoder {
public:
    Encoder(const SourceData& data, const Schema& schema, Progress& progress)
        : m_data(data)
        , m_progress(progress)
        , m_out(std::make_shared<Dataset>())
        , m_tables(data.folder, progress)
    {
        m_out->schema = schema;
    }

    std::shared_ptr<const Dataset> run(const SplitRule& split, uint64_t seed)
    {
        m_out->schema.validate();
        makeCard();
        readLabel();
        splitParts(split, seed);
        readWeight();
        readGroup();
        layOut();
        encodeFields();
        nameTables();
        compareScales();
        cutParts();
        return m_out;
    }

private:
    void makeCard();
    void readLabel();
    void splitParts(const SplitRule& split, uint64_t seed);
    void readWeight();
    void readGroup();
    void layOut();
    void encodeFields();
    [[nodiscard]] InputFacts encodeInput(const Input& input, const std::string& where, InputSlot& slot);
    void nameTables();
    void compareScales();
    void cutParts();

    const SourceData& m_data;
    Progress& m_progress;
    std::shared_ptr<Dataset> m_out;
    EncodedRows m_rows;
    GivenTables m_tables;
    std::vector<int64_t> m_sourceRows; ///< [rows of the dataset] row of the table
    std::vector<int64_t> m_trainRows; ///< rows of the table that train
};

void Encoder::makeCard()
{
    m_out->card.files = m_data.files;
    m_out->card.fingerprint = m_data.fingerprint;
    m_out->card.rejectedRows = m_data.rejectedRows;
    m_out->card.warnings = m_data.warnings;
}

void Encoder::readLabel()
{
    const LabelRule& rule = m_out->schema.label;
    if (rule.column.empty())
        throw InputError("no label column is chosen (--label COL)");
    const Labels labels = resolveLabel(columnOf(m_data, rule.column, "label"), rule);
    DatasetCard& card = m_out->card;
    m_sourceRows.reserve(labels.values.size());
    for (size_t row = 0; row < labels.values.size(); ++row) {
        if (std::isnan(labels.values[row]))
            continue;
        m_sourceRows.push_back(static_cast<int64_t>(row));
        m_rows.all.label.push_back(labels.values[row]);
    }
    m_out->rows = static_cast<int64_t>(m_rows.all.label.size());
    card.rows = m_out->rows;
    card.positives = labels.positives;
    card.label = labels.rule;
    card.warnings.insert(card.warnings.end(), labels.warnings.begin(), labels.warnings.end());
    if (labels.missing > 0)
        card.warnings.push_back(counted(labels.missing, "row") + " without a label in '" + rule.column
                                + "' left out");
}

void Encoder::splitParts(const SplitRule& split, uint64_t seed)
{
    std::optional<CodedColumn> column;
    if (split.kind != SplitRule::Kind::Random)
        column.emplace(columnOf(m_data, split.column, "split"));
    const SplitResult result =
        splitRows(split, seed, m_rows.all.label, column ? &*column : nullptr, m_sourceRows);
    for (size_t row = 0; row < result.parts.size(); ++row) {
        m_rows.rowsOf[static_cast<size_t>(result.parts[row])].push_back(static_cast<int64_t>(row));
        if (result.parts[row] == Part::Train)
            m_trainRows.push_back(m_sourceRows[row]);
    }
    for (size_t part = 0; part < kParts; ++part)
        m_out->card.rowsOfPart[part] = static_cast<int64_t>(m_rows.rowsOf[part].size());
    m_out->card.split = result.rule;
    m_out->card.warnings.insert(m_out->card.warnings.end(), result.warnings.begin(), result.warnings.end());
}

void Encoder::readWeight()
{
    const std::string& name = m_out->schema.weight;
    if (name.empty())
        return;
    const CodedColumn column(columnOf(m_data, name, "weight"));
    for (const int64_t row : m_sourceRows) {
        const int32_t code = column.codes()[static_cast<size_t>(row)];
        const double weight = column.number(code);
        if (std::isnan(weight) || weight < 0)
            throw InputError("weight column '" + name + "': data row " + grouped(row + 1) + " says '"
                             + column.text(code) + "'; a number, 0 or more, is needed");
        m_rows.all.weight.push_back(static_cast<float>(weight));
    }
}

void Encoder::readGroup()
{
    const std::string& name = m_out->schema.groupId;
    if (name.empty())
        return;
    const CodedColumn column(columnOf(m_data, name, "group"));
    std::vector<int32_t> groupOf(column.distinct(), -1);
    int32_t groups = 0;
    for (const int64_t row : m_sourceRows) {
        int32_t& group = groupOf[static_cast<size_t>(column.codes()[static_cast<size_t>(row)])];
        if (group < 0)
            group = groups++;
        m_rows.all.group.push_back(group);
    }
    m_out->card.groups = groups;
}

InputSlot::Storage storageOf(const Input& input)
{
    if (input.kind == InputKind::Bag)
        return InputSlot::Storage::Bag;
    if (input.kind == InputKind::Pretrained)
        return InputSlot::Storage::Lookup;
    const bool scalar = input.kind == InputKind::Numeric && input.buckets == 0;
    return scalar || input.kind == InputKind::Vector ? InputSlot::Storage::Dense : InputSlot::Storage::Id;
}

void Encoder::layOut()
{
    RowLayout& layout = m_out->layout;
    layout.ranges = m_out->schema.ranges();
    int64_t start = 0;
    for (const Field& field : m_out->schema.fields) {
        for (const Input& input : field.inputs) {
            InputSlot slot{storageOf(input), 0, start, input.width, 0, input.name, nullptr};
            int& used = slot.storage == InputSlot::Storage::Dense ? layout.denseColumns
                : slot.storage == InputSlot::Storage::Bag         ? layout.bagColumns
                                                                  : layout.idColumns;
            slot.index = used;
            used += slot.storage == InputSlot::Storage::Dense ? input.width : 1;
            start += input.width;
            layout.inputs.push_back(slot);
        }
    }
    const auto rows = static_cast<size_t>(m_out->rows);
    m_rows.all.ids.resize(rows * static_cast<size_t>(layout.idColumns));
    m_rows.all.dense.resize(rows * static_cast<size_t>(layout.denseColumns));
    m_rows.all.bags.resize(static_cast<size_t>(layout.bagColumns));
}

InputFacts Encoder::encodeInput(const Input& input, const std::string& where, InputSlot& slot)
{
    const EncodeJob job{m_data, input, where, m_sourceRows, m_trainRows, *m_out, m_rows, slot};
    switch (input.kind) {
    case InputKind::Categorical:
        return encodeCategorical(job);
    case InputKind::Numeric:
        return encodeNumeric(job);
    case InputKind::Bag:
        return encodeBag(job);
    case InputKind::Pretrained:
        return encodePretrained(job, m_tables);
    default:
        return encodeVector(job);
    }
}

/// A field of several inputs shows its default where each input does.
FieldFacts fieldFacts(const std::vector<uint8_t>& state, int64_t distinct)
{
    const auto count = [&](uint8_t bit) {
        return std::count_if(state.begin(), state.end(), [&](uint8_t s) { return (s & bit) != 0; });
    };
    const auto rows = static_cast<double>(std::max<size_t>(state.size(), 1));
    const auto defaults = count(InputFacts::kDefault);
    FieldFacts facts;
    facts.activeRows = static_cast<int64_t>(state.size()) - defaults;
    facts.defaultShare = static_cast<double>(defaults) / rows;
    facts.missingShare = static_cast<double>(count(InputFacts::kMissing)) / rows;
    facts.distinct = distinct;
    return facts;
}

void Encoder::encodeFields()
{
    size_t slot = 0;
    for (const Field& field : m_out->schema.fields) {
        m_progress.report({"encoding, fields", static_cast<int64_t>(m_out->facts.size()),
                           static_cast<int64_t>(m_out->schema.fields.size())});
        std::vector<uint8_t> state;
        int64_t distinct = 0;
        for (const Input& input : field.inputs) {
            const InputFacts facts =
                encodeInput(input, "field '" + field.name + "'", m_out->layout.inputs[slot++]);
            distinct = field.inputs.size() == 1 ? facts.distinct : 0;
            if (state.empty())
                state = facts.state;
            else
                std::transform(state.begin(), state.end(), facts.state.begin(), state.begin(),
                               std::bit_and<>());
        }
        m_out->facts.push_back(fieldFacts(state, distinct));
    }
}

/// Other vectors make other results.
void Encoder::nameTables()
{
    const std::vector<std::string> tables = m_tables.fingerprints();
    if (!tables.empty())
        m_out->card.fingerprint = sha256Of(m_out->card.fingerprint + "\n" + join(tables, "\n"));
}

/// RMS of a vector over the training rows, as the model sees it; 0 for other inputs.
double rmsOf(const EncodedRows& data, const RowLayout& layout, const Input& input, const InputSlot& slot)
{
    if (input.kind == InputKind::Pretrained)
        return lookupRms(data, layout, slot);
    if (input.kind != InputKind::Vector)
        return 0;
    double squares = 0;
    const auto stride = static_cast<size_t>(layout.denseColumns);
    for (const int64_t row : data.part(Part::Train)) {
        const float* values = data.all.dense.data() + static_cast<size_t>(row) * stride + slot.index;
        for (int k = 0; k < slot.width; ++k)
            squares += static_cast<double>(values[k]) * static_cast<double>(values[k]);
    }
    return std::sqrt(squares / (static_cast<double>(data.part(Part::Train).size()) * slot.width));
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
    for (const Field& field : m_out->schema.fields) {
        for (const Input& input : field.inputs) {
            const InputSlot& slot = m_out->layout.inputs[index++];
            const double rms = rmsOf(m_rows, m_out->layout, input, slot);
            if (rms > 0)
                scales.push_back({rms, slot.name});
        }
    }
    if (scales.empty())
        return;
    const auto [least, most] = std::minmax_element(
        scales.begin(), scales.end(), [](const Scale& a, const Scale& b) { return a.rms < b.rms; });
    if (most->rms > kRmsRatio * least->rms)
        m_out->card.warnings.push_back("the vectors are on very different scales (RMS " + fixed(least->rms, 4)
                                       + " in '" + least->name + "', " + fixed(most->rms, 4) + " in '"
                                       + most->name
                                       + "'): the penalty is in the units of the values; choose scaling "
                                         "column or field-rms, in the schema or "
                                         "in the range table's column 'scaling'");
}

void Encoder::cutParts()
{
    std::array<Batch, kParts> all;
    m_rows.all.rows = m_out->rows;
    m_rows.all.sourceRow = m_sourceRows;
    all[0] = std::move(m_rows.all);
    const auto whole = makeMemoryStore(std::move(all));
    std::array<Batch, kParts> parts;
    for (size_t part = 0; part < kParts; ++part)
        whole->read(Part::Train, m_rows.rowsOf[part], parts[part]);
    m_out->store = makeMemoryStore(std::move(parts));
}

} // namespace

std::shared_ptr<const Dataset> encodeTable(const SourceData& data, const Schema& schema,
                                           const SplitRule& split, uint64_t seed, Progress& progress)
{
    return Encoder(data, schema, progress).run(split, seed);
}

} // namespace leap

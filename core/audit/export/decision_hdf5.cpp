// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/export/decision_hdf5.h"

#include "core/audit/file/h5.h"
#include "core/audit/file/run_json.h"

#include <type_traits>

namespace leap {
namespace {

/// One dataset: `valueOf` of every field.
template <typename ValueOf>
void column(const h5::Group& group, const char* name, const std::vector<FieldDecision>& fields,
            ValueOf valueOf)
{
    using Value = std::decay_t<decltype(valueOf(fields.front()))>;
    std::vector<Value> values;
    values.reserve(fields.size());
    for (const FieldDecision& field : fields)
        values.push_back(valueOf(field));
    if constexpr (std::is_same_v<Value, std::string>)
        group.writeTexts(name, values);
    else
        group.write(name, values);
}

using Field = const FieldDecision&;

void writeNames(const h5::Group& group, const std::vector<FieldDecision>& fields)
{
    column(group, "name", fields, [](Field f) { return f.field.name; });
    column(group, "kind", fields, [](Field f) { return f.field.kind; });
    column(group, "source", fields, [](Field f) { return jsonText(Json(f.field.source)); });
    column(group, "verdict", fields, [](Field f) { return std::string(verdictName(f.verdict)); });
    column(group, "forced", fields, [](Field f) { return static_cast<uint8_t>(f.forced); });
    column(group, "reason", fields, [](Field f) { return f.reason; });
}

void writeNumbers(const h5::Group& group, const std::vector<FieldDecision>& fields)
{
    column(group, "start", fields, [](Field f) { return f.field.start; });
    column(group, "end", fields, [](Field f) { return f.field.end; });
    column(group, "new_start", fields, [](Field f) { return f.newStart; });
    column(group, "new_end", fields, [](Field f) { return f.newEnd; });
    column(group, "width", fields, [](Field f) { return f.field.width(); });
    column(group, "gate", fields, [](Field f) { return f.field.gate; });
    column(group, "divergence", fields, [](Field f) { return f.field.divergence; });
    column(group, "lambda", fields, [](Field f) { return f.field.lambda; });
}

void writeEvidence(const h5::Group& group, const std::vector<FieldDecision>& fields)
{
    column(group, "seeds", fields, [](Field f) { return int64_t{f.evidence.seeds}; });
    column(group, "settled", fields, [](Field f) { return static_cast<uint8_t>(f.evidence.settled); });
    column(group, "active_rows", fields, [](Field f) { return f.evidence.activeRows; });
    column(group, "kept_in_seeds", fields, [](Field f) { return int64_t{f.evidence.keptInSeeds}; });
    column(group, "half_samples", fields, [](Field f) { return int64_t{f.evidence.halfSamples}; });
    column(group, "kept_in_half_samples", fields,
           [](Field f) { return int64_t{f.evidence.keptInHalfSamples}; });
    column(group, "seed_spread", fields, [](Field f) { return f.evidence.seedSpread; });
    column(group, "sampling_spread", fields, [](Field f) { return f.evidence.samplingSpread; });
    column(group, "substitutes", fields, [](Field f) { return jsonText(Json(f.evidence.substitutes)); });
    column(group, "doubts", fields, [](Field f) { return jsonText(Json(f.evidence.doubts)); });
}

} // namespace

void writeDecisionHdf5(const std::filesystem::path& file, const std::filesystem::path& shown,
                       const Decision& decision, const Json& json)
{
    h5::Writer writer(file, shown);
    {
        const h5::Group& root = writer.root();
        for (const char* key : {"format", "tool", "created", "digest"})
            root.setText(key, json.at(key).get<std::string>());
        root.setInt("version", json.at("version").get<int64_t>());
        root.setInt("provisional", decision.provisional ? 1 : 0);
        root.writeText("json", jsonText(json));
        for (const char* key : {"dataset", "search", "rule"})
            root.writeText(key, jsonText(json.at(key)));
        const h5::Group totals = root.create("totals");
        totals.setInt("fields_before", decision.fieldsBefore);
        totals.setInt("fields_after", decision.fieldsAfter);
        totals.setInt("columns_before", decision.columnsBefore);
        totals.setInt("columns_after", decision.columnsAfter);
        const h5::Group fields = root.create("fields");
        writeNames(fields, decision.fields);
        writeNumbers(fields, decision.fields);
        writeEvidence(fields.create("evidence"), decision.fields);
    }
    writer.close();
}

} // namespace leap

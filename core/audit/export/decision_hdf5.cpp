// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/export/decision_hdf5.h"

#include "core/audit/export/decision_document_record.h"
#include "core/audit/export/decision_export.h"
#include "core/audit/file/struct_table.h"

#include <string_view>
#include <vector>

namespace leap {
namespace {

/// The columns of a field's decision, in the order in which the file has them; its evidence is a group.
const std::vector<std::string_view> kColumns{"name",   "kind",  "source",     "verdict",   "forced",
                                             "reason", "start", "end",        "new_start", "new_end",
                                             "width",  "gate",  "divergence", "lambda"};

std::vector<Evidence> evidenceOf(const std::vector<FieldDecision>& fields)
{
    std::vector<Evidence> evidence;
    for (const FieldDecision& field : fields)
        evidence.push_back(field.evidence);
    return evidence;
}

/// Texts, whole numbers and truth values at the top of the document.
void setAttributes(const h5::Group& root, const Json& json)
{
    for (const auto& member : json.items()) {
        if (member.value().is_string())
            root.setText(member.key(), member.value().get<std::string>());
        else if (member.value().is_number_integer())
            root.setInt(member.key(), member.value().get<int64_t>());
        else if (member.value().is_boolean())
            root.setInt(member.key(), member.value().get<bool>() ? 1 : 0);
    }
}

} // namespace

void writeDecisionHdf5(const std::filesystem::path& file, const std::filesystem::path& shown,
                       const Decision& decision, const RunRecord& run)
{
    const Json json = decisionToJson(decision, run);
    h5::Writer writer(file, shown);
    {
        const h5::Group& root = writer.root();
        setAttributes(root, json);
        root.writeText("json", jsonText(json));
        root.writeText("dataset", jsonText(toJson(run.card)));
        root.writeText("search", jsonText(toJson(DecidedSearch{&run})));
        root.writeText("rule", jsonText(toJson(ShownRule{decision.rule})));
        const h5::Group totals = root.create("totals");
        totals.setInt("fields_before", decision.fieldsBefore);
        totals.setInt("fields_after", decision.fieldsAfter);
        totals.setInt("columns_before", decision.columnsBefore);
        totals.setInt("columns_after", decision.columnsAfter);
        const h5::Group fields = root.create("fields");
        writeColumns(fields, decision.fields, kColumns);
        writeColumns(fields.create("evidence"), evidenceOf(decision.fields));
        if (!decision.constants.empty())
            writeColumns(root.create("constants"), decision.constants, {"name", "reason"});
    }
    writer.close();
}

} // namespace leap

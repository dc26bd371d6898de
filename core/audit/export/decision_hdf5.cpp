// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/export/decision_hdf5.h"

#include "core/audit/file/struct_table.h"
#include "core/decide/decision_record.h"

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
        writeColumns(fields, decision.fields, kColumns);
        writeColumns(fields.create("evidence"), evidenceOf(decision.fields));
        if (!decision.constants.empty())
            writeColumns(root.create("constants"), decision.constants, {"name", "reason"});
    }
    writer.close();
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/side_files.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/data/schema/schema_json.h"

#include <fstream>
#include <span>

namespace leap::synth {
namespace {

void writeNested(const SideFile& data, std::span<const SideFile> sides)
{
    if (sides.empty()) {
        writeAtomically(data.path, data.write);
        return;
    }
    writeAtomically(sides.front().path, [&](const std::filesystem::path& temporary) {
        sides.front().write(temporary);
        writeNested(data, sides.subspan(1));
    });
}

Input inputOf(const FieldSpec& field, const std::string& tables)
{
    Input input;
    input.name = field.name;
    input.columns = {field.name};
    if (!tables.empty()) {
        input.kind = InputKind::Pretrained;
        input.width = field.width;
        input.scaling = VectorScaling::FieldRms;
        input.table = {tables, field.name + "/ids", field.name + "/values"};
    } else if (field.draw == Draw::Normal && field.width > 1) {
        input.kind = InputKind::Vector;
        input.width = field.width;
        input.scaling = VectorScaling::Column;
        input.columns.clear();
        for (int i = 0; i < field.width; ++i)
            input.columns.push_back(field.name + "_" + std::to_string(i));
    } else if (field.draw == Draw::Normal || field.draw == Draw::Count) {
        input.kind = InputKind::Numeric;
        input.width = 1;
    }
    return input;
}

} // namespace

SideFile textFile(const std::filesystem::path& path, const std::string& text)
{
    return {path, [path, text](const std::filesystem::path& temporary) {
                std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
                out << text << std::flush;
                if (!out)
                    throw cannotWrite(path.string(), {});
            }};
}

void writeTogether(const SideFile& data, const std::vector<SideFile>& sides)
{
    writeNested(data, sides);
}

std::string schemaText(const SetSpec& set, const std::string& tables)
{
    Schema schema;
    schema.label.column = set.label;
    for (const FieldSpec& spec : set.fields) {
        if (spec.use == Use::GroupId)
            schema.groupId = spec.name;
        if (spec.use == Use::Time)
            schema.time = spec.name;
        if (spec.use != Use::Field)
            continue;
        if (spec.draw == Draw::Leak) {
            schema.leftOut.push_back({spec.name, "leak: known only after the label"});
            continue;
        }
        Field field;
        field.name = spec.name;
        field.inputs = {inputOf(spec, tables)};
        schema.fields.push_back(field);
    }
    schema.validate();
    return schemaFileText(schema);
}

std::string rangesText(const std::vector<FieldTruth>& fields)
{
    std::string text = "name,start,end\n";
    int64_t start = 0;
    for (const FieldTruth& field : fields) {
        if (field.role != Role::Leak)
            text +=
                field.name + "," + std::to_string(start) + "," + std::to_string(start + field.width) + "\n";
        start += field.width;
    }
    return text;
}

} // namespace leap::synth

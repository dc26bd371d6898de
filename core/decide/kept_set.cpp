// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/kept_set.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>

namespace leap {
namespace {

void requireFits(size_t fields, const KeptSet& kept)
{
    if (kept.size() != fields)
        throw InputError("The kept set speaks of " + std::to_string(kept.size()) + " fields, the data have "
                         + std::to_string(fields) + ".");
}

} // namespace

KeptSet keepAll(size_t fields)
{
    return KeptSet(fields, 1);
}

KeptSet keptSetOf(const Decision& decision)
{
    KeptSet kept;
    for (const FieldDecision& field : decision.fields)
        kept.push_back(field.verdict == Verdict::Drop ? 0 : 1);
    return kept;
}

KeptSet keptSetOf(const Schema& schema, const std::vector<std::string>& names)
{
    KeptSet kept(schema.fields.size(), 0);
    for (const std::string& name : names) {
        const auto place = schema.find(name);
        if (!place) {
            std::vector<std::string> known;
            for (const Field& field : schema.fields)
                known.push_back(field.name);
            throw InputError("There is no field '" + name + "'." + didYouMean(name, known));
        }
        kept[*place] = 1;
    }
    return kept;
}

std::vector<std::string> droppedNames(const Decision& decision)
{
    std::vector<std::string> names;
    for (const FieldDecision& field : decision.fields) {
        if (field.verdict == Verdict::Drop)
            names.push_back(field.field.name);
    }
    return names;
}

int64_t keptFields(const KeptSet& kept)
{
    return std::count_if(kept.begin(), kept.end(), [](uint8_t mark) { return mark != 0; });
}

int64_t keptColumns(const RowLayout& layout, const KeptSet& kept)
{
    requireFits(static_cast<size_t>(layout.fields()), kept);
    int64_t columns = 0;
    for (size_t i = 0; i < kept.size(); ++i)
        columns += kept[i] ? layout.ranges[i + 1] - layout.ranges[i] : 0;
    return columns;
}

std::vector<std::string> keptNames(const Schema& schema, const KeptSet& kept)
{
    requireFits(schema.fields.size(), kept);
    std::vector<std::string> names;
    for (size_t i = 0; i < kept.size(); ++i) {
        if (kept[i])
            names.push_back(schema.fields[i].name);
    }
    return names;
}

RowLayout prunedLayout(const RowLayout& layout, const KeptSet& kept)
{
    requireFits(static_cast<size_t>(layout.fields()), kept);
    if (keptFields(kept) == 0)
        throw InputError("Nothing is kept: a model needs at least one field.");
    RowLayout pruned = layout;
    pruned.inputs.clear();
    pruned.ranges = {0};
    size_t field = 0;
    for (InputSlot input : layout.inputs) {
        while (input.start >= layout.ranges[field + 1])
            ++field;
        if (!kept[field])
            continue;
        input.start = pruned.inputs.empty() ? 0 : pruned.inputs.back().start + pruned.inputs.back().width;
        pruned.inputs.push_back(std::move(input));
    }
    for (size_t i = 0; i < kept.size(); ++i) {
        if (kept[i])
            pruned.ranges.push_back(pruned.ranges.back() + layout.ranges[i + 1] - layout.ranges[i]);
    }
    return pruned;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs whose vectors stand in a given table: the encoded rows hold ids, the layout holds the table.
#include "core/base/error.h"
#include "core/data/coded_column.h"
#include "core/data/encoder.h"
#include "core/data/given_table.h"
#include "core/data/messages.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

void checkSlice(const EncodeJob& job, const LookupTable& table)
{
    const Input& input = job.input;
    if (input.begin + input.width > table.width)
        throw InputError(job.where + ": reads the elements [" + std::to_string(input.begin) + ", "
                         + std::to_string(input.begin + input.width) + ") of '" + input.table.values
                         + "' in the table '" + input.table.file + "', which has "
                         + std::to_string(table.width));
}

/// The scaling that the training rows call for; a vector counts as often as its id occurs there.
ElementScaling fit(const EncodeJob& job, const CodedColumn& column, const std::vector<int32_t>& idOf,
                   const LookupTable& table)
{
    ElementMoments moments(static_cast<size_t>(job.input.width));
    const std::vector<int64_t> counts = column.counts(job.trainRows);
    for (size_t code = 0; code < idOf.size(); ++code) {
        if (idOf[code] != 0 && counts[code] > 0)
            moments.add(table.values.data() + (idOf[code] - 1) * table.width + job.input.begin, counts[code]);
    }
    return moments.scaling(job.input.scaling, job.input.scale, job.input.clip);
}

/// Says how many rows read zeros, and why. @throws InputError when all of them do
void warnOfZeros(const EncodeJob& job, const CodedColumn& column, const std::vector<int32_t>& idOf)
{
    int64_t unknown = 0, missing = 0;
    const std::vector<int64_t> counts = column.counts(job.sourceRows);
    for (size_t code = 0; code < idOf.size(); ++code) {
        if (idOf[code] == 0)
            (column.isMissing(static_cast<int32_t>(code)) ? missing : unknown) += counts[code];
    }
    if (unknown + missing == static_cast<int64_t>(job.rows()) && job.rows() > 0)
        throw InputError(job.where + ": no id of column '" + column.name() + "' is in the table '"
                         + job.input.table.file + "' (" + job.input.table.ids + ")");
    std::string text;
    if (unknown > 0)
        text = counted(unknown, "row") + " whose id is not in the table '" + job.input.table.file + "'";
    if (missing > 0)
        text += (text.empty() ? "" : " and ") + counted(missing, "row") + " without an id";
    if (!text.empty())
        job.out.card.warnings.push_back(job.where + ": " + text + " read zeros");
}

} // namespace

InputFacts encodePretrained(const EncodeJob& job, GivenTables& tables)
{
    const CodedColumn column = codedColumnOf(job);
    const GivenTable& given = tables.open(job.input.table, job.where);
    const LookupTable& table = *given.values();
    checkSlice(job, table);
    std::vector<int32_t> idOf(column.distinct(), 0);
    std::vector<uint8_t> missing(column.distinct(), 0);
    for (size_t code = 0; code < idOf.size(); ++code) {
        if (const auto value = static_cast<int32_t>(code); !column.isMissing(value))
            idOf[code] = given.idOf(column.text(value));
        missing[code] = idOf[code] == 0 ? 1 : 0;
    }
    warnOfZeros(job, column, idOf);
    writeIds(job, column, idOf);
    job.slot.vocabulary = table.rows + 1;
    job.slot.lookup = std::make_shared<const Lookup>(
        Lookup{given.values(), job.input.begin, job.input.width, fit(job, column, idOf, table)});
    return codedFacts(job, column, missing);
}

double lookupRms(const EncodedRows& data, const RowLayout& layout, const InputSlot& slot)
{
    std::vector<int64_t> counts(static_cast<size_t>(slot.vocabulary));
    for (const int64_t row : data.part(Part::Train))
        ++counts[static_cast<size_t>(data.all.ids[static_cast<size_t>(row * layout.idColumns + slot.index)])];
    std::vector<float> values(static_cast<size_t>(slot.width));
    double squares = 0;
    for (int32_t id = 1; id < slot.vocabulary; ++id) {
        if (counts[static_cast<size_t>(id)] == 0)
            continue;
        slot.lookup->read(&id, 1, 1, values.data(), slot.width);
        double sum = 0;
        for (const float value : values)
            sum += static_cast<double>(value) * static_cast<double>(value);
        squares += sum * static_cast<double>(counts[static_cast<size_t>(id)]);
    }
    return std::sqrt(squares / (static_cast<double>(data.part(Part::Train).size()) * slot.width));
}

} // namespace leap

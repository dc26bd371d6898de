// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs whose vectors are in a given table: the encoded rows hold ids, the layout holds the table.
#include "core/base/error.h"
#include "core/data/column/coded_column.h"
#include "core/data/column/messages.h"
#include "core/data/encode/fitted_input.h"
#include "core/data/encode/given_table.h"

#include <memory>

namespace leap {
namespace {

void checkSlice(const FitJob& job, const LookupTable& table)
{
    const Input& input = job.input;
    if (input.begin + input.width > table.width)
        throw InputError(job.where + ": reads the elements [" + std::to_string(input.begin) + ", "
                         + std::to_string(input.begin + input.width) + ") of '" + input.table.values
                         + "' in the table '" + input.table.file + "', which has "
                         + std::to_string(table.width) + ".");
}

/// The scaling that the training rows call for; a vector counts as often as its id occurs there.
ElementScaling fit(const FitJob& job, const CodedColumn& column, const std::vector<int32_t>& idOf,
                   const LookupTable& table)
{
    ElementMoments moments(static_cast<size_t>(job.input.width));
    const std::vector<int64_t> counts = column.counts(job.trainRows);
    for (size_t code = 0; code < idOf.size(); ++code) {
        if (idOf[code] != 0 && counts[code] > 0)
            moments.add(table.values.data() + (idOf[code] - 1) * table.width + job.input.begin, counts[code]);
    }
    return moments.scaling(job.input.scaling, job.input.scale, job.input.clip, 0,
                           static_cast<size_t>(job.input.width));
}

/// Says how many rows read zeros, and why. @throws InputError when all of them do
void warnOfZeros(const FitJob& job, const CodedColumn& column, const std::vector<int32_t>& idOf)
{
    int64_t unknown = 0, missing = 0;
    const std::vector<int64_t> counts = column.counts(job.sourceRows);
    for (size_t code = 0; code < idOf.size(); ++code) {
        if (idOf[code] == 0)
            (column.isMissing(static_cast<int32_t>(code)) ? missing : unknown) += counts[code];
    }
    if (unknown + missing == static_cast<int64_t>(job.rows()) && job.rows() > 0)
        throw InputError(job.where + ": no id of column '" + column.name() + "' is in the table '"
                         + job.input.table.file + "' (" + job.input.table.ids + ").");
    std::string text;
    if (unknown > 0)
        text = counted(unknown, "row") + " whose id is not in the table '" + job.input.table.file + "'";
    if (missing > 0)
        text += (text.empty() ? "" : " and ") + counted(missing, "row") + " without an id";
    if (!text.empty())
        job.warnings.push_back(job.where + ": " + text + " read zeros.");
}

/// Sum of the squared values over the training rows, as the model sees them.
double squaresOf(const std::vector<int32_t>& idOf, const std::vector<int64_t>& trainCounts,
                 const Lookup& lookup)
{
    std::vector<float> values(static_cast<size_t>(lookup.width));
    double squares = 0;
    for (size_t code = 0; code < idOf.size(); ++code) {
        if (idOf[code] == 0 || trainCounts[code] == 0)
            continue;
        lookup.read(&idOf[code], 1, 1, values.data(), lookup.width);
        double sum = 0;
        for (const float value : values)
            sum += static_cast<double>(value) * static_cast<double>(value);
        squares += sum * static_cast<double>(trainCounts[code]);
    }
    return squares;
}

} // namespace

std::unique_ptr<FittedInput> fitPretrained(const FitJob& job, GivenTables& tables)
{
    CodedColumn column = codedColumnOf(job);
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
    const auto lookup = std::make_shared<const Lookup>(
        Lookup{given.values(), job.input.begin, job.input.width, fit(job, column, idOf, table)});
    const double squares = squaresOf(idOf, column.counts(job.trainRows), *lookup);
    auto fitted = makeIdLookUp(job, std::move(column), missing, std::move(idOf));
    fitted->vocabulary = table.rows + 1;
    fitted->lookup = lookup;
    fitted->trainSquares = squares;
    return fitted;
}

} // namespace leap

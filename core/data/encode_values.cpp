// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs that read one column of coded values: categorical, numeric, bag. Each distinct value is encoded
// once.
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/coded_column.h"
#include "core/data/encoder.h"
#include "core/data/messages.h"
#include "core/data/quantiles.h"
#include "core/data/vocabulary.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leap {
namespace {

constexpr double kShareWorthAWord = 0.1; ///< of missing numbers that are read as the mean

std::vector<uint8_t> missingCodes(const CodedColumn& column)
{
    std::vector<uint8_t> missing(column.distinct());
    if (column.missingCode() >= 0)
        missing[static_cast<size_t>(column.missingCode())] = 1;
    return missing;
}

struct Moments {
    double mean = 0;
    double deviation = 0; ///< standard deviation, divided by n; 0 without rows
    int64_t rows = 0;
};

Moments momentsOf(std::span<const double> numbers, std::span<const int64_t> counts)
{
    Moments moments;
    for (size_t i = 0; i < numbers.size(); ++i) {
        if (std::isnan(numbers[i]))
            continue;
        moments.rows += counts[i];
        moments.mean += numbers[i] * static_cast<double>(counts[i]);
    }
    if (moments.rows == 0)
        return moments;
    moments.mean /= static_cast<double>(moments.rows);
    for (size_t i = 0; i < numbers.size(); ++i) {
        const double difference = numbers[i] - moments.mean;
        if (!std::isnan(difference))
            moments.deviation += difference * difference * static_cast<double>(counts[i]);
    }
    moments.deviation = std::sqrt(moments.deviation / static_cast<double>(moments.rows));
    return moments;
}

void encodeScalar(const EncodeJob& job, const CodedColumn& column)
{
    const Moments moments = momentsOf(column.numbers(), column.counts(job.trainRows));
    std::vector<float> valueOf(column.distinct(), 0.0F); // missing: the mean
    for (size_t code = 0; code < valueOf.size(); ++code) {
        const double number = column.numbers()[code];
        if (std::isnan(number) || moments.deviation == 0)
            continue;
        const double standard = (number - moments.mean) / moments.deviation;
        valueOf[code] =
            static_cast<float>(std::clamp(standard, -job.input.clip, job.input.clip) * job.input.scale);
    }
    const auto stride = static_cast<size_t>(job.out.layout.denseColumns);
    float* out = job.encoded.all.dense.data() + job.slot.index;
    for (const int64_t row : job.sourceRows) {
        *out = valueOf[static_cast<size_t>(column.codes()[static_cast<size_t>(row)])];
        out += stride;
    }
}

void encodeBuckets(const EncodeJob& job, const CodedColumn& column)
{
    const auto edges = quantileEdges(column.numbers(), column.counts(job.trainRows), job.input.buckets);
    std::vector<int32_t> idOf;
    for (const double number : column.numbers())
        idOf.push_back(std::isnan(number) ? kMissingId : kFirstValueId + bucketOf(number, edges));
    job.slot.vocabulary = kFirstValueId + static_cast<int64_t>(edges.size()) + 1;
    writeIds(job, column, idOf);
}

/// Codes of cells that are no numbers, missing ones included; what they are worth is said in the card.
std::vector<uint8_t> notNumbers(const EncodeJob& job, const CodedColumn& column)
{
    std::vector<uint8_t> missing(column.distinct());
    const auto counts = column.counts(job.sourceRows);
    int64_t bad = 0, absent = 0;
    for (size_t code = 0; code < missing.size(); ++code) {
        missing[code] = std::isnan(column.numbers()[code]) ? 1 : 0;
        if (missing[code] != 0)
            (column.isMissing(static_cast<int32_t>(code)) ? absent : bad) += counts[code];
    }
    auto& warnings = job.out.card.warnings;
    const auto rows = static_cast<double>(job.rows());
    if (bad + absent == static_cast<int64_t>(job.rows()))
        throw InputError(job.where + ": column '" + column.name()
                         + "' has no number at all; make it categorical, or leave it out");
    if (bad > 0)
        warnings.push_back("column '" + column.name() + "': " + counted(bad, "cell")
                           + " that are no numbers read as missing");
    const double share = static_cast<double>(bad + absent) / rows;
    if (share > kShareWorthAWord && job.input.buckets == 0)
        warnings.push_back(
            "column '" + column.name() + "': " + percent(share)
            + " of its numbers are missing and stand at the mean; with buckets, missing is a value "
              "of its own");
    return missing;
}

/// The items of each distinct bag, as codes of `items`.
struct Bags {
    TextDictionary items;
    std::vector<std::vector<int32_t>> itemsOf; ///< [codes]
};

Bags cutBags(const CodedColumn& column, char separator)
{
    Bags bags;
    bags.itemsOf.resize(column.distinct());
    for (size_t code = 0; code < column.distinct(); ++code) {
        for (const std::string& part : split(column.text(static_cast<int32_t>(code)), separator)) {
            if (const auto item = trimmed(part); !item.empty())
                bags.itemsOf[code].push_back(bags.items.add(item));
        }
    }
    return bags;
}

/// Replaces item codes by ids; an empty bag holds the missing id alone.
void toIds(Bags& bags, const Vocabulary& vocabulary)
{
    for (auto& items : bags.itemsOf) {
        for (int32_t& item : items)
            item = vocabulary.idOf[static_cast<size_t>(item)];
        if (items.empty())
            items.push_back(kMissingId);
    }
}

} // namespace

CodedColumn codedColumnOf(const EncodeJob& job)
{
    const Column& column = columnOf(job.data, job.input.columns.front(), job.where);
    if (std::holds_alternative<MatrixValues>(column.values))
        throw InputError(job.where + ": column '" + column.name
                         + "' holds several numbers in each row; only a " + kindName(InputKind::Vector)
                         + " input reads it, not a " + kindName(job.input.kind) + " one");
    return CodedColumn(column);
}

InputFacts codedFacts(const EncodeJob& job, const CodedColumn& column, const std::vector<uint8_t>& isMissing)
{
    const auto counts = column.counts(job.sourceRows);
    const size_t common =
        static_cast<size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    std::vector<uint8_t> stateOf(counts.size());
    InputFacts facts;
    for (size_t code = 0; code < counts.size(); ++code) {
        stateOf[code] = static_cast<uint8_t>((code == common ? InputFacts::kDefault : 0)
                                             | (isMissing[code] != 0 ? InputFacts::kMissing : 0));
        facts.distinct += counts[code] > 0 && isMissing[code] == 0 ? 1 : 0;
    }
    facts.state.reserve(job.rows());
    for (const int64_t row : job.sourceRows)
        facts.state.push_back(stateOf[static_cast<size_t>(column.codes()[static_cast<size_t>(row)])]);
    return facts;
}

void writeIds(const EncodeJob& job, const CodedColumn& column, std::span<const int32_t> idOf)
{
    const auto stride = static_cast<size_t>(job.out.layout.idColumns);
    int32_t* out = job.encoded.all.ids.data() + job.slot.index;
    for (const int64_t row : job.sourceRows) {
        *out = idOf[static_cast<size_t>(column.codes()[static_cast<size_t>(row)])];
        out += stride;
    }
}

InputFacts encodeCategorical(const EncodeJob& job)
{
    const CodedColumn column = codedColumnOf(job);
    const Vocabulary vocabulary =
        makeVocabulary(column.counts(job.trainRows), column.missingCode(), job.input.minCount);
    job.slot.vocabulary = vocabulary.size;
    writeIds(job, column, vocabulary.idOf);
    return codedFacts(job, column, missingCodes(column));
}

InputFacts encodeNumeric(const EncodeJob& job)
{
    const CodedColumn column = codedColumnOf(job);
    const std::vector<uint8_t> missing = notNumbers(job, column);
    if (job.input.buckets > 0)
        encodeBuckets(job, column);
    else
        encodeScalar(job, column);
    return codedFacts(job, column, missing);
}

InputFacts encodeBag(const EncodeJob& job)
{
    const CodedColumn column = codedColumnOf(job);
    Bags bags = cutBags(column, job.input.separator);
    const auto rowsOf = column.counts(job.trainRows);
    std::vector<int64_t> itemCounts(static_cast<size_t>(bags.items.size()));
    for (size_t code = 0; code < bags.itemsOf.size(); ++code) {
        for (const int32_t item : bags.itemsOf[code])
            itemCounts[static_cast<size_t>(item)] += rowsOf[code];
    }
    const Vocabulary vocabulary = makeVocabulary(itemCounts, -1, job.input.minCount);
    job.slot.vocabulary = vocabulary.size;
    std::vector<uint8_t> missing(bags.itemsOf.size());
    for (size_t code = 0; code < missing.size(); ++code)
        missing[code] = bags.itemsOf[code].empty() ? 1 : 0;
    toIds(bags, vocabulary);

    BagColumn& out = job.encoded.all.bags[static_cast<size_t>(job.slot.index)];
    out.offsets.reserve(job.rows() + 1);
    out.offsets.push_back(0);
    for (const int64_t row : job.sourceRows) {
        const auto& ids = bags.itemsOf[static_cast<size_t>(column.codes()[static_cast<size_t>(row)])];
        out.ids.insert(out.ids.end(), ids.begin(), ids.end());
        if (out.ids.size() > static_cast<size_t>(std::numeric_limits<int32_t>::max()))
            throw InputError(job.where + ": column '" + column.name() + "' has more than 2^31 items in all");
        out.offsets.push_back(static_cast<int32_t>(out.ids.size()));
    }
    return codedFacts(job, column, missing);
}

} // namespace leap

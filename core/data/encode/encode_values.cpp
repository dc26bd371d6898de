// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs that read one column of coded values: categorical, numeric, bag. Each distinct value is encoded
// once, when the input is fitted; its rows are then a matter of looking up.
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/coded_column.h"
#include "core/data/column/messages.h"
#include "core/data/column/quantiles.h"
#include "core/data/column/vocabulary.h"
#include "core/data/encode/fitted_input.h"

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace leap {
namespace {

constexpr double kShareWorthAWord = 0.1; ///< of missing numbers that are read as the mean

/// An input whose values are looked up by code.
class LookUp : public FittedInput {
public:
    /// @param isMissing [codes]
    LookUp(const FitJob& job, CodedColumn&& column, const std::vector<uint8_t>& isMissing)
    {
        const auto counts = column.counts(job.sourceRows);
        const auto common = std::max_element(counts.begin(), counts.end()) - counts.begin();
        m_state.resize(counts.size());
        for (size_t code = 0; code < counts.size(); ++code) {
            m_state[code] = static_cast<uint8_t>((static_cast<std::ptrdiff_t>(code) == common ? kDefault : 0)
                                                 | (isMissing[code] != 0 ? kMissing : 0));
            distinct += counts[code] > 0 && isMissing[code] == 0 ? 1 : 0;
        }
        m_codes = std::move(column).takeCodes();
    }

    void encode(std::span<const int64_t> sourceRows, Batch& out, std::span<uint8_t> state) const final
    {
        for (size_t i = 0; i < sourceRows.size(); ++i)
            state[i] = m_state[static_cast<size_t>(code(sourceRows[i]))];
        write(sourceRows, out);
        m_codes.release();
    }

protected:
    [[nodiscard]] int32_t code(int64_t sourceRow) const
    {
        return m_codes.values()[static_cast<size_t>(sourceRow)];
    }
    virtual void write(std::span<const int64_t> sourceRows, Batch& out) const = 0;

private:
    ColumnCodes m_codes;
    std::vector<uint8_t> m_state; ///< [codes]
};

/// One value a row, in a column of a row-major array.
template <typename T> class ScalarLookUp : public LookUp {
public:
    ScalarLookUp(const FitJob& job, CodedColumn&& column, const std::vector<uint8_t>& isMissing,
                 std::vector<T> valueOf)
        : LookUp(job, std::move(column), isMissing)
        , m_valueOf(std::move(valueOf))
        , m_stride(static_cast<size_t>(std::is_same_v<T, float> ? job.denseColumns : job.layout.idColumns))
        , m_column(static_cast<size_t>(job.slot.index))
    {
    }

protected:
    void write(std::span<const int64_t> sourceRows, Batch& out) const override
    {
        T* to = m_column + [&] {
            if constexpr (std::is_same_v<T, float>)
                return out.dense.data();
            else
                return out.ids.data();
        }();
        for (const int64_t row : sourceRows) {
            *to = m_valueOf[static_cast<size_t>(code(row))];
            to += m_stride;
        }
    }

private:
    std::vector<T> m_valueOf; ///< [codes]
    size_t m_stride;
    size_t m_column;
};
using IdLookUp = ScalarLookUp<int32_t>;
using NumberLookUp = ScalarLookUp<float>;

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

std::vector<float> scaledNumbers(const FitJob& job, const CodedColumn& column)
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
    return valueOf;
}

/// Codes of cells that are no numbers, missing ones included; what they are worth is said in the card.
std::vector<uint8_t> notNumbers(const FitJob& job, const CodedColumn& column)
{
    std::vector<uint8_t> missing(column.distinct());
    const auto counts = column.counts(job.sourceRows);
    int64_t bad = 0, absent = 0;
    for (size_t code = 0; code < missing.size(); ++code) {
        missing[code] = std::isnan(column.numbers()[code]) ? 1 : 0;
        if (missing[code] != 0)
            (column.isMissing(static_cast<int32_t>(code)) ? absent : bad) += counts[code];
    }
    auto& warnings = job.warnings;
    const auto rows = static_cast<double>(job.rows());
    if (bad + absent == static_cast<int64_t>(job.rows()))
        throw InputError(job.where + ": column '" + column.name()
                         + "' has no number at all; make it categorical, or leave it out.");
    if (bad > 0)
        warnings.push_back("column '" + column.name() + "': " + counted(bad, "cell")
                           + " that are no numbers read as missing.");
    const double share = static_cast<double>(bad + absent) / rows;
    if (share > kShareWorthAWord && job.input.buckets == 0)
        warnings.push_back(
            "column '" + column.name() + "': " + percent(share)
            + " of its numbers are missing and read as the mean; with buckets, missing gets its "
              "own value.");
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

class BagLookUp : public LookUp {
public:
    /// @param idsOf [codes] the ids of each distinct bag
    BagLookUp(const FitJob& job, CodedColumn&& column, const std::vector<uint8_t>& isMissing,
              std::vector<std::vector<int32_t>> idsOf)
        : LookUp(job, std::move(column), isMissing)
        , m_idsOf(std::move(idsOf))
        , m_bag(static_cast<size_t>(job.slot.index))
    {
    }

protected:
    void write(std::span<const int64_t> sourceRows, Batch& out) const override
    {
        BagColumn& bag = out.bags[m_bag];
        for (const int64_t row : sourceRows) {
            const auto& ids = m_idsOf[static_cast<size_t>(code(row))];
            bag.ids.insert(bag.ids.end(), ids.begin(), ids.end());
            bag.offsets.push_back(static_cast<int32_t>(bag.ids.size()));
        }
    }

private:
    std::vector<std::vector<int32_t>> m_idsOf;
    size_t m_bag;
};

} // namespace

CodedColumn codedColumnOf(const FitJob& job)
{
    const Column& column = columnOf(job.data, job.input.columns.front(), job.where);
    if (std::holds_alternative<MatrixValues>(column.values))
        throw InputError(job.where + ": column '" + column.name
                         + "' holds several numbers in each row; only a " + kindName(InputKind::Vector)
                         + " input reads it, not a " + kindName(job.input.kind) + " one.");
    CodedColumn coded(column);
    if (coded.typedNumbers() && coded.fullAt() > 0) // of texts, the table says so
        job.warnings.push_back("column '" + column.name + "' has more than " + grouped(coded.fullAt())
                               + " different numbers: those met later are kept to about 6 digits.");
    return coded;
}

std::unique_ptr<FittedInput> makeIdLookUp(const FitJob& job, CodedColumn&& column,
                                          const std::vector<uint8_t>& isMissing, std::vector<int32_t> idOf)
{
    return std::make_unique<IdLookUp>(job, std::move(column), isMissing, std::move(idOf));
}

std::unique_ptr<FittedInput> fitCategorical(const FitJob& job)
{
    CodedColumn column = codedColumnOf(job);
    Vocabulary vocabulary =
        makeVocabulary(column.counts(job.trainRows), column.missingCode(), job.input.minCount);
    const auto missing = missingCodes(column);
    auto fitted = std::make_unique<IdLookUp>(job, std::move(column), missing, std::move(vocabulary.idOf));
    fitted->vocabulary = vocabulary.size;
    return fitted;
}

std::unique_ptr<FittedInput> fitNumeric(const FitJob& job)
{
    CodedColumn column = codedColumnOf(job);
    const std::vector<uint8_t> missing = notNumbers(job, column);
    if (job.input.buckets == 0) {
        std::vector<float> valueOf = scaledNumbers(job, column);
        return std::make_unique<NumberLookUp>(job, std::move(column), missing, std::move(valueOf));
    }
    const auto edges = quantileEdges(column.numbers(), column.counts(job.trainRows), job.input.buckets);
    std::vector<int32_t> idOf;
    for (const double number : column.numbers())
        idOf.push_back(std::isnan(number) ? kMissingId : kFirstValueId + bucketOf(number, edges));
    auto fitted = std::make_unique<IdLookUp>(job, std::move(column), missing, std::move(idOf));
    fitted->vocabulary = kFirstValueId + static_cast<int64_t>(edges.size()) + 1;
    return fitted;
}

std::unique_ptr<FittedInput> fitBag(const FitJob& job)
{
    CodedColumn column = codedColumnOf(job);
    Bags bags = cutBags(column, job.input.separator);
    const auto rowsOf = column.counts(job.trainRows);
    std::vector<int64_t> itemCounts(static_cast<size_t>(bags.items.size()));
    for (size_t code = 0; code < bags.itemsOf.size(); ++code) {
        for (const int32_t item : bags.itemsOf[code])
            itemCounts[static_cast<size_t>(item)] += rowsOf[code];
    }
    const Vocabulary vocabulary = makeVocabulary(itemCounts, -1, job.input.minCount);
    std::vector<uint8_t> missing(bags.itemsOf.size());
    for (size_t code = 0; code < missing.size(); ++code)
        missing[code] = bags.itemsOf[code].empty() ? 1 : 0;
    toIds(bags, vocabulary);
    auto fitted = std::make_unique<BagLookUp>(job, std::move(column), missing, std::move(bags.itemsOf));
    fitted->vocabulary = vocabulary.size;
    return fitted;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
// Vector inputs: a slice of a list or matrix column, or several numeric columns side by side.
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/coded_column.h"
#include "core/data/encoder.h"
#include "core/data/messages.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <unordered_map>

namespace leap {
namespace {

/// One element of every row: where it is read and where it is written.
class VectorBlock {
public:
    explicit VectorBlock(const EncodeJob& job)
        : m_stride(static_cast<size_t>(job.out.layout.denseColumns))
        , m_width(static_cast<size_t>(job.input.width))
        , m_begin(job.encoded.all.dense.data() + job.slot.index)
    {
    }
    [[nodiscard]] float* row(size_t row) { return m_begin + row * m_stride; }
    [[nodiscard]] std::span<float> values(size_t row) { return {this->row(row), m_width}; }

private:
    size_t m_stride;
    size_t m_width;
    float* m_begin;
};

void readSlice(const EncodeJob& job, const Column& column, const MatrixValues& matrix)
{
    const Input& input = job.input;
    if (input.begin + input.width > matrix.width)
        throw InputError(job.where + ": reads the elements [" + std::to_string(input.begin) + ", "
                         + std::to_string(input.begin + input.width) + ") of column '" + column.name
                         + "', which has " + std::to_string(matrix.width));
    VectorBlock block(job);
    for (size_t row = 0; row < job.rows(); ++row) {
        const float* source = matrix.values.data() + job.sourceRows[row] * matrix.width + input.begin;
        std::copy_n(source, input.width, block.row(row));
    }
}

void readColumns(const EncodeJob& job)
{
    VectorBlock block(job);
    for (size_t k = 0; k < job.input.columns.size(); ++k) {
        const Column& source = columnOf(job.data, job.input.columns[k], job.where);
        if (std::holds_alternative<MatrixValues>(source.values))
            throw InputError(job.where + ": column '" + source.name
                             + "' holds several numbers in each row; name it alone, with begin and width");
        const CodedColumn column(source);
        if (column.distinct() > 0
            && std::all_of(column.numbers().begin(), column.numbers().end(),
                           [](double x) { return std::isnan(x); }))
            throw InputError(job.where + ": column '" + source.name + "' has no number at all");
        for (size_t row = 0; row < job.rows(); ++row) {
            const int32_t code = column.codes()[static_cast<size_t>(job.sourceRows[row])];
            block.row(row)[k] = static_cast<float>(column.number(code));
        }
    }
}

/// Sums over the training rows of the dataset, element by element.
struct ElementSums {
    std::vector<double> mean, deviation;
    double rms = 0; ///< over all elements
};

ElementSums measure(const EncodeJob& job, VectorBlock& block)
{
    const auto width = static_cast<size_t>(job.input.width);
    ElementSums sums{std::vector<double>(width), std::vector<double>(width), 0};
    std::vector<int64_t> counts(width);
    double squares = 0, all = 0;
    const auto rows = job.encoded.part(Part::Train);
    for (const int64_t row : rows) {
        const auto values = block.values(static_cast<size_t>(row));
        for (size_t k = 0; k < width; ++k) {
            if (std::isnan(values[k]))
                continue;
            const auto value = static_cast<double>(values[k]);
            ++counts[k];
            sums.mean[k] += value;
            squares += value * value;
        }
    }
    for (size_t k = 0; k < width; ++k) {
        all += static_cast<double>(counts[k]);
        sums.mean[k] /= static_cast<double>(std::max<int64_t>(counts[k], 1));
    }
    sums.rms = all > 0 ? std::sqrt(squares / all) : 0;
    for (const int64_t row : rows) {
        const auto values = block.values(static_cast<size_t>(row));
        for (size_t k = 0; k < width; ++k) {
            const double difference = static_cast<double>(values[k]) - sums.mean[k];
            sums.deviation[k] += std::isnan(difference) ? 0 : difference * difference;
        }
    }
    for (size_t k = 0; k < width; ++k)
        sums.deviation[k] =
            std::sqrt(sums.deviation[k] / static_cast<double>(std::max<int64_t>(counts[k], 1)));
    return sums;
}

void scaleColumns(const EncodeJob& job, VectorBlock& block, const ElementSums& sums)
{
    for (size_t row = 0; row < job.rows(); ++row) {
        const auto values = block.values(row);
        for (size_t k = 0; k < values.size(); ++k) {
            const double standard = sums.deviation[k] > 0
                ? (static_cast<double>(values[k]) - sums.mean[k]) / sums.deviation[k]
                : 0;
            values[k] =
                static_cast<float>(std::clamp(standard, -job.input.clip, job.input.clip) * job.input.scale);
        }
    }
}

void scaleRms(const EncodeJob& job, VectorBlock& block, const ElementSums& sums)
{
    const auto factor = static_cast<float>(sums.rms > 0 ? job.input.scale / sums.rms : 0);
    for (size_t row = 0; row < job.rows(); ++row) {
        for (float& value : block.values(row))
            value *= factor;
    }
}

/// The digest that most of the first rows share; nothing when each row has its own. Looked for among the
/// first rows only: a rarer repeat is no default that matters.
std::optional<uint64_t> mostFrequent(std::span<const uint64_t> digests)
{
    constexpr size_t kLookedAt = 4096;
    std::unordered_map<uint64_t, size_t> times;
    std::optional<uint64_t> common;
    size_t most = 1;
    for (const uint64_t digest : digests.first(std::min(kLookedAt, digests.size()))) {
        if (const size_t count = ++times[digest]; count > most) {
            most = count;
            common = digest;
        }
    }
    return common;
}

/// Which rows repeat the most frequent row, and which have nothing in them.
InputFacts factsOf(const EncodeJob& job, VectorBlock& block)
{
    InputFacts facts;
    std::vector<uint64_t> digests;
    for (size_t row = 0; row < job.rows(); ++row) {
        bool missing = true;
        uint64_t digest = 0;
        for (const float value : block.values(row)) {
            missing = missing && std::isnan(value);
            digest =
                mix64(digest + 0x9E3779B97F4A7C15ull + std::bit_cast<uint32_t>(value == 0 ? 0.0F : value));
        }
        digests.push_back(digest);
        facts.state.push_back(missing ? InputFacts::kMissing : 0);
    }
    const auto common = mostFrequent(digests);
    for (size_t row = 0; row < digests.size() && common; ++row) {
        if (digests[row] == *common)
            facts.state[row] |= InputFacts::kDefault;
    }
    return facts;
}

/// Missing elements become 0: the mean where columns are standardised.
void fillMissing(const EncodeJob& job, VectorBlock& block)
{
    int64_t filled = 0;
    for (size_t row = 0; row < job.rows(); ++row) {
        for (float& value : block.values(row)) {
            if (std::isnan(value)) {
                value = 0;
                ++filled;
            }
        }
    }
    if (filled > 0)
        job.out.card.warnings.push_back(job.where + ": " + counted(filled, "missing element")
                                        + " of its vector stand at 0");
}

} // namespace

InputFacts encodeVector(const EncodeJob& job)
{
    const Column& first = columnOf(job.data, job.input.columns.front(), job.where);
    const auto* matrix = std::get_if<MatrixValues>(&first.values);
    if (matrix != nullptr && job.input.columns.size() == 1)
        readSlice(job, first, *matrix);
    else
        readColumns(job);
    VectorBlock block(job);
    InputFacts facts = factsOf(job, block);
    const ElementSums sums = measure(job, block);
    if (job.input.scaling == VectorScaling::Column)
        scaleColumns(job, block, sums);
    else if (job.input.scaling == VectorScaling::FieldRms)
        scaleRms(job, block, sums);
    fillMissing(job, block);
    return facts;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
// Vector inputs: a slice of a list or matrix column, or several numeric columns side by side.
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/coded_column.h"
#include "core/data/fitted_input.h"
#include "core/data/messages.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <unordered_map>

namespace leap {
namespace {

/// Where the elements of an input lie in the table.
class ElementReader {
public:
    virtual ~ElementReader() = default;
    /// Copies the elements of a row of the table; missing ones are NaN.
    virtual void read(int64_t sourceRow, std::span<float> elements) const = 0;
};

class SliceReader : public ElementReader {
public:
    SliceReader(const FitJob& job, const Column& column, const MatrixValues& matrix)
        : m_matrix(matrix)
        , m_begin(job.input.begin)
    {
        const Input& input = job.input;
        if (input.begin + input.width > matrix.width)
            throw InputError(job.where + ": reads the elements [" + std::to_string(input.begin) + ", "
                             + std::to_string(input.begin + input.width) + ") of column '" + column.name
                             + "', which has " + std::to_string(matrix.width));
    }
    void read(int64_t sourceRow, std::span<float> elements) const override
    {
        const float* from = m_matrix.values.data() + sourceRow * m_matrix.width + m_begin;
        std::copy_n(from, elements.size(), elements.data());
    }

private:
    const MatrixValues& m_matrix;
    int64_t m_begin;
};

class ColumnsReader : public ElementReader {
public:
    explicit ColumnsReader(const FitJob& job)
    {
        for (const std::string& name : job.input.columns) {
            const Column& source = columnOf(job.data, name, job.where);
            if (std::holds_alternative<MatrixValues>(source.values))
                throw InputError(
                    job.where + ": column '" + source.name
                    + "' holds several numbers in each row; name it alone, with begin and width");
            const CodedColumn& column = m_columns.emplace_back(source);
            if (column.distinct() > 0
                && std::all_of(column.numbers().begin(), column.numbers().end(),
                               [](double x) { return std::isnan(x); }))
                throw InputError(job.where + ": column '" + source.name + "' has no number at all");
        }
    }
    void read(int64_t sourceRow, std::span<float> elements) const override
    {
        for (size_t k = 0; k < elements.size(); ++k) {
            const CodedColumn& column = m_columns[k];
            elements[k] = static_cast<float>(column.number(column.codes()[static_cast<size_t>(sourceRow)]));
        }
    }

private:
    std::vector<CodedColumn> m_columns;
};

std::unique_ptr<ElementReader> readerFor(const FitJob& job)
{
    const Column& first = columnOf(job.data, job.input.columns.front(), job.where);
    const auto* matrix = std::get_if<MatrixValues>(&first.values);
    if (matrix != nullptr && job.input.columns.size() == 1)
        return std::make_unique<SliceReader>(job, first, *matrix);
    return std::make_unique<ColumnsReader>(job);
}

/// Sums over the training rows, element by element.
struct ElementSums {
    std::vector<double> mean, deviation;
    double rms = 0; ///< over all elements
};

ElementSums measure(const FitJob& job, const ElementReader& reader)
{
    const auto width = static_cast<size_t>(job.input.width);
    ElementSums sums{std::vector<double>(width), std::vector<double>(width), 0};
    std::vector<int64_t> counts(width);
    std::vector<float> values(width);
    double squares = 0, all = 0;
    for (const int64_t row : job.trainRows) {
        reader.read(row, values);
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
    for (const int64_t row : job.trainRows) {
        reader.read(row, values);
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

uint64_t digestOf(std::span<const float> values)
{
    uint64_t digest = 0;
    for (const float value : values)
        digest = mix64(digest + 0x9E3779B97F4A7C15ull + std::bit_cast<uint32_t>(value == 0 ? 0.0F : value));
    return digest;
}

/// The digest that most of the first rows share; nothing when each row has its own. Looked for among the
/// first rows only: a rarer repeat is no default that matters.
std::optional<uint64_t> mostFrequent(const FitJob& job, const ElementReader& reader)
{
    constexpr size_t kLookedAt = 4096;
    std::unordered_map<uint64_t, size_t> times;
    std::optional<uint64_t> common;
    size_t most = 1;
    std::vector<float> values(static_cast<size_t>(job.input.width));
    for (const int64_t row : job.sourceRows.first(std::min(kLookedAt, job.rows()))) {
        reader.read(row, values);
        const uint64_t digest = digestOf(values);
        if (const size_t count = ++times[digest]; count > most) {
            most = count;
            common = digest;
        }
    }
    return common;
}

class FittedVector : public FittedInput {
public:
    explicit FittedVector(const FitJob& job)
        : m_input(job.input)
        , m_stride(static_cast<size_t>(job.layout.denseColumns))
        , m_column(static_cast<size_t>(job.slot.index))
        , m_reader(readerFor(job))
        , m_sums(measure(job, *m_reader))
        , m_common(mostFrequent(job, *m_reader))
    {
        warnOfMissing(job);
    }

    void encode(std::span<const int64_t> sourceRows, Batch& out, std::span<uint8_t> state) const override
    {
        for (size_t i = 0; i < sourceRows.size(); ++i) {
            const std::span<float> values(out.dense.data() + i * m_stride + m_column,
                                          static_cast<size_t>(m_input.width));
            m_reader->read(sourceRows[i], values);
            const bool missing =
                std::all_of(values.begin(), values.end(), [](float x) { return std::isnan(x); });
            const bool common = m_common && digestOf(values) == *m_common;
            state[i] = static_cast<uint8_t>((missing ? kMissing : 0) | (common ? kDefault : 0));
            scale(values);
        }
    }

private:
    void scale(std::span<float> values) const;
    void warnOfMissing(const FitJob& job) const;

    Input m_input;
    size_t m_stride;
    size_t m_column;
    std::unique_ptr<ElementReader> m_reader;
    ElementSums m_sums;
    std::optional<uint64_t> m_common; ///< digest of the most frequent row
};

/// Missing elements become 0: the mean where columns are standardised.
void FittedVector::scale(std::span<float> values) const
{
    const auto factor = static_cast<float>(m_sums.rms > 0 ? m_input.scale / m_sums.rms : 0);
    for (size_t k = 0; k < values.size(); ++k) {
        float& value = values[k];
        if (std::isnan(value)) {
            value = 0;
        } else if (m_input.scaling == VectorScaling::Column) {
            const double standard = m_sums.deviation[k] > 0
                ? (static_cast<double>(value) - m_sums.mean[k]) / m_sums.deviation[k]
                : 0;
            value = static_cast<float>(std::clamp(standard, -m_input.clip, m_input.clip) * m_input.scale);
        } else if (m_input.scaling == VectorScaling::FieldRms) {
            value *= factor;
        }
    }
}

void FittedVector::warnOfMissing(const FitJob& job) const
{
    int64_t missing = 0;
    std::vector<float> values(static_cast<size_t>(m_input.width));
    for (const int64_t row : job.sourceRows) {
        m_reader->read(row, values);
        missing += std::count_if(values.begin(), values.end(), [](float x) { return std::isnan(x); });
    }
    if (missing > 0)
        job.warnings.push_back(job.where + ": " + counted(missing, "missing element")
                               + " of its vector stand at 0");
}

} // namespace

std::unique_ptr<FittedInput> fitVector(const FitJob& job)
{
    return std::make_unique<FittedVector>(job);
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
// Vector inputs that read several numeric columns side by side.
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/column/coded_column.h"
#include "core/data/column/messages.h"
#include "core/data/encode/fitted_input.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <unordered_map>

namespace leap {
namespace {

/// Reads the elements of a row of the table; missing ones are NaN.
class ColumnsReader {
public:
    explicit ColumnsReader(const FitJob& job)
    {
        for (const std::string& name : job.input.columns) {
            const Column& source = columnOf(job.data, name, job.where);
            if (std::holds_alternative<MatrixValues>(source.values))
                throw InputError(
                    job.where + ": column '" + source.name
                    + "' holds several numbers in each row; name it alone, with begin and width.");
            const CodedColumn& column = m_columns.emplace_back(source);
            if (column.distinct() > 0
                && std::all_of(column.numbers().begin(), column.numbers().end(),
                               [](double x) { return std::isnan(x); }))
                throw InputError(job.where + ": column '" + source.name + "' has no number at all.");
        }
    }
    void read(int64_t sourceRow, std::span<float> elements) const
    {
        for (size_t k = 0; k < elements.size(); ++k) {
            const CodedColumn& column = m_columns[k];
            elements[k] = static_cast<float>(column.number(column.codes()[static_cast<size_t>(sourceRow)]));
        }
    }

private:
    std::vector<CodedColumn> m_columns;
};

ElementMoments measure(const FitJob& job, const ColumnsReader& reader)
{
    ElementMoments moments(static_cast<size_t>(job.input.width));
    std::vector<float> values(static_cast<size_t>(job.input.width));
    for (const int64_t row : job.trainRows) {
        reader.read(row, values);
        moments.add(values.data());
    }
    return moments;
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
std::optional<uint64_t> mostFrequent(const FitJob& job, const ColumnsReader& reader)
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
        , m_stride(static_cast<size_t>(job.denseColumns))
        , m_column(static_cast<size_t>(job.slot.index))
        , m_reader(job)
        , m_scaling(measure(job, m_reader)
                        .scaling(job.input.scaling, job.input.scale, job.input.clip, 0,
                                 static_cast<size_t>(job.input.width)))
        , m_common(mostFrequent(job, m_reader))
    {
        warnOfMissing(job);
    }

    void encode(std::span<const int64_t> sourceRows, Batch& out, std::span<uint8_t> state) const override
    {
        for (size_t i = 0; i < sourceRows.size(); ++i) {
            const std::span<float> values(out.dense.data() + i * m_stride + m_column,
                                          static_cast<size_t>(m_input.width));
            m_reader.read(sourceRows[i], values);
            const bool missing =
                std::all_of(values.begin(), values.end(), [](float x) { return std::isnan(x); });
            const bool common = m_common && digestOf(values) == *m_common;
            state[i] = static_cast<uint8_t>((missing ? kMissing : 0) | (common ? kDefault : 0));
            m_scaling.apply(values.data(), values.size(), values.data());
        }
    }

private:
    void warnOfMissing(const FitJob& job) const;

    Input m_input;
    size_t m_stride;
    size_t m_column;
    ColumnsReader m_reader;
    ElementScaling m_scaling;
    std::optional<uint64_t> m_common; ///< digest of the most frequent row
};

void FittedVector::warnOfMissing(const FitJob& job) const
{
    int64_t missing = 0;
    std::vector<float> values(static_cast<size_t>(m_input.width));
    for (const int64_t row : job.sourceRows) {
        m_reader.read(row, values);
        missing += std::count_if(values.begin(), values.end(), [](float x) { return std::isnan(x); });
    }
    if (missing > 0)
        job.warnings.push_back(job.where + ": " + counted(missing, "missing element")
                               + " of its vector read as 0.");
}

} // namespace

std::unique_ptr<FittedInput> fitVector(const FitJob& job)
{
    return std::make_unique<FittedVector>(job);
}

} // namespace leap

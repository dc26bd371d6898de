// SPDX-License-Identifier: GPL-3.0-or-later
// Vector inputs that read slices of one matrix: their scalings are fitted in one pass over it, and it stays
// where it is.
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/column/messages.h"
#include "core/data/encode/fitted_input.h"
#include "core/data/rows/matrix_store.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <unordered_map>

namespace leap {
namespace {

constexpr size_t kLookedAt = 4096; ///< rows among which a slice's most frequent value is looked for
constexpr int64_t kReportRows = 256;

bool same(float a, float b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

/// An input that reads a slice of a matrix. Its values stay in the matrix: only what is known of its rows is
/// here.
class FittedSlice : public FittedInput {
public:
    FittedSlice(const FitJob& job, int64_t tableRows)
        : m_begin(job.input.begin)
        , m_width(static_cast<size_t>(job.input.width))
        , m_state(static_cast<size_t>(tableRows))
    {
    }
    void encode(std::span<const int64_t> sourceRows, Batch&, std::span<uint8_t> state) const override
    {
        for (size_t i = 0; i < sourceRows.size(); ++i)
            state[i] = m_state[static_cast<size_t>(sourceRows[i])];
    }

    /// One of the first rows: which value is most frequent?
    void sample(const float* row)
    {
        uint64_t digest = 0;
        for (const float value : elements(row)) {
            const float plain = std::isnan(value) ? std::numeric_limits<float>::quiet_NaN() : value + 0.0F;
            digest = mix64(digest + 0x9E3779B97F4A7C15ull + std::bit_cast<uint32_t>(plain));
        }
        if (const size_t count = ++m_times[digest]; count > m_most) {
            m_most = count;
            m_common.assign(elements(row).begin(), elements(row).end());
        }
    }
    void look(int64_t number, const float* row)
    {
        const auto values = elements(row);
        const auto missing =
            std::count_if(values.begin(), values.end(), [](float x) { return std::isnan(x); });
        m_missing += missing;
        uint8_t& state = m_state[static_cast<size_t>(number)];
        state = missing == static_cast<int64_t>(m_width) ? kMissing : 0;
        if (m_most > 1 && std::equal(values.begin(), values.end(), m_common.begin(), same))
            state |= kDefault;
    }
    /// Elements that are missing; the pass over the rows is over.
    int64_t finish()
    {
        m_times = {};
        m_common = {};
        return m_missing;
    }

private:
    [[nodiscard]] std::span<const float> elements(const float* row) const { return {row + m_begin, m_width}; }

    int m_begin;
    size_t m_width;
    std::vector<uint8_t> m_state; ///< by row of the table
    std::unordered_map<uint64_t, size_t> m_times; ///< by digest
    size_t m_most = 1; ///< times of the most frequent value; once is no default
    std::vector<float> m_common;
    int64_t m_missing = 0; ///< elements
};

void checkSlices(std::span<const FitJob> jobs, int64_t width)
{
    for (const FitJob& job : jobs) {
        const Input& input = job.input;
        if (input.begin + input.width > width)
            throw InputError(job.where + ": reads the elements [" + std::to_string(input.begin) + ", "
                             + std::to_string(input.begin + input.width) + ") of column '"
                             + input.columns.front() + "', which has " + std::to_string(width) + ".");
    }
}

} // namespace

std::vector<std::unique_ptr<FittedInput>> fitSlices(const std::shared_ptr<const MatrixRows>& matrix,
                                                    std::span<const FitJob> jobs,
                                                    std::vector<MatrixSlice>& slices, Progress& progress)
{
    checkSlices(jobs, matrix->width());
    std::vector<std::unique_ptr<FittedSlice>> fitted;
    for (const FitJob& job : jobs)
        fitted.push_back(std::make_unique<FittedSlice>(job, matrix->rows()));
    const auto rows = jobs.front().sourceRows;
    (void)matrix->visit(rows.first(std::min(kLookedAt, rows.size())), [&](int64_t, const float* row) {
        for (const auto& slice : fitted)
            slice->sample(row);
    });
    ElementMoments moments(static_cast<size_t>(matrix->width()));
    const auto train = jobs.front().trainRows;
    size_t trained = 0;
    int64_t done = 0;
    const int64_t infinite = matrix->visit(rows, [&](int64_t number, const float* row) {
        if (done++ % kReportRows == 0)
            progress.report({"measuring, rows", done, static_cast<int64_t>(rows.size())});
        for (const auto& slice : fitted)
            slice->look(number, row);
        if (trained < train.size() && train[trained] == number) {
            moments.add(row);
            ++trained;
        }
    });
    if (infinite > 0)
        jobs.front().warnings.push_back(infiniteCells(jobs.front().input.columns.front(), infinite));
    std::vector<std::unique_ptr<FittedInput>> inputs;
    for (size_t i = 0; i < jobs.size(); ++i) {
        const Input& input = jobs[i].input;
        const auto begin = static_cast<size_t>(input.begin), width = static_cast<size_t>(input.width);
        if (const int64_t missing = fitted[i]->finish(); missing > 0)
            jobs[i].warnings.push_back(jobs[i].where + ": " + counted(missing, "missing element")
                                       + " of its vector read as 0.");
        const double rms = moments.rmsScaled(input.scaling, input.scale, begin, width);
        fitted[i]->trainSquares = rms * rms * static_cast<double>(train.size() * width);
        slices.push_back({matrix, input.begin, input.width, jobs[i].slot.index,
                          moments.scaling(input.scaling, input.scale, input.clip, begin, width),
                          input.columns.front()});
        inputs.push_back(std::move(fitted[i]));
    }
    return inputs;
}

} // namespace leap

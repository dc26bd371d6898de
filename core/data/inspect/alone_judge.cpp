// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/alone_judge.h"

#include "core/base/random.h"
#include "core/data/column/quantiles.h"
#include "core/metric/auc.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace leap {
namespace {

constexpr uint8_t kNoLabel = 4;
constexpr int kBins = 100; ///< of numeric columns
constexpr double kPriorRows = 1; ///< a value's target rate is pulled to the base rate by this many rows

/// Rows of one bin by class + 2 * half.
using Cells = std::array<int64_t, 5>;

/// The bin of each distinct value: the value itself, or its quantile among the numbers.
std::vector<int32_t> binsOf(const CodedColumn& column, InputKind kind)
{
    std::vector<int32_t> bins(column.distinct());
    if (kind == InputKind::Numeric) {
        const std::vector<double> edges = quantileEdges(column.numbers(), column.counts(), kBins);
        for (size_t code = 0; code < bins.size(); ++code)
            bins[code] = bucketOf(column.numbers()[code], edges) + 1; // 0 = missing
        return bins;
    }
    for (size_t code = 0; code < bins.size(); ++code)
        bins[code] = static_cast<int32_t>(code);
    return bins;
}

} // namespace

AloneJudge::AloneJudge(std::span<const float> label)
{
    const RandomStream halves(streamKey(0, "inspect/halves"));
    m_cells.reserve(label.size());
    for (size_t row = 0; row < label.size(); ++row) {
        const auto half = static_cast<uint8_t>(halves.bitsAt(row) >> 63);
        const auto positive = static_cast<uint8_t>(label[row] > 0.5F ? 1 : 0);
        m_cells.push_back(std::isnan(label[row]) ? kNoLabel : static_cast<uint8_t>(positive + 2 * half));
    }
    const auto judged = [&](uint8_t cell) {
        return static_cast<double>(std::count(m_cells.begin(), m_cells.end(), cell));
    };
    const double negatives = judged(2), positives = judged(3);
    if (negatives > 0 && positives > 0)
        m_error = std::sqrt((negatives + positives + 1) / (12 * negatives * positives));
}

std::optional<double> AloneJudge::auc(const CodedColumn& column, InputKind kind) const
{
    const std::vector<int32_t> bins = binsOf(column, kind);
    const int32_t top = bins.empty() ? 0 : *std::max_element(bins.begin(), bins.end());
    std::vector<Cells> cells(static_cast<size_t>(top) + 1, Cells{});
    for (size_t row = 0; row < m_cells.size(); ++row)
        ++cells[static_cast<size_t>(bins[static_cast<size_t>(column.codes()[row])])][m_cells[row]];

    Cells all{};
    for (const Cells& bin : cells) {
        for (size_t i = 0; i < all.size(); ++i)
            all[i] += bin[i];
    }
    if (all[0] + all[1] == 0 || all[2] < kLeastOfClass || all[3] < kLeastOfClass)
        return std::nullopt;
    const double base = static_cast<double>(all[1]) / static_cast<double>(all[0] + all[1]);
    std::vector<float> score, label, weight;
    for (const Cells& bin : cells) {
        const auto rows = static_cast<double>(bin[0] + bin[1]);
        const double rate = (static_cast<double>(bin[1]) + kPriorRows * base) / (rows + kPriorRows);
        for (const size_t side : {size_t{0}, size_t{1}}) {
            score.push_back(static_cast<float>(rate));
            label.push_back(static_cast<float>(side));
            weight.push_back(static_cast<float>(bin[2 + side]));
        }
    }
    const MetricValue value = leap::auc(score, label, weight);
    return value.defined() ? std::optional(std::max(0.5, value.value)) : std::nullopt;
}

} // namespace leap

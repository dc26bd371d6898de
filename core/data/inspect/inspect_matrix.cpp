// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/inspect_matrix.h"

#include "core/base/text.h"
#include "core/data/inspect/alone_judge.h"
#include "core/metric/auc.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leap {
namespace {

constexpr int64_t kJudgedRows = 10'000;
constexpr int64_t kJudgedValues = int64_t{1} << 26; ///< of all elements: what is held in memory
constexpr int64_t kReportRows = 256;

/// Missing, zero and constant rows.
class RowFacts {
public:
    void look(std::span<const float> values)
    {
        if (m_rows++ == 0)
            m_first.assign(values.begin(), values.end());
        m_missing += std::all_of(values.begin(), values.end(), [](float x) { return std::isnan(x); }) ? 1 : 0;
        m_zero += std::all_of(values.begin(), values.end(), [](float x) { return x == 0; }) ? 1 : 0;
        m_constant = m_constant && std::equal(values.begin(), values.end(), m_first.begin());
    }
    void tell(ColumnReport& report) const
    {
        const auto share = [&](int64_t count) {
            return static_cast<double>(count) / static_cast<double>(std::max<int64_t>(m_rows, 1));
        };
        report.missingShare = share(m_missing);
        report.defaultShare = share(m_zero);
        report.defaultValue = m_zero > 0 ? "all zero" : "";
        report.constant = m_constant;
    }

private:
    int64_t m_rows = 0, m_missing = 0, m_zero = 0;
    bool m_constant = true;
    std::vector<float> m_first;
};

/// Keeps some rows and judges each element by them.
class ElementJudge {
public:
    ElementJudge(std::span<const float> label, int64_t width)
        : m_all(label)
        , m_width(static_cast<size_t>(width))
    {
        const int64_t most = std::clamp<int64_t>(kJudgedValues / std::max<int64_t>(width, 1), 1, kJudgedRows);
        m_step = std::max<int64_t>(1, static_cast<int64_t>(label.size()) / most);
        m_values.reserve((label.size() / static_cast<size_t>(m_step) + 1) * m_width);
    }
    void look(int64_t row, std::span<const float> values)
    {
        if (m_all.empty() || row % m_step != 0 || std::isnan(m_all[static_cast<size_t>(row)]))
            return;
        m_label.push_back(m_all[static_cast<size_t>(row)]);
        std::transform(values.begin(), values.end(), std::back_inserter(m_values),
                       [](float x) { return std::isnan(x) ? 0 : x; });
    }
    [[nodiscard]] std::vector<int64_t> above(double least) const
    {
        std::vector<int64_t> elements;
        const auto positives = std::count(m_label.begin(), m_label.end(), 1.0F);
        if (positives < kLeastOfClass || std::ssize(m_label) - positives < kLeastOfClass)
            return elements;
        constexpr size_t kTogether = 16; // a cache line of a row
        std::vector<float> columns(kTogether * m_label.size());
        for (size_t first = 0; first < m_width; first += kTogether) {
            const size_t count = std::min(kTogether, m_width - first);
            for (size_t row = 0; row < m_label.size(); ++row)
                for (size_t k = 0; k < count; ++k)
                    columns[k * m_label.size() + row] = m_values[row * m_width + first + k];
            for (size_t k = 0; k < count; ++k) {
                const double value =
                    auc(std::span(columns).subspan(k * m_label.size(), m_label.size()), m_label).value;
                if (std::max(value, 1 - value) > least)
                    elements.push_back(static_cast<int64_t>(first + k));
            }
        }
        return elements;
    }

private:
    std::span<const float> m_all;
    size_t m_width;
    int64_t m_step = 1;
    std::vector<float> m_label; ///< of the rows that are kept
    std::vector<float> m_values; ///< [kept rows, width]
};

} // namespace

MatrixReport inspectMatrix(const std::string& name, const MatrixRows& matrix, std::span<const float> label,
                           double least, Progress& progress)
{
    MatrixReport report;
    report.column.name = name;
    report.column.kind = InputKind::Vector;
    report.column.listOfWidth = true;
    report.column.width = static_cast<int>(matrix.width());
    report.column.kindReason = grouped(matrix.width()) + " numbers in each row: vector";
    std::vector<int64_t> rows(static_cast<size_t>(matrix.rows()));
    std::iota(rows.begin(), rows.end(), 0);
    RowFacts facts;
    ElementJudge judge(label, matrix.width());
    (void)matrix.visit(rows, [&](int64_t row, const float* elements) {
        if (row % kReportRows == 0)
            progress.report({"inspecting '" + name + "', rows", row, matrix.rows()});
        const std::span values(elements, static_cast<size_t>(matrix.width()));
        facts.look(values);
        judge.look(row, values);
    });
    facts.tell(report.column);
    report.leaks = judge.above(least);
    return report;
}

} // namespace leap

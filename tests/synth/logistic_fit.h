// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace leap::test {

/// Logistic regression on categories, one weight per value, fitted by Newton steps field after field: an
/// independent way to recover what a generated label was made from.
class LogisticFit {
public:
    /// `codes`: for each field the category of each row, 0 .. values - 1.
    LogisticFit(std::vector<std::vector<int>> codes, std::vector<int> labels)
        : m_codes(std::move(codes))
        , m_labels(std::move(labels))
        , m_logits(m_labels.size(), 0)
    {
        for (const auto& field : m_codes)
            m_weights.emplace_back(static_cast<size_t>(*std::max_element(field.begin(), field.end())) + 1, 0);
        constexpr int kSweeps = 25;
        for (int sweep = 0; sweep < kSweeps; ++sweep)
            for (size_t field = 0; field < m_codes.size(); ++field)
                step(field);
    }

    [[nodiscard]] const std::vector<double>& logits() const { return m_logits; }
    /// Standard deviation over the rows of a field's part of the logit.
    [[nodiscard]] double strength(size_t field) const
    {
        double sum = 0, squares = 0;
        for (const int code : m_codes[field]) {
            const double part = m_weights[field][static_cast<size_t>(code)];
            sum += part;
            squares += part * part;
        }
        const auto rows = static_cast<double>(m_labels.size());
        return std::sqrt(squares / rows - sum / rows * (sum / rows));
    }

private:
    void step(size_t field)
    {
        auto& weights = m_weights[field];
        std::vector<double> slope(weights.size(), 0), curvature(weights.size(), 1e-6);
        for (size_t row = 0; row < m_labels.size(); ++row) {
            const double p = 1 / (1 + std::exp(-m_logits[row]));
            const auto code = static_cast<size_t>(m_codes[field][row]);
            slope[code] += m_labels[row] - p;
            curvature[code] += p * (1 - p);
        }
        for (size_t code = 0; code < weights.size(); ++code) {
            slope[code] = std::clamp(slope[code] / curvature[code], -1.0, 1.0);
            weights[code] += slope[code];
        }
        for (size_t row = 0; row < m_labels.size(); ++row)
            m_logits[row] += slope[static_cast<size_t>(m_codes[field][row])];
    }

    std::vector<std::vector<int>> m_codes;
    std::vector<int> m_labels;
    std::vector<double> m_logits;
    std::vector<std::vector<double>> m_weights;
};

} // namespace leap::test

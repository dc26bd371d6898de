// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/copies.h"

#include "core/base/sha256.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

constexpr size_t kCompared = 1024; ///< values

/// Numbers of the first codes. Columns with equal codes have the same rows here.
std::vector<double> firstNumbers(const CodedColumn& column)
{
    const auto numbers = column.numbers();
    return {numbers.begin(),
            numbers.begin() + static_cast<std::ptrdiff_t>(std::min(kCompared, numbers.size()))};
}

/// Is one list the other times a factor plus a shift, to within rounding of doubles? NaN has to meet NaN.
bool scaledAlike(const std::vector<double>& x, const std::vector<double>& y)
{
    constexpr double kRounding = 1e-9;
    size_t low = x.size(), high = x.size();
    for (size_t i = 0; i < x.size(); ++i) {
        if (std::isnan(x[i]) != std::isnan(y[i]))
            return false;
        if (std::isnan(x[i]))
            continue;
        low = low == x.size() || x[i] < x[low] ? i : low;
        high = high == x.size() || x[i] > x[high] ? i : high;
    }
    if (low == x.size() || x[low] == x[high])
        return false;
    const double factor = (y[high] - y[low]) / (x[high] - x[low]);
    const double size = std::max(std::abs(y[low]), std::abs(y[high]));
    for (size_t i = 0; i < x.size(); ++i) {
        if (std::abs(y[low] + factor * (x[i] - x[low]) - y[i]) > kRounding * size)
            return false;
    }
    return factor != 0;
}

void addValues(const CodedColumn& column, Sha256& hash)
{
    for (const int32_t code : column.codes()) {
        const std::string text = column.text(code) + '\n';
        hash.update(text.data(), text.size());
    }
}

} // namespace

CopyFinder::Found CopyFinder::ofUnique(const CodedColumn& column, InputKind kind)
{
    if (kind != InputKind::Numeric)
        return {};
    Kept kept{column.name(), kind, true, firstNumbers(column)};
    for (const Kept& other : m_unique) {
        if (kept.numbers.size() == other.numbers.size() && scaledAlike(other.numbers, kept.numbers))
            return {other.name, true, true};
    }
    m_unique.push_back(std::move(kept));
    return {};
}

CopyFinder::Found CopyFinder::add(const CodedColumn& column, InputKind kind, bool varied)
{
    Sha256 hash;
    hash.update(column.codes().data(), column.codes().size_bytes());
    const bool unique = column.distinct() == column.codes().size();
    if (unique)
        addValues(column, hash);
    const std::string digest = hash.finish();
    const auto known = m_first.find(digest);
    if (known == m_first.end()) {
        const Found scaled = unique ? ofUnique(column, kind) : Found();
        if (scaled.original.empty())
            m_first.emplace(digest, Kept{column.name(), kind, varied, firstNumbers(column)});
        return scaled;
    }
    const Kept& first = known->second;
    Found found{first.name, first.varied && kind == first.kind, false};
    if (kind == InputKind::Numeric && found.copy) {
        const std::vector<double> numbers = firstNumbers(column);
        const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
        found.scaled =
            !std::equal(numbers.begin(), numbers.end(), first.numbers.begin(), first.numbers.end(), same);
        found.copy = !found.scaled || scaledAlike(first.numbers, numbers);
    }
    return found;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/substitutes.h"

#include <algorithm>
#include <utility>

namespace leap {
namespace {

/// Looks for the smallest set of fields that keeps every search exactly once.
class ExactCover {
public:
    ExactCover(const std::vector<KeptSet>& kept, const std::vector<size_t>& candidates)
        : m_kept(kept)
        , m_candidates(candidates)
        , m_covered(kept.size(), 0)
    {
    }

    /// The smallest set with `first`; empty when there is none.
    std::vector<size_t> with(size_t first)
    {
        m_set = {first};
        mark(first, 1);
        extend();
        mark(first, 0);
        return m_best;
    }

private:
    void mark(size_t field, uint8_t value)
    {
        for (size_t run = 0; run < m_kept.size(); ++run) {
            if (m_kept[run][field])
                m_covered[run] = value;
        }
    }

    [[nodiscard]] bool fits(size_t field) const
    {
        for (size_t run = 0; run < m_kept.size(); ++run) {
            if (m_kept[run][field] && m_covered[run])
                return false;
        }
        return true;
    }

    void extend()
    {
        const auto open = std::find(m_covered.begin(), m_covered.end(), 0);
        if (open == m_covered.end()) {
            m_best = m_set;
            return;
        }
        const size_t most = m_best.empty() ? kLargestSubstituteSet : m_best.size() - 1;
        if (m_set.size() >= most)
            return;
        const auto run = static_cast<size_t>(open - m_covered.begin());
        for (const size_t field : m_candidates) {
            if (!m_kept[run][field] || !fits(field))
                continue;
            m_set.push_back(field);
            mark(field, 1);
            extend();
            mark(field, 0);
            m_set.pop_back();
        }
    }

    const std::vector<KeptSet>& m_kept;
    const std::vector<size_t>& m_candidates;
    std::vector<uint8_t> m_covered; ///< by search
    std::vector<size_t> m_set;
    std::vector<size_t> m_best;
};

} // namespace

std::vector<int64_t> timesKept(const std::vector<KeptSet>& kept)
{
    std::vector<int64_t> times(kept.empty() ? 0 : kept.front().size(), 0);
    for (const KeptSet& run : kept) {
        for (size_t i = 0; i < times.size(); ++i)
            times[i] += run[i];
    }
    return times;
}

std::vector<std::vector<size_t>> substituteSets(const std::vector<KeptSet>& kept)
{
    std::vector<std::vector<size_t>> sets;
    if (kept.size() < kFewestSearchesForSubstitutes)
        return sets;
    const auto times = timesKept(kept);
    std::vector<size_t> swinging;
    for (size_t i = 0; i < times.size(); ++i) {
        if (times[i] > 0 && times[i] < static_cast<int64_t>(kept.size()))
            swinging.push_back(i);
    }
    for (size_t next = 0; next < swinging.size();) {
        auto set = ExactCover(kept, swinging).with(swinging[next]);
        if (set.empty()) {
            ++next;
            continue;
        }
        std::sort(set.begin(), set.end());
        std::erase_if(swinging,
                      [&](size_t field) { return std::find(set.begin(), set.end(), field) != set.end(); });
        sets.push_back(std::move(set));
    }
    return sets;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>
#include <span>
#include <utility>

namespace leap {

/// The windows of a pass, one in use and the next one being loaded by another thread. Private to
/// core/data. Not thread-safe; `load` runs in one thread at a time, and what it reads must outlive this.
template <class Window> class ReadAhead {
public:
    /// @param load window i of the pass; what it throws leaves at()
    explicit ReadAhead(std::function<Window(size_t)> load)
        : m_load(std::move(load))
    {
    }
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;
    ~ReadAhead() { drop(); }

    /// Forgets what was loaded; returns when nothing is being loaded.
    void drop()
    {
        if (m_ahead.valid())
            m_ahead.wait();
        m_ahead = {};
        m_now = {};
        m_at = SIZE_MAX;
    }
    /// The window, valid until the next call. @param count windows of the pass
    [[nodiscard]] const Window& at(size_t window, size_t count)
    {
        if (window == m_at)
            return m_now;
        if (m_ahead.valid() && window == m_at + 1) {
            m_at = SIZE_MAX;
            m_now = m_ahead.get();
        } else {
            drop();
            m_now = m_load(window);
        }
        m_at = window;
        if (window + 1 < count)
            m_ahead = std::async(std::launch::async, m_load, window + 1);
        return m_now;
    }

    /// Where a position of the pass lies.
    struct Place {
        const Window& window; ///< as at() gives it
        int64_t within; ///< positions after the window's first
    };
    /// @param position within [begins.front(), begins.back()) @param begins positions where windows begin,
    /// and one past the last; the same until drop()
    [[nodiscard]] Place holding(int64_t position, std::span<const int64_t> begins)
    {
        size_t window = m_at;
        if (window == SIZE_MAX || position < begins[window] || position >= begins[window + 1])
            window =
                static_cast<size_t>(std::upper_bound(begins.begin(), begins.end(), position) - begins.begin())
                - 1;
        return {at(window, begins.size() - 1), position - begins[window]};
    }

private:
    std::function<Window(size_t)> m_load;
    Window m_now;
    size_t m_at = SIZE_MAX; ///< window that m_now holds
    std::future<Window> m_ahead; ///< of window m_at + 1
};

} // namespace leap

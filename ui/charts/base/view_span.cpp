// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/view_span.h"

#include <algorithm>

namespace leap::ui {

void ViewSpan::setWhole(double begin, double end)
{
    m_wholeBegin = begin;
    m_wholeEnd = std::max(end, begin + 1e-9);
    if (m_zoomed)
        show(m_begin, m_end);
    else
        reset();
}

void ViewSpan::zoomAt(double value, double factor, double shortest)
{
    const double whole = m_wholeEnd - m_wholeBegin;
    const double wanted = std::clamp(length() * factor, std::min(shortest, whole), whole);
    const double share = (value - m_begin) / length();
    const double begin = value - share * wanted;
    show(begin, begin + wanted);
}

void ViewSpan::moveBy(double distance)
{
    show(m_begin + distance, m_end + distance);
}

void ViewSpan::show(double begin, double end)
{
    const double whole = m_wholeEnd - m_wholeBegin;
    const double wanted = std::clamp(end - begin, 0.0, whole);
    if (wanted <= 0 || wanted >= whole * (1 - 1e-9)) {
        reset();
        return;
    }
    m_begin = std::clamp(begin, m_wholeBegin, m_wholeEnd - wanted);
    m_end = m_begin + wanted;
    m_zoomed = true;
}

void ViewSpan::reveal(double from, double to)
{
    if (from < m_begin)
        moveBy(from - m_begin);
    else if (to > m_end)
        moveBy(std::min(to - m_end, from - m_begin));
}

void ViewSpan::reset()
{
    m_begin = m_wholeBegin;
    m_end = m_wholeEnd;
    m_zoomed = false;
}

double ViewSpan::toPixel(double value, double origin, double extent) const
{
    return origin + (value - m_begin) / length() * extent;
}

double ViewSpan::toValue(double pixel, double origin, double extent) const
{
    return extent > 0 ? m_begin + (pixel - origin) / extent * length() : m_begin;
}

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/span_bar.h"

#include "ui/charts/base/view_span.h"

#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

constexpr int kUnits = 1'000'000; ///< of the whole axis
constexpr int kStepsPerPage = 10;

} // namespace

SpanBar::SpanBar(ViewSpan& span, Qt::Orientation orientation, QWidget* parent)
    : QScrollBar(orientation, parent)
    , m_span(span)
{
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::ArrowCursor);
    setVisible(false);
    connect(this, &QScrollBar::valueChanged, this, &SpanBar::follow);
}

void SpanBar::sync()
{
    const QSignalBlocker quiet(this);
    const double whole = m_span.wholeEnd() - m_span.wholeBegin();
    const int page = static_cast<int>(std::lround(m_span.length() / whole * kUnits));
    setRange(0, kUnits - page);
    setPageStep(page);
    setSingleStep(std::max(page / kStepsPerPage, 1));
    setValue(static_cast<int>(std::lround((m_span.begin() - m_span.wholeBegin()) / whole * kUnits)));
    setVisible(m_span.zoomed());
}

int SpanBar::room() const
{
    if (!m_span.zoomed())
        return 0;
    return orientation() == Qt::Horizontal ? sizeHint().height() : sizeHint().width();
}

void SpanBar::follow(int value)
{
    const double whole = m_span.wholeEnd() - m_span.wholeBegin();
    m_span.moveBy(m_span.wholeBegin() + value / static_cast<double>(kUnits) * whole - m_span.begin());
    Q_EMIT moved();
}

} // namespace leap::ui

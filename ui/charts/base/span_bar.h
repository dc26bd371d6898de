// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollBar>

namespace leap::ui {

class ViewSpan;

/// A scroll bar for a zoomed axis; hidden while everything is in view.
class SpanBar : public QScrollBar {
    Q_OBJECT
public:
    /// `span` must outlive the bar.
    SpanBar(ViewSpan& span, Qt::Orientation orientation, QWidget* parent);
    /// Call after every change of the span.
    void sync();
    /// Width of the bar at the chart's edge; 0 while hidden.
    [[nodiscard]] int room() const;

Q_SIGNALS:
    void moved(); ///< the user moved the bar, and with it the span

private:
    void follow(int value);
    ViewSpan& m_span;
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace leap::ui {

/// The part of an axis that is in view. It is the whole axis and follows it until the user zooms or pans;
/// afterwards it stays where the user put it.
class ViewSpan {
public:
    /// The whole axis; end > begin.
    void setWhole(double begin, double end);
    [[nodiscard]] double wholeBegin() const { return m_wholeBegin; }
    [[nodiscard]] double wholeEnd() const { return m_wholeEnd; }
    [[nodiscard]] double begin() const { return m_begin; }
    [[nodiscard]] double end() const { return m_end; }
    [[nodiscard]] double length() const { return m_end - m_begin; }
    [[nodiscard]] bool zoomed() const { return m_zoomed; }

    /// Makes the view `factor` times as long (below 1 zooms in), keeping `value` in place; never shorter than
    /// `shortest`.
    void zoomAt(double value, double factor, double shortest);
    /// Shifts the view, within the whole.
    void moveBy(double distance);
    /// Shows exactly this part, clipped to the whole.
    void show(double begin, double end);
    /// Moves as little as needed to bring [from, to] into view.
    void reveal(double from, double to);
    /// Back to the whole.
    void reset();

    /// Linear map of the view onto `extent` pixels from `origin`, and back.
    [[nodiscard]] double toPixel(double value, double origin, double extent) const;
    [[nodiscard]] double toValue(double pixel, double origin, double extent) const;

private:
    double m_wholeBegin = 0;
    double m_wholeEnd = 1;
    double m_begin = 0;
    double m_end = 1;
    bool m_zoomed = false;
};

} // namespace leap::ui

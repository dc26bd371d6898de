// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/decision/decision_bars.h"

#include "ui/format.h"
#include "ui/theme.h"

#include <algorithm>

#include <cmath>

namespace leap::ui {
namespace {

double widestWord(const ChartStyle& style)
{
    double widest = 0;
    for (const Verdict verdict : {Verdict::Keep, Verdict::Drop, Verdict::Uncertain}) {
        for (const bool forced : {false, true}) {
            if (verdict != Verdict::Uncertain || !forced)
                widest = std::max(
                    widest, textWidth(style.font, DecisionBars::wordOf({0, {}, 0, verdict, forced, {}})));
        }
    }
    return widest;
}

double axisRoom(const ChartStyle& style)
{
    return lineHeight(style.small) + 2 * ChartStyle::kPad;
}

} // namespace

QString DecisionBars::wordOf(const DecisionBar& bar)
{
    QString word;
    switch (bar.verdict) {
    case Verdict::Keep:
        word = tr("keep");
        break;
    case Verdict::Drop:
        word = tr("drop");
        break;
    case Verdict::Uncertain:
        word = tr("uncertain");
        break;
    }
    return bar.forced ? tr("%1 (forced)").arg(word) : word;
}

DecisionBars::DecisionBars(QWidget* parent)
    : Chart(parent)
    , m_scroll(new SpanBar(m_rowSpan, Qt::Vertical, this))
{
    setAccessibleName(tr("Verdicts by gate"));
    setEmptyText(
        tr("The gates of a finished search appear here, sorted, with a line to drag between keep and drop."));
    connect(m_scroll, &SpanBar::moved, this, [this] { update(); });
}

void DecisionBars::setBars(const QVector<DecisionBar>& bars)
{
    QVector<DecisionBar> sorted = bars;
    std::stable_sort(sorted.begin(), sorted.end(), [](const DecisionBar& a, const DecisionBar& b) {
        return !std::isnan(a.gate) && (std::isnan(b.gate) || a.gate > b.gate);
    });
    if (sorted == m_bars)
        return;
    const bool sameRows = sorted.size() == m_bars.size();
    m_bars = std::move(sorted);
    if (!sameRows)
        m_currentRow = -1;
    updateSpan();
    refresh();
}

void DecisionBars::setThreshold(double threshold)
{
    if (threshold == m_threshold)
        return;
    m_threshold = threshold;
    refresh();
}

void DecisionBars::setThresholdShown(bool shown)
{
    if (shown == m_thresholdShown)
        return;
    m_thresholdShown = shown;
    refresh();
}

void DecisionBars::setSelection(const QVector<int>& fields)
{
    if (m_selection.set(fields))
        refresh();
}

QVector<int> DecisionBars::order() const
{
    QVector<int> fields;
    for (const DecisionBar& bar : m_bars)
        fields.append(bar.field);
    return fields;
}

DecisionBars::Layout DecisionBars::layoutIn(const QRectF& area, const ChartStyle& style, bool onPaper) const
{
    constexpr double kLargestNames = 0.3; // of the width
    const double mark = textWidth(style.strong, verdictMark(Verdict::Keep)) + ChartStyle::kHalfPad;
    double names = 0;
    for (const DecisionBar& bar : m_bars)
        names = std::max(names, textWidth(style.strong, bar.name));
    names += ChartStyle::kSwatch + ChartStyle::kPad;
    // The counts are shown above the names.
    names = std::max(names, textWidth(style.small, briefCounts()) + ChartStyle::kPad);
    names = std::min(names, area.width() * kLargestNames);
    Layout layout;
    const double right = area.right() - (onPaper ? 0 : m_scroll->room());
    layout.rows = QRectF(area.left(), area.top() + axisRoom(style), right - area.left(),
                         std::max(1.0, area.height() - axisRoom(style)));
    layout.nameLeft = area.left() + ChartStyle::kHalfPad;
    layout.nameRight = layout.nameLeft + names;
    layout.wordLeft = right - widestWord(style) - mark - ChartStyle::kHalfPad;
    layout.valueRight = layout.wordLeft - 2 * ChartStyle::kPad;
    layout.barLeft = layout.nameRight + ChartStyle::kPad;
    layout.barRight = std::max(layout.barLeft + 1,
                               layout.valueRight - textWidth(style.font, gateText(1)) - ChartStyle::kPad);
    layout.rowHeight = std::ceil(lineHeight(style.font)) + 6;
    return layout;
}

double DecisionBars::rowTop(int row, const Layout& layout, bool onPaper) const
{
    return layout.rows.top() + (row - (onPaper ? 0 : m_rowSpan.begin())) * layout.rowHeight;
}

QSizeF DecisionBars::paperSize() const
{
    const ChartStyle look = style();
    const double head = body().top() + axisRoom(look) + ChartStyle::kHalfPad;
    return {static_cast<double>(width()),
            std::ceil(head + static_cast<double>(m_bars.size()) * screenLayout().rowHeight
                      + ChartStyle::kHalfPad)};
}

void DecisionBars::updateSpan()
{
    const Layout layout = screenLayout();
    const double rows = std::max<double>(1, static_cast<double>(m_bars.size()));
    const double visible = layout.rows.height() / layout.rowHeight;
    const double begin = m_rowSpan.begin();
    m_rowSpan.setWhole(0, rows);
    if (visible < rows)
        m_rowSpan.show(begin, begin + visible);
    else
        m_rowSpan.reset();
    m_scroll->sync();
    const int bar = m_scroll->sizeHint().width();
    m_scroll->setGeometry(width() - bar, static_cast<int>(layout.rows.top()), bar,
                          static_cast<int>(layout.rows.height()));
}

double DecisionBars::thresholdX() const
{
    const Layout layout = screenLayout();
    return layout.barLeft + m_threshold * (layout.barRight - layout.barLeft);
}

int DecisionBars::rowAt(const QPointF& position) const
{
    const Layout layout = screenLayout();
    if (!layout.rows.contains(position))
        return -1;
    const auto row =
        static_cast<int>(std::floor((position.y() - rowTop(0, layout, false)) / layout.rowHeight));
    return row >= 0 && row < m_bars.size() ? row : -1;
}

int DecisionBars::fieldAt(const QPointF& position) const
{
    const int row = rowAt(position);
    return row < 0 ? -1 : m_bars[row].field;
}

QString DecisionBars::tipAt(const QPointF& position) const
{
    const int row = rowAt(position);
    if (row < 0)
        return {};
    const DecisionBar& bar = m_bars[row];
    QString tip =
        tr("%1: %2\ngate %3").arg(bar.name, DecisionBars::wordOf(bar), QString::number(bar.gate, 'f', 4));
    if (!bar.reason.isEmpty())
        tip += QLatin1Char('\n') + bar.reason;
    return tip;
}

QString DecisionBars::count(Verdict verdict) const
{
    return countText(std::count_if(m_bars.begin(), m_bars.end(),
                                   [verdict](const DecisionBar& bar) { return bar.verdict == verdict; }));
}

QString DecisionBars::briefCounts() const
{
    return tr("%1 keep, %2 drop").arg(count(Verdict::Keep), count(Verdict::Drop));
}

QString DecisionBars::summary() const
{
    QString text = tr("%1, %2 uncertain.").arg(briefCounts(), count(Verdict::Uncertain));
    if (m_thresholdShown)
        text += tr(" Threshold %1.").arg(gateText(m_threshold));
    if (m_currentRow < 0 || m_currentRow >= m_bars.size())
        return text;
    const DecisionBar& bar = m_bars[m_currentRow];
    return tr("%1, gate %2, %3. ").arg(bar.name, gateText(bar.gate), DecisionBars::wordOf(bar)) + text;
}

void DecisionBars::relayout()
{
    updateSpan();
}

} // namespace leap::ui

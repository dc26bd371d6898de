// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/decision_bars.h"

#include "ui/charts/field_colour.h"
#include "ui/charts/step_chart.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>

#include <cmath>

namespace leap::ui {
namespace {

constexpr double kFine = 0.01; ///< the threshold's grid
constexpr double kCoarse = 0.1;
constexpr double kLineReach = 6; ///< px

QString verdictWord(const DecisionBar& bar)
{
    QString word;
    switch (bar.verdict) {
    case Verdict::Keep:
        word = DecisionBars::tr("keep");
        break;
    case Verdict::Drop:
        word = DecisionBars::tr("drop");
        break;
    case Verdict::Uncertain:
        word = DecisionBars::tr("uncertain");
        break;
    }
    return bar.forced ? DecisionBars::tr("%1 (forced)").arg(word) : word;
}

double widestWord(const ChartStyle& style)
{
    double widest = 0;
    for (const Verdict verdict : {Verdict::Keep, Verdict::Drop, Verdict::Uncertain}) {
        for (const bool forced : {false, true}) {
            if (verdict != Verdict::Uncertain || !forced)
                widest =
                    std::max(widest, textWidth(style.font, verdictWord({0, {}, 0, verdict, forced, {}})));
        }
    }
    return widest;
}

double axisRoom(const ChartStyle& style)
{
    return lineHeight(style.small) + 2 * ChartStyle::kPad;
}

} // namespace

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
    if (fields == m_selection)
        return;
    m_selection = fields;
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
    names = std::min(names + ChartStyle::kSwatch + ChartStyle::kPad, area.width() * kLargestNames);
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
            head + static_cast<double>(m_bars.size()) * screenLayout().rowHeight + ChartStyle::kHalfPad};
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

void DecisionBars::draw(const Canvas& canvas)
{
    const Layout layout = layoutIn(canvas.area, canvas.style, canvas.onPaper);
    drawAxis(canvas, layout);
    canvas.painter.save();
    canvas.painter.setClipRect(layout.rows);
    for (int row = 0; row < m_bars.size(); ++row) {
        const double top = rowTop(row, layout, canvas.onPaper);
        if (top + layout.rowHeight >= layout.rows.top() && top <= layout.rows.bottom())
            drawRow(canvas, layout, row);
    }
    canvas.painter.restore();
    if (m_thresholdShown)
        drawThreshold(canvas, layout);
}

void DecisionBars::drawRow(const Canvas& canvas, const Layout& layout, int row) const
{
    const ChartStyle& style = canvas.style;
    const DecisionBar& bar = m_bars[row];
    const double top = rowTop(row, layout, canvas.onPaper);
    const QRectF line(layout.rows.left(), top, layout.rows.width(), layout.rowHeight);
    const bool selected = m_selection.contains(bar.field);
    const bool current = !canvas.onPaper && hasFocus() && row == m_currentRow;
    if (selected || current)
        canvas.painter.fillRect(
            line, blended(style.palette.color(QPalette::Window), style.accent, selected ? 0.22 : 0.1));
    const QFont& font = selected ? style.strong : style.font;
    const QColor colour = verdictColor(bar.verdict, style.palette);
    canvas.painter.fillRect(QRectF(layout.nameLeft, line.center().y() - ChartStyle::kSwatch / 2,
                                   ChartStyle::kSwatch, ChartStyle::kSwatch),
                            fieldColour(bar.field, style.palette));
    const double nameLeft = layout.nameLeft + ChartStyle::kSwatch + ChartStyle::kPad - 2;
    drawText(canvas.painter, font, style.text, {nameLeft, top, layout.nameRight - nameLeft, layout.rowHeight},
             Qt::AlignLeft | Qt::AlignVCenter, bar.name);
    drawBar(canvas, bar, {layout.barLeft, top + 4, layout.barRight - layout.barLeft, layout.rowHeight - 8});
    drawText(canvas.painter, font, style.text,
             {layout.barRight, top, layout.valueRight - layout.barRight, layout.rowHeight},
             Qt::AlignRight | Qt::AlignVCenter, gateText(bar.gate));
    const double mark = textWidth(style.strong, verdictMark(Verdict::Keep)) + ChartStyle::kHalfPad;
    drawText(canvas.painter, style.strong, colour, {layout.wordLeft, top, mark, layout.rowHeight},
             Qt::AlignLeft | Qt::AlignVCenter, verdictMark(bar.verdict));
    drawText(canvas.painter, font, colour,
             {layout.wordLeft + mark, top, layout.rows.right() - layout.wordLeft - mark, layout.rowHeight},
             Qt::AlignLeft | Qt::AlignVCenter, verdictWord(bar));
}

void DecisionBars::drawBar(const Canvas& canvas, const DecisionBar& bar, const QRectF& box) const
{
    const ChartStyle& style = canvas.style;
    canvas.painter.fillRect(box, blended(style.palette.color(QPalette::Window), style.text, 0.06));
    if (std::isnan(bar.gate))
        return;
    constexpr double kLeastWidth = 1.5; // so that a gate of 0 is seen to be there
    const QRectF filled(box.left(), box.top(),
                        std::max(kLeastWidth, std::clamp(bar.gate, 0.0, 1.0) * box.width()), box.height());
    const QColor colour = verdictColor(bar.verdict, style.palette);
    if (bar.verdict == Verdict::Uncertain) {
        canvas.painter.fillRect(filled, blended(style.ground, colour, 0.25));
        canvas.painter.fillRect(filled, QBrush(colour, Qt::BDiagPattern));
        canvas.painter.setPen(colour);
        canvas.painter.setBrush(Qt::NoBrush);
        canvas.painter.drawRect(filled.adjusted(0.5, 0.5, -0.5, -0.5));
    } else {
        canvas.painter.fillRect(filled,
                                bar.verdict == Verdict::Keep ? colour : blended(style.ground, colour, 0.55));
    }
}

void DecisionBars::drawAxis(const Canvas& canvas, const Layout& layout) const
{
    const ChartStyle& style = canvas.style;
    const double height = lineHeight(style.small);
    const double width = layout.barRight - layout.barLeft;
    for (const double value : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        const double x = std::round(layout.barLeft + value * width) + 0.5;
        canvas.painter.setPen(style.grid);
        canvas.painter.drawLine(
            QPointF(x, layout.rows.top() - 3),
            QPointF(x,
                    std::min(layout.rows.bottom(),
                             rowTop(static_cast<int>(m_bars.size()), layout, canvas.onPaper))));
        const bool underFlag = m_thresholdShown
            && std::abs(value - m_threshold) * width < 2 * textWidth(style.small, gateText(0.5));
        constexpr double kHalfLabel = 20;
        if (!underFlag)
            drawText(canvas.painter, style.small, style.dim,
                     {x - kHalfLabel, layout.rows.top() - height - ChartStyle::kPad, 2 * kHalfLabel, height},
                     Qt::AlignCenter, value == 0 || value == 1 ? QString::number(value) : gateText(value));
    }
    const QRectF box(layout.nameLeft, layout.rows.top() - height - ChartStyle::kPad,
                     layout.barLeft - layout.nameLeft - 2 * ChartStyle::kPad, height);
    const auto number = [this](Verdict verdict) {
        return countText(std::count_if(m_bars.begin(), m_bars.end(),
                                       [verdict](const DecisionBar& bar) { return bar.verdict == verdict; }));
    };
    const QString brief = tr("%1 keep, %2 drop").arg(number(Verdict::Keep), number(Verdict::Drop));
    const QString full = tr("%1, %2 uncertain").arg(brief, number(Verdict::Uncertain));
    drawText(canvas.painter, style.small, style.dim, box, Qt::AlignLeft | Qt::AlignVCenter,
             textWidth(style.small, full) <= box.width() ? full : brief);
}

void DecisionBars::drawThreshold(const Canvas& canvas, const Layout& layout) const
{
    const ChartStyle& style = canvas.style;
    QPainter& painter = canvas.painter;
    const double x = std::round(layout.barLeft + m_threshold * (layout.barRight - layout.barLeft)) + 0.5;
    const double bottom =
        std::min(layout.rows.bottom(), rowTop(static_cast<int>(m_bars.size()), layout, canvas.onPaper));
    painter.setPen(QPen(style.ground, 4));
    painter.drawLine(QPointF(x, layout.rows.top()), QPointF(x, bottom));
    painter.setPen(QPen(style.accent, 2));
    painter.drawLine(QPointF(x, layout.rows.top() - ChartStyle::kHalfPad), QPointF(x, bottom));
    const QString text = gateText(m_threshold);
    const double height = lineHeight(style.small) + 2,
                 width = textWidth(style.small, text) + 2 * ChartStyle::kPad;
    const QRectF flag(x - width / 2, layout.rows.top() - height - ChartStyle::kHalfPad, width, height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.accent);
    painter.drawRoundedRect(flag, 4, 4);
    drawText(painter, style.small, textOn(style.accent), flag, Qt::AlignCenter, text);
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
    QString tip = tr("%1: %2\ngate %3").arg(bar.name, verdictWord(bar), QString::number(bar.gate, 'f', 4));
    if (!bar.reason.isEmpty())
        tip += QLatin1Char('\n') + bar.reason;
    return tip;
}

QString DecisionBars::summary() const
{
    const auto number = [this](Verdict verdict) {
        return countText(std::count_if(m_bars.begin(), m_bars.end(),
                                       [verdict](const DecisionBar& bar) { return bar.verdict == verdict; }));
    };
    QString text = tr("%1 keep, %2 drop, %3 uncertain.")
                       .arg(number(Verdict::Keep), number(Verdict::Drop), number(Verdict::Uncertain));
    if (m_thresholdShown)
        text += tr(" Threshold %1.").arg(gateText(m_threshold));
    if (m_currentRow < 0 || m_currentRow >= m_bars.size())
        return text;
    const DecisionBar& bar = m_bars[m_currentRow];
    return tr("%1, gate %2, %3. ").arg(bar.name, gateText(bar.gate), verdictWord(bar)) + text;
}

void DecisionBars::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() != Qt::LeftButton || !hasData())
        return;
    const QPointF at = event->position();
    if (m_thresholdShown && std::abs(at.x() - thresholdX()) <= kLineReach) {
        m_dragging = true;
        return;
    }
    const int row = rowAt(at);
    if (row < 0)
        return;
    m_currentRow = row;
    QVector<int> fields{m_bars[row].field};
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        fields = m_selection;
        if (fields.removeAll(m_bars[row].field) == 0)
            fields.append(m_bars[row].field);
    }
    select(fields);
}

void DecisionBars::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging) {
        dragTo(event->position().x());
        return;
    }
    const bool nearLine =
        hasData() && m_thresholdShown && std::abs(event->position().x() - thresholdX()) <= kLineReach;
    setCursor(nearLine ? Qt::SplitHCursor : Qt::ArrowCursor);
}

void DecisionBars::mouseReleaseEvent(QMouseEvent*)
{
    m_dragging = false;
}

void DecisionBars::dragTo(double x)
{
    const Layout layout = screenLayout();
    moveThreshold((x - layout.barLeft) / (layout.barRight - layout.barLeft));
}

void DecisionBars::moveThreshold(double threshold)
{
    const double snapped = std::clamp(std::round(threshold / kFine) * kFine, 0.0, 1.0);
    if (snapped == m_threshold)
        return;
    setThreshold(snapped);
    Q_EMIT thresholdChanged(snapped);
}

void DecisionBars::wheelEvent(QWheelEvent* event)
{
    const double notches = wheelNotches(*event);
    if (!m_rowSpan.zoomed() || notches == 0) {
        event->ignore();
        return;
    }
    constexpr double kRowsPerNotch = 3;
    m_rowSpan.moveBy(-notches * kRowsPerNotch);
    m_scroll->sync();
    update();
    event->accept();
}

void DecisionBars::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_bars.size()) - 1;
    const double by = event->modifiers().testFlag(Qt::ShiftModifier) ? kCoarse : kFine;
    const int page = std::max(1, static_cast<int>(m_rowSpan.length()) - 1);
    if (!hasData()) {
        event->ignore();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (m_thresholdShown)
            moveThreshold(m_threshold + (event->key() == Qt::Key_Left ? -by : by));
        return;
    case Qt::Key_Up:
        return chooseRow(m_currentRow < 0 ? last : m_currentRow - 1);
    case Qt::Key_Down:
        return chooseRow(m_currentRow + 1);
    case Qt::Key_PageUp:
        return chooseRow(m_currentRow - page);
    case Qt::Key_PageDown:
        return chooseRow(m_currentRow + page);
    case Qt::Key_Home:
        return chooseRow(0);
    case Qt::Key_End:
        return chooseRow(last);
    default:
        Chart::keyPressEvent(event);
    }
}

void DecisionBars::chooseRow(int row)
{
    m_currentRow = std::clamp(row, 0, static_cast<int>(m_bars.size()) - 1);
    if (m_rowSpan.zoomed())
        m_rowSpan.reveal(m_currentRow, m_currentRow + 1);
    m_scroll->sync();
    select({m_bars[m_currentRow].field});
    refresh();
}

void DecisionBars::select(const QVector<int>& fields)
{
    if (fields == m_selection)
        return;
    m_selection = fields;
    refresh();
    Q_EMIT selectionChanged(fields);
}

void DecisionBars::relayout()
{
    updateSpan();
}

} // namespace leap::ui

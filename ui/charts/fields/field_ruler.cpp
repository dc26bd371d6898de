// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/fields/field_ruler.h"

#include "ui/format.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leap::ui {
namespace {

constexpr double kEndReach = 4; ///< px

} // namespace

FieldRuler::FieldRuler(QWidget* parent)
    : Chart(parent)
    , m_scroll(new SpanBar(m_span, Qt::Horizontal, this))
{
    setAccessibleName(tr("Ruler of the concatenated row"));
    setEmptyText(tr("The fields appear here next to each other, drawn to scale."));
    connect(m_scroll, &SpanBar::moved, this, [this] { update(); });
    connect(addChartAction(tr("Show everything")), &QAction::triggered, this, [this] {
        m_span.reset();
        spanMoved();
    });
}

void FieldRuler::setFields(const QVector<RulerField>& fields, qint64 columns)
{
    if (fields == m_fields && columns == m_columns)
        return;
    m_fields = fields;
    m_columns = columns;
    m_faults = rulerFaults(fields, columns);
    m_byStart.resize(fields.size());
    std::iota(m_byStart.begin(), m_byStart.end(), 0);
    std::stable_sort(m_byStart.begin(), m_byStart.end(),
                     [&](int a, int b) { return fields[a].start < fields[b].start; });
    m_drag = {};
    m_selection.keepBelow(fields.size());
    m_span.setWhole(0, std::max<double>(1, static_cast<double>(columns)));
    spanMoved();
}

void FieldRuler::setEditable(bool editable)
{
    m_editable = editable;
}

void FieldRuler::setSelection(const QVector<int>& fields)
{
    if (m_selection.set(fields))
        refresh();
}

void FieldRuler::reveal(int field)
{
    if (field < 0 || field >= m_fields.size())
        return;
    constexpr double kReadable = 56; // px
    const RulerField& what = m_fields[field];
    const double share = static_cast<double>(what.end - what.start) / m_span.length() * screenBand().width();
    if (share < kReadable && share > 0)
        m_span.zoomAt(static_cast<double>(what.start + what.end) / 2, share / kReadable, kShortestView);
    m_span.reveal(static_cast<double>(what.start), static_cast<double>(what.end));
    spanMoved();
}

void FieldRuler::spanMoved()
{
    relayout();
    refresh();
}

void FieldRuler::relayout()
{
    m_scroll->sync();
    const QRectF band = screenBand();
    const int height = m_scroll->sizeHint().height();
    m_scroll->setGeometry(static_cast<int>(band.left()), QWidget::height() - height,
                          static_cast<int>(band.width()), height);
}

QRectF FieldRuler::bandIn(const QRectF& area, const ChartStyle& style, bool onPaper) const
{
    const double axis = ChartStyle::kTick + 2 + lineHeight(style.small);
    const double scroll = onPaper ? 0 : m_scroll->room();
    return onGrid({area.left() + ChartStyle::kPad, area.top() + ChartStyle::kHalfPad,
                   std::max(1.0, area.width() - 2 * ChartStyle::kPad),
                   std::max(1.0, area.height() - ChartStyle::kHalfPad - axis - scroll)});
}

double FieldRuler::xOf(qint64 column, const QRectF& band) const
{
    return m_span.toPixel(static_cast<double>(column), band.left(), band.width());
}

QRectF FieldRuler::fieldRect(int field, const QRectF& band) const
{
    const double left = xOf(m_fields[field].start, band);
    return {left, band.top(), std::max(xOf(m_fields[field].end, band) - left, 0.0), band.height()};
}

int FieldRuler::fieldAt(const QPointF& position) const
{
    const QRectF band = screenBand();
    if (!hasData() || !band.contains(position))
        return -1;
    const double column = m_span.toValue(position.x(), band.left(), band.width());
    for (auto at = m_byStart.rbegin(); at != m_byStart.rend(); ++at) { // drawn later = on top
        const RulerField& field = m_fields[*at];
        if (column >= static_cast<double>(field.start) && column < static_cast<double>(field.end))
            return *at;
    }
    return -1;
}

int FieldRuler::endAt(const QPointF& position) const
{
    const QRectF band = screenBand();
    if (!hasData() || !m_editable || position.y() < band.top() || position.y() > band.bottom())
        return -1;
    int nearest = -1;
    double least = kEndReach;
    for (const int field : m_byStart) {
        // If a field is thinner than the reach, its end can be told from its start only when zoomed in.
        const QRectF rect = fieldRect(field, band);
        const double distance = std::abs(rect.right() - position.x());
        if (distance <= least && rect.width() > kEndReach) {
            least = distance;
            nearest = field;
        }
    }
    return nearest;
}

QPointF FieldRuler::placeOf(qint64 column) const
{
    const QRectF band = screenBand();
    return {xOf(column, band), band.center().y()};
}

QString FieldRuler::tipAt(const QPointF& position) const
{
    const QRectF band = screenBand();
    if (!band.contains(position))
        return {};
    const double column = m_span.toValue(position.x(), band.left(), band.width());
    const double slack = 1.5 / band.width() * m_span.length();
    QStringList lines;
    for (const RulerFault& fault : m_faults) {
        if (column >= static_cast<double>(fault.start) - slack
            && column < static_cast<double>(fault.end) + slack)
            lines.append((fault.kind == RulerFault::Kind::Gap
                              ? tr("columns %1 belong to no field")
                              : tr("columns %1 belong to more than one field"))
                             .arg(rangeText(fault.start, fault.end)));
    }
    if (const int field = fieldAt(position); field >= 0) {
        const RulerField& what = m_fields[field];
        lines.append(tr("%1\ncolumns %2\nwidth %3")
                         .arg(what.name, rangeText(what.start, what.end), countText(what.end - what.start)));
    }
    return lines.join(QLatin1Char('\n'));
}

QString FieldRuler::summary() const
{
    QString text = tr("%1 fields, %2 columns.").arg(countText(m_fields.size()), countText(m_columns));
    if (!m_faults.isEmpty())
        text += tr(" %1 gaps or overlaps.").arg(countText(m_faults.size()));
    if (m_selection.single() < 0)
        return text;
    const RulerField& field = m_fields[m_selection.single()];
    return tr("%1, columns %2. ").arg(field.name, rangeText(field.start, field.end)) + text;
}

} // namespace leap::ui

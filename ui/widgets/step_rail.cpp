// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/step_rail.h"

#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

#include <algorithm>

namespace leap::ui {
namespace {

constexpr int kIcon = 20;
constexpr int kMark = 12;

QString stateText(StepState state)
{
    switch (state) {
    case StepState::Empty:
        return StepButton::tr("empty");
    case StepState::Ready:
        return StepButton::tr("ready");
    case StepState::Running:
        return StepButton::tr("running");
    case StepState::Done:
        return StepButton::tr("done");
    case StepState::Attention:
        break;
    }
    return StepButton::tr("needs attention");
}

} // namespace

StepButton::StepButton(const QString& name, const QString& iconName, QWidget* parent)
    : QAbstractButton(parent)
{
    setText(name);
    setIcon(ui::icon(iconName));
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(name);
}

void StepButton::setStep(StepState state, const QString& reason)
{
    m_state = state;
    setToolTip(reason);
    setAccessibleDescription(QStringLiteral("%1. %2").arg(stateText(state), reason));
    update();
}

QSize StepButton::sizeHint() const
{
    QFont strong = font();
    strong.setBold(true); // the current step's
    return {QFontMetrics(strong).horizontalAdvance(text()) + kIcon + kMark + 5 * kGrid,
            fontMetrics().height() + 3 * kGrid};
}

void StepButton::enterEvent(QEnterEvent*)
{
    update();
}
void StepButton::leaveEvent(QEvent*)
{
    update();
}

void StepButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(kGrid / 2.0, 2, -kGrid / 2.0, -2);
    QColor ground = palette().color(QPalette::Highlight);
    ground.setAlphaF(isChecked() ? 0.18F : underMouse() ? 0.08F : 0.0F);
    painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 1.5) : QPen(Qt::NoPen));
    painter.setBrush(ground);
    painter.drawRoundedRect(box, kGrid / 2.0, kGrid / 2.0);
    const int top = (height() - kIcon) / 2;
    icon().paint(&painter, QRect(kGrid + kGrid / 2, top, kIcon, kIcon));
    QFont textFont = font();
    textFont.setWeight(isChecked() ? QFont::DemiBold : QFont::Normal);
    painter.setFont(textFont);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect().adjusted(kIcon + 2 * kGrid + kGrid / 2, 0, -kMark - kGrid, 0),
                     Qt::AlignVCenter | Qt::AlignLeft, text());
    paintMark(painter, QRectF(width() - kMark - kGrid * 1.5, (height() - kMark) / 2.0, kMark, kMark));
}

void StepButton::paintMark(QPainter& painter, const QRectF& box) const
{
    const QColor ink = m_state == StepState::Attention ? warningColor(palette())
        : m_state == StepState::Empty                  ? dimText(palette())
                                                       : palette().color(QPalette::Highlight);
    painter.setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const QRectF inner = box.adjusted(2, 2, -2, -2);
    switch (m_state) {
    case StepState::Empty:
        painter.drawEllipse(inner.adjusted(1, 1, -1, -1));
        break;
    case StepState::Ready:
        painter.setBrush(ink);
        painter.drawEllipse(inner.adjusted(1, 1, -1, -1));
        break;
    case StepState::Running:
        painter.drawEllipse(inner);
        painter.setBrush(ink);
        painter.drawPie(inner, 90 * 16, -120 * 16);
        break;
    case StepState::Done:
        painter.drawPolyline(QPolygonF({{inner.left(), inner.center().y()},
                                        {inner.left() + inner.width() * 0.38, inner.bottom() - 1},
                                        {inner.right(), inner.top() + 1}}));
        break;
    case StepState::Attention:
        painter.drawPolygon(QPolygonF({{box.center().x(), box.top() + 1},
                                       {box.right(), box.bottom() - 1},
                                       {box.left(), box.bottom() - 1}}));
        painter.drawLine(QPointF(box.center().x(), box.top() + 5),
                         QPointF(box.center().x(), box.bottom() - 4));
        break;
    }
}

StepRail::StepRail(QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGrid, 0, kGrid);
    layout->setSpacing(2);
    layout->addStretch(1);
    setAccessibleName(tr("Steps of the audit"));
}

int StepRail::addStep(const QString& name, const QString& iconName)
{
    auto* button = new StepButton(name, iconName, this);
    const int index = static_cast<int>(m_buttons.size());
    static_cast<QVBoxLayout*>(layout())->insertWidget(index, button);
    m_buttons << button;
    connect(button, &QAbstractButton::clicked, this, [this, index] { Q_EMIT chosen(index); });
    return index;
}

void StepRail::setCurrent(int index)
{
    const bool here =
        std::any_of(m_buttons.begin(), m_buttons.end(), [](const StepButton* b) { return b->hasFocus(); });
    m_buttons[index]->setChecked(true);
    if (here)
        m_buttons[index]->setFocus();
}

int StepRail::current() const
{
    for (int i = 0; i < m_buttons.size(); ++i) {
        if (m_buttons[i]->isChecked())
            return i;
    }
    return -1;
}

void StepRail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), cardColor(palette()));
    painter.setPen(lineColor(palette()));
    painter.drawLine(rect().topRight(), rect().bottomRight());
}

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/value_slider.h"

#include "core/base/text.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

constexpr int kPositions = 1000;

double rounded(double value, int digits)
{
    if (value == 0)
        return 0;
    const double scale = std::pow(10.0, digits - 1 - std::floor(std::log10(std::abs(value))));
    return std::round(value * scale) / scale;
}

} // namespace

ValueSlider::ValueSlider(const Range& range, QWidget* parent)
    : QWidget(parent)
    , m_range(range)
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_edit(new QLineEdit(this))
{
    m_slider->setRange(0, kPositions);
    m_slider->setPageStep(kPositions / 20);
    m_edit->setAlignment(Qt::AlignRight);
    m_edit->setFont(tabularFont());
    m_edit->setFixedWidth(m_edit->fontMetrics().horizontalAdvance(QStringLiteral("0.000000")) + 2 * kGrid);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_edit);
    setFocusProxy(m_slider);
    connect(m_slider, &QSlider::valueChanged, this, &ValueSlider::onSlider);
    connect(m_edit, &QLineEdit::editingFinished, this, &ValueSlider::onEdited);
    setValue(range.least);
}

void ValueSlider::setNames(const QString& name, const QString& help)
{
    m_slider->setAccessibleName(name);
    m_slider->setAccessibleDescription(help);
    m_slider->setToolTip(help);
    m_edit->setAccessibleName(tr("%1, as text").arg(name));
}

void ValueSlider::setValue(double value)
{
    m_value = value;
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(positionOf(value));
    m_edit->setText(settingText(value));
}

void ValueSlider::onSlider(int position)
{
    m_value = valueAt(position);
    m_edit->setText(settingText(m_value));
    Q_EMIT changed(m_value);
}

void ValueSlider::onEdited()
{
    const auto typed = parseDouble(trimmed(m_edit->text().toStdString()));
    if (!typed || *typed == m_value) {
        m_edit->setText(settingText(m_value));
        return;
    }
    setValue(*typed);
    Q_EMIT changed(m_value);
}

int ValueSlider::positionOf(double value) const
{
    const double inside = std::clamp(value, m_range.least, m_range.most);
    const double share = m_range.logarithmic
        ? std::log(inside / m_range.least) / std::log(m_range.most / m_range.least)
        : (inside - m_range.least) / (m_range.most - m_range.least);
    return static_cast<int>(std::lround(share * kPositions));
}

double ValueSlider::valueAt(int position) const
{
    const double share = static_cast<double>(position) / kPositions;
    const double value = m_range.logarithmic ? m_range.least * std::pow(m_range.most / m_range.least, share)
                                             : m_range.least + share * (m_range.most - m_range.least);
    return rounded(value, m_range.digits);
}

} // namespace leap::ui

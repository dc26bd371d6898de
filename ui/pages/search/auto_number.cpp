// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/auto_number.h"

#include "ui/theme.h"

#include <QCheckBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace leap::ui {
namespace {

/// Three digits are enough for a number that nobody typed.
QString shortText(double value)
{
    return QString::number(value, 'g', 3);
}

} // namespace

AutoNumber::AutoNumber(const ValueSlider::Range& range, double start, QWidget* parent)
    : QWidget(parent)
    , m_auto(new QCheckBox(tr("auto"), this))
    , m_slider(new ValueSlider(range, this))
{
    m_slider->setValue(start);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid / 2);
    layout->addWidget(m_auto);
    layout->addWidget(m_slider);
    setFocusProxy(m_auto);
    connect(m_auto, &QCheckBox::clicked, this, [this](bool automatic) {
        Q_EMIT changed(automatic ? std::nullopt : std::optional<double>(m_slider->value()));
    });
    connect(m_slider, &ValueSlider::changed, this, &AutoNumber::changed);
}

void AutoNumber::setValue(std::optional<double> value)
{
    const QSignalBlocker quiet(m_auto);
    m_auto->setChecked(!value);
    if (value)
        m_slider->setValue(*value);
}

void AutoNumber::setUsed(double used, bool fixed)
{
    const bool automatic = m_auto->isChecked();
    m_auto->setEnabled(!fixed);
    m_auto->setText(automatic && used > 0 ? tr("auto \u25b8 %1").arg(shortText(used)) : tr("auto"));
    if (automatic && used > 0 && !m_slider->isEnabled())
        m_slider->setValue(shortText(used).toDouble());
    m_slider->setEnabled(!automatic || (fixed && used > 0));
}

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/value_slider.h"

#include <QWidget>

#include <optional>

class QCheckBox;

namespace leap::ui {

/// A number that the program can choose: a box "auto" above a slider.
class AutoNumber final : public QWidget {
    Q_OBJECT
public:
    /// @param start where the slider begins before a number is chosen
    AutoNumber(const ValueSlider::Range& range, double start, QWidget* parent = nullptr);
    void setValue(std::optional<double> value); ///< emits nothing; empty = auto, the slider stays
    /// What auto came to, 0 = not known yet. @param fixed whether "auto" stays as it is, while a search runs;
    /// the slider can then still be moved once the number is known
    void setUsed(double used, bool fixed);
    [[nodiscard]] QCheckBox* automatic() const { return m_auto; }
    [[nodiscard]] ValueSlider* slider() const { return m_slider; }

Q_SIGNALS:
    void changed(std::optional<double> value); ///< by the user

private:
    QCheckBox* m_auto;
    ValueSlider* m_slider;
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QSlider;

namespace leap::ui {

/// A number by slider or by typing. The slider covers [least, most], by orders of magnitude where
/// `logarithmic`; the text field takes any number that the rest of the program accepts.
class ValueSlider final : public QWidget {
    Q_OBJECT
public:
    struct Range {
        double least = 0;
        double most = 1;
        bool logarithmic = false;
        int digits = 3; ///< significant digits that the slider gives
    };
    explicit ValueSlider(const Range& range, QWidget* parent = nullptr);

    [[nodiscard]] double value() const { return m_value; }
    void setValue(double value); ///< emits nothing
    void setNames(const QString& name, const QString& help); ///< for screen readers
    [[nodiscard]] QSlider* slider() const { return m_slider; }
    [[nodiscard]] QLineEdit* edit() const { return m_edit; }

Q_SIGNALS:
    void changed(double value); ///< by the user; while the slider is dragged too

private:
    void onSlider(int position);
    void onEdited();
    [[nodiscard]] int positionOf(double value) const;
    [[nodiscard]] double valueAt(int position) const;

    Range m_range;
    double m_value = 0;
    QSlider* m_slider;
    QLineEdit* m_edit;
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;

namespace leap::ui {

/// Label, positive value, group id and split, in two lines. Everything has a default; a change acts at once.
class LabelForm final : public QWidget {
    Q_OBJECT
public:
    explicit LabelForm(Workbench& bench, QWidget* parent = nullptr);
    /// What the label is: "column that ..."
    [[nodiscard]] static QString labelMeaning();

private:
    void refresh();
    void addChoices();
    void followUser();
    void layOut();
    void layOutLabel(QGridLayout& grid);
    void layOutRows(QGridLayout& grid);
    /// The control in `column` + 1, with its name before it.
    void addNamed(QGridLayout& grid, int row, int column, QWidget* control, const QString& text,
                  const QString& help);
    void fillColumns();
    void fillColumnBoxes();
    void fillPositive();
    void applyLabel();
    void applySplit();
    [[nodiscard]] LabelRule chosenLabel() const;

    Workbench& m_bench;
    QComboBox* m_label;
    QComboBox* m_positive; ///< data: LabelRule::Kind
    QComboBox* m_value; ///< Equals: the value
    QLineEdit* m_above; ///< Above: the number
    QComboBox* m_group;
    QComboBox* m_split; ///< data: SplitRule::Kind
    QComboBox* m_splitColumn;
    QCheckBox* m_blank; ///< rows without a label are negative
    QCheckBox* m_categorical;
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/fields/field_problems.h"
#include "core/data/schema/schema.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace leap::ui {

/// What is wrong with the fields: the worst problem as text, and buttons that repair it. Hidden while nothing
/// is.
class ProblemLine final : public QWidget {
    Q_OBJECT
public:
    explicit ProblemLine(QWidget* parent = nullptr);
    void setProblems(const Schema& schema, const std::vector<FieldProblem>& problems);

Q_SIGNALS:
    void repairRequested();
    void fillRequested(); ///< a field for every gap
    void fieldChosen(int field); ///< show me the field that the words are about

private:
    QPushButton* makeButton(const char* name, const QString& text, const QString& help);

    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_show;
    QPushButton* m_repair;
    QPushButton* m_fill;
    int m_field = -1;
};

} // namespace leap::ui

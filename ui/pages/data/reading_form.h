// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QVector>
#include <QWidget>

class QGridLayout;
class QLabel;
class QToolButton;

namespace leap::ui {

class HelpLabel;
class ReadingControl;

/// How files are read: a control for each option of readingRows() that the window offers, folded away under
/// one line that says what is not automatic. A change reads the data again, also after they could not be
/// read; before any are open it is for the file that comes next.
class ReadingForm final : public QWidget {
    Q_OBJECT
public:
    explicit ReadingForm(Workbench& bench, QWidget* parent = nullptr);
    void unfold(bool open);

private:
    struct Entry {
        HelpLabel* name;
        ReadingControl* control;
    };
    void makeHead();
    void makeControls();
    void layOutShown();
    void apply(const ReadingControl& control, const QString& value);
    void refresh();
    [[nodiscard]] bool applies(const ReadingControl& control) const;

    Workbench& m_bench;
    QToolButton* m_fold;
    QLabel* m_summary;
    QWidget* m_body;
    QGridLayout* m_grid;
    QLabel* m_refusal; ///< why the last value was not taken
    QVector<Entry> m_entries; ///< by row
    QVector<Entry> m_shown; ///< those that are in the grid
};

} // namespace leap::ui

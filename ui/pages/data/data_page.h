// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace leap::ui {

class BusyState;
class ColumnModel;
class EmptyState;
class MessageBar;
class PreviewModel;
class PrimaryButton;
class SourcePanel;
class TableView;

/// Open data, see what is in them, say what the label is and which columns to use.
class DataPage final : public QWidget {
    Q_OBJECT
public:
    DataPage(Workbench& bench, SourcePanel* sources, QWidget* parent = nullptr);

Q_SIGNALS:
    void done(); ///< the user goes on to the fields

private:
    QWidget* makeContent();
    void refresh();
    void onEnded(const JobEnd& end);

    Workbench& m_bench;
    PreviewModel* m_preview;
    ColumnModel* m_columns;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    BusyState* m_busy;
    QLabel* m_title = nullptr;
    QLabel* m_facts = nullptr;
    TableView* m_previewTable = nullptr;
    TableView* m_columnTable = nullptr;
    MessageBar* m_message;
    PrimaryButton* m_use = nullptr;
    QWidget* m_content; ///< last: made of the members above
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/step_page.h"

class QLabel;

namespace leap::ui {

class ColumnModel;
class PreviewModel;
class PrimaryButton;
class SourcePanel;
class TableView;

/// Open data, say how they are read, see what is in them, say what the label is and which columns to use.
class DataPage final : public StepPage {
    Q_OBJECT
public:
    DataPage(Workbench& bench, SourcePanel* sources, QWidget* parent = nullptr);

private:
    QWidget* makeContent();
    QWidget* makeTables(QWidget* content);
    void layOutAround(SourcePanel* sources);
    void followChanges();
    void refresh() override;
    void onInvited() override;
    void inviteToOpen();
    void report(JobOutcome outcome);

    PreviewModel* m_preview;
    ColumnModel* m_columns;
    QLabel* m_title = nullptr;
    QLabel* m_facts = nullptr;
    TableView* m_previewTable = nullptr;
    PrimaryButton* m_use = nullptr;
};

} // namespace leap::ui

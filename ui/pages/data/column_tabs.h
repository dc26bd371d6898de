// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QTabWidget>

class QPushButton;

namespace leap::ui {

class ColumnModel;
class FindingModel;
class LeftOutModel;
class TableView;

/// The columns of the data; those that are left out, with ticks; what is worth a look.
class ColumnTabs final : public QTabWidget {
    Q_OBJECT
public:
    /// @param columns what the first tab shows
    ColumnTabs(Workbench& bench, ColumnModel* columns, QWidget* parent = nullptr);

Q_SIGNALS:
    void refused(const QString& reason); ///< why an edit makes no sense

private:
    void addColumns(ColumnModel* columns);
    void addLeftOut();
    void addFindings();
    void fit();
    void refresh();
    void refreshMissing();
    void makeMissing();
    [[nodiscard]] std::vector<std::string> chosenTokens() const;

    Workbench& m_bench;
    LeftOutModel* m_leftOut;
    FindingModel* m_findings;
    TableView* m_columnTable = nullptr;
    TableView* m_leftOutTable = nullptr;
    TableView* m_findingTable = nullptr;
    QPushButton* m_missing = nullptr;
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/fields/row_bands.h"
#include "ui/pages/step_page.h"

class QLabel;
class QLayout;

namespace leap::ui {

class BulkBar;
class FieldActions;
class FieldRuler;
class FieldTableModel;
class PrimaryButton;
class ProblemLine;
class TableView;

/// Which columns of the concatenated row form a field: a ruler to scale above an editable table.
class FieldsPage final : public StepPage {
    Q_OBJECT
public:
    explicit FieldsPage(Workbench& bench, QWidget* parent = nullptr);
    /// Replaces the fields by a range table or a schema file, by extension (.csv, .json).
    void importFile(const QString& path);
    void exportFile(const QString& path);

private:
    QWidget* makeContent();
    QLayout* makeHead(QWidget* content);
    void makeTable(QWidget* content);
    void makeRuler(QWidget* content);
    QLayout* makeTools(QWidget* content);
    QWidget* makeBulkBar(QWidget* content);
    void importWithDialog();
    void exportWithDialog();
    void moveEnd(int band, int newEnd);
    void refresh() override;
    void refreshRuler();
    [[nodiscard]] const InspectReport* report() const; ///< null until the data are open

    FieldTableModel* m_model;
    RowBands m_row; ///< what the ruler shows
    FieldActions* m_actions = nullptr;
    BulkBar* m_bulk = nullptr;
    FieldRuler* m_ruler = nullptr;
    ProblemLine* m_problems = nullptr;
    TableView* m_table = nullptr;
    QLabel* m_facts = nullptr;
    PrimaryButton* m_search = nullptr;
    bool m_fitWanted = true; ///< other fields than before: column widths anew
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/bulk_edit.h"
#include "ui/session/workbench.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace leap::ui {

class TableView;

/// Selects fields by patterns of their names, and gives all selected fields a kind, width, cost, group or
/// role in one step for undo.
class BulkBar final : public QWidget {
    Q_OBJECT
public:
    /// @param table the range table, whose selection is edited
    BulkBar(Study& study, TableView& table, QWidget* parent = nullptr);
    void refresh(); ///< the selection is another

Q_SIGNALS:
    void edited(const QStringList& refused); ///< why some fields did not get everything; empty: all did
    void refused(const QString& reason);

private:
    void makeControls();
    void layOut();
    void selectByPattern(bool complain);
    void apply();
    void clear();
    [[nodiscard]] BulkEdit chosen() const;
    [[nodiscard]] std::vector<size_t> selection() const;

    Study& m_study;
    TableView& m_table;
    QLineEdit* m_pattern;
    QLabel* m_count;
    QComboBox* m_kind; ///< data: InputKind; none: as it is
    QSpinBox* m_width; ///< 0: as it is
    QLineEdit* m_cost;
    QLineEdit* m_group;
    QComboBox* m_role; ///< data: ColumnRole; none: as it is
    QPushButton* m_apply;
};

} // namespace leap::ui

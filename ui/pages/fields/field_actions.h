// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QObject>

#include <functional>

class QAction;
class QKeySequence;
class QToolBar;

namespace leap::ui {

class TableView;

/// What can be done with the selected fields: in the tool bar above the table, its context menu and by key.
/// Each is one step for undo.
class FieldActions final : public QObject {
    Q_OBJECT
public:
    /// @param table the range table: its selection is what the actions act on
    FieldActions(Workbench& bench, TableView& table, QToolBar& bar, QObject* parent);
    /// One change of the schema under a name for undo. @returns false when it was refused
    bool edit(const QString& what, const std::function<Schema(const Schema&)>& change);
    void refresh(); ///< which actions make sense

Q_SIGNALS:
    void edited(); ///< nothing is wrong (any more)
    void refused(const QString& reason);

private:
    QAction* add(const QString& iconName, const QString& text, const QKeySequence& key, const QString& help,
                 const std::function<void()>& what);
    void merge();
    void split();
    void group();
    void remove();
    void move(int by);
    void addColumn();
    [[nodiscard]] std::vector<size_t> selection() const;
    void select(const std::vector<size_t>& fields);
    [[nodiscard]] QString nameOf(size_t field) const;

    Workbench& m_bench;
    TableView& m_table;
    QToolBar& m_bar;
    QAction* m_merge;
    QAction* m_split;
    QAction* m_group;
    QAction* m_up;
    QAction* m_down;
    QAction* m_remove;
    QAction* m_add;
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QToolBar;

namespace leap::ui {

class EmptyState;
class FieldRuler;
class FieldTableModel;
class MessageBar;
class PrimaryButton;
class TableView;

/// Which columns of the concatenated row form a field: a ruler to scale above an editable table.
class FieldsPage final : public QWidget {
    Q_OBJECT
public:
    explicit FieldsPage(Workbench& bench, QWidget* parent = nullptr);
    /// Replaces the fields by a range table or a schema file, by extension (.csv, .json).
    void importFile(const QString& path);
    void exportFile(const QString& path);

Q_SIGNALS:
    void done(); ///< the user goes on to the search
    void dataRequested();

private:
    QWidget* makeContent();
    void makeActions(QToolBar* bar);
    QAction* addAction(QToolBar* bar, const QString& iconName, const QString& text, const QKeySequence& key,
                       const QString& help, const std::function<void()>& what);
    void merge();
    void split();
    void splitAt(size_t field, int column);
    void group();
    void remove();
    void move(int by);
    void addColumn();
    void importWithDialog();
    void exportWithDialog();
    void edit(const QString& what, const std::function<Schema(const Schema&)>& change);
    [[nodiscard]] std::vector<size_t> selection() const;
    void select(const std::vector<size_t>& fields);
    void refresh();
    void refreshActions();

    Workbench& m_bench;
    FieldTableModel* m_model;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    MessageBar* m_message;
    FieldRuler* m_ruler = nullptr;
    TableView* m_table = nullptr;
    QLabel* m_facts = nullptr;
    QLabel* m_problems = nullptr;
    PrimaryButton* m_search = nullptr;
    bool m_fitWanted = true; ///< other fields than before: column widths anew
    QAction* m_merge = nullptr;
    QAction* m_split = nullptr;
    QAction* m_group = nullptr;
    QAction* m_remove = nullptr;
    QAction* m_up = nullptr;
    QAction* m_down = nullptr;
    QAction* m_add = nullptr;
    QWidget* m_content; ///< last: made of the members above
};

} // namespace leap::ui

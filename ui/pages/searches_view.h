// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/study.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace leap::ui {

class CellTable;
class EmptyState;
class TableView;

/// What further searches of a run say of each field, and the path that chose its alpha.
class SearchesView final : public QWidget {
    Q_OBJECT
public:
    explicit SearchesView(Study& study, QWidget* parent = nullptr);
    void refresh(); ///< another run, or another rule

Q_SIGNALS:
    void wanted(); ///< there is one search only, and the user asks for more

private:
    QWidget* makeContent();
    void showSearches(const RunRecord& run);
    void showPath(const RunRecord& run);

    Study& m_study;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QLabel* m_words;
    CellTable* m_model;
    TableView* m_table;
    QWidget* m_searchesPart;
    QWidget* m_pathPart;
    QLabel* m_pathWords;
    CellTable* m_pathModel;
    TableView* m_pathTable;
};

} // namespace leap::ui

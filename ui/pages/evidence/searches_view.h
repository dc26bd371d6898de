// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/evidence/evidence_view.h"
#include "ui/session/study.h"

namespace leap::ui {

class ResultModel;
class TableView;

/// What further searches of a run say of each field, and the path that chose its alpha.
class SearchesView final : public EvidenceView {
    Q_OBJECT
public:
    explicit SearchesView(Study& study, QWidget* parent = nullptr);
    void refresh(); ///< another run, or another rule

private:
    void showSearches(const RunRecord& run);
    void showPath(const AlphaPath& path);

    Study& m_study;
    QLabel* m_words;
    ResultModel* m_model;
    TableView* m_table;
    QLabel* m_pathWords;
    ResultModel* m_pathModel;
    TableView* m_pathTable;
    QWidget* m_searchesPart;
    QWidget* m_pathPart;
};

} // namespace leap::ui

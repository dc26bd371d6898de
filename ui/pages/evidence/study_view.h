// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study.h"
#include "ui/charts/base/chart.h"
#include "ui/session/open_audit.h"

#include <QVector>
#include <QWidget>

#include <utility>
#include <vector>

class QLabel;
class QSplitter;
class QStackedWidget;

namespace leap::ui {

class EmptyState;
class ResultModel;
class StudyCharts;
class TableView;

/// What a study found: its charts, its tables, its sentences; or an invitation to ask it.
class StudyView final : public QWidget {
    Q_OBJECT
public:
    /// @param study of studyKinds(), which lasts
    StudyView(const Study& shown, const StudyKind& study, QWidget* parent = nullptr);
    void refresh(); ///< another run, or another decision
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport();

Q_SIGNALS:
    void wanted(); ///< nothing is known, and the user asks for it
    void exportFailed(const QString& message);

private:
    struct Part {
        QWidget* box = nullptr;
        QLabel* title = nullptr;
        TableView* table = nullptr;
        ResultModel* model = nullptr;
    };
    void makeCharts();
    Part& addPart();
    void showTables(const std::vector<ResultTable>& tables);
    void choose(int source);

    const Study& m_shown;
    const StudyKind& m_study;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QSplitter* m_content;
    StudyCharts* m_charts; ///< null: the tables say everything
    QLabel* m_words;
    std::vector<Part> m_parts;
    RunPtr m_run; ///< that is shown
};

} // namespace leap::ui

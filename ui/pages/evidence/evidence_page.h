// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study.h"
#include "ui/pages/step_page.h"

#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QListWidget;
class QScrollArea;
class QStackedWidget;

namespace leap::ui {

class StudyBlock;
class StudyView;

/// How reliable are the gates? Studies that can be run on a finished search, and their results.
class EvidencePage final : public StepPage {
    Q_OBJECT
public:
    explicit EvidencePage(Workbench& bench, QWidget* parent = nullptr);
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    /// A study with its parts of the page.
    struct Entry {
        const StudyKind* study = nullptr;
        StudyBlock* block = nullptr;
        StudyView* view = nullptr;
    };
    QWidget* makeContent();
    QLayout* makeHead(QWidget* content);
    QWidget* makeSide(QWidget* content);
    void fitSide();
    void addStudy(const StudyKind& study);
    void followChanges();
    void ask(const EvidenceAsk& ask);
    void choose(const std::string& study);
    void listRuns();
    void markStudies();
    void refresh() override;
    void refreshStudies();
    void report(JobOutcome outcome, const TaskEnd<EvidenceJob>& end);

    QListWidget* m_list = nullptr; ///< the studies, in their order
    QScrollArea* m_plan = nullptr; ///< of the chosen study
    QStackedWidget* m_blocks = nullptr; ///< in m_plan
    QStackedWidget* m_views = nullptr;
    QLabel* m_facts = nullptr;
    QComboBox* m_runs = nullptr; ///< seen where there are several
    std::vector<Entry> m_entries;
    bool m_stale = true; ///< blocks and views do not show the study as it is
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study.h"
#include "ui/session/workbench.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace leap::ui {

class PlanForm;

/// A study as it can be asked: what it answers, what is known already, its plan, and the button.
class StudyBlock final : public QWidget {
    Q_OBJECT
public:
    /// @param study of studyKinds(), which lasts
    StudyBlock(Workbench& bench, const StudyKind& study, QWidget* parent = nullptr);
    void refresh(); ///< the shown run or the session changed
    void ask();

Q_SIGNALS:
    void asked(const leap::ui::EvidenceAsk& ask);

private:
    [[nodiscard]] QString stateText(const RunRecord& run) const;
    /// Searches that the plan leads to; none: it is no matter of searches, or the plan is wrong.
    [[nodiscard]] std::optional<int> searchesToCome(const RunRecord& run) const;

    Workbench& m_bench;
    const StudyKind& m_study;
    QLabel* m_state;
    PlanForm* m_form;
    QPushButton* m_button;
};

} // namespace leap::ui

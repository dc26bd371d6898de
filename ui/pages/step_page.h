// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/steps.h"
#include "ui/session/workbench.h"
#include "ui/widgets/busy_state.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"

#include <QVector>
#include <QWidget>

#include <utility>

class QAction;
class QStackedWidget;

namespace leap::ui {

class Chart;

/// What the pages of all steps have in common: a message bar above one of three faces. While there is nothing
/// to show, an invitation that leads to what is missing; while the page's job runs, its progress; otherwise
/// the content.
///
/// A page names its content, the changes that it follows, and the jobs whose ends it reports; the rest is
/// done here.
class StepPage : public QWidget {
    Q_OBJECT
public:
    /// The charts that have data, as they are now, with names for their files.
    [[nodiscard]] virtual QVector<std::pair<QString, Chart*>> chartsForExport() { return {}; }
    /// What the page adds to the window's File and View menus.
    [[nodiscard]] virtual QVector<QAction*> fileActions() { return {}; }
    [[nodiscard]] virtual QVector<QAction*> viewActions() { return {}; }
    /// How the user arranged the page. An empty layout restores the default.
    [[nodiscard]] virtual QByteArray saveLayout() const { return {}; }
    virtual void restoreLayout(const QByteArray& /*layout*/) { }

Q_SIGNALS:
    void stepRequested(leap::ui::Step step); ///< the user goes to another step

protected:
    enum class Face { Empty, Busy, Content };

    /// @param iconName picture of the invitation
    StepPage(Workbench& bench, const QString& iconName, QWidget* parent);

    /// Shows what study, session and run are now. Called after every change that the page follows, and by the
    /// page at the end of its constructor.
    virtual void refresh() = 0;
    /// The user pressed the invitation's button. Goes to `step` of invite().
    virtual void onInvited();

    void setContent(QWidget* content);
    void showFace(Face face);
    /// Message bar above the faces, with the same room around as on every page.
    void layOut();
    /// The same for pages that have more around them. @return a widget that is in no layout yet
    [[nodiscard]] QWidget* faces() const;

    /// The invitation. @param button empty: no button @param step where the button leads
    void invite(const QString& title, const QString& text, const QString& button, Step step = Step::Search);
    [[nodiscard]] Workbench& bench() const { return m_bench; }
    [[nodiscard]] BusyState& busy() const { return *m_busy; }
    [[nodiscard]] MessageBar& message() const { return *m_message; }
    void warn(const QString& text) { m_message->say(MessageBar::Tone::Warning, text); }
    void complain(const QString& text) { m_message->say(MessageBar::Tone::Error, text); }

    /// Refreshes the page after each of these signals of one object.
    template <typename Sender, typename... Signals> void follow(Sender& sender, Signals... changes)
    {
        (connect(&sender, changes, this, [this] { refresh(); }), ...);
    }
    /// When a job of this kind has ended, and study and run hold what it made: clears the message, says a
    /// failure or calls `report`, and refreshes the page.
    template <typename Task, typename Report> void whenEnded(Report report)
    {
        connect(&m_bench, &Workbench::ended, this, [this, report](const JobEnd& end) {
            const TaskEnd<Task>* task = end.of<Task>();
            if (!task)
                return;
            m_message->clear();
            if (end.outcome == JobOutcome::Failed)
                complain(end.error);
            else
                report(end.outcome, *task);
            refresh();
        });
    }

private:
    Workbench& m_bench;
    MessageBar* m_message;
    QStackedWidget* m_faces;
    EmptyState* m_empty;
    BusyState* m_busy;
    QWidget* m_content = nullptr;
    Step m_next = Step::Search; ///< where the invitation leads
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/steps.h"
#include "ui/session/recent_files.h"
#include "ui/session/samples.h"
#include "ui/session/save_then.h"
#include "ui/session/workbench.h"
#include "ui/theme.h"

#include <QMainWindow>
#include <QSettings>

#include <functional>

class QStackedWidget;

namespace leap::ui {

class MessageBar;
class RunActions;
class StepPage;
class StepRail;

/// Menus, rail, page stack and status line; routes between the pages and the workbench.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    using enum Step;
    enum class Unsaved { Save, Discard, Cancel };
    /// Asked before unsaved runs, or a search that still runs, would be lost. A running search cannot be
    /// saved.
    using AskUnsaved = std::function<Unsaved(QWidget* parent, const QString& title, bool searching)>;

    /// @param settings recent files and the window's state; outlives the window
    explicit MainWindow(QSettings& settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] Workbench& bench() { return m_bench; }
    /// An audit, data (a folder is one table), or a sample with all that belongs to it.
    void openFile(const QString& path);
    /// Files and folders of one table; a single one as openFile().
    void openFiles(QStringList paths);
    void openData(const OpenRequest& request);
    void openSample(const Sample& sample);
    void showPage(Step step);
    /// Every chart that has data, as SVG, into a folder.
    void exportCharts(const QString& folder);
    [[nodiscard]] Step page() const; ///< the step that is shown
    /// What is asked before unsaved runs are lost; by default a message box.
    void setAskUnsaved(AskUnsaved ask) { m_askUnsaved = std::move(ask); }

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    static Unsaved askByBox(QWidget* parent, const QString& title, bool searching);
    void makePages();
    void layOut();
    void makeFileMenu();
    void addSaveActions(QMenu* menu);
    /// Enables an action while `can` says so and no job runs.
    void enableWhile(QAction* action, std::function<bool()> can);
    void makeEditMenu();
    void makeRunMenu();
    void makeViewMenu();
    void addAppearances(QMenu* menu);
    void makeHelpMenu();
    void fillRecentMenu(QMenu* menu);
    void routeSignals();
    void refreshRail();
    void refreshTitle();
    void browse();
    void browseFolder();
    [[nodiscard]] QString lastFolder() const; ///< of what was opened last; empty: none
    void exportChartsWithDialog();
    [[nodiscard]] QString askForPath(const QString& suggested);
    /// What the user wants with what would be lost; Discard where nothing would.
    [[nodiscard]] Unsaved askWhatToLose();
    /// Does `action` at once, after saving, or not at all, as the user wants.
    void guarded(const std::function<void()>& action);
    void onEnded(const JobEnd& end);
    void onSaved(const QString& path);
    void saveLayout();
    void restoreLayout();
    void restoreDefaultLayout();
    void setAppearance(Appearance appearance);
    void about();

    QSettings& m_settings;
    Workbench m_bench;
    SaveThen m_saving;
    RecentFiles m_recent;
    QVector<Sample> m_samples;
    AskUnsaved m_askUnsaved = askByBox;
    RunActions* m_runActions;
    StepRail* m_rail;
    MessageBar* m_message; ///< what concerns the whole window: saving, opening
    QStackedWidget* m_stack;
    QVector<StepPage*> m_pages; ///< by Step
    bool m_leave = false; ///< closing was agreed to
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/recent_files.h"
#include "ui/session/samples.h"
#include "ui/session/workbench.h"
#include "ui/theme.h"

#include <QMainWindow>
#include <QSettings>

#include <functional>

class QStackedWidget;

namespace leap::ui {

class DataPage;
class DecidePage;
class EvidencePage;
class FieldsPage;
class MessageBar;
class ProvePage;
class ReportPage;
class RunActions;
class SearchPage;
class StepRail;

/// Menus, rail, page stack and status line; routes between the pages and the workbench.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    enum Page { Data, Fields, Search, Decide, Evidence, Prove, Report };
    enum class Unsaved { Save, Discard, Cancel };
    /// Asked before unsaved runs, or a search that still runs, would be lost. A running search cannot be
    /// saved.
    using AskUnsaved = std::function<Unsaved(QWidget* parent, const QString& title, bool searching)>;

    /// @param settings recent files and the window's state; outlives the window
    explicit MainWindow(QSettings& settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] Workbench& bench() { return m_bench; }
    /// An audit, data, or a sample with all that belongs to it.
    void openFile(const QString& path);
    void openData(const OpenRequest& request);
    void openSample(const Sample& sample);
    void showPage(Page page);
    /// Every chart that has data, as SVG, into a folder.
    void exportCharts(const QString& folder);
    [[nodiscard]] Page page() const;
    /// What is asked before unsaved runs are lost; by default a message box.
    void setAskUnsaved(AskUnsaved ask) { m_askUnsaved = std::move(ask); }

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    static Unsaved askByBox(QWidget* parent, const QString& title, bool searching);
    void makePages();
    void makeFileMenu();
    void makeEditMenu();
    void makeRunMenu();
    void makeViewMenu();
    void makeHelpMenu();
    void fillRecentMenu(QMenu* menu);
    void routeSignals();
    void refreshRail();
    void refreshTitle();
    void browse();
    void exportChartsWithDialog();
    bool save();
    bool saveAs();
    /// Does `action` at once, after saving, or not at all, as the user wants.
    void guarded(const std::function<void()>& action);
    void onEnded(const JobEnd& end);
    void saveThenProve();
    void saveLayout();
    void restoreLayout();
    void restoreDefaultLayout();
    void setAppearance(Appearance appearance);
    void about();

    QSettings& m_settings;
    Workbench m_bench;
    RecentFiles m_recent;
    QVector<Sample> m_samples;
    AskUnsaved m_askUnsaved = askByBox;
    RunActions* m_runActions;
    StepRail* m_rail;
    MessageBar* m_message; ///< what concerns the whole window: saving, opening
    QStackedWidget* m_stack;
    DataPage* m_dataPage = nullptr;
    FieldsPage* m_fieldsPage = nullptr;
    SearchPage* m_searchPage = nullptr;
    DecidePage* m_decidePage = nullptr;
    EvidencePage* m_evidencePage = nullptr;
    ProvePage* m_provePage = nullptr;
    ReportPage* m_reportPage = nullptr;
    std::function<void()> m_afterSave; ///< what the user wanted when asked to save
    bool m_leave = false; ///< closing was agreed to
};

} // namespace leap::ui

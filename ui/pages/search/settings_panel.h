// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/search/setting_control.h"
#include "ui/session/workbench.h"

#include <QWidget>

#include <vector>

class QToolButton;

namespace leap::ui {

class AutoNumber;
class HeadField;
class HelpLabel;
class SettingsGrid;

/// All settings of a search, from the settings table. While a search runs, its live settings act on it at
/// once and everything else rests; afterwards the panel shows the study's settings again.
class SettingsPanel final : public QWidget {
    Q_OBJECT
public:
    static constexpr int kWidth = 280;
    explicit SettingsPanel(Workbench& bench, QWidget* parent = nullptr);
    /// A field that loses the focus as it goes still edits: the controls go before the rest.
    ~SettingsPanel() override;

Q_SIGNALS:
    void refused(const QString& reason); ///< a value that makes no sense, as a sentence

private:
    struct Line {
        SettingControl control;
        HelpLabel* label;
    };
    void addGroups();
    void addAdvanced();
    void addLine(const SettingRow& row);
    void showAdvanced(bool shown);

    /// Applies a change if the result makes sense, to the study's settings or to the running search; says why
    /// not otherwise.
    void edit(const SettingRow& row, const SettingChange& change);
    /// The settings after the change, complete and checked; empty when it was refused or given up.
    [[nodiscard]] std::optional<Settings> changed(const SettingChange& change);
    void refresh();
    void refreshLine(const Line& line, const Settings& settings, bool searching);
    void refreshAdvanced(const Settings& settings);
    void refreshRunning();

    Workbench& m_bench;
    SettingsGrid* m_grid;
    std::vector<Line> m_lines;
    QToolButton* m_advanced;
    AutoNumber* m_alpha = nullptr;
    HeadField* m_head = nullptr;
};

} // namespace leap::ui

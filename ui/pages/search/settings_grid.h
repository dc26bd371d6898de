// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGridLayout>

namespace leap::ui {

class HelpLabel;

/// Two columns: a setting's name, which explains it, and its control.
class SettingsGrid final : public QGridLayout {
public:
    explicit SettingsGrid(QWidget* parent);
    void addHeading(const QString& text);
    /// @param tall the control has several lines: the name goes with the first
    HelpLabel* addSetting(const QString& title, const QString& help, QWidget* control, bool tall = false);
    void addWide(QWidget* widget); ///< over both columns
    void endRows(); ///< what is left of the height stays empty
};

} // namespace leap::ui

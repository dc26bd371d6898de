// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/search/setting_help.h"

#include <QGridLayout>

namespace leap::ui {

class ValueSlider;

/// Two columns: a setting's name, which explains it, and its control.
class SettingsGrid final : public QGridLayout {
public:
    explicit SettingsGrid(QWidget* parent);
    void addHeading(const QString& text);
    void addSetting(Setting setting, QWidget* control);
    /// @param above a control of its own line above the slider, or null
    void addSlider(Setting setting, ValueSlider* slider, QWidget* above = nullptr);
    void endRows(); ///< what is left of the height stays empty
};

} // namespace leap::ui

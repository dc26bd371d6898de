// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/settings_panel.h"

#include "core/base/error.h"
#include "ui/format.h"
#include "ui/pages/search/auto_number.h"
#include "ui/pages/search/head_field.h"
#include "ui/pages/search/settings_grid.h"
#include "ui/widgets/help_label.h"
#include "ui/widgets/speed_control.h"
#include "ui/widgets/value_slider.h"

#include <QCoreApplication>
#include <QToolButton>

#include <algorithm>

namespace leap::ui {

SettingsPanel::SettingsPanel(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_grid(new SettingsGrid(this))
    , m_advanced(new QToolButton(this))
{
    setMaximumWidth(std::max(kWidth, fontMetrics().horizontalAdvance(QLatin1Char('0')) * 40));
    m_grid->addSetting(
        tr("Speed"),
        tr("Steps per second: slow the search down to watch the gates move. It changes nothing "
           "in the result."),
        new SpeedControl(m_bench.session(), this));
    addGroups();
    addAdvanced();
    m_grid->endRows();
    connect(&m_bench.study(), &Study::settingsChanged, this, &SettingsPanel::refresh);
    connect(&m_bench.session(), &AuditSession::stateChanged, this, &SettingsPanel::refresh);
    connect(&m_bench.run(), &LiveRun::advanced, this, &SettingsPanel::refreshRunning);
    refresh();
}

SettingsPanel::~SettingsPanel()
{
    qDeleteAll(findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
}

void SettingsPanel::addGroups()
{
    for (const auto group :
         {SettingGroup::Gates, SettingGroup::Training, SettingGroup::Network, SettingGroup::Machine}) {
        m_grid->addHeading(QCoreApplication::translate("leap::ui::Setting", groupTitle(group)));
        for (const SettingRow& row : settingsTable()) {
            if (row.group == group && !row.advanced)
                addLine(row);
        }
    }
}

void SettingsPanel::addAdvanced()
{
    m_advanced->setObjectName(QStringLiteral("advanced"));
    m_advanced->setCheckable(true);
    m_advanced->setAutoRaise(true);
    m_advanced->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_advanced->setToolTip(tr("Settings that are rarely changed"));
    m_grid->addWide(m_advanced);
    for (const SettingRow& row : settingsTable()) {
        if (row.advanced)
            addLine(row);
    }
    connect(m_advanced, &QToolButton::toggled, this, &SettingsPanel::showAdvanced);
    showAdvanced(false);
}

void SettingsPanel::addLine(const SettingRow& row)
{
    const SettingControl control =
        makeSettingControl(row, this, [this, &row](const SettingChange& change) { edit(row, change); });
    if (!control.widget)
        return;
    auto* number = qobject_cast<AutoNumber*>(control.widget);
    auto* head = qobject_cast<HeadField*>(control.widget);
    if (number && row.live)
        m_alpha = number;
    if (head)
        m_head = head;
    m_lines.push_back(
        {control, m_grid->addSetting(settingTitle(row), settingHelp(row), control.widget, number || head)});
}

void SettingsPanel::showAdvanced(bool shown)
{
    m_advanced->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
    for (const Line& line : m_lines) {
        if (line.control.row->advanced) {
            line.label->setVisible(shown);
            line.control.widget->setVisible(shown);
        }
    }
}

std::optional<Settings> SettingsPanel::changed(const SettingChange& change)
{
    try {
        Settings next = m_bench.study().settings();
        change(next);
        if (next.network.backbone != kTorchScript)
            next.network.head = {};
        if (next.network.backbone == kTorchScript && next.network.head.file.empty()) {
            m_head->ask(); // an edit itself, if a file is chosen
            return std::nullopt;
        }
        next.validate();
        return next;
    } catch (const Error& error) {
        Q_EMIT refused(QString::fromStdString(error.what()));
        return std::nullopt;
    }
}

void SettingsPanel::edit(const SettingRow& row, const SettingChange& change)
{
    const std::optional<Settings> next = changed(change);
    if (!next)
        refresh();
    else if (!m_bench.session().searching())
        m_bench.study().setSettings(*next);
    else if (row.live)
        m_bench.session().change({{row.key, liveNumber(row, *next)}});
}

void SettingsPanel::refresh()
{
    const Settings& settings = m_bench.study().settings();
    const bool searching = m_bench.session().searching();
    for (const Line& line : m_lines)
        refreshLine(line, settings, searching);
    refreshAdvanced(settings);
    refreshRunning();
}

void SettingsPanel::refreshLine(const Line& line, const Settings& settings, bool searching)
{
    const SettingRow& row = *line.control.row;
    if (!searching || !row.live) // a running search's own values stay where the user put them
        line.control.show(settings);
    if (auto* number = qobject_cast<AutoNumber*>(line.control.widget); number && number != m_alpha)
        number->setUsed(0, false);
    const char* idle = row.idle ? row.idle(settings) : nullptr;
    line.control.widget->setEnabled(!idle && (!searching || row.live));
    QString help = settingHelp(row);
    if (idle)
        help = QCoreApplication::translate("leap::ui::Setting", idle) + QLatin1Char('\n') + help;
    line.label->setHelp(help);
    if (auto* slider = qobject_cast<ValueSlider*>(line.control.widget))
        slider->setNames(settingTitle(row), help);
}

void SettingsPanel::refreshAdvanced(const Settings& settings)
{
    const auto changed = std::count_if(m_lines.begin(), m_lines.end(), [&](const Line& line) {
        return line.control.row->advanced && !sameSetting(*line.control.row, settings, Settings{});
    });
    m_advanced->setText(changed > 0 ? tr("Advanced (%1 changed)").arg(changed) : tr("Advanced"));
}

void SettingsPanel::refreshRunning()
{
    m_alpha->setUsed(m_bench.run().alpha(), m_bench.session().searching());
}

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/setting_control.h"

#include "core/base/error.h"
#include "core/settings/head_file.h"
#include "ui/native_path.h"
#include "ui/pages/search/auto_number.h"
#include "ui/pages/search/head_field.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <limits>
#include <variant>

namespace leap::ui {
namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("leap::ui::Setting", text);
}

ValueSlider::Range sliderRange(const UsualValues& usual)
{
    return {usual.least, usual.most, usual.logarithmic, usual.digits};
}

/// "64, 32" or "64 32". @throws InputError for anything but whole numbers
std::vector<int64_t> widthsFrom(const QString& text, const SettingRow& row)
{
    static const QRegularExpression separators(QStringLiteral("[,\\s]+"));
    std::vector<int64_t> widths;
    for (const QString& part : text.split(separators, Qt::SkipEmptyParts)) {
        bool isNumber = false;
        widths.push_back(part.toLongLong(&isNumber));
        if (!isNumber)
            throw InputError("Setting " + settingName(row) + " is '" + text.toStdString()
                             + "'; write whole numbers with commas, as in 32, 16.");
    }
    return widths;
}

/// Makes the control for each type of value.
struct Make {
    const SettingRow& row;
    QWidget* parent;
    std::function<void(const SettingChange&)> edit;

    SettingControl operator()(const RealSetting& real) const
    {
        auto* slider = new ValueSlider(sliderRange(real.usual), parent);
        slider->setNames(settingTitle(row), settingHelp(row));
        QObject::connect(slider, &ValueSlider::changed, parent,
                         [edit = edit, member = real.member](double value) {
                             edit([=](Settings& settings) { member.of(settings) = value; });
                         });
        return named(slider, [slider, member = real.member](const Settings& settings) {
            slider->setValue(member.in(settings));
        });
    }

    SettingControl operator()(const AutoRealSetting& real) const
    {
        auto* number = new AutoNumber(sliderRange(real.usual), real.start, parent);
        number->slider()->setObjectName(QLatin1String(row.key));
        number->slider()->setNames(settingTitle(row), settingHelp(row));
        number->automatic()->setObjectName(QLatin1String(row.key) + QLatin1String("Auto"));
        number->automatic()->setAccessibleName(
            AutoNumber::tr("Choose %1 automatically").arg(QString::fromStdString(settingName(row))));
        QObject::connect(number, &AutoNumber::changed, parent,
                         [edit = edit, member = real.member](std::optional<double> value) {
                             edit([=](Settings& settings) { member.of(settings) = value; });
                         });
        return {&row, number, [number, member = real.member](const Settings& settings) {
                    number->setValue(member.in(settings));
                }};
    }

    template <typename Whole> SettingControl operator()(const WholeSetting<Whole>& whole) const
    {
        constexpr double kMost = std::numeric_limits<int>::max();
        auto* box = new QSpinBox(parent);
        box->setRange(whole.zero ? 0 : static_cast<int>(whole.range.low),
                      static_cast<int>(std::min(whole.range.high, kMost)));
        if (whole.zero)
            box->setSpecialValueText(translated(whole.zero));
        box->setGroupSeparatorShown(true);
        box->setFont(tabularFont());
        box->setKeyboardTracking(false);
        QObject::connect(
            box, &QSpinBox::valueChanged, parent, [edit = edit, member = whole.member](int value) {
                edit([=](Settings& settings) { member.of(settings) = static_cast<Whole>(value); });
            });
        return named(box, [box, member = whole.member](const Settings& settings) {
            const QSignalBlocker quiet(box);
            box->setValue(static_cast<int>(member.in(settings)));
        });
    }

    SettingControl operator()(const FlagSetting& flag) const
    {
        auto* box = new QCheckBox(QCheckBox::tr("on"), parent);
        QObject::connect(box, &QCheckBox::clicked, parent, [edit = edit, member = flag.member](bool on) {
            edit([=](Settings& settings) { member.of(settings) = on; });
        });
        return named(box, [box, member = flag.member](const Settings& settings) {
            box->setChecked(member.in(settings));
        });
    }

    SettingControl operator()(const ChoiceSetting& choice) const
    {
        auto* box = new QComboBox(parent);
        for (const Choice& one : choice.choices) {
            box->addItem(translated(one.title), QLatin1String(one.name));
            box->setItemData(box->count() - 1, translated(one.help), Qt::ToolTipRole);
        }
        QObject::connect(box, &QComboBox::activated, parent, [edit = edit, box, choice] {
            const std::string name = box->currentData().toString().toStdString();
            edit([=](Settings& settings) { choose(choice, name, settings); });
        });
        return named(box, [box, choice](const Settings& settings) {
            box->setCurrentIndex(box->findData(QLatin1String(choice.name(settings))));
        });
    }

    SettingControl operator()(const WidthsSetting& widths) const
    {
        auto* line = new QLineEdit(parent);
        line->setFont(tabularFont());
        QObject::connect(
            line, &QLineEdit::editingFinished, parent,
            [edit = edit, line, row = &row, member = widths.member] {
                if (!line->isModified())
                    return;
                line->setModified(false);
                edit([=](Settings& settings) { member.of(settings) = widthsFrom(line->text(), *row); });
            });
        return named(line, [line, row = &row](const Settings& settings) {
            line->setText(QString::fromStdString(settingText(*row, settings)));
        });
    }

    SettingControl operator()(const FileSetting&) const
    {
        auto* head = new HeadField(parent);
        QObject::connect(head, &HeadField::chosen, parent, [edit = edit](const QString& file) {
            edit([=](Settings& settings) { useHead(settings.network, nativePath(file).string()); });
        });
        QObject::connect(head, &HeadField::removed, parent,
                         [edit = edit] { edit([](Settings& settings) { dropHead(settings.network); }); });
        return named(head, [head](const Settings& settings) { head->setHead(settings.network.head); });
    }

    SettingControl operator()(const KeptText&) const { return {&row, nullptr, {}}; }

private:
    SettingControl named(QWidget* widget, std::function<void(const Settings&)> show) const
    {
        widget->setObjectName(QLatin1String(row.key));
        return {&row, widget, std::move(show)};
    }
};

} // namespace

SettingControl makeSettingControl(const SettingRow& row, QWidget* parent,
                                  const std::function<void(const SettingChange&)>& edit)
{
    return std::visit(Make{row, parent, edit}, row.value);
}

QString settingTitle(const SettingRow& row)
{
    return translated(row.title);
}

QString settingHelp(const SettingRow& row)
{
    return translated(row.help);
}

} // namespace leap::ui

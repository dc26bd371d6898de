// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/plan_form.h"

#include "core/base/text.h"
#include "ui/theme.h"
#include "ui/widgets/help_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>
#include <limits>
#include <utility>

namespace leap::ui {
namespace {

QString textOf(const std::string& text)
{
    return QString::fromStdString(text);
}

constexpr int kControlDigits = 14; ///< a control is at least as wide; not as its largest number would need

/// What a control shows at first.
const Json& startOf(const PlanField& field)
{
    return field.suggested.is_null() ? field.fallback : field.suggested;
}

/// "leap, shark": a list as it is typed.
QString listText(const Json& list)
{
    QStringList parts;
    for (const Json& item : list)
        parts << (item.is_string() ? textOf(item.get<std::string>()) : textOf(shortest(item.get<double>())));
    return parts.join(QStringLiteral(", "));
}

/// What is typed as a list of names or numbers; a number that does not read stays a name, which the study
/// refuses.
Json listFrom(const QString& text, bool numbers)
{
    Json list = Json::array();
    for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const std::string word = part.trimmed().toStdString();
        const auto number = numbers ? parseDouble(word) : std::nullopt;
        list.push_back(number ? Json(*number) : Json(word));
    }
    return list;
}

} // namespace

PlanForm::PlanForm(const std::string& study, const std::vector<PlanField>& fields, QWidget* parent)
    : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2 * kGrid);
    grid->setVerticalSpacing(kGrid / 2);
    grid->setColumnStretch(1, 1);
    for (const PlanField& field : fields)
        add(*grid, study, field);
}

Json PlanForm::plan() const
{
    Json plan = Json::object();
    for (const Entry& entry : m_entries) {
        if (Json value = entry.value(); !value.is_null())
            plan[entry.key] = std::move(value);
    }
    return plan;
}

void PlanForm::add(QGridLayout& grid, const std::string& study, const PlanField& field)
{
    QWidget* control = makeControl(field);
    control->setObjectName(textOf(study + "." + field.key));
    const int row = grid.rowCount();
    if (field.kind == PlanField::Kind::Switch) {
        control->setToolTip(textOf(field.help));
        grid.addWidget(control, row, 0, 1, 2);
        return;
    }
    auto* label = new HelpLabel(textOf(field.title), textOf(field.help), this);
    label->setBuddy(control);
    if (field.kind == PlanField::Kind::Names || field.kind == PlanField::Kind::Numbers) {
        grid.addWidget(label, row, 0, 1, 2); // a list takes the whole width
        grid.addWidget(control, row + 1, 0, 1, 2);
        return;
    }
    control->setMinimumWidth(fontMetrics().horizontalAdvance(QLatin1Char('0')) * kControlDigits);
    grid.addWidget(label, row, 0);
    grid.addWidget(control, row, 1);
}

QWidget* PlanForm::makeControl(const PlanField& field)
{
    switch (field.kind) {
    case PlanField::Kind::Number:
        return makeNumber(field);
    case PlanField::Kind::Switch:
        return makeSwitch(field);
    case PlanField::Kind::Choice:
        return makeChoice(field);
    case PlanField::Kind::Names:
    case PlanField::Kind::Numbers:
        return makeList(field);
    case PlanField::Kind::Count:
    case PlanField::Kind::Seed:
        break;
    }
    return makeCount(field);
}

QWidget* PlanForm::makeCount(const PlanField& field)
{
    auto* box = new QSpinBox(this);
    const bool seed = field.kind == PlanField::Kind::Seed;
    const bool automatic = !field.automatic.empty();
    box->setRange(automatic || seed ? 0 : static_cast<int>(field.low),
                  seed ? std::numeric_limits<int>::max() : static_cast<int>(field.high));
    if (automatic)
        box->setSpecialValueText(textOf(field.automatic));
    box->setValue(startOf(field).get<int>());
    connect(box, &QSpinBox::valueChanged, this, &PlanForm::changed);
    read(field, [box] { return Json(box->value()); });
    return box;
}

QWidget* PlanForm::makeNumber(const PlanField& field)
{
    constexpr int kSteps = 20;
    auto* box = new QDoubleSpinBox(this);
    box->setDecimals(3);
    box->setRange(field.low, field.high > field.low ? field.high : 1e9);
    box->setSingleStep(field.high > field.low ? (field.high - field.low) / kSteps : 1);
    box->setValue(field.fallback.get<double>());
    connect(box, &QDoubleSpinBox::valueChanged, this, &PlanForm::changed);
    read(field, [box] { return Json(box->value()); });
    return box;
}

QWidget* PlanForm::makeSwitch(const PlanField& field)
{
    auto* box = new QCheckBox(textOf(field.title), this);
    box->setChecked(field.fallback.get<bool>());
    connect(box, &QCheckBox::toggled, this, &PlanForm::changed);
    read(field, [box] { return Json(box->isChecked()); });
    return box;
}

QWidget* PlanForm::makeChoice(const PlanField& field)
{
    auto* box = new QComboBox(this);
    if (field.fallback.is_null())
        box->addItem(tr("suited to the data"), QString());
    for (const std::string& choice : field.choices)
        box->addItem(textOf(choice), textOf(choice));
    if (field.fallback.is_string())
        box->setCurrentIndex(box->findData(textOf(field.fallback.get<std::string>())));
    connect(box, &QComboBox::activated, this, &PlanForm::changed);
    read(field, [box] {
        const QString chosen = box->currentData().toString();
        return chosen.isEmpty() ? Json() : Json(chosen.toStdString());
    });
    return box;
}

QWidget* PlanForm::makeList(const PlanField& field)
{
    auto* edit = new QLineEdit(listText(field.fallback), this);
    if (!field.choices.empty())
        edit->setToolTip(tr("Known: %1.").arg(textOf(join(field.choices, ", "))));
    connect(edit, &QLineEdit::editingFinished, this, &PlanForm::changed);
    read(field, [edit, numbers = field.kind == PlanField::Kind::Numbers] {
        return listFrom(edit->text(), numbers);
    });
    return edit;
}

void PlanForm::read(const PlanField& field, std::function<Json()> value)
{
    m_entries.push_back({field.key, std::move(value)});
}

} // namespace leap::ui

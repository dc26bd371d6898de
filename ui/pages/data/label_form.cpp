// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/label_form.h"

#include "core/base/text.h"
#include "ui/format.h"
#include "ui/theme.h"
#include "ui/widgets/help_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleValidator>
#include <QGridLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace leap::ui {
namespace {

void choose(QComboBox* box, const QVariant& data)
{
    box->setCurrentIndex(std::max(0, box->findData(data)));
}

template <typename Kind> Kind chosen(const QComboBox* box)
{
    return static_cast<Kind>(box->currentData().toInt());
}

QComboBox* columnBox(QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
    return box;
}

} // namespace

LabelForm::LabelForm(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_label(columnBox(this))
    , m_positive(new QComboBox(this))
    , m_value(columnBox(this))
    , m_above(new QLineEdit(this))
    , m_group(columnBox(this))
    , m_split(new QComboBox(this))
    , m_splitColumn(columnBox(this))
    , m_blank(new QCheckBox(tr("Blank is negative"), this))
    , m_categorical(new QCheckBox(tr("Treat all as categories"), this))
{
    m_label->setObjectName(QStringLiteral("label"));
    m_value->setEditable(true);
    m_above->setValidator(new QDoubleValidator(m_above));
    m_above->setFixedWidth(10 * kGrid);
    m_blank->setObjectName(QStringLiteral("blankIsNegative"));
    m_blank->setToolTip(tr("Rows without a label are negative; otherwise they are left out."));
    m_categorical->setToolTip(tr("Every column, including numbers, becomes a vocabulary of values."));
    addChoices();
    layOut();
    followUser();
    const Study& study = bench.study();
    for (const auto signal : {&Study::reportChanged, &Study::schemaChanged, &Study::sourceChanged})
        connect(&study, signal, this, &LabelForm::fillColumns);
    fillColumns();
}

void LabelForm::addChoices()
{
    m_positive->addItem(tr("automatic"), static_cast<int>(LabelRule::Kind::TwoValues));
    m_positive->addItem(tr("the value"), static_cast<int>(LabelRule::Kind::Equals));
    m_positive->addItem(tr("above"), static_cast<int>(LabelRule::Kind::Above));
    m_split->addItem(tr("at random"), static_cast<int>(SplitRule::Kind::Random));
    m_split->addItem(tr("newest rows for the test, by"), static_cast<int>(SplitRule::Kind::Time));
    m_split->addItem(tr("as a stream, in the order of"), static_cast<int>(SplitRule::Kind::Stream));
    m_split->addItem(tr("given by the column"), static_cast<int>(SplitRule::Kind::Column));
    m_split->addItem(tr("keeping groups together, by"), static_cast<int>(SplitRule::Kind::Group));
}

void LabelForm::followUser()
{
    connect(m_label, &QComboBox::activated, this, &LabelForm::applyLabel);
    connect(m_positive, &QComboBox::activated, this, [this] {
        refresh();
        applyLabel();
    });
    connect(m_value, &QComboBox::textActivated, this, &LabelForm::applyLabel);
    connect(m_above, &QLineEdit::editingFinished, this, &LabelForm::applyLabel);
    connect(m_group, &QComboBox::activated, this,
            [this] { m_bench.setGroupId(m_group->currentData().toString()); });
    connect(m_split, &QComboBox::activated, this, &LabelForm::applySplit);
    connect(m_splitColumn, &QComboBox::activated, this, &LabelForm::applySplit);
    connect(m_blank, &QCheckBox::clicked, this, &LabelForm::applyLabel);
    connect(m_categorical, &QCheckBox::clicked, this, [this](bool on) { m_bench.setAllCategorical(on); });
}

void LabelForm::layOut()
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kGrid);
    grid->setVerticalSpacing(kGrid / 2);
    grid->setColumnStretch(8, 1);
    layOutLabel(*grid);
    layOutRows(*grid);
    m_splitColumn->setAccessibleName(tr("Column of the split"));
    m_value->setAccessibleName(tr("Positive value"));
    m_above->setAccessibleName(tr("Positive above"));
}

QString LabelForm::labelMeaning()
{
    return tr("column that says what happened, such as a click");
}

/// The first line: what is learnt.
void LabelForm::layOutLabel(QGridLayout& grid)
{
    addNamed(grid, 0, 0, m_label, tr("Label"),
             tr("The %1. The model learns to predict it, and it never becomes a field.").arg(labelMeaning()));
    addNamed(
        grid, 0, 2, m_positive, tr("Positive"),
        tr("Which rows count as positive. Automatic: 1, yes, true and the like, otherwise the rarer of two "
           "values."));
    grid.addWidget(m_value, 0, 4);
    grid.addWidget(m_above, 0, 4, Qt::AlignLeft);
    grid.addWidget(m_blank, 0, 5, 1, 3);
}

/// The second line: which rows belong together, and which are kept back.
void LabelForm::layOutRows(QGridLayout& grid)
{
    addNamed(grid, 1, 0, m_group, tr("Group id"),
             tr("A column, such as the user, within which rows are ranked. It adds the grouped AUC."));
    addNamed(grid, 1, 2, m_split, tr("Split"),
             tr("How rows are divided among training, gates, validation and test: 80, 5, 5 and 10 %. Test "
                "rows are used only for the final figures."));
    grid.addWidget(m_splitColumn, 1, 4);
    grid.addWidget(m_categorical, 1, 5, 1, 3);
}

void LabelForm::addNamed(QGridLayout& grid, int row, int column, QWidget* control, const QString& text,
                         const QString& help)
{
    auto* label = new HelpLabel(text, help, this);
    label->setBuddy(control);
    grid.addWidget(label, row, column);
    grid.addWidget(control, row, column + 1);
}

void LabelForm::fillColumns()
{
    fillColumnBoxes();
    fillPositive();
    const Schema& schema = m_bench.study().schema();
    const SourceReference& source = m_bench.study().source();
    choose(m_label, QString::fromStdString(schema.label.column));
    choose(m_group, QString::fromStdString(schema.groupId));
    choose(m_split, static_cast<int>(source.split.kind));
    choose(m_splitColumn, QString::fromStdString(source.split.column));
    m_categorical->setChecked(m_bench.allCategorical());
    refresh();
}

void LabelForm::fillColumnBoxes()
{
    const ReportPtr& report = m_bench.study().report();
    for (QComboBox* box : {m_label, m_group, m_splitColumn}) {
        const QSignalBlocker quiet(box);
        box->clear();
        box->addItem(box == m_group ? tr("none") : tr("choose ..."), QString());
        for (const ColumnReport& column : report ? report->columns : std::vector<ColumnReport>())
            box->addItem(QString::fromStdString(column.name), QString::fromStdString(column.name));
    }
}

void LabelForm::fillPositive()
{
    const ReportPtr& report = m_bench.study().report();
    const LabelRule& rule = m_bench.study().schema().label;
    choose(m_positive, static_cast<int>(rule.kind));
    m_value->clear();
    const ColumnReport* label = report ? report->find(rule.column) : nullptr;
    for (const std::string& example : label ? label->examples : std::vector<std::string>())
        m_value->addItem(QString::fromStdString(example));
    m_value->setCurrentText(QString::fromStdString(rule.positive));
    m_above->setText(settingText(rule.above));
    m_blank->setChecked(rule.blankIsNegative);
}

void LabelForm::refresh()
{
    m_value->setVisible(chosen<LabelRule::Kind>(m_positive) == LabelRule::Kind::Equals);
    m_above->setVisible(chosen<LabelRule::Kind>(m_positive) == LabelRule::Kind::Above);
    m_splitColumn->setVisible(chosen<SplitRule::Kind>(m_split) != SplitRule::Kind::Random);
}

LabelRule LabelForm::chosenLabel() const
{
    LabelRule rule;
    rule.column = m_label->currentData().toString().toStdString();
    rule.kind = chosen<LabelRule::Kind>(m_positive);
    if (rule.kind == LabelRule::Kind::Equals)
        rule.positive = m_value->currentText().toStdString();
    if (rule.kind == LabelRule::Kind::Above)
        rule.above = parseDouble(m_above->text().toStdString()).value_or(0);
    rule.blankIsNegative = m_blank->isChecked();
    return rule;
}

void LabelForm::applyLabel()
{
    LabelRule rule = chosenLabel();
    if (rule.column != m_bench.study().schema().label.column) { // another column starts with the default
        const std::string column = rule.column;
        rule = {};
        rule.column = column;
    }
    const bool complete =
        !rule.column.empty() && (rule.kind != LabelRule::Kind::Equals || !rule.positive.empty());
    if (complete)
        m_bench.relabel(rule);
}

void LabelForm::applySplit()
{
    refresh();
    SplitRule rule;
    rule.kind = chosen<SplitRule::Kind>(m_split);
    if (rule.kind != SplitRule::Kind::Random)
        rule.column = m_splitColumn->currentData().toString().toStdString();
    if (rule.kind == SplitRule::Kind::Random || !rule.column.empty())
        m_bench.setSplit(rule);
}

} // namespace leap::ui

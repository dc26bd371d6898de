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
    , m_header(new QCheckBox(tr("First row is a header"), this))
    , m_delimiter(new QComboBox(this))
    , m_categorical(new QCheckBox(tr("All are categories"), this))
{
    m_label->setObjectName(QStringLiteral("label"));
    m_value->setEditable(true);
    m_above->setValidator(new QDoubleValidator(m_above));
    m_above->setFixedWidth(10 * kGrid);
    m_positive->addItem(tr("automatic"), static_cast<int>(LabelRule::Kind::TwoValues));
    m_positive->addItem(tr("the value"), static_cast<int>(LabelRule::Kind::Equals));
    m_positive->addItem(tr("above"), static_cast<int>(LabelRule::Kind::Above));
    m_split->addItem(tr("at random"), static_cast<int>(SplitRule::Kind::Random));
    m_split->addItem(tr("newest for the test, by"), static_cast<int>(SplitRule::Kind::Time));
    m_split->addItem(tr("as a stream in the order of"), static_cast<int>(SplitRule::Kind::Stream));
    m_split->addItem(tr("as a column says"), static_cast<int>(SplitRule::Kind::Column));
    m_split->addItem(tr("keeping together each"), static_cast<int>(SplitRule::Kind::Group));
    for (const auto& [title, value] :
         {std::pair(tr("automatic"), "auto"), std::pair(tr("comma"), ","), std::pair(tr("semicolon"), ";"),
          std::pair(tr("tab"), "tab"), std::pair(tr("bar |"), "|")})
        m_delimiter->addItem(title, QString::fromLatin1(value));
    m_categorical->setToolTip(tr("Every column, numbers too, becomes a vocabulary of values."));
    layOut();
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
    connect(m_header, &QCheckBox::clicked, this, &LabelForm::applyReading);
    connect(m_delimiter, &QComboBox::activated, this, &LabelForm::applyReading);
    connect(m_categorical, &QCheckBox::clicked, this, [this](bool on) { m_bench.setAllCategorical(on); });
    connect(&m_bench.study(), &Study::reportChanged, this, &LabelForm::fillColumns);
    connect(&m_bench.study(), &Study::schemaChanged, this, &LabelForm::fillColumns);
    connect(&m_bench.study(), &Study::sourceChanged, this, &LabelForm::fillColumns);
    fillColumns();
}

void LabelForm::layOut()
{
    const auto named = [this](const QString& text, const QString& help, QWidget* control) {
        auto* label = new HelpLabel(text, help, this);
        label->setBuddy(control);
        return label;
    };
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kGrid);
    grid->setVerticalSpacing(kGrid / 2);
    grid->addWidget(named(tr("Label"),
                          tr("The column that says what happened, such as a click. The model learns to "
                             "predict it, and it never becomes a field."),
                          m_label),
                    0, 0);
    grid->addWidget(m_label, 0, 1);
    grid->addWidget(
        named(
            tr("Positive"),
            tr("Which rows count as positive. Automatic: 1, yes or true, otherwise the rarer of two values."),
            m_positive),
        0, 2);
    grid->addWidget(m_positive, 0, 3);
    grid->addWidget(m_value, 0, 4);
    grid->addWidget(m_above, 0, 4, Qt::AlignLeft);
    grid->addWidget(m_header, 0, 5);
    auto* delimiter = named(
        tr("Delimiter"),
        tr("What stands between two cells of a text file. It is found by itself unless you choose one."),
        m_delimiter);
    m_textOnly = {m_header, delimiter, m_delimiter};
    grid->addWidget(delimiter, 0, 6);
    grid->addWidget(m_delimiter, 0, 7);
    grid->addWidget(named(tr("Group id"),
                          tr("A column such as the user, within which rows are ranked. It adds the grouped "
                             "AUC and becomes no field."),
                          m_group),
                    1, 0);
    grid->addWidget(m_group, 1, 1);
    grid->addWidget(named(tr("Split"),
                          tr("How rows are dealt to training, gates, validation and test: 80, 5, 5 and 10 %. "
                             "The test rows are opened for the last figures only."),
                          m_split),
                    1, 2);
    grid->addWidget(m_split, 1, 3);
    grid->addWidget(m_splitColumn, 1, 4);
    grid->addWidget(m_categorical, 1, 5, 1, 3);
    m_splitColumn->setAccessibleName(tr("Column of the split"));
    m_value->setAccessibleName(tr("Positive value"));
    m_above->setAccessibleName(tr("Positive above"));
    grid->setColumnStretch(8, 1);
}

void LabelForm::fillColumns()
{
    const ReportPtr& report = m_bench.study().report();
    for (QComboBox* box : {m_label, m_group, m_splitColumn}) {
        const QSignalBlocker quiet(box);
        box->clear();
        box->addItem(box == m_group ? tr("none") : tr("choose ..."), QString());
        if (!report)
            continue;
        for (const ColumnReport& column : report->columns)
            box->addItem(QString::fromStdString(column.name), QString::fromStdString(column.name));
    }
    const Schema& schema = m_bench.study().schema();
    const SourceReference& source = m_bench.study().source();
    choose(m_label, QString::fromStdString(schema.label.column));
    choose(m_positive, static_cast<int>(schema.label.kind));
    m_value->clear();
    const ColumnReport* label = report ? report->find(schema.label.column) : nullptr;
    for (const std::string& example : label ? label->examples : std::vector<std::string>())
        m_value->addItem(QString::fromStdString(example));
    m_value->setCurrentText(QString::fromStdString(schema.label.positive));
    m_above->setText(settingText(schema.label.above));
    choose(m_group, QString::fromStdString(schema.groupId));
    choose(m_split, static_cast<int>(source.split.kind));
    choose(m_splitColumn, QString::fromStdString(source.split.column));
    const bool text = !report || report->fileFormat == FileFormat::Text;
    for (QWidget* part : m_textOnly)
        part->setVisible(text);
    m_header->setChecked(source.options.header);
    choose(m_delimiter, QString::fromStdString(source.options.delimiter));
    m_categorical->setChecked(m_bench.allCategorical());
    refresh();
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
    return rule;
}

void LabelForm::applyLabel()
{
    LabelRule rule = chosenLabel();
    if (rule.column != m_bench.study().schema().label.column) { // another column starts with the default
        rule.kind = LabelRule::Kind::TwoValues;
        rule.positive.clear();
        rule.above = 0;
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
        m_bench.study().setSplit(rule);
}

void LabelForm::applyReading()
{
    OpenRequest request;
    const SourceReference& source = m_bench.study().source();
    for (const std::string& file : source.files)
        request.files << QString::fromStdString(file);
    request.read = source.options;
    request.read.header = m_header->isChecked();
    request.read.delimiter = m_delimiter->currentData().toString().toStdString();
    m_bench.openData(request);
}

} // namespace leap::ui

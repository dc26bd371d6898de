// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/fields/bulk_bar.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/schema/name_pattern.h"
#include "ui/format.h"
#include "ui/models/field_table_model.h"
#include "ui/models/kind_names.h"
#include "ui/theme.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <utility>

namespace leap::ui {
namespace {

constexpr int kWidest = 100'000;

QLineEdit* textField(const QString& name, const QString& help, int width, QWidget* parent)
{
    auto* line = new QLineEdit(parent);
    line->setPlaceholderText(name);
    line->setAccessibleName(name);
    line->setToolTip(help);
    line->setFixedWidth(width * kGrid);
    return line;
}

std::vector<std::string> patternsIn(const QString& text)
{
    std::vector<std::string> patterns;
    for (const std::string& part : split(text.toStdString(), ',')) {
        if (!trimmed(part).empty())
            patterns.emplace_back(trimmed(part));
    }
    return patterns;
}

} // namespace

BulkBar::BulkBar(Study& study, TableView& table, QWidget* parent)
    : QWidget(parent)
    , m_study(study)
    , m_table(table)
    , m_pattern(
          textField(tr("Select by name: c*, *_id"),
                    tr("Selects the fields whose names fit: * is any text, ? any one character; several "
                       "patterns with commas."),
                    23, this))
    , m_count(new QLabel(this))
    , m_kind(new QComboBox(this))
    , m_width(new QSpinBox(this))
    , m_cost(textField(tr("cost"), tr("What each of the selected fields costs per row, in your own unit."), 8,
                       this))
    , m_group(textField(tr("group"), tr("A name for the selected fields together."), 12, this))
    , m_role(new QComboBox(this))
    , m_apply(new QPushButton(tr("Apply"), this))
{
    makeControls();
    layOut();
    connect(m_pattern, &QLineEdit::textEdited, this, [this] { selectByPattern(false); });
    connect(m_pattern, &QLineEdit::returnPressed, this, [this] { selectByPattern(true); });
    connect(m_apply, &QPushButton::clicked, this, &BulkBar::apply);
    for (QComboBox* box : {m_kind, m_role})
        connect(box, &QComboBox::currentIndexChanged, this, &BulkBar::refresh);
    connect(m_width, &QSpinBox::valueChanged, this, &BulkBar::refresh);
    for (QLineEdit* line : {m_cost, m_group}) {
        connect(line, &QLineEdit::textChanged, this, &BulkBar::refresh);
        connect(line, &QLineEdit::returnPressed, m_apply, &QPushButton::click);
    }
    refresh();
}

void BulkBar::makeControls()
{
    m_pattern->setObjectName(QStringLiteral("fieldPattern"));
    m_pattern->setClearButtonEnabled(true);
    m_kind->setObjectName(QStringLiteral("bulkKind"));
    m_kind->setAccessibleName(tr("Kind of the selected fields"));
    m_kind->addItem(tr("kind as it is"));
    for (const InputKind kind : kAllKinds)
        m_kind->addItem(kindIcon(kind), kindTitle(kind), static_cast<int>(kind));
    m_width->setObjectName(QStringLiteral("bulkWidth"));
    m_width->setAccessibleName(tr("Width of the selected fields"));
    m_width->setRange(0, kWidest);
    m_width->setSpecialValueText(tr("width as it is"));
    m_cost->setObjectName(QStringLiteral("bulkCost"));
    m_group->setObjectName(QStringLiteral("bulkGroup"));
    m_role->setObjectName(QStringLiteral("bulkRole"));
    m_role->setAccessibleName(tr("Role of the selected fields"));
    m_role->addItem(tr("role as it is"));
    const std::tuple<QString, QString, ColumnRole> roles[] = {
        {tr("field"), tr("A field; it is no longer the group id."), ColumnRole::Field},
        {tr("left out"), tr("No field reads the columns."), ColumnRole::LeftOut},
        {tr("group id"), tr("Rows are ranked within it; of one field."), ColumnRole::GroupId},
        {tr("row weight"), tr("How much each row counts in the loss; of one field."), ColumnRole::Weight}};
    for (const auto& [title, help, role] : roles) {
        m_role->addItem(title, static_cast<int>(role));
        m_role->setItemData(m_role->count() - 1, help, Qt::ToolTipRole);
    }
    m_apply->setObjectName(QStringLiteral("bulkApply"));
    m_apply->setToolTip(tr("Changes all selected fields; one undo takes it back"));
}

void BulkBar::layOut()
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_pattern);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_count, 1);
    for (QWidget* part : std::initializer_list<QWidget*>{m_kind, m_width, m_cost, m_group, m_role, m_apply})
        layout->addWidget(part);
}

std::vector<size_t> BulkBar::selection() const
{
    std::vector<size_t> fields;
    for (const QModelIndex& row : m_table.selectedSourceRows())
        fields.push_back(static_cast<size_t>(row.row()));
    return fields;
}

BulkEdit BulkBar::chosen() const
{
    BulkEdit edit;
    if (m_kind->currentData().isValid())
        edit.kind = static_cast<InputKind>(m_kind->currentData().toInt());
    if (m_width->value() > 0)
        edit.width = m_width->value();
    if (!m_cost->text().trimmed().isEmpty())
        edit.cost = costOf(m_cost->text());
    if (!m_group->text().trimmed().isEmpty())
        edit.group = m_group->text().trimmed().toStdString();
    if (m_role->currentData().isValid())
        edit.role = static_cast<ColumnRole>(m_role->currentData().toInt());
    return edit;
}

void BulkBar::selectByPattern(bool complain)
{
    std::vector<std::string> names;
    for (const Field& field : m_study.schema().fields)
        names.push_back(field.name);
    QList<int> rows;
    for (const std::string& pattern : patternsIn(m_pattern->text())) {
        const std::vector<size_t> places = placesMatching(pattern, names);
        if (places.empty() && complain) {
            const std::string nearest = nearestPattern(pattern, names);
            Q_EMIT refused(tr("No field's name fits '%1'.").arg(QString::fromStdString(pattern))
                           + (nearest.empty()
                                  ? QString()
                                  : tr(" Did you mean '%1'?").arg(QString::fromStdString(nearest))));
        }
        for (const size_t place : places) {
            if (!rows.contains(static_cast<int>(place)))
                rows << static_cast<int>(place);
        }
    }
    m_table.selectSourceRows(rows);
}

void BulkBar::apply()
{
    const std::vector<size_t> fields = selection();
    try {
        BulkEdited next = withBulkEdit(m_study.schema(), fields, chosen());
        const QString count =
            countedText(static_cast<int64_t>(fields.size()), tr("field", "bulk"), tr("fields", "bulk"));
        m_study.editSchema(tr("Change %1").arg(count), std::move(next.schema));
        clear();
        QStringList refused;
        for (const std::string& reason : next.refused)
            refused << QString::fromStdString(reason);
        Q_EMIT edited(refused);
    } catch (const Error& error) {
        Q_EMIT refused(QString::fromStdString(error.what()));
    }
}

void BulkBar::clear()
{
    m_kind->setCurrentIndex(0);
    m_width->setValue(0);
    m_cost->clear();
    m_group->clear();
    m_role->setCurrentIndex(0);
}

void BulkBar::refresh()
{
    const auto selected = static_cast<qsizetype>(m_table.selectedSourceRows().size());
    const bool any = m_kind->currentIndex() > 0 || m_width->value() > 0 || m_role->currentIndex() > 0
        || !m_cost->text().trimmed().isEmpty() || !m_group->text().trimmed().isEmpty();
    m_count->setText(selected > 0 ? tr("%1 selected").arg(selected) : QString());
    m_apply->setEnabled(selected > 0 && any);
}

} // namespace leap::ui

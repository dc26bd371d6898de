// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/reading_control.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QLineEdit>

namespace leap::ui {
namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("leap::ui::Reading", text);
}

QString valueIn(const ReadingRow& row, const ReadOptions& options)
{
    return QString::fromStdString(row.text(options));
}

} // namespace

ReadingControl::ReadingControl(const ReadingRow& row, QWidget* parent)
    : QComboBox(parent)
    , m_row(row)
{
    constexpr int kLetters = 9;
    setObjectName(QString::fromLatin1(row.option).mid(2));
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(kLetters);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (const ReadingChoice& choice : row.choices)
        addItem(translated(choice.title), QString::fromUtf8(choice.value));
    view()->setMinimumWidth(view()->sizeHintForColumn(0) + 2 * view()->frameWidth());
    if (row.typed) {
        setEditable(true);
        setInsertPolicy(NoInsert);
        setCompleter(nullptr); // it would turn "N" into "none"
        connect(lineEdit(), &QLineEdit::editingFinished, this, [this] {
            if (!lineEdit()->isModified())
                return;
            lineEdit()->setModified(false);
            Q_EMIT chosen(typedValue());
        });
    }
    connect(this, &QComboBox::activated, this, [this](int index) {
        if (!isEditable() || currentText() == itemText(index))
            Q_EMIT chosen(itemData(index).toString());
    });
}

QString ReadingControl::title() const
{
    return translated(m_row.title);
}

QString ReadingControl::help() const
{
    return translated(m_row.help);
}

QString ReadingControl::typedValue() const
{
    const QString text = currentText();
    const int known = findText(text, Qt::MatchFixedString);
    return known >= 0 ? itemData(known).toString() : text;
}

QString ReadingControl::shownText(const ReadOptions& options) const
{
    const QString value = valueIn(m_row, options);
    const int known = findData(value);
    return known >= 0 ? itemText(known) : value;
}

bool ReadingControl::isDefault(const ReadOptions& options) const
{
    return valueIn(m_row, options) == valueIn(m_row, ReadOptions());
}

void ReadingControl::show(const ReadOptions& options)
{
    if (isEditable() && lineEdit()->isModified())
        return; // the user is typing
    const QString text = shownText(options);
    setCurrentIndex(findText(text));
    if (isEditable()) {
        setEditText(text);
        lineEdit()->setCursorPosition(0);
    }
}

} // namespace leap::ui

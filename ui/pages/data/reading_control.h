// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/reading_rows.h"

#include <QComboBox>

namespace leap::ui {

/// The control of one option of reading: a list of its choices, into which other values can be typed where
/// the row allows them. Its object name is the option without dashes in front ("no-header").
class ReadingControl final : public QComboBox {
    Q_OBJECT
public:
    ReadingControl(const ReadingRow& row, QWidget* parent);
    [[nodiscard]] const ReadingRow& row() const { return m_row; }
    /// The row's texts in the user's language.
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString help() const;
    /// The options' value by its name, or as it is; not while the user is typing.
    void show(const ReadOptions& options);
    [[nodiscard]] QString shownText(const ReadOptions& options) const;
    [[nodiscard]] bool isDefault(const ReadOptions& options) const;

Q_SIGNALS:
    /// The user chose or typed a value; it may mean nothing.
    void chosen(const QString& value);

private:
    [[nodiscard]] QString typedValue() const;
    const ReadingRow& m_row;
};

} // namespace leap::ui

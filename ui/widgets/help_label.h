// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

class QWidget;

namespace leap::ui {

/// A setting's name; a click (or Space) shows two sentences of help next to it.
class HelpLabel final : public QPushButton {
    Q_OBJECT
public:
    HelpLabel(const QString& text, const QString& help, QWidget* parent = nullptr);
    /// The control that the label names: it gets name and description for screen readers.
    void setBuddy(QWidget* control);
    /// Another help text, for label and control.
    void setHelp(const QString& help);

private:
    void showHelp();
    QString m_help;
    QWidget* m_buddy = nullptr;
};

} // namespace leap::ui

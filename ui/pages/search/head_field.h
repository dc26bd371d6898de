// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/network.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace leap::ui {

/// The file of the user's own head: its name, the button that chooses it, and the warning that it is a
/// program. Only asks for files: the settings decide what becomes of them.
class HeadField final : public QWidget {
    Q_OBJECT
public:
    explicit HeadField(QWidget* parent = nullptr);
    void setHead(const HeadSpec& head); ///< emits nothing
    /// Asks for a file; nothing happens where none is chosen.
    void ask();
    /// In place of the file dialog, for tests. @param ask an empty path: none was chosen
    void setAsk(std::function<QString(QWidget*)> ask) { m_ask = std::move(ask); }

Q_SIGNALS:
    void chosen(const QString& file);
    void removed();

private:
    std::function<QString(QWidget*)> m_ask;
    QPushButton* m_choose;
    QToolButton* m_remove;
    QLabel* m_warning;
};

} // namespace leap::ui

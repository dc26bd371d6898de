// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QObject>

class QAction;

namespace leap::ui {

/// Start, Continue, Pause, Step and Stop: the same actions in menu, tool bar and keyboard, enabled as the
/// session allows.
class RunActions final : public QObject {
    Q_OBJECT
public:
    explicit RunActions(Workbench& bench, QObject* parent = nullptr);
    [[nodiscard]] QAction* start() const { return m_start; }
    [[nodiscard]] QAction* continueRun() const { return m_continue; }
    [[nodiscard]] QAction* pause() const { return m_pause; } ///< checkable: resumes when unchecked
    [[nodiscard]] QAction* step() const { return m_step; }
    [[nodiscard]] QAction* stop() const { return m_stop; }

Q_SIGNALS:
    void startRequested(); ///< the search begins: show it

private:
    QAction* make(const QString& text, const QString& iconName, const QKeySequence& key, const QString& help);
    void refresh();
    Workbench& m_bench;
    QAction* m_start;
    QAction* m_continue;
    QAction* m_pause;
    QAction* m_step;
    QAction* m_stop;
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QObject>

#include <functional>

namespace leap::ui {

/// Saves the audit, and then does what had to wait for it: prove, open another file, close. Asks for a file
/// name where the audit has none. GUI thread.
class SaveThen final : public QObject {
    Q_OBJECT
public:
    using Action = std::function<void()>;
    /// @return the path of a file to save to, starting from the suggested one; empty: the user cancelled
    using AskPath = std::function<QString(const QString& suggested)>;

    SaveThen(Workbench& bench, AskPath askPath, QObject* parent = nullptr);

    void save();
    void saveAs();
    /// Calls `then` once the file is written. It is forgotten when no name is chosen, or saving fails or is
    /// stopped.
    void saveThen(Action then);

Q_SIGNALS:
    void saved(const QString& path); ///< before the action that waited
    void failed(const QString& reason); ///< a sentence

private:
    void saveTo(const QString& path, Action then);
    [[nodiscard]] QString chosenPath() const;
    void onEnded(const JobEnd& end);

    Workbench& m_bench;
    AskPath m_askPath;
    Action m_then; ///< what waits for the file that is being written
};

} // namespace leap::ui

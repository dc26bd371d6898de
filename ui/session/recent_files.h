// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>
#include <QStringList>

namespace leap::ui {

/// The files opened last, newest first, kept in the settings. Files that no longer exist are not listed.
class RecentFiles : public QObject {
    Q_OBJECT
public:
    static constexpr int kMost = 10;
    explicit RecentFiles(QSettings& settings, QObject* parent = nullptr);
    [[nodiscard]] QStringList files() const;
    void add(const QString& path);
    void clear();

Q_SIGNALS:
    void changed();

private:
    QSettings& m_settings;
};

} // namespace leap::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>
#include <QStringList>

namespace leap::ui {

/// What was opened last, newest first, kept in the settings: an entry is a file, a folder, or several of them
/// that were opened as one table. Entries of files that no longer exist are not listed.
class RecentFiles : public QObject {
    Q_OBJECT
public:
    static constexpr int kMost = 10;
    explicit RecentFiles(QSettings& settings, QObject* parent = nullptr);
    [[nodiscard]] static QString entryOf(const QStringList& paths);
    [[nodiscard]] static QStringList pathsOf(const QString& entry);
    [[nodiscard]] static QString titleOf(const QString& entry); ///< "a.csv + 2 more"
    [[nodiscard]] QStringList files() const; ///< entries
    void add(const QString& entry);
    void clear();

Q_SIGNALS:
    void changed();

private:
    QSettings& m_settings;
};

} // namespace leap::ui

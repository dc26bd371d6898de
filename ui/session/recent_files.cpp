// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/recent_files.h"

#include <QFileInfo>

#include <algorithm>

namespace leap::ui {
namespace {

const QString kKey = QStringLiteral("recentFiles");

} // namespace

RecentFiles::RecentFiles(QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
{
}

QString RecentFiles::entryOf(const QStringList& paths)
{
    return paths.join(QLatin1Char('\n'));
}

QStringList RecentFiles::pathsOf(const QString& entry)
{
    return entry.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

QString RecentFiles::titleOf(const QString& entry)
{
    const QStringList paths = pathsOf(entry);
    const QString first = QFileInfo(paths.value(0)).fileName();
    return paths.size() < 2 ? first : tr("%1 + %2 more").arg(first).arg(paths.size() - 1);
}

QStringList RecentFiles::files() const
{
    QStringList existing;
    for (const QString& entry : m_settings.value(kKey).toStringList()) {
        const QStringList paths = pathsOf(entry);
        if (std::all_of(paths.begin(), paths.end(),
                        [](const QString& path) { return QFileInfo::exists(path); }))
            existing << entry;
    }
    return existing;
}

void RecentFiles::add(const QString& entry)
{
    QStringList whole;
    for (const QString& path : pathsOf(entry))
        whole << QFileInfo(path).absoluteFilePath();
    const QString absolute = entryOf(whole);
    QStringList paths = m_settings.value(kKey).toStringList();
    paths.removeAll(absolute);
    paths.prepend(absolute);
    m_settings.setValue(kKey, QStringList(paths.mid(0, kMost)));
    Q_EMIT changed();
}

void RecentFiles::clear()
{
    m_settings.remove(kKey);
    Q_EMIT changed();
}

} // namespace leap::ui

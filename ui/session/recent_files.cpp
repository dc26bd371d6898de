// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/recent_files.h"

#include <QFileInfo>

namespace leap::ui {
namespace {

const QString kKey = QStringLiteral("recentFiles");

} // namespace

RecentFiles::RecentFiles(QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
{
}

QStringList RecentFiles::files() const
{
    QStringList existing;
    for (const QString& path : m_settings.value(kKey).toStringList()) {
        if (QFileInfo::exists(path))
            existing << path;
    }
    return existing;
}

void RecentFiles::add(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
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

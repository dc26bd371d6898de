// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lint/ceilings.h"

#include "tests/lint/source_tree.h"

#include <QDebug>
#include <QFile>
#include <algorithm>

namespace leap::lint {
namespace {

QString ceilingsPath(const QString& name)
{
    return sourceRoot() + "/tests/lint/ceilings/" + name + ".txt";
}

QString textOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void write(const QString& path, const Counts& counts)
{
    QString text;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        text += QStringLiteral("%1 %2\n").arg(it.value()).arg(it.key());
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text.toUtf8());
}

} // namespace

Counts countsFrom(const QString& text)
{
    Counts counts;
    for (const QString& line : text.split('\n', Qt::SkipEmptyParts)) {
        if (!line.startsWith('#'))
            counts.insert(line.section(' ', 1), line.section(' ', 0, 0).toInt());
    }
    return counts;
}

QStringList differences(const Counts& found, const Counts& allowed)
{
    QStringList lines;
    const QStringList keys = (found.keys() + allowed.keys());
    QStringList seen = keys;
    seen.removeDuplicates();
    seen.sort();
    for (const QString& key : seen) {
        const int now = found.value(key), limit = allowed.value(key);
        if (now > limit)
            lines << QStringLiteral("%1: %2, allowed are %3").arg(key).arg(now).arg(limit);
        else if (now < limit)
            lines << QStringLiteral("%1: only %2 of %3 are left; run this test once with LEAP_LINT_LOWER=1")
                         .arg(key)
                         .arg(now)
                         .arg(limit);
    }
    return lines;
}

Counts lowered(const Counts& found, const Counts& allowed)
{
    Counts lower;
    for (auto it = allowed.begin(); it != allowed.end(); ++it) {
        const int count = std::min(it.value(), found.value(it.key()));
        if (count > 0)
            lower.insert(it.key(), count);
    }
    return lower;
}

bool withinCeilings(const QString& name, const Counts& found, const QStringList& places)
{
    const QString path = ceilingsPath(name);
    Counts allowed = countsFrom(textOf(path));
    if (qEnvironmentVariableIntValue("LEAP_LINT_LOWER") > 0 && QFile::exists(path)) {
        allowed = lowered(found, allowed);
        write(path, allowed);
    }
    const QStringList different = differences(found, allowed);
    return different.isEmpty() || nothingIn(different + places);
}

bool nothingIn(const QStringList& findings)
{
    for (const QString& finding : findings)
        qWarning("%s", qPrintable(finding));
    return findings.isEmpty();
}

} // namespace leap::lint

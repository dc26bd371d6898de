// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lint/source_tree.h"

#include <QDirIterator>
#include <QFile>
#include <QQueue>
#include <QRegularExpression>
#include <algorithm>

namespace leap::lint {

QString sourceRoot()
{
    return QString::fromUtf8(LEAP_SOURCE_DIR);
}

QStringList sourceNames()
{
    return {"*.h", "*.cpp", "*.cu", "*.cuh", "*.inc"};
}

QList<SourceFile> filesBelow(const QStringList& folders, const QStringList& names)
{
    QList<SourceFile> files;
    const QString root = sourceRoot();
    for (const QString& folder : folders) {
        QDirIterator found(root + u'/' + folder, names, QDir::Files, QDirIterator::Subdirectories);
        while (found.hasNext()) {
            QFile file(found.next());
            const QString path = QDir(root).relativeFilePath(file.fileName());
            if (path.startsWith("build") || !file.open(QIODevice::ReadOnly))
                continue;
            files.append({path, QString::fromUtf8(file.readAll())});
        }
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return files;
}

QString folderOf(const QString& path)
{
    return path.section('/', 0, -2);
}

QString stemOf(const QString& path)
{
    return path.section('/', -1).section('.', 0, 0);
}

QList<Include> includesOf(const SourceFile& file)
{
    static const QRegularExpression pattern("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]");
    QList<Include> found;
    int line = 0;
    for (const QString& text : file.text.split('\n')) {
        ++line;
        const auto match = pattern.match(text);
        if (match.hasMatch())
            found.append({file.path, line, match.captured(1)});
    }
    return found;
}

QString placeOf(const Include& include)
{
    return QStringLiteral("%1:%2 includes %3").arg(include.file).arg(include.line).arg(include.target);
}

IncludeGraph::IncludeGraph(const QList<SourceFile>& files)
{
    for (const SourceFile& file : files) {
        QStringList& targets = m_targets[file.path];
        for (const Include& include : includesOf(file))
            targets << include.target;
    }
}

QStringList IncludeGraph::chainTo(const QString& file, const Wanted& wanted) const
{
    QHash<QString, QString> cameFrom{{file, QString()}};
    QQueue<QString> open;
    open.enqueue(file);
    while (!open.isEmpty()) {
        const QString here = open.dequeue();
        for (const QString& next : m_targets.value(here)) {
            if (cameFrom.contains(next))
                continue;
            cameFrom.insert(next, here);
            if (!wanted(next)) {
                open.enqueue(next);
                continue;
            }
            QStringList chain;
            for (QString step = next; !step.isEmpty(); step = cameFrom.value(step))
                chain.prepend(step);
            return chain;
        }
    }
    return {};
}

QStringList wordsOf(const QString& text)
{
    static const QRegularExpression word("[\\p{L}\\p{N}]+(?:'[\\p{L}]+)*");
    QStringList words;
    for (auto match = word.globalMatch(text); match.hasNext();)
        words << match.next().captured().toLower();
    return words;
}

} // namespace leap::lint

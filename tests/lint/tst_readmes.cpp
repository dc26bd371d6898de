// SPDX-License-Identifier: GPL-3.0-or-later
// READMEs name the files that are there.
#include "tests/lint/ceilings.h"
#include "tests/lint/source_tree.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QtTest>

using namespace leap::lint;

namespace {

bool exists(const QString& path)
{
    return QFileInfo::exists(sourceRoot() + '/' + path);
}

/// A document without its fenced code.
QString proseOf(QString text)
{
    static const QRegularExpression code(
        "^```.*?^```", QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    return text.remove(code);
}

/// The README that speaks for a folder: its own, or that of the nearest folder above it.
QString readmeFor(QString folder)
{
    while (!folder.isEmpty() && !exists(folder + "/README.md"))
        folder = folderOf(folder);
    return folder.isEmpty() ? QString("README.md") : folder + "/README.md";
}

/// File names with an ending of sources in a README, as they are written there: "batch.h", "cpu/kernels.h",
/// "split.*"; patterns such as tst_*.cpp and placeholders such as NAME.cpp are left out.
QStringList namesIn(const QString& text)
{
    static const QRegularExpression name("(?<![\\w/.*-])((?:\\.\\./|[a-z0-9_]+/)*[a-z][a-z0-9_-]*"
                                         "\\.(?:h|cpp|cuh?|inc|py|sh|cmake|\\*))(?![\\w*]|\\.\\w)");
    QStringList names;
    for (auto match = name.globalMatch(text); match.hasNext();)
        names << match.next().captured(1);
    return names;
}

/// Whether a name in the README of `folder` names a file: in that folder, in a subfolder without its own
/// README, or from the root of the tree.
bool namesAFile(const QString& folder, const QString& name)
{
    QStringList places{folder, QString()};
    for (const QFileInfo& entry :
         QDir(sourceRoot() + '/' + folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!QFileInfo::exists(entry.filePath() + "/README.md"))
            places << folder + '/' + entry.fileName();
    }
    for (const QString& place : places) {
        const QString path = place.isEmpty() ? name : place + '/' + name;
        if (!name.endsWith('*')
                ? exists(path)
                : !QDir(sourceRoot() + '/' + folderOf(path)).entryList({path.section('/', -1)}).isEmpty())
            return true;
    }
    return false;
}

} // namespace

class TestReadmes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAreSeen()
    {
        QCOMPARE(namesIn("| `batch.h`, [x](cpu/kernels.h), split.* | NAME.cpp, tst_*.cpp, ../a.h, 1.5.h, "
                         "b-inl.h, v.h.in |"),
                 (QStringList{"batch.h", "cpu/kernels.h", "split.*", "../a.h", "b-inl.h"}));
    }

    void everyHeaderIsNamed()
    {
        QMap<QString, QStringList> known;
        QStringList missing;
        for (const SourceFile& file : filesBelow({"core", "ui", "app", "tests"}, {"*.h", "*.cuh"})) {
            const QString readme = readmeFor(folderOf(file.path));
            if (!known.contains(readme)) {
                for (const SourceFile& text : filesBelow({folderOf(readme)}, {"README.md"})) {
                    if (text.path == readme)
                        known[readme] = namesIn(text.text);
                }
            }
            const QString name = file.path.section('/', -1);
            const QString below = file.path.mid(folderOf(readme).size() + 1);
            const QStringList fine{name, stemOf(name) + ".*", below,
                                   folderOf(below) + '/' + stemOf(name) + ".*"};
            const bool named = std::any_of(fine.begin(), fine.end(),
                                           [&](const QString& each) { return known[readme].contains(each); });
            if (!named)
                missing << readme + " does not name " + file.path;
        }
        QVERIFY(nothingIn(missing));
    }

    void everyNameIsThere()
    {
        QStringList wrong;
        for (const SourceFile& file : filesBelow({""}, {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"})) {
            for (const QString& name : namesIn(proseOf(file.text))) {
                if (!namesAFile(folderOf(file.path), name))
                    wrong << file.path + " names " + name;
            }
        }
        QVERIFY(nothingIn(wrong));
    }

    /// Folders in the first cell of a row: `cpu/`, [commands/](commands/README.md).
    void everyFolderNameIsThere()
    {
        static const QRegularExpression row("^\\|([^|]*)\\|", QRegularExpression::MultilineOption);
        static const QRegularExpression folder("(?<![\\w/])((?:[a-z_]+/)+)(?![\\w*])");
        QStringList wrong;
        int seen = 0;
        for (const SourceFile& file : filesBelow({""}, {"README.md"})) {
            for (auto cell = row.globalMatch(file.text); cell.hasNext();) {
                const QString text = cell.next().captured(1);
                for (auto match = folder.globalMatch(text); match.hasNext(); ++seen) {
                    const QString name = match.next().captured(1);
                    if (!exists(folderOf(file.path) + '/' + name) && !text.contains("build/"))
                        wrong << file.path + " names " + name;
                }
            }
        }
        QVERIFY(seen > 30);
        QVERIFY(nothingIn(wrong));
    }

    /// Folders with sources have a README, or one above names them.
    void everyFolderIsNamed()
    {
        QStringList missing;
        QStringList seen;
        for (const SourceFile& file : filesBelow({"core", "ui", "app"}, sourceNames())) {
            const QString folder = folderOf(file.path);
            if (seen.contains(folder))
                continue;
            seen << folder;
            QString above = readmeFor(folderOf(folder));
            QFile readme(sourceRoot() + '/' + above);
            QVERIFY(readme.open(QIODevice::ReadOnly));
            if (!readme.readAll().contains(folder.section('/', -1).toUtf8() + '/'))
                missing << above + " does not name the folder " + folder;
        }
        QVERIFY(nothingIn(missing));
    }

    void linksLeadSomewhere()
    {
        static const QRegularExpression link("\\]\\(([^)#:]+)\\)");
        QStringList wrong;
        for (const SourceFile& file : filesBelow({""}, {"*.md"})) {
            const QString prose = proseOf(file.text);
            for (auto match = link.globalMatch(prose); match.hasNext();) {
                const QString target = match.next().captured(1);
                const QString folder = folderOf(file.path);
                if (!exists(folder.isEmpty() ? target : folder + '/' + target))
                    wrong << file.path + " links to " + target;
            }
        }
        QVERIFY(nothingIn(wrong));
    }
};

QTEST_APPLESS_MAIN(TestReadmes)
#include "tst_readmes.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Folders and files stay small enough to be read.
#include "tests/lint/ceilings.h"
#include "tests/lint/source_tree.h"

#include <QtTest>

using namespace leap::lint;

namespace {

constexpr int kRoomsInFolder = 25;
constexpr int kLinesInFile = 300;

} // namespace

class TestRooms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A room is a source with its header: files of one stem.
    void foldersHaveFewRooms()
    {
        QMap<QString, QStringList> rooms;
        for (const SourceFile& file : filesBelow({"core", "ui", "app"}, sourceNames())) {
            QStringList& stems = rooms[folderOf(file.path)];
            if (!stems.contains(stemOf(file.path)))
                stems << stemOf(file.path);
        }
        QVERIFY(rooms.size() > 30);
        for (auto it = rooms.begin(); it != rooms.end(); ++it)
            QVERIFY2(it->size() <= kRoomsInFolder,
                     qPrintable(QStringLiteral("%1 has %2 rooms").arg(it.key()).arg(it->size())));
    }

    /// Each entry of the ceilings is a file that is still too long.
    void filesAreShort()
    {
        Counts tooLong;
        for (const SourceFile& file : filesBelow({"core", "ui", "app"}, sourceNames())) {
            if (file.text.count('\n') > kLinesInFile)
                tooLong.insert(file.path, 1);
        }
        QVERIFY(withinCeilings("long_files", tooLong, {}));
    }

    void everySourceNamesItsLicence()
    {
        for (const SourceFile& file :
             filesBelow({"core", "ui", "app", "tests"}, {"*.h", "*.cpp", "*.cu", "*.cuh"}))
            QVERIFY2(file.text.startsWith("// SPDX-License-Identifier: GPL-3.0-or-later"),
                     qPrintable(file.path));
    }
};

QTEST_APPLESS_MAIN(TestRooms)
#include "tst_rooms.moc"

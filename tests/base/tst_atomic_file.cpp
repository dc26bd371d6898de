// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "tests/support/error_text.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <fstream>
#include <stdexcept>

using namespace leap;
using leap::test::inputErrorOf;

class TestAtomicFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    QStringList filesInFolder() const { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden); }

private Q_SLOTS:
    void init()
    {
        for (const QString& name : filesInFolder())
            QFile::remove(m_folder.filePath(name));
    }

    void writesAndReplaces()
    {
        writeTextAtomically(path("a.txt"), "one");
        writeTextAtomically(path("a.txt"), std::string_view("t\0o\n", 4));
        QCOMPARE(readText(path("a.txt")), std::string("t\0o\n", 4));
        QCOMPARE(filesInFolder(), QStringList{"a.txt"});
    }

    void keepsTheOldFileOnFailure()
    {
        writeTextAtomically(path("a.txt"), "old");
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 writeAtomically(path("a.txt"), [](const std::filesystem::path& temporary) {
                                     std::ofstream(temporary) << "half";
                                     throw std::runtime_error("stopped on the way");
                                 }));
        QCOMPARE(readText(path("a.txt")), std::string("old"));
        QCOMPARE(filesInFolder(), QStringList{"a.txt"});
    }

    void theTargetIsUntouchedWhileWriting()
    {
        writeTextAtomically(path("a.txt"), "old");
        writeAtomically(path("a.txt"), [&](const std::filesystem::path& temporary) {
            std::ofstream(temporary) << "new";
            QCOMPARE(temporary.parent_path(), path("a.txt").parent_path());
            QCOMPARE(readText(path("a.txt")), std::string("old"));
        });
        QCOMPARE(readText(path("a.txt")), std::string("new"));
    }

    void namesThePathWhenItCannotWrite()
    {
        try {
            writeTextAtomically(path("no/such/folder.txt"), "x");
            QFAIL("no exception");
        } catch (const FailureError& error) {
            QVERIFY(QString(error.what()).contains("no/such/folder.txt"));
        }
        QVERIFY(inputErrorOf([&] { (void)readText(path("missing.txt")); }).contains("missing.txt"));
    }

    void saysWhatToDoAboutAFullOrLockedFolder()
    {
        QCOMPARE(QString(cannotWrite("a.csv", "no space").what()),
                 QString("Cannot write a.csv: no space. Check the folder's rights and the free space."));
        QCOMPARE(QString(cannotWrite("a.csv", {}).what()),
                 QString("Cannot write a.csv. Check the folder's rights and the free space."));
    }

    void triesOutWithoutATrace()
    {
        requireWritable(path("new.txt"));
        QCOMPARE(filesInFolder(), QStringList());
        writeTextAtomically(path("a.txt"), "old");
        requireWritable(path("a.txt"));
        QCOMPARE(readText(path("a.txt")), std::string("old"));
        QVERIFY(inputErrorOf([&] { requireWritable(path("no/such/x.txt")); }).contains("no/such/x.txt"));
        QVERIFY(inputErrorOf([&] { requireWritable(m_folder.path().toStdString()); }).contains("folder"));
        QVERIFY(!inputErrorOf([] { requireWritable(""); }).isEmpty());
        QCOMPARE(filesInFolder(), QStringList{"a.txt"});
    }
};

QTEST_APPLESS_MAIN(TestAtomicFile)
#include "tst_atomic_file.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/column/file_format.h"
#include "core/data/read/data_files.h"
#include "tests/data/data_files.h"

#include <QFile>
#include <QtTest>

#include <set>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

class TestFileFormat : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFormatIsRecognisedByItsFirstBytes()
    {
        for (const FileFormatFacts& facts : kFileFormats) {
            const auto path = m_folder.write("some.bin", std::string(facts.firstBytes) + "and more");
            QCOMPARE(formatOf(path), facts.format);
            QCOMPARE(&factsOf(facts.format), &facts);
            QCOMPARE(parseName<FileFormat>(nameOf(facts.format), "here"), facts.format);
        }
        QCOMPARE(formatOf(m_folder.write("short.csv", "P")), FileFormat::Text);
        LEAP_CONTAINS(refusal([&] { (void)formatOf(m_folder.write("empty.csv", "")); }), "is empty");
        LEAP_CONTAINS(refusal([&] { (void)formatOf(m_folder.path("none.csv")); }), "opened");
        LEAP_CONTAINS(refusal([] { (void)parseName<FileFormat>("paquet", "here"); }),
                      "Did you mean 'parquet'?");
    }

    void listsForPeopleNameEachFormatOnce()
    {
        QCOMPARE(fileFormatNames(), "CSV, TSV, Parquet, Arrow IPC, HDF5"s);
        LEAP_CONTAINS(fileFormatDescriptions(), ", Parquet, Arrow IPC, HDF5 with a dense matrix");
    }

    /// A folder stands for the files of all known endings.
    void aFolderTakesEveryEnding()
    {
        const std::vector<std::string> endings = fileEndings();
        QCOMPARE(std::set<std::string>(endings.begin(), endings.end()).size(), endings.size());
        DataFolder folder;
        for (const std::string& ending : endings)
            folder.write("a" + ending, "x");
        folder.write("a.pdf", "x");
        QCOMPARE(listDataFiles({folder.path("")}).files.size(), endings.size());
    }

    /// The desktop entry offers the window for the types that the list names.
    void theDesktopEntryFollowsTheList()
    {
        QFile entry(QStringLiteral(LEAP_SOURCE_DIR "/packaging/linux/org.leapstudio.LeapStudio.desktop"));
        QVERIFY(entry.open(QIODevice::ReadOnly));
        QString wanted = QStringLiteral("\nMimeType=application/x-leap-audit;");
        for (const FileFormatFacts& facts : kFileFormats) {
            if (!facts.mimeTypes.empty())
                wanted += QString::fromUtf8(facts.mimeTypes.data(), static_cast<int>(facts.mimeTypes.size()))
                    + QLatin1Char(';');
        }
        QVERIFY2(QString::fromUtf8(entry.readAll()).contains(wanted + QLatin1Char('\n')), qPrintable(wanted));
    }

private:
    DataFolder m_folder;
};

QTEST_APPLESS_MAIN(TestFileFormat)
#include "tst_file_format.moc"

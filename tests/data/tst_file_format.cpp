// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/column/file_format.h"
#include "core/data/read/data_files.h"
#include "tests/data/case_files.h"
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
            const std::string begin =
                facts.format == FileFormat::Npz // the name of the first file in the archive
                ? std::string(facts.firstBytes) + std::string(22, '\0') + "\x05" + std::string(3, '\0')
                    + "a.npy"
                : std::string(facts.firstBytes);
            const auto path = m_folder.write("some.bin", begin + "and more");
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
        QCOMPARE(fileFormatNames(), "CSV, TSV, Parquet, Arrow IPC, HDF5, JSON lines, NumPy, ARFF"s);
        LEAP_CONTAINS(fileFormatDescriptions(), ", Parquet, Arrow IPC, HDF5 (a dense matrix, or columns), ");
    }

    /// Each of them by its first bytes, with the way out.
    void knownFormatsThatAreNotRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* said, const std::string& bytes) {
            QTest::newRow(said) << QByteArray::fromStdString(bytes) << said;
        };
        const auto inZip = [](const std::string& name) {
            return "PK\x03\x04" + std::string(22, '\0') + static_cast<char>(name.size())
                + std::string(3, '\0') + name;
        };
        row("a Feather file of version 1", "FEA1\0\0\0\0"s);
        row("an encrypted Parquet file", "PARE....");
        row("an ORC file", "ORC\x08\x03");
        row("an Avro file", "Obj\x01\x04");
        row("an Excel workbook (.xls)", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....");
        row("an Excel workbook (.xlsx)", inZip("[Content_Types].xml"));
        row("an OpenDocument file", inZip("mimetype"));
        row("a PyTorch file", inZip("archive/data.pkl"));
        row("a zip archive", inZip("data.csv"));
        row("an SQLite database", "SQLite format 3\0...."s);
        row("an SPSS file", "$FL2@(#)");
        row("a SAS file", std::string(12, '\0') + "\xC2\xEA\x81\x60\xB3\x14\x11\xCF....");
        row("a Stata file", "<stata_dta><header>");
        row("a Python pickle", "\x80\x04\x95....");
        row("a tar archive", "data.csv" + std::string(249, '\0') + "ustar\0\60\60"s);
        row("a web page", "\n<!DOCTYPE html>\n<html>");
        row("an XML file", "<?xml version=\"1.0\"?>");
        row("a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:1\n");
        row("a libsvm file", "+1 1:0.5 3:2\n-1 2:1\n");
        row("a libsvm file", "# words\n3 qid:1 1:0.5 2:0.1 # document 7\n");
        row("a libffm file", "1 0:1:1 1:17:0.5\n0 0:2:1\n");
        row("one JSON array", "[\n  {\"a\": 1}\n]\n");
    }
    void knownFormatsThatAreNotRead()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, said);
        const auto path = m_folder.write("other.bin", bytes.toStdString());
        const std::string why = refusal([&] { (void)formatOf(path); });
        LEAP_CONTAINS(why, said.toStdString());
        LEAP_CONTAINS(why, "other.bin: this is ");
        QVERIFY(why.size() > said.toStdString().size() + path.string().size() + 40); // and what to do
    }

    /// Texts that look a little like one of them.
    void tablesAreNoOtherFormat()
    {
        for (const char* text : {"1 2 3\n4 5 6\n", "label idx:value\n1 1:2\n", "a,b\n1:2,3\n",
                                 "time x\n12:30 1\n", "<b>,c\n1,2\n", "[a],b\n1,2\n", "PK,x\n1,2\n"})
            QCOMPARE(formatOf(m_folder.write("table.csv", text)), FileFormat::Text);
    }

    void theSamples()
    {
        for (const auto& [name, said] : std::vector<std::pair<std::string, std::string>>{
                 {"99e_v1.feather", "a Feather file of version 1"},
                 {"99_encrypted.parquet", "an encrypted Parquet file"},
                 {"20_libsvm.txt", "load_svmlight_file"}})
            LEAP_CONTAINS(refusal([&] { (void)openTable(caseFile(name)); }), said);
    }

    /// Packed text is read; packed binary formats are to be unpacked first.
    void packedFiles()
    {
        const auto table = openTable(caseFile("75_csv.xz"));
        QCOMPARE(table->rows(), int64_t{1200});
        QCOMPARE(table->columnNames().front(), "click"s);
        LEAP_CONTAINS(leap::test::inspectTable(*table).format, "xz");
        const auto padded = openTable(caseFile("72_gz_zero_padded.csv.gz"));
        QCOMPARE(padded->rows(), int64_t{1200});
        QVERIFY(!anyContains(leap::test::inspectTable(*padded).warnings, "gzip"));
        const auto garbage = openTable(caseFile("73_gz_garbage.csv.gz"));
        QCOMPARE(garbage->rows(), int64_t{1200});
        QVERIFY(anyContains(leap::test::inspectTable(*garbage).warnings,
                            "what follows the end of the gzip data"));
        std::string xz = bytesOf(caseFile("75_csv.xz"));
        LEAP_CONTAINS(
            refusal([&] { (void)openTable(m_folder.write("cut.xz", xz.substr(0, xz.size() / 2))); }),
            "the xz data end too early");
        xz[xz.size() / 2] = static_cast<char>(xz[xz.size() / 2] ^ 0x10);
        LEAP_CONTAINS(refusal([&] { (void)openTable(m_folder.write("bad.xz", xz)); }), "are damaged");
    }

    void addresses()
    {
        for (const char* address : {"http://host/a.csv", "https://host/a.csv", "s3://bucket/a.parquet",
                                    "hdfs://host/a.parquet", "gs://bucket/a.csv"})
            LEAP_CONTAINS(refusal([&] { (void)openTable(address); }), "download it first");
    }

    /// A folder means the files of all known endings.
    void aFolderTakesEveryEnding()
    {
        const std::vector<std::string> endings = fileEndings();
        QCOMPARE(std::set<std::string>(endings.begin(), endings.end()).size(), endings.size());
        for (const std::string& ending : endings) {
            DataFolder folder;
            folder.write("a" + ending, "x");
            folder.write("a.pdf", "x");
            QCOMPARE(listDataFiles({folder.path("")}).files.size(), size_t{1});
        }
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
    static std::string bytesOf(const std::filesystem::path& path)
    {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    DataFolder m_folder;
};

QTEST_APPLESS_MAIN(TestFileFormat)
#include "tst_file_format.moc"

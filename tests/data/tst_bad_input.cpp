// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/propose_schema.h"
#include "tests/data/data_files.h"

#include <QtTest>
#include <arrow/io/compressed.h>
#include <arrow/io/file.h>
#include <arrow/util/compression.h>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

std::string rowsOf(int count)
{
    std::string text = "y,x\n";
    for (int64_t i = 0; i < count; ++i)
        text += std::to_string(i % 2) + "," + std::to_string((i * 7919) % 100'003) + "\n";
    return text;
}

std::string packed(const std::string& text, arrow::Compression::type type, const std::filesystem::path& path)
{
    const auto codec = arrow::util::Codec::Create(type).ValueOrDie();
    const auto file = arrow::io::FileOutputStream::Open(path.string()).ValueOrDie();
    const auto out = arrow::io::CompressedOutputStream::Make(codec.get(), file).ValueOrDie();
    if (!out->Write(text.data(), static_cast<int64_t>(text.size())).ok() || !out->Close().ok())
        qFatal("can't pack the test's file");
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string randomBytes(size_t count)
{
    std::string bytes;
    uint32_t state = 12345;
    for (size_t i = 0; i < count; ++i) {
        state = state * 1664525 + 1013904223;
        bytes += static_cast<char>(1 + (state >> 24) % 255); // no NUL: another check finds those
    }
    return bytes;
}

} // namespace

/// What can't be read is refused with the file, the place and what to do; nothing is written.
class TestBadInput : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    void addCase(const char* name, const std::string& file, const std::string& bytes, const char* named)
    {
        m_folder.write(file, bytes);
        QTest::newRow(name) << QString::fromStdString(file) << named;
    }

private Q_SLOTS:
    void refuses_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("named");
        addCase("empty", "empty.csv", "", "the file is empty");
        addCase("empty lines only", "blank.csv", "\n\r\n\n", "only empty lines");
        addCase("byte-order mark only", "bom.csv", "\xEF\xBB\xBF", "only empty lines");
        addCase("header only", "header.csv", "a,b,c\n", "a header, but no rows");
        addCase("header without line break", "header2.csv", "a,b,c", "a header, but no rows");
        addCase("random bytes", "random.csv", randomBytes(5000), "not a text file");
        addCase("UTF-16 without rows", "utf16.csv", "\xFF\xFE"s + "a\0,\0b\0"s, "a header, but no rows");
        addCase("UTF-32", "utf32.csv", "\xFF\xFE\0\0a\0\0\0"s, "UTF-32");
        addCase("ZIP", "book.xlsx", "PK\x03\x04rest of the archive", "the archive is damaged or cut short");
        addCase("NUL in row 3", "nul.csv", "a,b\n1,2\n3,\0 4\n5,6\n"s, "line 3 contains a NUL byte");
        addCase("NUL far behind", "nul2.csv", rowsOf(400'000) + "1,\0\n"s,
                "line 400,002 contains a NUL byte");
        addCase("header and rows differ", "width.csv", "a,b,c\n1,2\n3,4\n",
                "the first line has 3 cells, but the rows have 2");
        addCase("quotes never closed", "quote.csv", "a,b\n1,\"x\n2,\"y\n3,z\n", "never closed");
        addCase("no Parquet", "cut.parquet", "PAR1 and nothing else PAR1", "cut.parquet");
        addCase("no Arrow file", "cut.arrow", "ARROW1\0\0 and nothing else"s, "cut.arrow");
        addCase("no HDF5", "cut.h5", "\x89HDF\r\n\x1a\n and nothing else", "cannot be opened as HDF5");
        const std::string gzip =
            packed(rowsOf(5000), arrow::Compression::GZIP, m_folder.path("whole.csv.gz"));
        addCase("gzip cut short", "cut.csv.gz", gzip.substr(0, gzip.size() / 2), "end too early");
        addCase("gzip header only", "cut2.csv.gz", gzip.substr(0, 10), "cut2.csv.gz");
        std::string damaged = gzip;
        for (size_t i = damaged.size() / 2; i < damaged.size() / 2 + 64; ++i)
            damaged[i] = static_cast<char>(~damaged[i]);
        addCase("gzip damaged", "damaged.csv.gz", damaged, "damaged");
        QTest::newRow("not there") << "nowhere.csv"
                                   << "no such file";
        std::filesystem::create_directory(m_folder.path("empty"));
        QTest::newRow("an empty folder") << "empty"
                                         << "no table in this folder";
    }
    void refuses()
    {
        QFETCH(QString, file);
        QFETCH(QString, named);
        const auto path = m_folder.path(file.toStdString());
        const std::string message = refusal([&] { (void)openTable(path); });
        LEAP_CONTAINS(message, named.toStdString());
        LEAP_CONTAINS(message, path.filename().string());
        QVERIFY2(message.ends_with('.') || message.ends_with('?'), message.c_str()); // a whole sentence
    }

    void packedFilesAreRead_data()
    {
        QTest::addColumn<int>("codec");
        QTest::addColumn<QString>("name");
        QTest::newRow("gzip") << static_cast<int>(arrow::Compression::GZIP) << "gzip";
        QTest::newRow("zstd") << static_cast<int>(arrow::Compression::ZSTD) << "zstd";
        QTest::newRow("bzip2") << static_cast<int>(arrow::Compression::BZ2) << "bzip2";
    }
    void packedFilesAreRead()
    {
        QFETCH(int, codec);
        QFETCH(QString, name);
        const auto path = m_folder.path("packed.csv"); // told by content, not by name
        packed(rowsOf(200'000), static_cast<arrow::Compression::type>(codec), path);
        const auto table = openTable(path);
        QCOMPARE(table->rows(), int64_t{200'000});
        LEAP_CONTAINS(leap::test::inspectTable(*table).format, name.toStdString());
    }
    /// What lies after the packed data.
    void bytesAfterTheMember_data()
    {
        QTest::addColumn<int>("codec");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<bool>("warned");
        for (const auto type :
             {arrow::Compression::GZIP, arrow::Compression::ZSTD, arrow::Compression::BZ2}) {
            const auto row = [&](const char* name, const QByteArray& after, bool warned) {
                QTest::addRow("%d %s", static_cast<int>(type), name)
                    << static_cast<int>(type) << after << warned;
            };
            row("nothing", "", false);
            row("zeros", QByteArray(10'240, '\0'), false);
            row("many zeros", QByteArray(200'000, '\0'), false);
            row("garbage", "garbage", true);
            row("zeros, then garbage", QByteArray(70'000, '\0') + "x", true);
        }
    }
    void bytesAfterTheMember()
    {
        QFETCH(int, codec);
        QFETCH(QByteArray, after);
        QFETCH(bool, warned);
        const auto path = m_folder.path("after.csv.gz");
        const std::string one = packed(rowsOf(3000), static_cast<arrow::Compression::type>(codec), path);
        const auto table = openTable(m_folder.write("after.csv.gz", one + after.toStdString()));
        QCOMPARE(table->rows(), int64_t{3000});
        const auto report = leap::test::inspectTable(*table);
        QCOMPARE(anyContains(report.warnings, "after.csv.gz: what follows the end of the"), warned);
    }
    void severalGzipMembersAreOneFile()
    {
        const std::string one = packed("a,b\n1,2\n", arrow::Compression::GZIP, m_folder.path("p"));
        const std::string two = packed("3,4\n", arrow::Compression::GZIP, m_folder.path("p"));
        QCOMPARE(openTable(m_folder.write("members.csv.gz", one + two))->rows(), int64_t{2});
    }

    void refusesDelimiters()
    {
        const auto path = m_folder.write("ok.csv", "a,b\n1,2\n");
        for (const char* delimiter : {"", "ab", "\"", "\n"}) {
            ReadOptions options;
            options.delimiter = delimiter;
            LEAP_CONTAINS(refusal([&] { (void)openTable(path, options); }), "delimiter");
        }
    }

    void refusesUnknownColumns()
    {
        const auto table = openTable(m_folder.write("known.csv", rowsOf(100)));
        const auto report = leap::test::inspectTable(*table);
        const auto wrong = [&](auto&& change) {
            ProposeOptions options;
            options.label.column = "y";
            change(options);
            return refusal([&] { (void)proposeSchema(report, options); });
        };
        LEAP_CONTAINS(wrong([](auto& o) { o.label.column = "yy"; }),
                      "label: there is no column 'yy' in known.csv. Did you mean 'y'?");
        LEAP_CONTAINS(wrong([](auto& o) { o.groupId = "user"; }), "group: there is no column 'user'");
        LEAP_CONTAINS(wrong([](auto& o) { o.exclude = {"z"}; }), "exclude: there is no column 'z'");
        LEAP_CONTAINS(wrong([](auto& o) { o.accept = {"q"}; }), "accept: there is no column 'q'");
        LEAP_CONTAINS(wrong([](auto& o) { o.exclude = {"x"}; }), "no column is left");
        LEAP_CONTAINS(refusal([&] { (void)leap::test::inspectTable(*table, "lable"); }),
                      "label: there is no column 'lable'");
        Schema schema = categoricalSchema({"w"}, "y");
        LEAP_CONTAINS(refusal([&] { (void)leap::test::encodeTable(*table, schema); }),
                      "field 'w': there is no column 'w'");
        schema = categoricalSchema({"x"}, "");
        LEAP_CONTAINS(refusal([&] { (void)leap::test::encodeTable(*table, schema); }), "No label column");
    }
    void hintsAtAMissingHeader()
    {
        const auto table = openTable(m_folder.write("rows.csv", "25,Private,0\n30,State,1\n31,State,1\n"));
        LEAP_CONTAINS(refusal([&] { (void)leap::test::inspectTable(*table, "income"); }), "--no-header");
    }
};

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"

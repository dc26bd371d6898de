// SPDX-License-Identifier: GPL-3.0-or-later
// NumPy's .npy and .npz: each type, both orders, archives of every kind, and files that lie.
#include "tests/data/case_files.h"
#include "tests/data/data_files.h"

#include <QtTest>

#include <cstring>
#include <zlib.h>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

template <typename T> std::string bytesOf(const std::vector<T>& values)
{
    std::string bytes(values.size() * sizeof(T), '\0');
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

/// A .npy of version 1, as NumPy writes it.
std::string npy(const std::string& descr, const std::string& shape, const std::string& data,
                bool fortran = false)
{
    std::string head = "{'descr': " + descr + ", 'fortran_order': " + (fortran ? "True" : "False")
        + ", 'shape': " + shape + ", }";
    head.resize((10 + head.size() + 64) / 64 * 64 - 10, ' ');
    head.back() = '\n';
    return "\x93NUMPY\x01"s + '\0' + static_cast<char>(head.size() % 256)
        + static_cast<char>(head.size() / 256) + head + data;
}

std::string number(uint64_t value, size_t bytes)
{
    std::string text;
    for (size_t i = 0; i < bytes; ++i)
        text.push_back(static_cast<char>(value >> 8 * i & 255));
    return text;
}

std::string deflated(const std::string& plain)
{
    z_stream state{};
    deflateInit2(&state, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string packed(plain.size() + 1000, '\0');
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    state.avail_in = static_cast<uInt>(plain.size());
    state.next_out = reinterpret_cast<Bytef*>(packed.data());
    state.avail_out = static_cast<uInt>(packed.size());
    deflate(&state, Z_FINISH);
    packed.resize(packed.size() - state.avail_out);
    deflateEnd(&state);
    return packed;
}

/// A zip archive of some members. @param wrongSize is added to the size that the directory says
std::string zip(const std::vector<std::pair<std::string, std::string>>& members, bool packed,
                uint64_t wrongSize = 0)
{
    std::string file, directory;
    for (const auto& [name, plain] : members) {
        const std::string data = packed ? deflated(plain) : plain;
        const auto crc =
            crc32(0, reinterpret_cast<const Bytef*>(plain.data()), static_cast<uInt>(plain.size()));
        const std::string facts = number(packed ? 8 : 0, 2) + number(0, 4) + number(crc, 4)
            + number(data.size(), 4) + number(plain.size() + wrongSize, 4) + number(name.size(), 2)
            + number(0, 2);
        directory += "PK\x01\x02" + number(20, 2) + number(20, 2) + number(0, 2) + facts + number(0, 2)
            + number(0, 2) + number(0, 2) + number(0, 4) + number(file.size(), 4) + name;
        file += "PK\x03\x04" + number(20, 2) + number(0, 2) + facts + name + data;
    }
    return file + directory + "PK\x05\x06" + number(0, 4) + number(members.size(), 2)
        + number(members.size(), 2) + number(directory.size(), 4) + number(file.size(), 4) + number(0, 2);
}

} // namespace

class TestNpy : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    /// First cells of the first column.
    QString cells(const std::string& bytes, const std::string& name = "a.npy")
    {
        const auto report = leap::test::inspectTable(*openTable(m_folder.write(name, bytes)));
        QStringList texts;
        for (const auto& row : report.preview)
            texts << QString::fromStdString(row[0]);
        return texts.join(' ');
    }
    std::string refused(const std::string& name, const std::string& bytes)
    {
        return refusal([&] { (void)openTable(m_folder.write(name, bytes)); });
    }

private Q_SLOTS:
    void types_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("wanted");
        const auto row = [](const char* name, const std::string& descr, const std::string& data,
                            const char* cells) {
            QTest::newRow(name) << QByteArray::fromStdString(npy("'" + descr + "'", "(2,)", data)) << cells;
        };
        row("bool", "|b1", bytesOf<int8_t>({1, 0}), "true false");
        row("int8", "|i1", bytesOf<int8_t>({-1, 5}), "-1 5");
        row("int16", "<i2", bytesOf<int16_t>({-300, 5}), "-300 5");
        row("int32 big-endian", ">i4", std::string("\x00\x00\x01\x00\xff\xff\xff\xff", 8), "256 -1");
        row("uint64", "<u8", bytesOf<uint64_t>({18446744073709551615U, 1}), "18446744073709551615 1");
        row("float16", "<f2", bytesOf<uint16_t>({0x3C00, 0x3800}), "1 0.5");
        row("float32", "<f4", bytesOf<float>({0.5F, -2}), "0.5 -2");
        row("float64", "<f8", bytesOf<double>({0.1, 1e300}), "0.1 1e+300");
        row("texts", "<U2", bytesOf<uint32_t>({'a', 0, 0xE9, 'b'}),
            "a \xC3\xA9"
            "b");
        row("bytes", "|S3", "ab\0xyz"s, "ab xyz");
    }
    void types()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, wanted);
        QCOMPARE(cells(file.toStdString()), wanted);
    }

    /// A column for each of a few columns, whatever their order in memory.
    void aMatrixIsColumns()
    {
        const std::string rows = npy("'<i4'", "(3, 2)", bytesOf<int32_t>({1, 2, 3, 4, 5, 6}));
        const std::string columns = npy("'<i4'", "(3, 2)", bytesOf<int32_t>({1, 3, 5, 2, 4, 6}), true);
        for (const std::string& bytes : {rows, columns}) {
            const auto table = openTable(m_folder.write("m.npy", bytes));
            QCOMPARE(table->columnNames(), (std::vector<std::string>{"c0", "c1"}));
            QCOMPARE(leap::test::inspectTable(*table).preview[2], (std::vector<std::string>{"5", "6"}));
        }
        const auto wide = openTable(
            m_folder.write("w.npy", npy("'<f4'", "(2, 300)", bytesOf<float>(std::vector<float>(600, 1)))));
        QCOMPARE(wide->columnNames(), std::vector<std::string>{"X"});
        const auto sample = openTable(caseFile("83_npy.npy"));
        QCOMPARE(sample->rows(), int64_t{1200});
        QCOMPARE(sample->columnNames(), (std::vector<std::string>{"c0", "c1"}));
        QCOMPARE(leap::test::inspectTable(*sample).preview[0][0], "101.26"s);
    }

    void recordsAreColumns()
    {
        std::string data;
        for (int32_t i = 0; i < 3; ++i)
            data += bytesOf<int32_t>({i}) + bytesOf<double>({i + 0.5}) + bytesOf<float>({1, 2});
        const auto table = openTable(
            m_folder.write("r.npy", npy("[('id', '<i4'), ('x', '<f8'), ('v', '<f4', (2,))]", "(3,)", data)));
        QCOMPARE(table->columnNames(), (std::vector<std::string>{"id", "x", "v"}));
        QCOMPARE(leap::test::inspectTable(*table).preview[1][1], "1.5"s);
    }

    /// One array for each column, with the label, as loaders of CTR data write them.
    void anArchiveOfColumns_data()
    {
        QTest::addColumn<bool>("packed");
        QTest::newRow("stored") << false;
        QTest::newRow("deflated") << true;
    }
    void anArchiveOfColumns()
    {
        QFETCH(bool, packed);
        const std::string bytes =
            zip({{"label.npy", npy("'<f4'", "(3,)", bytesOf<float>({1, 0, 1}))},
                 {"user.npy", npy("'<i8'", "(3,)", bytesOf<int64_t>({9007199254740993, 5, 6}))},
                 {"price.npy", npy("'<f8'", "(3, 1)", bytesOf<double>({0.5, 1.5, 2.5}))},
                 {"hist.npy", npy("'<i4'", "(3, 2)", bytesOf<int32_t>({1, 2, 3, 4, 5, 6}))},
                 {"emb.npy", npy("'<f4'", "(3, 2)", bytesOf<float>({1, 2, 3, 4, 5, 6}))},
                 {"other.npy", npy("'<f4'", "(2,)", bytesOf<float>({1, 2}))},
                 {"one.npy", npy("'<f4'", "()", bytesOf<float>({1}))},
                 {"notes.txt", "words"}},
                packed);
        const auto table = openTable(m_folder.write("c.npz", bytes));
        QCOMPARE(table->columnNames(), (std::vector<std::string>{"label", "user", "price", "hist", "emb"}));
        const auto report = leap::test::inspectTable(*table);
        QCOMPARE(report.preview[0][1], "9007199254740993"s);
        QCOMPARE(report.preview[2][2], "2.5"s);
        QCOMPARE(report.preview[2][3], "5|6"s);
        QCOMPARE(report.find("emb")->width, 2);
        QVERIFY(anyContains(report.warnings, "'other' [2] is left out: it has not the 3 rows"));
        QVERIFY(anyContains(report.warnings, "'one' is left out: it is one value"));
        QVERIFY(anyContains(report.warnings, "'notes.txt' is left out"));
    }

    void aMatrixWithItsLabel()
    {
        const auto table = openTable(caseFile("82_npz.npz"));
        QCOMPARE(table->columnNames(), (std::vector<std::string>{"X", "y"}));
        QCOMPARE(table->rows(), int64_t{1200});
        const auto report = leap::test::inspectTable(*table, "y");
        QCOMPARE(report.find("X")->width, 2);
        QVERIFY(report.labelProblem.empty());
        // rows of integers are ids only next to columns
        const auto bits = openTable(
            m_folder.write("i.npz",
                           zip({{"X.npy", npy("'|u1'", "(3, 2)", bytesOf<uint8_t>({1, 0, 1, 1, 0, 0}))},
                                {"y.npy", npy("'|u1'", "(3,)", bytesOf<uint8_t>({1, 0, 1}))}},
                               true)));
        QVERIFY(leap::test::inspectTable(*bits).find("X")->listOfWidth);
    }

    void severalArchivesAreParts()
    {
        const auto part = [](const std::string& type, const std::string& values) {
            return zip({{"v.npy", npy(type, "(2,)", values)}, {"w.npy", npy("'|u1'", "(2,)", "\1\0"s)}},
                       true);
        };
        m_folder.write("p1.npz", part("'<i4'", bytesOf<int32_t>({1, 2})));
        m_folder.write("p2.npz", part("'<f8'", bytesOf<double>({1, 2.5})));
        Progress progress;
        const auto table = loadTable({m_folder.path("p1.npz"), m_folder.path("p2.npz")}, {}, progress);
        const auto report = leap::test::inspectTable(*table);
        QCOMPARE(report.preview[2][0], "1"s);
        QCOMPARE(report.find("v")->distinct, int64_t{3});
    }

    void refuses()
    {
        LEAP_CONTAINS(refused("o.npy", npy("'|O'", "(2,)", "junk")), "holds Python objects");
        LEAP_CONTAINS(refused("c.npy", npy("'<c16'", "(1,)", std::string(16, '\0'))),
                      "type <c16 is not supported");
        LEAP_CONTAINS(refused("d.npy", npy("'<f4'", "(2, 2, 2)", std::string(32, '\0'))), "3 dimensions");
        LEAP_CONTAINS(refused("l.npy", npy("'<f8'", "(4611686018427387904, 12)", "12345678")), "shape");
        LEAP_CONTAINS(refused("s.npy", npy("'<f8'", "(100,)", "12345678")), "needs 800 bytes, it has 8");
        LEAP_CONTAINS(refused("h.npy", "\x93NUMPY\x02"s + '\0' + "\xff\xff\xff\x7f"), "head");
        LEAP_CONTAINS(
            refused("z.npz", zip({{"a.npy", npy("'<f4'", "(1,)", bytesOf<float>({1}))}}, true, 1 << 30)),
            "larger than its bytes can be");
        std::string wrong = zip({{"a.npy", npy("'<f4'", "(1,)", bytesOf<float>({1}))}}, false);
        wrong[30 + 5 + 128] = '\x55';
        LEAP_CONTAINS(refused("crc.npz", wrong), "checksum");
        const std::string whole = zip({{"a.npy", npy("'<f4'", "(1,)", bytesOf<float>({1}))}}, true);
        LEAP_CONTAINS(refused("cut.npz", whole.substr(0, whole.size() / 2)), "damaged or cut short");
    }
};

QTEST_GUILESS_MAIN(TestNpy)
#include "tst_npy.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/random.h"
#include "tests/app/leap_program.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <hdf5.h>
#include <vector>

using namespace leap;
using leap::test::Outcome;

/// What can't be met: exit code 2, a message that names what is wrong and where, and nothing written.
class TestRefusals : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    QStringList files() const
    {
        return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }

    static std::string rows(int count, int classes)
    {
        std::string text = "a,b,y\n";
        for (int i = 0; i < count; ++i)
            text += "v" + std::to_string(i % 7) + "," + std::to_string(i % 11) + "." + std::to_string(i % 3)
                + "," + std::to_string(i % classes) + "\n";
        return text;
    }

    void writeMatrix(const char* name) const
    {
        constexpr hsize_t kRows = 200, kColumns = 6;
        std::vector<float> values(kRows * kColumns);
        std::vector<int64_t> label(kRows);
        const RandomStream stream(streamKey(1, "matrix"));
        for (size_t i = 0; i < values.size(); ++i)
            values[i] = stream.normalAt(i);
        for (size_t i = 0; i < label.size(); ++i)
            label[i] = static_cast<int64_t>(i % 2);
        const hid_t file = H5Fcreate(path(name).c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
        const auto write = [&](const char* dataset, const std::vector<hsize_t>& shape, hid_t type,
                               const void* data) {
            const hid_t space = H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr);
            const hid_t id = H5Dcreate2(file, dataset, type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
            H5Dwrite(id, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data);
            H5Dclose(id);
            H5Sclose(space);
        };
        write("X", {kRows, kColumns}, H5T_NATIVE_FLOAT, values.data());
        write("label", {kRows}, H5T_NATIVE_INT64, label.data());
        H5Fclose(file);
    }

    void writeTruncatedGzip() const
    {
        std::string text = "a,b,y\n";
        RandomStream stream(streamKey(2, "gzip"));
        for (int i = 0; i < 5000; ++i)
            text += std::to_string(stream.nextBelow(1000)) + "," + std::to_string(stream.nextBelow(1000))
                + "," + std::to_string(stream.nextBelow(2)) + "\n";
        writeTextAtomically(path("whole.csv"), text);
        QProcess gzip;
        gzip.setWorkingDirectory(m_folder.path());
        gzip.start("gzip", {"whole.csv"});
        QVERIFY(gzip.waitForFinished());
        const std::string packed = readText(path("whole.csv.gz"));
        writeTextAtomically(path("cut.csv.gz"), packed.substr(0, packed.size() / 2));
    }

    static void row(const char* name, const char* call, const QStringList& parts)
    {
        QTest::newRow(name) << call << parts;
    }
    static void rowsOfFiles()
    {
        row("missing file", "nowhere.csv --label y", {"nowhere.csv"});
        row("folder", "folder --label y", {"folder"});
        row("empty file", "empty.csv --label y", {"empty.csv"});
        row("header only", "header.csv --label y", {"header.csv"});
        row("random bytes", "noise.csv --label y", {"noise.csv"});
        row("truncated gzip", "cut.csv.gz --label y", {"cut.csv.gz"});
        row("too many bad rows", "ragged.csv --label y", {"ragged.csv"});
        row("a bad row that must not be", "almost.csv --label y --bad-rows fail", {"almost.csv", "402"});
    }
    static void rowsOfColumns()
    {
        row("unknown label", "good.csv --label yy", {"'yy'", "Did you mean 'y'"});
        row("no label", "good.csv", {"--label"});
        row("unknown column left out", "good.csv --label y --exclude aa", {"'aa'"});
        row("unknown group", "good.csv --label y --group user", {"'user'"});
        row("unknown split column", "good.csv --label y --split time:hour", {"'hour'"});
        row("unknown split", "good.csv --label y --split tiem:a", {"tiem"});
        row("a single pass at random", "good.csv --label y --single-pass",
            {"in the order of time", "--split time:COL", "--split random"});
        row("a single pass by groups", "good.csv --label y --single-pass --split group:a", {"group:a"});
        row("half of a stream", "good.csv --label y --single-pass --split time:b --half-samples 1",
            {"cannot be halved", "--seeds"});
        row("more blocks than batches", "good.csv --label y --single-pass --split time:b --alpha 0.01",
            {"fewer than its 20 blocks", "--stream-blocks", "--batch"});
        row("one block", "good.csv --label y --single-pass --split time:b --stream-blocks 1",
            {"stream blocks"});
        row("unknown leak", "good.csv --label y --accept-leak aa", {"'aa'"});
    }
    static void rowsOfLabels()
    {
        row("one class", "one.csv --label y", {"y"});
        row("three values", "three.csv --label y", {"--positive"});
        row("positive value that is not there", "good.csv --label y --positive maybe", {"maybe"});
        row("above what no row is", "good.csv --label y --positive-above 5", {"5"});
        row("above NaN", "good.csv --label y --positive-above nan", {"--positive-above"});
        row("both ways", "good.csv --label y --positive 1 --positive-above 0", {"--positive"});
    }
    static void rowsOfSettings()
    {
        row("tau 0", "good.csv --label y --tau 0", {"tau"});
        row("tau negative", "good.csv --label y --tau -1", {"tau"});
        row("tau NaN", "good.csv --label y --tau nan", {"tau"});
        row("beta 1", "good.csv --label y --beta 1", {"beta", "at least 0 and below 1"});
        row("beta negative", "good.csv --label y --beta -0.1", {"beta"});
        row("alpha negative", "good.csv --label y --alpha -1", {"alpha"});
        row("alpha NaN", "good.csv --label y --alpha nan", {"alpha"});
        row("alpha a word", "good.csv --label y --alpha much", {"--alpha"});
        row("epochs 0", "good.csv --label y --epochs 0", {"epochs"});
        row("epochs a fraction", "good.csv --label y --epochs 1.5", {"--epochs"});
        row("batch 1", "good.csv --label y --batch 1", {"batch"});
        row("rate infinite", "good.csv --label y --lr inf", {"learning rate"});
        row("seed negative", "good.csv --label y --seed -1", {"--seed"});
        row("width 0", "good.csv --label y --width 0", {"--width"});
        row("hidden 0", "good.csv --label y --hidden 8,0", {"hidden"});
        row("dropout 1", "good.csv --label y --dropout 1", {"dropout"});
        row("unknown penalty", "good.csv --label y --penalty unifrom", {"uniform"});
        row("unknown search", "good.csv --label y --search bilevle", {"bilevel"});
        row("unknown device", "good.csv --label y --device gpu", {"gpu", "cuda"});
        row("unknown option", "good.csv --label y --tua 0.2", {"--tua", "--tau"});
        row("unknown bad rows", "good.csv --label y --bad-rows drop",
            {"Unknown treatment of bad rows 'drop'"});
    }
    static void rowsOfSchemas()
    {
        row("schema with a typo", "good.csv --schema typo.json", {"typo.json", "lable", "label"});
        row("newer schema", "good.csv --schema newer.json", {"newer.json", "99"});
        row("broken schema", "good.csv --schema broken.json", {"broken.json"});
        row("missing schema", "good.csv --schema none.json", {"none.json"});
        row("overlapping ranges", "matrix.h5 --label label --ranges overlap.csv", {"overlap.csv", "second"});
        row("ranges beyond the matrix", "matrix.h5 --label label --ranges beyond.csv",
            {"beyond.csv", "line 3"});
        row("empty range", "matrix.h5 --label label --ranges reversed.csv", {"reversed.csv", "line 2"});
        row("ranges without a matrix", "good.csv --label y --ranges overlap.csv", {"matrix"});
        row("matrix of another name", "matrix.h5 --label label --ranges beyond.csv --matrix Z", {"Z"});
        row("schema and ranges", "matrix.h5 --label label --ranges beyond.csv --schema typo.json",
            {"--ranges"});
    }
    static void rowsOfResuming()
    {
        row("resume from nothing", "--resume none.leap", {"none.leap"});
        row("resume from a table", "--resume good.csv", {"good.csv"});
        row("resume from another HDF5", "--resume matrix.h5", {"matrix.h5"});
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        writeTextAtomically(path("good.csv"), rows(400, 2));
        writeTextAtomically(path("three.csv"), rows(400, 3));
        writeTextAtomically(path("one.csv"), rows(400, 1));
        writeTextAtomically(path("empty.csv"), "");
        writeTextAtomically(path("header.csv"), "a,b,y\n");
        writeTextAtomically(path("ragged.csv"), rows(400, 2) + "1,2\n3,4\n5\n6\n7\n8\n9\n10\n11\n");
        writeTextAtomically(path("almost.csv"), rows(400, 2) + "1,2\n");
        std::string noise;
        RandomStream stream(streamKey(3, "noise"));
        for (int i = 0; i < 20000; ++i)
            noise += static_cast<char>(stream.nextBelow(256));
        writeTextAtomically(path("noise.csv"), noise);
        writeTruncatedGzip();
        writeMatrix("matrix.h5");
        writeTextAtomically(path("overlap.csv"), "name,start,end\nfirst,0,3\nsecond,2,6\n");
        writeTextAtomically(path("beyond.csv"), "name,start,end\nfirst,0,3\nsecond,3,7\n");
        writeTextAtomically(path("reversed.csv"), "name,start,end\nfirst,3,3\n");
        writeTextAtomically(
            path("typo.json"),
            R"({"format": "leap.schema", "version": 1, "lable": {"column": "y"}, "fields": []})");
        writeTextAtomically(path("newer.json"), R"({"format": "leap.schema", "version": 99, "fields": []})");
        writeTextAtomically(path("broken.json"), R"({"format": "leap.schema", )");
        QVERIFY(QDir(m_folder.path()).mkdir("folder"));
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QStringList>("parts"); // of the message
        rowsOfFiles();
        rowsOfColumns();
        rowsOfLabels();
        rowsOfSettings();
        rowsOfSchemas();
        rowsOfResuming();
    }
    void refuses()
    {
        QFETCH(QString, call);
        QFETCH(QStringList, parts);
        const QStringList before = files();
        QStringList arguments = QStringList{"audit"} + call.split(' ');
        arguments += {"--out", "result.leap", "--json"};
        const Outcome outcome = test::leapIn(m_folder.path(), arguments);
        QVERIFY2(outcome.code == 2, outcome.text());
        for (const QString& part : parts)
            QVERIFY2(outcome.errors.contains(part),
                     (part.toUtf8() + " is not in:\n" + outcome.text()).constData());
        QVERIFY2(outcome.output.isEmpty(), outcome.text());
        QCOMPARE(files(), before);
    }

    void refusesBeforeItReads_data()
    {
        QTest::addColumn<QString>("out");
        QTest::newRow("no such folder") << "no/such/folder/result.leap";
        QTest::newRow("a folder") << "folder";
        QTest::newRow("the data themselves") << "good.csv";
        QTest::newRow("the data by another way") << "./folder/../good.csv";
    }
    void refusesBeforeItReads()
    {
        QFETCH(QString, out);
        const std::string data = readText(path("good.csv"));
        const Outcome outcome =
            test::leapIn(m_folder.path(), {"audit", "good.csv", "--label", "y", "--out", out});
        QVERIFY2(outcome.code == 2, outcome.text());
        QVERIFY(readText(path("good.csv")) == data);
    }

    void refusesBadUsage_data()
    {
        QTest::addColumn<QStringList>("call");
        QTest::addColumn<QString>("part");
        QTest::newRow("nothing") << QStringList{} << "subcommand";
        QTest::newRow("unknown command") << QStringList{"adit"} << "Did you mean 'audit'";
        QTest::newRow("audit without data") << QStringList{"audit", "--label", "y"} << "DATA";
        QTest::newRow("inspect without data") << QStringList{"inspect"} << "DATA";
        QTest::newRow("decide without out") << QStringList{"decide", "x.leap"} << "--out";
        QTest::newRow("two rules") << QStringList{"decide",      "x.leap", "--top-k", "1",
                                                  "--threshold", ".5",     "--out",   "d.json"}
                                   << "";
        QTest::newRow("unknown format") << QStringList{"decide", "x.leap", "--out", "d.xls"} << ".csv";
        QTest::newRow("run that is not there")
            << QStringList{"decide", "x.leap", "--out", "d.json"} << "x.leap";
        QTest::newRow("no audit") << QStringList{"decide", "matrix.h5", "--out", "d.json"} << "matrix.h5";
    }
    void refusesBadUsage()
    {
        QFETCH(QStringList, call);
        QFETCH(QString, part);
        const QStringList before = files();
        const Outcome outcome = test::leapIn(m_folder.path(), call);
        QVERIFY2(outcome.code == 2, outcome.text());
        QVERIFY2(outcome.errors.contains(part), outcome.text());
        QCOMPARE(files(), before);
    }

    void aProblemOfTheLabelIsSaidOnce()
    {
        const Outcome outcome = test::leapIn(m_folder.path(), {"audit", "one.csv", "--label", "y"});
        QVERIFY2(outcome.code == 2 && outcome.errors.count("one value only") == 1, outcome.text());
    }

    void columnsInNoRangeAreNamed()
    {
        writeTextAtomically(path("gap.csv"), "name,start,end\nfirst,0,3\nsecond,4,5\n");
        const Outcome outcome =
            test::leapIn(m_folder.path(),
                         {"audit", "matrix.h5", "--label", "label", "--ranges", "gap.csv", "--alpha", "0.01",
                          "--epochs", "1", "--batch", "50", "--threads", "1"});
        QVERIFY2(outcome.code == 0, outcome.text());
        QVERIFY2(outcome.errors.contains("2 of the 6 columns of 'X' lie in no range of gap.csv"),
                 outcome.text());
    }

    void cudaIsRefusedWhereThereIsNone()
    {
        const Outcome outcome = test::leapIn(
            m_folder.path(),
            {"audit", "good.csv", "--label", "y", "--device", "cuda", "--alpha", "0.01", "--epochs", "1"});
        if (outcome.code == 0)
            QSKIP("this machine has a GPU");
        QVERIFY2(outcome.code == 2, outcome.text());
        QVERIFY2(outcome.errors.contains("cuda", Qt::CaseInsensitive), outcome.text());
    }

    void oneBadRowIsSetAside()
    {
        const Outcome outcome = test::leapIn(m_folder.path(),
                                             {"audit", "almost.csv", "--label", "y", "--alpha", "0.01",
                                              "--epochs", "1", "--threads", "1", "--json"});
        QVERIFY2(outcome.code == 0, outcome.text());
        QCOMPARE(outcome.json()["totals"]["rejected_rows"].get<int>(), 1);
        QVERIFY(!std::filesystem::exists(path("almost.csv.rejected.csv")));
        const Outcome asked = test::leapIn(
            m_folder.path(), {"inspect", "almost.csv", "--label", "y", "--rejected", "aside.csv"});
        QVERIFY2(asked.code == 0, asked.text());
        QVERIFY(std::filesystem::exists(path("aside.csv")));
    }
};

QTEST_GUILESS_MAIN(TestRefusals)
#include "tst_refusals.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/range_table.h"
#include "tests/data/case_files.h"
#include "tests/data/data_files.h"
#include "tests/data/hdf5_writer.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

constexpr hsize_t kRows = 40;
constexpr hsize_t kWidth = 6;

float cell(size_t row, size_t column)
{
    return static_cast<float>(row) + 0.25F * static_cast<float>(column);
}

std::vector<float> matrix()
{
    std::vector<float> values;
    for (size_t row = 0; row < kRows; ++row) {
        for (size_t column = 0; column < kWidth; ++column)
            values.push_back(cell(row, column));
    }
    return values;
}

std::vector<int8_t> labels()
{
    std::vector<int8_t> values;
    for (size_t row = 0; row < kRows; ++row)
        values.push_back(static_cast<int8_t>(row % 2));
    return values;
}

void addColumns(const Hdf5Writer& file)
{
    const std::vector<int8_t> label = labels();
    std::vector<int64_t> group;
    for (size_t row = 0; row < kRows; ++row)
        group.push_back(static_cast<int64_t>(9007199254740993 + row / 10));
    file.add("label", {kRows}, H5T_STD_I8LE, H5T_NATIVE_INT8, label.data());
    file.add("group_id", {kRows}, H5T_STD_I64LE, H5T_NATIVE_INT64, group.data());
}

} // namespace

class TestHdf5Source : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    /// The sample matrix stored as `type`, with its columns.
    std::filesystem::path sample(const std::string& name, hid_t type = H5T_IEEE_F32LE)
    {
        std::filesystem::path path = m_folder.path(name);
        const Hdf5Writer file(path);
        const std::vector<float> x = matrix();
        file.add("X", {kRows, kWidth}, type, H5T_NATIVE_FLOAT, x.data());
        addColumns(file);
        return path;
    }

private Q_SLOTS:
    void readsEveryWidthOfFloat_data()
    {
        QTest::addColumn<qint64>("type");
        QTest::newRow("float16") << static_cast<qint64>(halfType());
        QTest::newRow("float32") << static_cast<qint64>(H5T_IEEE_F32LE);
        QTest::newRow("float64") << static_cast<qint64>(H5T_IEEE_F64LE);
        QTest::newRow("big-endian") << static_cast<qint64>(H5T_IEEE_F32BE);
        QTest::newRow("integers") << static_cast<qint64>(H5T_STD_I16LE);
    }
    void readsEveryWidthOfFloat()
    {
        QFETCH(qint64, type);
        const auto table = openTable(sample("x.h5", static_cast<hid_t>(type)));
        QCOMPARE(table->columnNames(), (std::vector<std::string>{"X", "group_id", "label"}));
        Schema schema = proposed(*table, "label");
        const auto dataset = leap::test::encodeTable(*table, schema);
        QCOMPARE(dataset->layout.denseColumns, int{kWidth});
        const auto rows = inFileOrder(*dataset);
        const bool whole = type == static_cast<qint64>(H5T_STD_I16LE);
        for (size_t row = 0; row < kRows; ++row) {
            for (size_t k = 0; k < kWidth; ++k)
                QCOMPARE(rows.dense[row * kWidth + k], whole ? std::floor(cell(row, k)) : cell(row, k));
        }
    }

    void proposesOneFieldPerColumn()
    {
        const auto table = openTable(sample("p.h5"));
        ProposeOptions options;
        options.groupId = "group_id";
        const Schema schema = proposed(*table, "label", options);
        QCOMPARE(schema.fields.size(), size_t{kWidth + 1}); // and the group
        QCOMPARE(schema.fields[5].name, "X_5"s);
        QCOMPARE(schema.fields[5].inputs[0].begin, 5);
        QCOMPARE(schema.groupId, "group_id"s);
        const auto dataset = leap::test::encodeTable(*table, schema);
        QCOMPARE(dataset->card.groups, int64_t{4});
        QCOMPARE(inFileOrder(*dataset).group[39], 3);
        QCOMPARE(leap::test::inspectTable(*table).format, "HDF5, matrix X"s);
    }

    /// A text means missing in columns of one value a row, integers too; elements of a matrix say so
    /// themselves.
    void missingTexts()
    {
        const auto path = sample("m.h5");
        ReadOptions options;
        options.missing = {"9007199254740994"};
        const auto report = leap::test::inspectTable(*openTable(path, options), "label");
        QCOMPARE(report.find("group_id")->missingShare, 0.25);
        options.missing = {"X=-999"};
        LEAP_CONTAINS(refusal([&] { (void)openTable(path, options); }),
                      "--na X=-999: its cells hold several values each");
    }

    void namesElementsThatLeak()
    {
        const auto path = m_folder.path("leak.h5");
        {
            const Hdf5Writer file(path);
            std::vector<float> x = matrix();
            for (size_t row = 0; row < kRows; ++row) {
                x[row * kWidth + 2] = row % 2 == 0 ? 7.0F : -7.0F; // the label, upside down
                x[row * kWidth + 4] = NAN;
            }
            file.add("X", {kRows, kWidth}, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, x.data());
            addColumns(file);
        }
        const auto table = openTable(path);
        QVERIFY(anyContains(leap::test::inspectTable(*table, "label").warnings, "above 0.95 alone: 2"));
        QVERIFY(!anyContains(leap::test::inspectTable(*table).warnings, "possible leak"));
        QCOMPARE(proposed(*table, "label").fields.size(), size_t{kWidth + 1}); // told, not left out
    }

    void aWideMatrixNeedsRanges()
    {
        const auto path = m_folder.path("wide.h5");
        {
            const Hdf5Writer file(path);
            const std::vector<float> x(kRows * 65, 1);
            file.add("X", {kRows, 65}, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, x.data());
            addColumns(file);
        }
        const auto table = openTable(path);
        LEAP_CONTAINS(refusal([&] { (void)proposed(*table, "label"); }), "--ranges");
        LabelRule label;
        label.column = "label";
        const auto ranges = m_folder.write("r.csv", "name,start,end\na,0,8\nb,8,65\n");
        const auto dataset = leap::test::encodeTable(*table, readRangeTable(ranges, "X", 65, label));
        QCOMPARE(dataset->layout.ranges, (std::vector<int64_t>{0, 8, 65}));
    }

    void readsTextsRealsAndTruthValues()
    {
        const auto path = m_folder.path("t.h5");
        {
            const Hdf5Writer file(path);
            const std::vector<float> x = matrix();
            file.add("X", {kRows, kWidth}, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, x.data());
            std::string fixed;
            std::vector<const char*> variable(kRows, "long \xC3\xA9");
            std::vector<double> real(kRows, 0.5);
            real[1] = INFINITY;
            for (size_t row = 0; row < kRows; ++row)
                fixed += row % 2 == 0 ? "yes"s : "no\0"s;
            const hid_t three = H5Tcopy(H5T_C_S1), any = H5Tcopy(H5T_C_S1);
            H5Tset_size(three, 3);
            H5Tset_size(any, H5T_VARIABLE);
            file.add("fixed", {kRows}, three, three, fixed.data());
            file.add("any", {kRows}, any, any, variable.data());
            file.add("real", {kRows}, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, real.data());
            const hid_t truth = H5Tenum_create(H5T_NATIVE_INT8); // as h5py writes booleans
            const std::array<int8_t, 2> values{0, 1};
            H5Tenum_insert(truth, "FALSE", &values[0]);
            H5Tenum_insert(truth, "TRUE", &values[1]);
            file.add("truth", {kRows}, truth, truth, labels().data());
            file.add("short", {3}, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, real.data());
        }
        const auto table = openTable(path);
        QCOMPARE(table->columnNames(), (std::vector<std::string>{"X", "any", "fixed", "real", "truth"}));
        const auto report = leap::test::inspectTable(*table, "fixed");
        QCOMPARE(report.preview[0][1], "long \xC3\xA9"s);
        QCOMPARE(report.preview[1][2], "no"s);
        QCOMPARE(report.preview[1][3], ""s); // infinity
        QCOMPARE(report.preview[1][4], "1"s);
        QVERIFY(anyContains(report.warnings, "short [3] is left out"));
        QVERIFY(anyContains(report.warnings, "1 infinite cell"));
    }

    void matrixInAGroup()
    {
        const auto path = m_folder.path("g.h5");
        {
            const Hdf5Writer file(path);
            file.addGroup("train");
            const std::vector<float> x = matrix();
            file.add("train/E", {kRows, kWidth}, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, x.data());
            file.add("train/label", {kRows}, H5T_STD_I8LE, H5T_NATIVE_INT8, labels().data());
        }
        ReadOptions options;
        options.matrix = "train/E";
        QCOMPARE(openTable(path, options)->columnNames(), (std::vector<std::string>{"E", "label"}));
        LEAP_CONTAINS(refusal([&] { (void)openTable(path); }), "no matrix 'X'");
        options.matrix = "test/E";
        LEAP_CONTAINS(refusal([&] { (void)openTable(path, options); }), "no group 'test'");
    }

    void saysWhatIsThere()
    {
        const auto path = m_folder.path("w.h5");
        {
            const Hdf5Writer file(path);
            const std::vector<float> x = matrix();
            file.add("features", {kRows, kWidth}, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, x.data());
            file.add("y", {kRows}, H5T_STD_I8LE, H5T_NATIVE_INT8, labels().data());
            file.add("flat", {kRows * kWidth}, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, x.data());
        }
        LEAP_CONTAINS(refusal([&] { (void)openTable(path); }),
                      "there is no matrix 'X'. The file has: features [40, 6], flat [240], y [40]");
        ReadOptions options;
        options.matrix = "flat";
        LEAP_CONTAINS(refusal([&] { (void)openTable(path, options); }), "must be a matrix of numbers");
        options.matrix = "features";
        const auto table = openTable(path, options);
        LEAP_CONTAINS(refusal([&] { (void)leap::test::inspectTable(*table, "label"); }),
                      "there is no column 'label'");
    }

    void aColumnVectorIsAColumn()
    {
        const auto table = openTable(caseFile("121_label_column_vector.h5"));
        QCOMPARE(table->columnNames(), (std::vector<std::string>{"X", "label"}));
        QVERIFY(leap::test::inspectTable(*table, "label").labelProblem.empty());
    }

    void truthValuesAreZeroAndOne()
    {
        const auto table = openTable(caseFile("125_X_bool.h5"));
        const auto dataset = leap::test::encodeTable(*table, proposed(*table, "label"));
        const auto rows = inFileOrder(*dataset);
        QVERIFY(std::all_of(rows.dense.begin(), rows.dense.end(), [](float x) { return x == 0 || x == 1; }));
        QVERIFY(std::count(rows.dense.begin(), rows.dense.end(), 1.0F) > 100);
    }

    void oneDatasetAColumn()
    {
        const auto table = openTable(caseFile("127_columns.h5"));
        QCOMPARE(table->columnNames(), (std::vector<std::string>{"amount", "click", "country", "price"}));
        QCOMPARE(table->rows(), int64_t{1200});
        QCOMPARE(leap::test::inspectTable(*table, "click").preview[0],
                 (std::vector<std::string>{"3668.48", "1", "us", "101.26"}));
    }

    /// What has another length is left out, and integers keep their digits.
    void columnsOfEveryType()
    {
        const auto path = m_folder.path("c.h5");
        {
            const Hdf5Writer file(path);
            const std::vector<uint64_t> ids{18446744073709551615U, 1, 9007199254740993U};
            const std::vector<float> reals{0.5F, 1, NAN};
            file.add("id", {3}, H5T_STD_U64LE, H5T_NATIVE_UINT64, ids.data());
            file.add("real", {3, 1}, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, reals.data());
            file.add("short", {2}, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, reals.data());
            const hid_t colour = H5Tenum_create(H5T_NATIVE_INT16);
            const std::array<int16_t, 3> codes{1, 2, 300};
            H5Tenum_insert(colour, "red", &codes[0]);
            H5Tenum_insert(colour, "blue", &codes[1]);
            H5Tenum_insert(colour, "green", &codes[2]);
            file.add("colour", {3}, colour, colour, codes.data());
        }
        const auto table = openTable(path);
        QCOMPARE(table->columnNames(), (std::vector<std::string>{"colour", "id", "real"}));
        const auto report = leap::test::inspectTable(*table);
        QCOMPARE(report.preview[0], (std::vector<std::string>{"red", "18446744073709551615", "0.5"}));
        QCOMPARE(report.preview[2], (std::vector<std::string>{"green", "9007199254740993", ""}));
        QVERIFY(anyContains(report.warnings, "short [2] is left out"));
    }

    void recordsAreColumns()
    {
        const auto table = openTable(caseFile("128_compound.h5"));
        QCOMPARE(table->columnNames(), (std::vector<std::string>{"click", "price", "amount"}));
        QCOMPARE(leap::test::inspectTable(*table, "click").preview[0],
                 (std::vector<std::string>{"1", "101.26", "3668.48"}));
        const auto pandas = openTable(caseFile("129_pandas_table.h5"));
        QCOMPARE(pandas->columnNames(),
                 (std::vector<std::string>{"index", "click", "country", "price", "amount", "noise", "user"}));
        QCOMPARE(leap::test::inspectTable(*pandas, "click").preview[0][2], "us"s);
    }

    /// Several tables: which there are, and the option that reads one.
    void tablesInGroups()
    {
        const std::string why = refusal([&] { (void)openTable(caseFile("135_train_groups.h5")); });
        LEAP_CONTAINS(why, "--matrix test/X");
        LEAP_CONTAINS(why, "test/X, train/X");
        LEAP_CONTAINS(why, "train/y [1000]");
        ReadOptions options;
        for (const char* place : {"train/X", "/train/X", "train"}) {
            options.matrix = place;
            const auto table = openTable(caseFile("135_train_groups.h5"), options);
            QCOMPARE(table->columnNames(), (std::vector<std::string>{"X", "y"}));
            QCOMPARE(table->rows(), int64_t{1000});
        }
        const auto path = m_folder.path("one.h5");
        {
            const Hdf5Writer file(path);
            file.addGroup("data");
            file.addGroup("data/all");
            const std::vector<float> x = matrix();
            file.add("data/all/X", {kRows, kWidth}, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, x.data());
            file.add("data/all/y", {kRows}, H5T_STD_I8LE, H5T_NATIVE_INT8, labels().data());
        }
        QCOMPARE(openTable(path)->columnNames(), (std::vector<std::string>{"X", "y"})); // there is only one
    }

    void filters()
    {
        LEAP_CONTAINS(refusal([&] { (void)openTable(caseFile("132_blosc.h5")); }),
                      "'X' needs filter 32001 (blosc), which is not installed");
        const auto packed = openTable(caseFile("138_lzf_shuffle.h5"));
        const auto plain = openTable(caseFile("120_xy.h5"));
        QCOMPARE(leap::test::inspectTable(*packed).preview, leap::test::inspectTable(*plain).preview);
    }

    void otherFilesAreReadOnlyWhenAllowed()
    {
        LEAP_CONTAINS(refusal([&] { (void)openTable(caseFile("133_external.h5")); }),
                      "'X' lies in another file, 120_xy.h5; --follow-links reads it, too");
        ReadOptions options;
        options.followLinks = true;
        for (const char* name : {"133_external.h5", "120_xy.h5"})
            std::filesystem::copy_file(caseFile(name), m_folder.path(name));
        std::filesystem::permissions(m_folder.path("120_xy.h5"), std::filesystem::perms::owner_all);
        const auto fingerprint = [&] {
            const auto table = openTable(m_folder.path("133_external.h5"), options);
            return leap::test::encodeTable(*table, proposed(*table, "label"))->card.fingerprint;
        };
        const std::string before = fingerprint();
        std::ofstream(m_folder.path("120_xy.h5"), std::ios::app)
            << "more"; // the other file is part of the data
        QVERIFY(fingerprint() != before);
    }

    void valuesOutsideTheFile()
    {
        const auto path = m_folder.path("raw.h5");
        const std::vector<float> x = matrix();
        {
            const Hdf5Writer file(path);
            addColumns(file);
        }
        {
            const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
            const std::array<hsize_t, 2> shape{kRows, kWidth};
            const hid_t space = H5Screate_simple(2, shape.data(), nullptr);
            const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
            H5Pset_external(properties, "secret.bin", 0, kRows * kWidth * sizeof(float));
            H5Dclose(H5Dcreate2(file, "X", H5T_IEEE_F32LE, space, H5P_DEFAULT, properties, H5P_DEFAULT));
            H5Pclose(properties);
            H5Sclose(space);
            H5Fclose(file);
        }
        m_folder.write("secret.bin", std::string_view(reinterpret_cast<const char*>(x.data()), x.size() * 4));
        LEAP_CONTAINS(refusal([&] { (void)openTable(path); }),
                      "the values of 'X' lie in another file, secret.bin; --follow-links");
        ReadOptions options;
        options.followLinks = true;
        const auto table = openTable(path, options);
        const auto rows = inFileOrder(*leap::test::encodeTable(*table, proposed(*table, "label")));
        QCOMPARE(rows.dense[kWidth + 1], cell(1, 1));
    }

    void filesThatLie()
    {
        LEAP_CONTAINS(refusal([&] { (void)openTable(caseFile("hostile/lie_2e62.h5")); }),
                      "more than a file of 1,672 bytes can hold");
        LEAP_CONTAINS(refusal([&] { (void)openTable(caseFile("hostile/h5hg_overflow.h5")); }),
                      "its texts of any length are damaged");
    }

    void partsOfSeveralTypes()
    {
        std::vector<std::filesystem::path> paths;
        for (const bool real : {false, true}) {
            paths.push_back(m_folder.path(real ? "p2.h5" : "p1.h5"));
            const Hdf5Writer file(paths.back());
            const std::vector<float> x = matrix();
            const std::vector<double> values(kRows, 3);
            file.add("X", {kRows, kWidth}, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, x.data());
            file.add("v", {kRows}, real ? H5T_IEEE_F64LE : H5T_STD_I32LE, H5T_NATIVE_DOUBLE, values.data());
        }
        Progress progress;
        const auto report = leap::test::inspectTable(*loadTable(paths, {}, progress));
        QCOMPARE(report.find("v")->distinct, int64_t{1});
    }

    void severalFiles()
    {
        Progress progress;
        const auto one = sample("1.h5"), two = sample("2.h5", H5T_IEEE_F64LE);
        const auto both = loadTable({one, two}, {}, progress);
        QCOMPARE(both->rows(), int64_t{2 * kRows});
        const auto dataset = leap::test::encodeTable(*both, proposed(*both, "label"));
        QCOMPARE(inFileOrder(*dataset).dense[(kRows + 3) * kWidth + 1], cell(3, 1));
        const auto three = m_folder.path("3.h5");
        {
            const Hdf5Writer file(three);
            const std::vector<float> x = matrix();
            file.add("X", {kRows, kWidth}, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, x.data());
        }
        LEAP_CONTAINS(refusal([&] {
                          (void)loadTable({one, three}, {}, progress);
                      }),
                      "3.h5: there is no column 'group_id', which is in 1.h5");
    }
};

QTEST_GUILESS_MAIN(TestHdf5Source)
#include "tst_hdf5_source.moc"

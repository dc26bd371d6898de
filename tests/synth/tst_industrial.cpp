// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/hdf5_id.h"
#include "core/data/load.h"
#include "core/data/schema/range_table.h"
#include "core/data/schema/schema_json.h"
#include "core/synth/field_tables.h"
#include "core/synth/generate.h"
#include "core/synth/sets.h"
#include "tests/support/error_text.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace leap;
using namespace leap::synth;

namespace {

SetSize sizeOf(int64_t fields, int64_t columns, double uselessShare)
{
    SetSize size;
    size.rows = 1000;
    size.fields = fields;
    size.columns = columns;
    size.uselessShare = uselessShare;
    return size;
}

std::vector<float> readMatrix(const std::string& file, hsize_t rows, hsize_t columns)
{
    std::vector<float> values(rows * columns);
    const h5::Id id(H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
    const h5::Id array(H5Dopen2(id.get(), "X", H5P_DEFAULT), H5Dclose);
    const h5::Id space(H5Dget_space(array.get()), H5Sclose);
    if (H5Sget_simple_extent_npoints(space.get()) != static_cast<hssize_t>(values.size())
        || H5Dread(array.get(), H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0)
        return {};
    return values;
}

} // namespace

/// The industrial set: its fields, tables, schema and matrix.
class TestIndustrial : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    GenerateReport write(GenerateRequest request, const char* name) const
    {
        request.out = m_folder.filePath(name).toStdString();
        Progress progress;
        return generate(request, progress);
    }
    static GenerateRequest small(int64_t rows)
    {
        GenerateRequest request;
        request.set = "industrial";
        request.rows = rows;
        request.seed = 2;
        request.fields = 40;
        request.columns = 600;
        return request;
    }

private Q_SLOTS:
    void sharesAndWidthsAreAsAsked_data()
    {
        QTest::addColumn<int>("fields");
        QTest::addColumn<int>("columns");
        QTest::addColumn<double>("useless");
        for (const double useless : {0.0, .1, .3, .5, .9})
            QTest::addRow("500 fields, %g", useless) << 500 << 12'000 << useless;
        QTest::newRow("narrowest") << 10 << 10 << .3;
        QTest::newRow("widest") << 11 << 11 * 256 << .3;
        QTest::newRow("40") << 40 << 977 << .3;
    }
    void sharesAndWidthsAreAsAsked()
    {
        QFETCH(int, fields);
        QFETCH(int, columns);
        QFETCH(double, useless);
        const SetSpec set = industrial(sizeOf(fields, columns, useless));
        QCOMPARE(set.fields.size(), static_cast<size_t>(fields) + 2); // user and time
        int64_t total = 0, drop = 0, leaks = 0;
        for (const FieldSpec& field : set.fields) {
            if (field.use != Use::Field)
                continue;
            QVERIFY(field.width >= 1 && field.width <= 256);
            total += field.width;
            leaks += field.role == Role::Leak ? 1 : 0;
            drop += field.role == Role::Noise || field.role == Role::WideNoise
                    || field.role == Role::SparseUseless || field.role == Role::Constant
                ? 1
                : 0;
        }
        QCOMPARE(total, static_cast<int64_t>(columns));
        QCOMPARE(leaks, int64_t{1});
        QCOMPARE(drop, static_cast<int64_t>(std::llround(useless * fields)));
    }

    void everyRoleIsThere()
    {
        const SetSpec set = industrial(SetSize{1000});
        for (const Role role :
             {Role::Strong, Role::Weak, Role::Interaction, Role::Copy, Role::Correlated, Role::SparseUseful,
              Role::SparseUseless, Role::Noise, Role::WideNoise, Role::Constant, Role::Drifting, Role::Leak})
            QVERIFY2(std::any_of(set.fields.begin(), set.fields.end(),
                                 [&](const FieldSpec& field) { return field.role == role; }),
                     nameOf(role));
        for (size_t i = 0; i < set.fields.size(); ++i)
            QVERIFY(set.fields[i].other < static_cast<int>(i)); // originals and partners come first
    }

    void impossibleSizesAreRefused()
    {
        QVERIFY(test::inputErrorOf([] { (void)industrial(sizeOf(9, 100, .3)); }).contains("at least 10"));
        QVERIFY(test::inputErrorOf([] { (void)industrial(sizeOf(20, 19, .3)); }).contains("--columns"));
        QVERIFY(test::inputErrorOf([] { (void)industrial(sizeOf(20, 5121, .3)); }).contains("5120"));
        GenerateRequest request = small(10);
        request.uselessShare = .95;
        QVERIFY(test::inputErrorOf([&] { (void)write(request, "a.csv"); }).contains("0.9"));
        request = small(10);
        request.half = true;
        QVERIFY(test::inputErrorOf([&] { (void)write(request, "a.csv"); }).contains("--dense"));
        request.dense = true;
        QVERIFY(test::inputErrorOf([&] { (void)write(request, "a.csv"); }).contains(".h5 or .parquet"));
        request.set = "planted";
        QVERIFY(test::inputErrorOf([&] { (void)write(request, "a.h5"); }).contains("planted"));
        QVERIFY(QDir(m_folder.path()).isEmpty(QDir::Files | QDir::Hidden));
    }

    /// A copy's vector says what its original's says, though its ids differ: the sign of the common part.
    void tablesOfCopiesHoldTheSameWorth()
    {
        SetSpec set = industrial(sizeOf(60, 60, .1)); // width 1: the worth alone
        const FieldTable table(set, 200, 7);
        const FieldTables tables(set.fields, 7);
        TableBlock block;
        block.reset(table.columns(), 0, 200);
        table.fill(block);
        int seen = 0;
        for (size_t i = 0; i < set.fields.size(); ++i) {
            if (set.fields[i].draw != Draw::Copy)
                continue;
            ++seen;
            const auto original = static_cast<size_t>(set.fields[i].other);
            for (size_t row = 0; row < 200; ++row)
                QCOMPARE(tables.row(i, block.columns[i + 1].whole[row])[0],
                         tables.row(original, block.columns[original + 1].whole[row])[0]);
        }
        QVERIFY(seen > 0);
    }

    void theMatrixHoldsTheVectorsOfTheIds_data()
    {
        QTest::addColumn<bool>("half");
        QTest::newRow("float32") << false;
        QTest::newRow("float16") << true;
    }
    void theMatrixHoldsTheVectorsOfTheIds()
    {
        QFETCH(bool, half);
        GenerateRequest request = small(501);
        request.dense = true;
        request.half = half;
        request.blockRows = 100;
        const GenerateReport report = write(request, "m.h5");
        QCOMPARE(report.files.size(), size_t{3});
        const auto matrix = readMatrix(report.files[0].string(), 501, 600);
        QCOMPARE(matrix.size(), size_t{501 * 600});

        const SetSpec set = industrial([] {
            SetSize size = sizeOf(40, 600, .3);
            size.rows = 501;
            return size;
        }());
        const FieldTable table(set, 501, 2);
        const FieldTables tables(set.fields, 2);
        TableBlock block;
        block.reset(table.columns(), 0, 501);
        table.fill(block);
        size_t at = 0;
        for (size_t row = 0; row < 501; ++row)
            for (size_t field = 0; field < 40; ++field)
                for (const float value : tables.row(field, block.columns[field + 1].whole[row])) {
                    const float error = std::abs(matrix[at++] - value);
                    QVERIFY(half ? error <= std::abs(value) / 1024 : error == 0);
                }
    }

    /// And a Parquet file says the same as an HDF5 file does.
    void theMatrixCanBeLoadedByItsRanges_data() { theMatrixHoldsTheVectorsOfTheIds_data(); }
    void theMatrixCanBeLoadedByItsRanges()
    {
        QFETCH(bool, half);
        GenerateRequest request = small(300);
        request.dense = true;
        request.half = half;
        std::vector<Batch> read(2);
        for (const bool parquet : {false, true}) {
            const GenerateReport report = write(request, parquet ? "r.parquet" : "r.h5");
            Progress progress;
            const auto table = loadTable({report.files[0]}, {}, progress);
            LabelRule label;
            label.column = "label";
            const Schema schema = readRangeTable(report.files[2], "X", 600, label);
            QCOMPARE(schema.fields.size(), size_t{39}); // the leak is no range
            QVERIFY(schema.columns() < 600);
            const auto dataset = table->encode(schema, {}, 0, progress);
            QCOMPARE(dataset->rows, int64_t{300});
            std::vector<int64_t> places(static_cast<size_t>(dataset->store->rows(Part::Train)));
            std::iota(places.begin(), places.end(), 0);
            dataset->store->read(Part::Train, places, read[parquet ? 1 : 0]);
        }
        QVERIFY(read[0].dense.size() > 100'000);
        QCOMPARE(read[1].dense, read[0].dense);
        QCOMPARE(read[1].label, read[0].label);
        QCOMPARE(read[1].sourceRow, read[0].sourceRow);
    }

    void theSchemaNamesTheTables()
    {
        const GenerateReport report = write(small(200), "s.csv");
        QCOMPARE(report.files.size(), size_t{4});
        const Schema schema = readSchema(report.files[2]);
        QCOMPARE(schema.fields.size(), size_t{39});
        QVERIFY(schema.columns() < 600);
        QCOMPARE(schema.leftOut.size(), size_t{1});
        QCOMPARE(schema.leftOut[0].reason, std::string("leak: known only after the label"));
        QCOMPARE(schema.groupId, std::string("user"));
        QCOMPARE(schema.time, std::string("time"));
        QCOMPARE(schema.fields[3].inputs[0].table.file, std::string("s.csv.tables.h5"));
        QCOMPARE(schema.fields[3].inputs[0].table.values, std::string("f004/values"));
    }

    /// The row that a model reads is the vectors of the ids, each field by one factor.
    void theIdsLoadWithTheirTables()
    {
        const GenerateReport report = write(small(600), "t.csv");
        Progress progress;
        const auto table = loadTable({report.files[0]}, {}, progress);
        const auto dataset = table->encode(readSchema(report.files[2]), {}, 0, progress);
        QVERIFY(dataset->layout.columns() < 600); // without the leak
        QCOMPARE(dataset->card.rows, int64_t{600});
        QVERIFY(dataset->card.groups > 1);
        for (const std::string& warning : dataset->card.warnings)
            QVERIFY2(warning.find("not in") == std::string::npos, warning.c_str()); // every id has a vector
    }

    void theLessonLoadsByItsSchema()
    {
        GenerateRequest request;
        request.set = "lesson-five";
        request.rows = 400;
        const GenerateReport report = write(request, "l.csv");
        Progress progress;
        const auto table = loadTable({report.files[0]}, {}, progress);
        const auto dataset = table->encode(readSchema(report.files[2]), {}, 0, progress);
        QCOMPARE(dataset->schema.fields.size(), size_t{9});
        QCOMPARE(dataset->layout.columns(), int64_t{8 * 8 + 256});
        QCOMPARE(dataset->rows, int64_t{400});
    }
};

QTEST_APPLESS_MAIN(TestIndustrial)
#include "tst_industrial.moc"

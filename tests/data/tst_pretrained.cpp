// SPDX-License-Identifier: GPL-3.0-or-later
// Pretrained inputs: ids into given tables.
#include "tests/data/arrow_writer.h"
#include "tests/data/data_files.h"
#include "tests/data/hdf5_writer.h"

#include <QtTest>
#include <cmath>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

/// Ids 10, 20, 30 and no id, with the vectors (1, 2), (3, 6), (missing, 10) and (7, 7).
std::shared_ptr<arrow::Table> arrowTable()
{
    arrow::StringBuilder ids;
    check(ids.AppendValues({" 10", "20", "30", "NA"}));
    const auto items = std::make_shared<arrow::FloatBuilder>();
    arrow::FixedSizeListBuilder lists(arrow::default_memory_pool(), items, 2);
    for (const auto& row : std::vector<std::vector<float>>{{1, 2}, {3, 6}, {NAN, 10}, {7, 7}}) {
        check(lists.Append());
        check(items->AppendValues(row));
    }
    const auto idArray = ids.Finish().ValueOrDie(), listArray = lists.Finish().ValueOrDie();
    return arrow::Table::Make(
        arrow::schema({arrow::field("other", idArray->type()), arrow::field("key", idArray->type()),
                       arrow::field("vec", listArray->type())}),
        {idArray, idArray, listArray});
}

Input given(const std::string& name, const TableSource& table, int begin = 0, int width = 2)
{
    Input input;
    input.name = name;
    input.kind = InputKind::Pretrained;
    input.columns = {"user"};
    input.begin = begin;
    input.width = width;
    input.table = table;
    return input;
}

Schema schemaOf(const std::vector<Input>& inputs)
{
    Schema schema;
    schema.label.column = "y";
    for (const Input& input : inputs)
        schema.fields.push_back({input.name, {input}, {}, 0, {}});
    return schema;
}

/// The ids of the rows of a part and what an input makes of them, [rows, width].
struct Rows {
    std::vector<int32_t> ids;
    std::vector<float> values;
};
Rows rowsOf(const std::shared_ptr<const Dataset>& dataset, Part part, size_t input = 0)
{
    const InputSlot& slot = dataset->layout.inputs[input];
    const auto source =
        makeBatchSource(dataset, {.part = part, .batchSize = 1000, .order = RowOrder::Stored});
    Batch batch;
    Rows rows;
    if (!source->next(batch))
        return rows;
    for (int64_t row = 0; row < batch.rows; ++row)
        rows.ids.push_back(batch.ids[static_cast<size_t>(row * dataset->layout.idColumns + slot.index)]);
    rows.values.resize(static_cast<size_t>(batch.rows * slot.width), -99.0F);
    slot.lookup->read(rows.ids.data(), 1, batch.rows, rows.values.data(), slot.width);
    return rows;
}

const SplitRule kByColumn{SplitRule::Kind::Column, "part"};

} // namespace

class TestPretrained : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    /// Training rows with the users 10, 10, 20, 10 (the second positive) and test rows with 30, none, 99, 20.
    std::shared_ptr<const SourceTable> rows()
    {
        std::string text = "user,y,part\n10,0,train\n10,1,train\n20,0,train\n10,1,train\n30,0,test\n,1,test\n"
                           "99,0,test\n20,1,test\n20,0,valid\n20,1,valid\n";
        for (int i = 0; i < 10; ++i)
            text += "10,0,gate\n10,1,gate\n";
        return openTable(m_folder.write("rows.csv", text));
    }

    /// The vectors (1, 2), (3, 6), (infinite, 10) of the ids 10, 20, 30 in groups of an HDF5 file.
    void writeHdf5(const char* name, hid_t type, std::vector<int64_t> ids = {10, 20, 30})
    {
        const Hdf5Writer file(m_folder.path(name));
        file.addGroup("user");
        const std::vector<float> values{1, 2, 3, 6, INFINITY, 10};
        file.add("user/values", {3, 2}, type, H5T_NATIVE_FLOAT, values.data());
        file.add("user/ids", {ids.size()}, H5T_STD_I32LE, H5T_NATIVE_INT64, ids.data());
        file.add("user/reals", {3}, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, values.data());
    }

    std::string refused(const Input& input)
    {
        return refusal([&] { (void)leap::test::encodeTable(*rows(), schemaOf({input}), kByColumn); });
    }

private Q_SLOTS:
    void initTestCase()
    {
        writeHdf5("t.h5", halfType());
        const auto table = arrowTable();
        writeParquet(*table, m_folder.path("t.parquet"), 3);
        writeIpc(*table, m_folder.path("t.arrow"), false);
    }

    void everyFormat_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("ids");
        QTest::addColumn<QString>("values");
        QTest::addColumn<int>("rows");
        QTest::newRow("hdf5") << "t.h5"
                              << "user/ids"
                              << "user/values" << 3;
        QTest::newRow("parquet") << "t.parquet"
                                 << "key"
                                 << "vec" << 4;
        QTest::newRow("arrow") << "t.arrow"
                               << "key"
                               << "vec" << 4;
    }
    void everyFormat()
    {
        QFETCH(QString, file);
        QFETCH(QString, ids);
        QFETCH(QString, values);
        QFETCH(int, rows);
        const TableSource table{file.toStdString(), ids.toStdString(), values.toStdString()};
        const auto dataset = leap::test::encodeTable(*this->rows(), schemaOf({given("u", table)}), kByColumn);
        const InputSlot& slot = dataset->layout.inputs[0];
        QCOMPARE(slot.storage, InputSlot::Storage::Lookup);
        QCOMPARE(slot.vocabulary, int64_t{rows} + 1);
        QCOMPARE(dataset->layout.denseColumns, 0);
        QCOMPARE(dataset->layout.idColumns, 1);
        const Rows train = rowsOf(dataset, Part::Train), test = rowsOf(dataset, Part::Test);
        QCOMPARE(train.ids, (std::vector<int32_t>{1, 1, 2, 1}));
        QCOMPARE(train.values, (std::vector<float>{1, 2, 1, 2, 3, 6, 1, 2}));
        QCOMPARE(test.ids, (std::vector<int32_t>{3, 0, 0, 2}));
        QCOMPARE(test.values, (std::vector<float>{0, 10, 0, 0, 0, 0, 3, 6})); // a missing element is 0
        QVERIFY(anyContains(dataset->card.warnings,
                            "field 'u': 1 row whose id is not in the table '" + table.file
                                + "' and 1 row without an id read zeros"));
        QCOMPARE(dataset->facts[0].missingShare, 2.0 / 30);
        QCOMPARE(dataset->facts[0].distinct, int64_t{3});
        QCOMPARE(dataset->facts[0].activeRows, int64_t{7}); // 10 is the most frequent
    }

    /// Training rows read 1, 1, 3, 1 (mean 1.5, deviation sqrt(.75)) and 2, 2, 6, 2 (mean 3, deviation
    /// sqrt(3)).
    void scalesOnTrainingRows()
    {
        const TableSource table{"t.h5", "user/ids", "user/values"};
        Input byColumn = given("c", table);
        byColumn.scaling = VectorScaling::Column;
        byColumn.clip = 1.6;
        byColumn.scale = 0.5;
        const auto columns = leap::test::encodeTable(*rows(), schemaOf({byColumn}), kByColumn);
        const Rows train = rowsOf(columns, Part::Train), test = rowsOf(columns, Part::Test);
        const auto near = [](float a, double b) { return std::abs(static_cast<double>(a) - b) < 1e-6; };
        QVERIFY(near(train.values[0], -0.5 * 0.5 / std::sqrt(0.75)));
        QVERIFY(near(train.values[3], 0.5 * -1 / std::sqrt(3.0)));
        QVERIFY(near(train.values[4], 0.8)); // 1.73 deviations, cut at 1.6
        QVERIFY(near(test.values[0], 0)); // a missing element: the mean
        QVERIFY(near(test.values[2], 0)); // an unknown id

        Input byRms = given("r", table);
        byRms.scaling = VectorScaling::FieldRms;
        const auto whole = leap::test::encodeTable(*rows(), schemaOf({byRms}), kByColumn);
        const double rms = std::sqrt((3 * (1.0 + 4.0) + 9 + 36) / 8);
        QVERIFY(near(rowsOf(whole, Part::Test).values[1], 10 * 0.1 / rms));
    }

    void inputsShareATable()
    {
        const TableSource table{"t.h5", "user/ids", "user/values"};
        Schema schema = schemaOf({given("a", table, 0, 1), given("b", table, 1, 1)});
        schema.fields.push_back(categoricalSchema({"user"}, "y").fields[0]);
        const auto dataset = leap::test::encodeTable(*rows(), schema, kByColumn);
        QCOMPARE(dataset->layout.inputs[0].lookup->table.get(),
                 dataset->layout.inputs[1].lookup->table.get());
        QCOMPARE(dataset->layout.idColumns, 3);
        QCOMPARE(rowsOf(dataset, Part::Test, 1).values, (std::vector<float>{10, 0, 0, 6}));
    }

    void theCacheKeepsAllButTheVectors_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("HDF5") << "cached.h5";
        QTest::newRow("Parquet") << "cached.parquet";
    }
    void theCacheKeepsAllButTheVectors()
    {
        QFETCH(QString, file);
        const OwnCache cache;
        const std::string name = file.toStdString();
        const bool hdf5 = name.ends_with("h5");
        TableSource source{name, "user/ids", "user/values"};
        if (hdf5) {
            writeHdf5(name.c_str(), H5T_IEEE_F32LE);
        } else {
            source = {name, "key", "vec"};
            writeParquet(*arrowTable(), m_folder.path(name), 3);
        }
        Input scaled = given("b", source, 1, 1);
        scaled.scaling = VectorScaling::Column;
        const Schema schema = schemaOf({given("a", source, 0, 1), scaled});
        (void)rows();
        const auto encoded = [&](bool cached) {
            Progress progress;
            const auto table = loadTable({m_folder.path("rows.csv")}, {}, progress, {cached, 1 << 30});
            return leap::test::encodeTable(*table, schema, kByColumn);
        };
        const auto plain = encoded(false), made = encoded(true), kept = encoded(true);
        QVERIFY(made->origin.empty());
        LEAP_CONTAINS(kept->origin, "come from the cache");
        QCOMPARE(kept->card.fingerprint, plain->card.fingerprint);
        for (const size_t input : {0, 1}) {
            for (const Part part : {Part::Train, Part::Test}) {
                const Rows a = rowsOf(kept, part, input), b = rowsOf(plain, part, input);
                QCOMPARE(a.ids, b.ids);
                QCOMPARE(a.values, b.values);
            }
        }
        QCOMPARE(kept->layout.inputs[0].lookup->table.get(), kept->layout.inputs[1].lookup->table.get());
        const auto path = m_folder.path(name);
        const auto later = std::filesystem::file_time_type::clock::now() + std::chrono::seconds(5);
        std::filesystem::last_write_time(path, later);
        QVERIFY(encoded(true)->origin.empty()); // other vectors, as far as one can see
        std::filesystem::remove(path);
        LEAP_CONTAINS(refusal([&] { (void)encoded(true); }), "is no file");
    }

    void otherVectorsMakeAnotherFingerprint()
    {
        const Schema schema = schemaOf({given("u", {"f.h5", "user/ids", "user/values"})});
        writeHdf5("f.h5", H5T_IEEE_F32LE);
        const auto first = leap::test::encodeTable(*rows(), schema, kByColumn);
        writeHdf5("f.h5", H5T_IEEE_F64LE);
        const auto second = leap::test::encodeTable(*rows(), schema, kByColumn);
        QVERIFY(first->card.fingerprint != second->card.fingerprint);
        QCOMPARE(first->card.fingerprint.size(), second->card.fingerprint.size());
    }

    void refuses()
    {
        const TableSource table{"t.h5", "user/ids", "user/values"};
        LEAP_CONTAINS(refused(given("u", {"none.h5", "ids", "values"})), "field 'u': its table ");
        LEAP_CONTAINS(refused(given("u", {"rows.csv", "ids", "values"})), "this is none of them");
        LEAP_CONTAINS(refused(given("u", {"t.h5", "ids", "values"})), "there is no matrix 'values'");
        LEAP_CONTAINS(refused(given("u", {"t.h5", "item/ids", "item/values"})), "there is no group 'item'");
        LEAP_CONTAINS(
            refused(given("u", {"t.h5", "user/id", "user/values"})),
            "there is no dataset 'user/id'. The file has: user/ids [3], user/reals [3], user/values [3, 2]");
        LEAP_CONTAINS(refused(given("u", {"t.h5", "user/reals", "user/values"})), "texts or integers");
        LEAP_CONTAINS(refused(given("u", {"t.parquet", "kye", "vec"})), "Did you mean 'key'?");
        LEAP_CONTAINS(refused(given("u", {"t.parquet", "vec", "vec"})), "holds vectors, not ids");
        LEAP_CONTAINS(refused(given("u", {"t.parquet", "key", "other"})), "column 'other' holds no vectors");
        LEAP_CONTAINS(
            refused(given("u", table, 1, 2)),
            "field 'u': reads the elements [1, 3) of 'user/values' in the table 't.h5', which has 2");
        writeHdf5("twice.h5", H5T_IEEE_F32LE, {10, 20, 10});
        LEAP_CONTAINS(refused(given("u", {"twice.h5", "user/ids", "user/values"})),
                      "the id '10' is there twice, in rows 1 and 3.");
        writeHdf5("short.h5", H5T_IEEE_F32LE, {10, 20});
        LEAP_CONTAINS(refused(given("u", {"short.h5", "user/ids", "user/values"})), "has 2 ids, but");
        writeHdf5("strange.h5", H5T_IEEE_F32LE, {1, 2, 3});
        LEAP_CONTAINS(refused(given("u", {"strange.h5", "user/ids", "user/values"})),
                      "no id of column 'user' is in the table 'strange.h5'");
    }
};

QTEST_GUILESS_MAIN(TestPretrained)
#include "tst_pretrained.moc"

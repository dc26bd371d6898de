// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of one table that store a column in types of their own; structs; files that are split by their names.
#include "core/data/read/parts/named_parts.h"
#include "tests/data/arrow_writer.h"
#include "tests/data/case_files.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

std::shared_ptr<arrow::Array> finish(arrow::ArrayBuilder& builder)
{
    std::shared_ptr<arrow::Array> array;
    check(builder.Finish(&array));
    return array;
}

template <typename Builder, typename Value> std::shared_ptr<arrow::Array> arrayOf(std::vector<Value> values)
{
    Builder builder;
    for (const Value& value : values)
        check(builder.Append(value));
    return finish(builder);
}

std::shared_ptr<arrow::Array> decimals(const std::vector<std::string>& values, int scale)
{
    arrow::Decimal128Builder builder(arrow::decimal128(12, scale));
    for (const std::string& value : values) {
        arrow::Decimal128 decimal;
        int32_t precision = 0, found = 0;
        check(arrow::Decimal128::FromString(value, &decimal, &precision, &found));
        check(builder.Append(decimal.Rescale(found, scale).ValueOrDie()));
    }
    return finish(builder);
}

std::shared_ptr<arrow::Array> coded(const std::vector<std::string>& values)
{
    arrow::StringDictionaryBuilder builder;
    for (const std::string& value : values)
        check(builder.Append(value));
    return finish(builder);
}

using Array = std::shared_ptr<arrow::Array>;

Array nulls(int64_t count)
{
    return std::make_shared<arrow::NullArray>(count);
}
Array ints(std::vector<int64_t> values)
{
    return arrayOf<arrow::Int64Builder, int64_t>(std::move(values));
}
Array bytes(std::vector<int8_t> values)
{
    return arrayOf<arrow::Int8Builder, int8_t>(std::move(values));
}
Array reals(std::vector<double> values)
{
    return arrayOf<arrow::DoubleBuilder, double>(std::move(values));
}
Array floats(std::vector<float> values)
{
    return arrayOf<arrow::FloatBuilder, float>(std::move(values));
}
Array bools(std::vector<bool> values)
{
    return arrayOf<arrow::BooleanBuilder, bool>(std::move(values));
}
Array texts(std::vector<std::string> values)
{
    return arrayOf<arrow::StringBuilder, std::string>(std::move(values));
}

} // namespace

Q_DECLARE_METATYPE(Array)

class TestParts : public QObject {
    Q_OBJECT

    std::optional<DataFolder> m_folder;

    std::filesystem::path part(const std::string& name, const Array& values, const std::string& column = "v")
    {
        const auto table =
            arrow::Table::Make(arrow::schema({arrow::field(column, values->type())}), {values});
        writeParquet(*table, m_folder->path(name), 100);
        return m_folder->path(name);
    }
    std::shared_ptr<const SourceTable> both(const Array& a, const Array& b)
    {
        const std::vector<std::filesystem::path> paths{part("a.parquet", a), part("b.parquet", b)};
        Progress progress;
        return loadTable(paths, {}, progress);
    }
    static std::string cells(const SourceTable& table)
    {
        std::string all;
        for (const auto& row : leap::test::inspectTable(table).preview)
            all += (all.empty() ? "" : " ") + (row[0].empty() ? "-" : row[0]);
        return all;
    }
    void writeCsv(const std::string& name, int first, int rows)
    {
        std::filesystem::create_directories(m_folder->path(name).parent_path());
        std::string text = "x,y\n";
        for (int i = first; i < first + rows; ++i)
            text += std::to_string(i) + "," + std::to_string(i % 3 == 0 ? 1 : 0) + "\n";
        m_folder->write(name, text);
    }

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<Array>(); }
    void init() { m_folder.emplace(); }

    void typesUnite_data()
    {
        QTest::addColumn<Array>("a");
        QTest::addColumn<Array>("b");
        QTest::addColumn<QString>("cells");
        QTest::newRow("int and double") << ints({1, 2}) << reals({1, 2.5}) << "1 2 1 2.5";
        QTest::newRow("double and int") << reals({1, 2.5}) << ints({1, 2}) << "1 2.5 1 2";
        QTest::newRow("int8 and int64") << bytes({1, -2}) << ints({1, 300}) << "1 -2 1 300";
        QTest::newRow("float and double") << floats({1, 0.5F}) << reals({1, 0.25}) << "1 0.5 1 0.25";
        QTest::newRow("null and double") << nulls(2) << reals({1, 2.5}) << "- - 1 2.5";
        QTest::newRow("int and null") << ints({7, 8}) << nulls(1) << "7 8 -";
        QTest::newRow("null and text") << nulls(1) << texts({"a"}) << "- a";
        QTest::newRow("null and null") << nulls(1) << nulls(1) << "- -";
        QTest::newRow("decimal and double")
            << decimals({"1.50", "2.25"}, 2) << reals({1.5, 3}) << "1.5 2.25 1.5 3";
        QTest::newRow("decimals of two scales")
            << decimals({"1.50"}, 2) << decimals({"1.5000"}, 4) << "1.5 1.5";
        QTest::newRow("decimal without a fraction and int") << decimals({"5"}, 0) << ints({5}) << "5 5";
        QTest::newRow("bool and int8") << bools({true, false}) << bytes({1, 0}) << "1 0 1 0";
        QTest::newRow("int and bool") << ints({0, 1}) << bools({true}) << "0 1 1";
        QTest::newRow("bool and double") << bools({true}) << reals({0, 1}) << "1 0 1";
        QTest::newRow("bool alone") << bools({true}) << bools({false}) << "true false";
        QTest::newRow("dictionary and string") << coded({"a", "b", "a"}) << texts({"b"}) << "a b a b";
        QTest::newRow("string and large string")
            << texts({"a"}) << arrayOf<arrow::LargeStringBuilder, std::string>({"a", "c"}) << "a a c";
    }
    void typesUnite()
    {
        QFETCH(Array, a);
        QFETCH(Array, b);
        QFETCH(QString, cells);
        QCOMPARE(QString::fromStdString(TestParts::cells(*both(a, b))), cells);
    }

    /// One value each way: the levels are counted once.
    void aTruthValueIsOneValue()
    {
        const auto table = both(bools({true, false, true}), bytes({1, 0, 1}));
        QCOMPARE(leap::test::inspectTable(*table).columns[0].distinct, int64_t{2});
    }

    void integersBeyondADoubleAreSaid()
    {
        const auto table = both(ints({9007199254740993, 1}), reals({0.5}));
        QVERIFY(anyContains(leap::test::inspectTable(*table).warnings, "1 integer beyond 2^53"));
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<Array>("a");
        QTest::addColumn<Array>("b");
        QTest::addColumn<QString>("said");
        QTest::newRow("text and number")
            << texts({"a"}) << reals({1}) << "type double, which does not fit its type string";
        QTest::newRow("number and text")
            << ints({1}) << texts({"1"}) << "type string, which does not fit its type int64";
        arrow::Date32Builder dates;
        check(dates.Append(19'000));
        QTest::newRow("date and integer")
            << finish(dates) << ints({20220108}) << "type int64, which does not fit its type date32";
    }
    void refusesWhatDoesNotFit()
    {
        QFETCH(Array, a);
        QFETCH(Array, b);
        QFETCH(QString, said);
        const std::string why = refusal([&] { (void)both(a, b); });
        LEAP_CONTAINS(why, said.toStdString());
        LEAP_CONTAINS(why, "b.parquet: column 'v'");
        LEAP_CONTAINS(why, "a.parquet");
    }

    void structsAreUnnested()
    {
        const Array n = ints({1, 2}), t = texts({"x", "y"});
        const Array inner = arrow::StructArray::Make({n}, std::vector<std::string>{"n"}).ValueOrDie();
        const Array outer =
            arrow::StructArray::Make({inner, t}, std::vector<std::string>{"in", "t"}).ValueOrDie();
        for (const bool ipc : {false, true}) {
            const auto table = arrow::Table::Make(
                arrow::schema({arrow::field("a", outer->type()), arrow::field("b", n->type())}), {outer, n});
            const auto path = m_folder->path(ipc ? "s.arrow" : "s.parquet");
            if (ipc)
                writeIpc(*table, path, false);
            else
                writeParquet(*table, path, 10);
            const auto read = openTable(path);
            QCOMPARE(read->columnNames(), (std::vector<std::string>{"a.in.n", "a.t", "b"}));
            QCOMPARE(leap::test::inspectTable(*read).preview[1], (std::vector<std::string>{"2", "y", "2"}));
        }
    }

    void whatIsNotReadIsNamedOnce()
    {
        const Array n = ints({1, 2});
        const Array pairs = arrow::StructArray::Make({n}, std::vector<std::string>{"n"}).ValueOrDie();
        arrow::Int32Builder offsets;
        check(offsets.AppendValues({0, 1, 2}));
        const Array lists = arrow::ListArray::FromArrays(*finish(offsets), *pairs).ValueOrDie();
        const auto table = arrow::Table::Make(
            arrow::schema({arrow::field("n", n->type()), arrow::field("items", lists->type())}), {n, lists});
        std::vector<std::filesystem::path> paths;
        for (const char* name : {"1.parquet", "2.parquet", "3.parquet"}) {
            paths.push_back(m_folder->path(name));
            writeParquet(*table, paths.back(), 10);
        }
        Progress progress;
        const auto report = leap::test::inspectTable(*loadTable(paths, {}, progress));
        QCOMPARE(std::count_if(report.warnings.begin(), report.warnings.end(),
                               [](const std::string& w) { return contains(w, "lists of structs"); }),
                 std::ptrdiff_t{1});
    }

    void namesThatSayAPart_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("part");
        for (const auto& [name, part] :
             std::vector<std::pair<const char*, const char*>>{{"train.csv", "train"},
                                                              {"ratings_TEST.parquet", "test"},
                                                              {"valid-00001-of-3.csv.gz", "validation"},
                                                              {"val.csv", "validation"},
                                                              {"dev", "validation"},
                                                              {"part=train", "train"},
                                                              {"myTrainSet", "train"},
                                                              {"train_test.csv", ""},
                                                              {"latest.csv", ""},
                                                              {"training.csv", "train"},
                                                              {"constraint.csv", ""}})
            QTest::newRow(name) << name << part;
    }
    void namesThatSayAPart()
    {
        QFETCH(QString, name);
        QFETCH(QString, part);
        QCOMPARE(QString::fromStdString(partNamed(name.toStdString())), part);
    }

    void splitFilesKeepTheirParts()
    {
        writeCsv("d/train.csv", 0, 60);
        writeCsv("d/valid.csv", 60, 20);
        writeCsv("d/test.csv", 80, 40);
        const auto table = openTable(m_folder->path("d"));
        QCOMPARE(table->partColumn(), "file_part"s);
        const auto report = leap::test::inspectTable(*table);
        QCOMPARE(report.partColumn, "file_part"s);
        QCOMPARE(report.find("file_part")->leftOut, "split"s);
        QVERIFY(anyContains(report.warnings, "The files are already split"));
        const SplitRule split{SplitRule::Kind::Column, table->partColumn()};
        const auto dataset = leap::test::encodeTable(*table, categoricalSchema({"x"}, "y"), split);
        QCOMPARE(dataset->card.rowsOfPart[2], int64_t{20});
        QCOMPARE(dataset->card.rowsOfPart[3], int64_t{40});
        QCOMPARE(dataset->card.rowsOfPart[0] + dataset->card.rowsOfPart[1], int64_t{60});
    }

    /// Rows to judge by are taken from those to train, of each class.
    void missingPartsAreTakenFromTrain()
    {
        writeCsv("d/train/part-0.csv", 0, 90);
        writeCsv("d/test/part-0.csv", 90, 30);
        const auto table = openTable(m_folder->path("d"));
        const auto dataset = leap::test::encodeTable(*table, categoricalSchema({"x"}, "y"),
                                                     {SplitRule::Kind::Column, table->partColumn()});
        QCOMPARE(dataset->card.rowsOfPart[3], int64_t{30});
        QVERIFY(dataset->card.rowsOfPart[2] >= 4 && dataset->card.rowsOfPart[2] <= 6);
        QVERIFY(dataset->card.rowsOfPart[1] >= 4);
        LEAP_CONTAINS(dataset->card.split, "validation and gate rows taken from train");
    }

    void aFolderKeyIsTheSplit()
    {
        writeCsv("d/split=train/p.csv", 0, 90);
        writeCsv("d/split=test/p.csv", 90, 30);
        const auto table = openTable(m_folder->path("d"));
        QCOMPARE(table->partColumn(), "split"s);
        QCOMPARE(table->columnNames(), (std::vector<std::string>{"x", "y", "split"}));
    }

    /// No split is made up where the names do not say it of each file.
    void namesThatAreNoSplit()
    {
        writeCsv("d/train.csv", 0, 30);
        writeCsv("d/items.csv", 30, 30);
        QCOMPARE(openTable(m_folder->path("d"))->partColumn(), ""s);
        writeCsv("e/train.csv", 0, 30);
        writeCsv("e/valid.csv", 30, 30);
        const auto table = openTable(m_folder->path("e"));
        QCOMPARE(table->partColumn(), ""s);
        QVERIFY(anyContains(leap::test::inspectTable(*table).warnings, "of no test rows"));
        writeCsv("test/a.csv", 0, 30);
        writeCsv("test/b.csv", 0, 30);
        QCOMPARE(openTable(m_folder->path("test"))->partColumn(), ""s);
    }

    void folderKeysThatAreColumns()
    {
        for (const char* day : {"1", "2"}) {
            std::filesystem::create_directories(m_folder->path("h/day="s + day));
            part("h/day="s + day + "/p.parquet", ints({day[0] - '0', day[0] - '0'}), "day");
        }
        const auto table = openTable(m_folder->path("h"));
        QCOMPARE(table->columnNames(), std::vector<std::string>{"day"});
        QCOMPARE(table->rows(), int64_t{4});
        part("h/day=2/p.parquet", ints({2, 3}), "day");
        LEAP_CONTAINS(refusal([&] { (void)openTable(m_folder->path("h")); }),
                      "p.parquet: column 'day' is '3' in row 2, but the name of the folder says '2'");
    }

    void damagedFilesAreRefused()
    {
        LEAP_CONTAINS(refusal([&] { (void)openTable(caseFile("hostile/dict_oob_near.arrow")); }),
                      "dict_oob_near.arrow: cannot be read");
        try { // one bit is another: refused or read, but nothing else
            (void)openTable(caseFile("hostile/one_bit.parquet"));
        } catch (const InputError& error) {
            LEAP_CONTAINS(std::string(error.what()), "one_bit.parquet");
        }
        LEAP_CONTAINS(refusal([&] { (void)openTable(caseFile("99_encrypted.parquet")); }),
                      "an encrypted Parquet file");
    }
};

QTEST_GUILESS_MAIN(TestParts)
#include "tst_parts.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/arrow_writer.h"
#include "tests/data/data_files.h"

#include <QtTest>
#include <arrow/api.h>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

using Cells = std::vector<std::vector<std::string>>;

std::shared_ptr<arrow::Array> finish(arrow::ArrayBuilder& builder)
{
    std::shared_ptr<arrow::Array> array;
    check(builder.Finish(&array));
    return array;
}

template <typename Builder, typename Value>
std::shared_ptr<arrow::Array> column(const std::vector<std::optional<Value>>& values)
{
    Builder builder;
    for (const auto& value : values)
        check(value ? builder.Append(*value) : builder.AppendNull());
    return finish(builder);
}

template <typename Lists, typename Items, typename Value>
std::shared_ptr<arrow::Array> lists(const std::vector<std::optional<std::vector<Value>>>& rows)
{
    const auto items = std::make_shared<Items>();
    Lists builder(arrow::default_memory_pool(), items);
    for (const auto& row : rows) {
        check(row ? builder.Append() : builder.AppendNull());
        for (const Value& value : row.value_or(std::vector<Value>()))
            check(items->Append(value));
    }
    return finish(builder);
}

std::shared_ptr<arrow::Table> sampleTable()
{
    using Text = std::optional<std::string>;
    using Big = std::optional<int64_t>;
    using Real = std::optional<double>;
    const std::vector<std::pair<std::string, std::shared_ptr<arrow::Array>>> columns{
        {"text", column<arrow::StringBuilder, std::string>({Text("b"), {}, Text(" a "), Text("b")})},
        {"id",
         column<arrow::Int64Builder, int64_t>({Big(9007199254740993), Big(-1), {}, Big(9007199254740992)})},
        {"real", column<arrow::DoubleBuilder, double>({Real(0.5), Real(NAN), {}, Real(1e300)})},
        {"single", column<arrow::FloatBuilder, float>({0.1F, 2.0F, {}, INFINITY})},
        {"flag", column<arrow::BooleanBuilder, bool>({true, false, {}, true})},
        {"bag",
         lists<arrow::ListBuilder, arrow::StringBuilder, std::string>(
             {{{"x", "y"}}, {std::vector<std::string>{}}, {}, {{"y"}}})},
        {"vector",
         lists<arrow::LargeListBuilder, arrow::DoubleBuilder, double>(
             {{{1, 2, 3}}, {}, {{4, 5, 6}}, {{7, 8, NAN}}})},
        {"ragged", lists<arrow::ListBuilder, arrow::FloatBuilder, float>({{{1}}, {{1, 2}}, {{1}}, {{1}}})},
    };
    arrow::FieldVector fields;
    arrow::ArrayVector arrays;
    for (const auto& [name, array] : columns) {
        fields.push_back(arrow::field(name, array->type()));
        arrays.push_back(array);
    }
    return arrow::Table::Make(arrow::schema(fields), arrays);
}

/// Values of sampleTable() as they are seen: integers exact, infinity and null missing.
const Cells kSampleCells{
    {"b", "9007199254740993", "0.5", "0.10000000149011612", "true", "x|y", "[1.0000, 2.0000, 3.0000]"},
    {"", "-1", "", "2", "false", "", "[nan, nan, nan]"},
    {"a", "", "", "", "", "", "[4.0000, 5.0000, 6.0000]"},
    {"b", "9007199254740992", "1e+300", "", "true", "y", "[7.0000, 8.0000, nan]"}};

} // namespace

class TestArrowSource : public QObject {
    Q_OBJECT

    DataFolder m_folder;

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("format");
        writeParquet(*sampleTable(), m_folder.path("s.parquet"), 3); // two row groups
        writeIpc(*sampleTable(), m_folder.path("s.arrow"), false);
        writeIpc(*sampleTable(), m_folder.path("s.arrows"), true);
        QTest::newRow("Parquet") << "s.parquet"
                                 << "Parquet";
        QTest::newRow("Arrow file") << "s.arrow"
                                    << "Arrow IPC";
        QTest::newRow("Arrow stream") << "s.arrows"
                                      << "Arrow IPC";
    }
    void reads()
    {
        QFETCH(QString, file);
        QFETCH(QString, format);
        const auto table = openTable(m_folder.path(file.toStdString()));
        QCOMPARE(table->columnNames(),
                 (std::vector<std::string>{"text", "id", "real", "single", "flag", "bag", "vector"}));
        const auto report = leap::test::inspectTable(*table);
        QCOMPARE(report.format, format.toStdString());
        for (size_t row = 0; row < kSampleCells.size(); ++row)
            QCOMPARE(report.preview.at(row), kSampleCells[row]);
        QVERIFY(anyContains(report.warnings, "'ragged' is left out"));
        QVERIFY(anyContains(report.warnings, "'single': 1 infinite cell"));
        QCOMPARE(report.find("bag")->kind, InputKind::Bag);
        QCOMPARE(report.find("vector")->kind, InputKind::Vector);
        QCOMPARE(report.find("vector")->width, 3);
        QCOMPARE(report.find("id")->distinct, int64_t{3}); // neighbours above 2^53 stay apart
        QCOMPARE(report.find("real")->missingShare, 0.5);
    }

    /// A dictionary with unused entries and another order of first use: codes must not show it.
    void dictionariesAreCodedAnew()
    {
        const auto words = column<arrow::StringBuilder, std::string>(
            {std::optional("unused"s), std::optional("b"s), std::optional("a"s)});
        const auto indices = column<arrow::Int8Builder, int8_t>({int8_t{2}, int8_t{1}, {}, int8_t{2}});
        const auto coded = std::make_shared<arrow::DictionaryArray>(
            arrow::dictionary(arrow::int8(), arrow::utf8()), indices, words);
        const auto plain = column<arrow::StringBuilder, std::string>(
            {std::optional("1"s), std::optional("2"s), {}, std::optional("1"s)});
        const auto table = arrow::Table::Make(
            arrow::schema({arrow::field("coded", coded->type()), arrow::field("plain", arrow::utf8())}),
            arrow::ArrayVector{coded, plain});
        writeIpc(*table, m_folder.path("coded.arrow"), false);
        const auto report = leap::test::inspectTable(*openTable(m_folder.path("coded.arrow")));
        QCOMPARE(report.find("coded")->distinct, int64_t{2});
        QCOMPARE(report.find("plain")->duplicateOf, "coded"s);
        QCOMPARE(report.preview[0][0], "a"s);
    }

    void severalFiles()
    {
        writeParquet(*sampleTable(), m_folder.path("1.parquet"), 100);
        writeParquet(*sampleTable(), m_folder.path("2.parquet"), 1);
        Progress progress;
        const auto both = loadTable({m_folder.path("1.parquet"), m_folder.path("2.parquet")}, {}, progress);
        QCOMPARE(both->rows(), int64_t{8});
        QCOMPARE(leap::test::inspectTable(*both).preview[7], kSampleCells[3]);

        const auto other = sampleTable()->SelectColumns({0, 1}).ValueOrDie();
        writeParquet(*other, m_folder.path("3.parquet"), 100);
        LEAP_CONTAINS(
            refusal([&] {
                (void)loadTable({m_folder.path("1.parquet"), m_folder.path("3.parquet")}, {}, progress);
            }),
            "3.parquet: there is no column 'real'");
        LEAP_CONTAINS(
            refusal([&] {
                (void)loadTable({m_folder.path("3.parquet"), m_folder.path("1.parquet")}, {}, progress);
            }),
            "1.parquet: column 'real' is not in 3.parquet");
        const auto csv = m_folder.write("4.csv", "a,b\n1,2\n");
        LEAP_CONTAINS(refusal([&] {
                          (void)loadTable({m_folder.path("1.parquet"), csv}, {}, progress);
                      }),
                      "different formats");
    }

    void leavesOutWhatNoInputReads()
    {
        const auto numbers = column<arrow::Int32Builder, int32_t>({1, 2});
        const auto spans = std::make_shared<arrow::MonthIntervalArray>(2, numbers->data()->buffers[1]);
        const auto table = arrow::Table::Make(
            arrow::schema({arrow::field("n", arrow::int32()), arrow::field("span", spans->type())}),
            arrow::ArrayVector{numbers, spans});
        writeIpc(*table, m_folder.path("span.arrow"), false);
        const auto read = openTable(m_folder.path("span.arrow"));
        QCOMPARE(read->columnNames(), std::vector<std::string>{"n"});
        QVERIFY(anyContains(leap::test::inspectTable(*read).warnings,
                            "'span' is left out: its type month_interval is not supported"));
    }

    void refusesAnotherType()
    {
        const auto texts =
            arrow::Table::Make(arrow::schema({arrow::field("a", arrow::utf8())}),
                               {column<arrow::StringBuilder, std::string>({std::optional("x"s)})});
        const auto reals = arrow::Table::Make(arrow::schema({arrow::field("a", arrow::float64())}),
                                              {column<arrow::DoubleBuilder, double>({std::optional(1.0)})});
        writeParquet(*texts, m_folder.path("t.parquet"), 10);
        writeParquet(*reals, m_folder.path("r.parquet"), 10);
        Progress progress;
        LEAP_CONTAINS(
            refusal([&] {
                (void)loadTable({m_folder.path("t.parquet"), m_folder.path("r.parquet")}, {}, progress);
            }),
            "r.parquet: column 'a' has the type double");
    }

    void refusesACutFile()
    {
        writeParquet(*sampleTable(), m_folder.path("whole.parquet"), 10);
        const std::string bytes = m_folder.read("whole.parquet");
        const auto cut = m_folder.write("cut.parquet", bytes.substr(0, bytes.size() - 20));
        LEAP_CONTAINS(refusal([&] { (void)openTable(cut); }), "cut.parquet: cannot be read");
        writeIpc(*sampleTable(), m_folder.path("whole.arrow"), false);
        const std::string ipc = m_folder.read("whole.arrow");
        LEAP_CONTAINS(
            refusal([&] { (void)openTable(m_folder.write("cut.arrow", ipc.substr(0, ipc.size() / 2))); }),
            "cut.arrow: cannot be read");
    }
};

QTEST_GUILESS_MAIN(TestArrowSource)
#include "tst_arrow_source.moc"

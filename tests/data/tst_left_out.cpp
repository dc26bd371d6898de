// SPDX-License-Identifier: GPL-3.0-or-later
// What is no feature is left out by itself, said, and taken in where the user accepts it.
#include "core/base/random.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

std::filesystem::path caseFile(const char* name)
{
    return std::filesystem::path(LEAP_SOURCE_DIR) / "tests/data/cases" / name;
}

std::string reasonFor(const Schema& schema, const std::string& column)
{
    for (const LeftOut& out : schema.leftOut) {
        if (out.column == column)
            return out.reason;
    }
    return {};
}

/// Rows of a table whose columns are made by row number and a random number below 2^30.
using Cell = std::function<std::string(int64_t row, uint64_t random)>;
std::string tableOf(const std::vector<std::pair<std::string, Cell>>& columns, int64_t rows = 600)
{
    std::string text;
    for (const auto& [name, cell] : columns)
        text += (text.empty() ? "" : ",") + name;
    text += "\n";
    const RandomStream stream(streamKey(2, "left out"));
    for (int64_t row = 0; row < rows; ++row) {
        for (size_t i = 0; i < columns.size(); ++i) {
            const uint64_t bits = stream.bitsAt(static_cast<uint64_t>(row) * columns.size() + i) >> 34;
            text += (i == 0 ? "" : ",") + columns[i].second(row, bits);
        }
        text += "\n";
    }
    return text;
}
const Cell kLabel = [](int64_t, uint64_t random) { return std::to_string(random % 2); };
const Cell kNumber = [](int64_t, uint64_t random) { return std::to_string(random % 9973) + ".5"; };

} // namespace

class TestLeftOut : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    Schema schemaOf(const std::string& text, ProposeOptions options = {})
    {
        return proposed(*openTable(m_folder.write("t.csv", text)), "y", std::move(options));
    }

private Q_SLOTS:
    void pitfalls_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("reason"); // empty: it is a field
        const auto row = [](const char* column, const char* reason) {
            QTest::newRow(column) << column << reason;
        };
        row("const", "constant");
        row("const_nan", "blank (every cell is missing)");
        row("dup_country", "copy of 'country'");
        row("price2", "copy of 'price' at another scale");
        row("row", "row id: nearly every row has its own value");
        row("guid", "row id: nearly every row has its own value");
        row("leak", "possible leak: AUC 0.987 alone");
        row("price_noisy", "");
        row("price", "");
        row("country", "");
        row("user", "");
        row("mostly_const", "");
        row("one_value_or_blank", "");
    }
    void pitfalls()
    {
        QFETCH(QString, column);
        QFETCH(QString, reason);
        static const auto table = openTable(caseFile("150_pitfalls.csv"));
        const Schema schema = proposed(*table, "click");
        QCOMPARE(QString::fromStdString(reasonFor(schema, column.toStdString())), reason);
        QCOMPARE(schema.find(column.toStdString()).has_value(), reason.isEmpty());
        ProposeOptions accepting;
        accepting.accept = {column.toStdString()};
        QVERIFY(proposed(*table, "click", accepting).find(column.toStdString()).has_value());
    }

    void weightFoldAndSplit()
    {
        const auto table = openTable(caseFile("153_weight_fold_split.csv"));
        ProposeOptions options;
        options.split = parseSplit("column:split");
        const Schema schema = proposed(*table, "click", options);
        QCOMPARE(reasonFor(schema, "split"), "names the parts of the split (column:split)"s);
        QCOMPARE(reasonFor(schema, "sample_weight"), "weight of rows, by its name"s);
        QCOMPARE(reasonFor(schema, "fold"), "number of a fold, by its name"s);
        QVERIFY(schema.find("user") && schema.find("price"));
        // Where nothing is split by it, its values say what it is.
        LEAP_CONTAINS(reasonFor(proposed(*table, "click"), "split"), "--split column:split");
    }
    void theTimeOfTheSplit()
    {
        const std::string text = tableOf({{"y", kLabel}, {"x", kNumber}, {"when", [](int64_t row, uint64_t) {
                                                                              return std::to_string(row / 3);
                                                                          }}});
        QVERIFY(schemaOf(text).find("when").has_value());
        for (const char* split : {"time:when", "stream:when"}) {
            ProposeOptions options;
            options.split = parseSplit(split);
            const Schema schema = schemaOf(text, options);
            QCOMPARE(reasonFor(schema, "when"), "time of the split ("s + split + ")");
            options.accept = {"when"};
            QVERIFY(schemaOf(text, options).find("when").has_value());
        }
        ProposeOptions unknown;
        unknown.split = parseSplit("time:whn");
        LEAP_CONTAINS(refusal([&] { (void)schemaOf(text, unknown); }), "Did you mean 'when'?");
    }
    void theGroupStaysAField()
    {
        const std::string text =
            tableOf({{"y", kLabel},
                     {"user", [](int64_t, uint64_t random) { return "u" + std::to_string(random % 40); }}});
        ProposeOptions options;
        options.groupId = "user";
        Schema schema = schemaOf(text, options);
        QVERIFY(schema.find("user").has_value());
        QCOMPARE(schema.groupId, "user"s);
        options.split = parseSplit("group:user");
        QVERIFY(schemaOf(text, options).find("user").has_value());
        options.exclude = {"user"};
        LEAP_CONTAINS(refusal([&] { (void)schemaOf(text, options); }), "no column is left");
    }

    void rowIds_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("isRowId");
        QTest::newRow("numbers of rows") << "c0" << 0 << true;
        QTest::newRow("hexadecimal") << "c1" << 1 << true;
        QTest::newRow("an id with gaps") << "TransactionID" << 2 << true;
        QTest::newRow("rising with gaps") << "c2" << 2 << true;
        QTest::newRow("amounts") << "amount" << 3 << false;
        QTest::newRow("amounts without a name") << "c3" << 3 << false;
        QTest::newRow("seconds since 1970") << "c4" << 4 << false;
        QTest::newRow("measurements") << "c5" << 5 << false;
        QTest::newRow("snowflakes") << "c6" << 6 << true;
    }
    void rowIds()
    {
        QFETCH(QString, name);
        QFETCH(int, kind);
        QFETCH(bool, isRowId);
        const Cell cell = [kind](int64_t row, uint64_t random) -> std::string {
            const double z = std::sqrt(-2 * std::log((static_cast<double>(random) + 1) / 0x1p30));
            switch (kind) {
            case 0:
                return std::to_string(row * 7 % 600);
            case 1:
                return "k" + std::to_string(random * 31);
            case 2:
                return std::to_string(2987000 + row * 17 + static_cast<int64_t>(random % 16));
            case 3:
                return std::to_string(static_cast<int64_t>(std::exp(9 + z * (random % 2 == 0 ? 1 : -1))));
            case 4:
                return std::to_string(1'600'000'000 + row * 977 + static_cast<int64_t>(random % 900));
            case 5:
                return std::to_string(random) + ".25";
            default:
                return std::to_string((uint64_t{1} << 60) + random * 4096);
            }
        };
        const std::string text = tableOf({{"y", kLabel}, {"x", kNumber}, {name.toStdString(), cell}});
        const Schema schema = schemaOf(text);
        QCOMPARE(reasonFor(schema, name.toStdString()),
                 isRowId ? "row id: nearly every row has its own value"s : ""s);
        const auto table = openTable(m_folder.write("t.csv", text));
        QCOMPARE(leap::test::inspectTable(*table).find(name.toStdString())->rowIdLike, isRowId);
    }

    /// The first stays. One follows from the other in all of them, but a model can use a number and its
    /// logarithm.
    void copies()
    {
        const auto number = [](int64_t row) { return static_cast<double>(row * 7919 % 541) / 4 + 3; };
        const auto column = [&](double (*make)(double)) {
            return [=](int64_t row, uint64_t) { return std::to_string(make(number(row))); };
        };
        const Schema schema = schemaOf(tableOf(
            {{"y", kLabel},
             {"price", column([](double x) { return x; })},
             {"same", column([](double x) { return x; })},
             {"cents", column([](double x) { return 100 * x; })},
             {"fahrenheit", column([](double x) { return 1.8 * x + 32; })},
             {"minus", column([](double x) { return -x; })},
             {"square", column([](double x) { return x * x; })},
             {"colour", [](int64_t row, uint64_t) { return "c" + std::to_string(row * 31 % 7); }},
             {"farbe", [](int64_t row, uint64_t) { return "f" + std::to_string(9 - row * 31 % 7); }}}));
        QCOMPARE(reasonFor(schema, "same"), "copy of 'price'"s);
        for (const char* scaled : {"cents", "fahrenheit", "minus"})
            QCOMPARE(reasonFor(schema, scaled), "copy of 'price' at another scale"s);
        QCOMPARE(reasonFor(schema, "farbe"), "copy of 'colour'"s);
        QVERIFY(schema.find("price") && schema.find("square") && schema.find("colour"));
    }
    /// Where each row has a value of its own, only the values can tell.
    void copiesOfContinuousNumbers()
    {
        const auto number = [](int64_t row) { return static_cast<double>(row * 7919 % 601) + 0.5; };
        const Schema schema = schemaOf(
            tableOf({{"y", kLabel},
                     {"a", [&](int64_t row, uint64_t) { return std::to_string(number(row)); }},
                     {"b", [&](int64_t row, uint64_t) { return std::to_string(3 * number(row)); }},
                     {"c", [](int64_t row, uint64_t) { return std::to_string(row * 271 % 601) + ".25"; }}}));
        QCOMPARE(reasonFor(schema, "b"), "copy of 'a' at another scale"s);
        QVERIFY(schema.find("a") && schema.find("c"));
    }
    /// Two rare flags that are raised in the same row are no copies: it may be chance.
    void rareFlagsMayAgree()
    {
        const Cell rare = [](int64_t row, uint64_t) { return row == 77 ? "1"s : "0"s; };
        QVERIFY(schemaOf(tableOf({{"y", kLabel}, {"a", rare}, {"b", rare}})).find("b").has_value());
    }

    void keysOfFolders()
    {
        const auto write = [&](const char* folder, const char* more) {
            std::filesystem::create_directories(m_folder.path("hive") / folder);
            m_folder.write("hive/"s + folder + more, tableOf({{"y", kLabel}, {"x", kNumber}}, 60));
        };
        write("day=1", "/part.csv");
        write("day=2", "/part.csv");
        LEAP_CONTAINS(reasonFor(proposed(*openTable(m_folder.path("hive")), "y"), "day"), "key of folders");
        write("day=2", "/more.csv");
        QVERIFY(proposed(*openTable(m_folder.path("hive")), "y").find("day").has_value());
    }

    void nothingIsLeft()
    {
        const std::string text = tableOf({{"y", kLabel}, {"k", [](int64_t, uint64_t) { return "a"s; }}});
        LEAP_CONTAINS(
            refusal([&] { (void)schemaOf(text); }),
            "no column is left to become a field. Left out: 'k' (constant). Take one in with --accept");
    }
};

QTEST_GUILESS_MAIN(TestLeftOut)
#include "tst_left_out.moc"

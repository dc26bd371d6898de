// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/schema_edit.h"
#include "tests/data/data_files.h"

#include <QtTest>
#include <cmath>
#include <map>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

/// The parts of 40 rows, by column "part": rows 0 .. 23 train, then 4 gate, 4 validation, 8 test.
const char* partOf(int row)
{
    return row < 24 ? "train" : row < 28 ? "gate" : row < 32 ? "valid" : "test";
}

Input input(const std::string& column, InputKind kind, int width)
{
    Input result;
    result.name = column;
    result.kind = kind;
    result.columns = {column};
    result.width = width;
    return result;
}

Schema schemaOf(const std::vector<Input>& inputs)
{
    Schema schema;
    schema.label.column = "y";
    for (const Input& one : inputs)
        schema.fields.push_back({one.name, {one}, {}, 0, {}});
    return schema;
}

} // namespace

/// Every expected figure here is worked by hand from the small files.
class TestEncode : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    /// 40 rows: label alternating, `part` as above, and the columns of `cells(row)` under `names`.
    template <typename Cells>
    std::shared_ptr<const SourceTable> tableOf(const std::string& names, Cells&& cells)
    {
        std::string text = "y,part," + names + "\n";
        for (int row = 0; row < 40; ++row)
            text += std::to_string(row % 2) + "," + partOf(row) + "," + cells(row) + "\n";
        return openTable(m_folder.write("e.csv", text));
    }
    static std::shared_ptr<const Dataset> encoded(const SourceTable& table, const Schema& schema)
    {
        return leap::test::encodeTable(table, schema, {SplitRule::Kind::Column, "part"});
    }

    static std::string letterOf(int row)
    {
        if (row >= 32)
            return row % 2 == 0 ? "d" : "c";
        return row % 2 == 0 ? "a" : row % 4 == 1 ? "b" : row == 3 ? "?" : row == 7 ? "rare" : "c";
    }
    static std::string numberOf(int row)
    {
        static const std::map<int, std::string> special{
            {24, "?"}, {25, "oops"}, {26, "-100"}, {27, "+200.0"}};
        if (row < 24)
            return row % 4 == 0 ? "5" : "1";
        return special.contains(row) ? special.at(row) : "2";
    }

private Q_SLOTS:
    /// Train rows: a 12 x, b 6 x, c 4 x, missing 1 x, "rare" 1 x; d only outside of training (letterOf).
    void categorical()
    {
        const auto table = tableOf("x", letterOf);
        Input x = input("x", InputKind::Categorical, 3);
        auto dataset = encoded(*table, schemaOf({x}));
        QCOMPARE(dataset->layout.inputs[0].vocabulary, int64_t{6}); // unknown, missing, a, b, c, rare
        const std::map<std::string, int32_t> ids{{"a", 2},    {"b", 3}, {"c", 4},
                                                 {"rare", 5}, {"?", 1}, {"d", 0}};
        const auto rows = inFileOrder(*dataset);
        for (int row = 0; row < 40; ++row)
            QCOMPARE(rows.ids[static_cast<size_t>(row)], ids.at(letterOf(row)));

        x.minCount = 2;
        dataset = encoded(*table, schemaOf({x}));
        QCOMPARE(dataset->layout.inputs[0].vocabulary, int64_t{5});
        QCOMPARE(inFileOrder(*dataset).ids[7], 0); // rare is unknown now
        const FieldFacts& facts = dataset->facts[0];
        QCOMPARE(facts.distinct, int64_t{5});
        QCOMPARE(facts.defaultShare, 16.0 / 40); // a
        QCOMPARE(facts.activeRows, int64_t{24});
        QCOMPARE(facts.missingShare, 1.0 / 40);
    }

    /// Train rows hold 1 (18 x) and 5 (6 x): mean 2, variance (18 x 1 + 6 x 9) / 24 = 3 (numberOf).
    void numericScalar()
    {
        Input x = input("x", InputKind::Numeric, 1);
        const auto dataset = encoded(*tableOf("x", numberOf), schemaOf({x}));
        const double sd = std::sqrt(3.0);
        const auto rows = inFileOrder(*dataset);
        const auto at = [&](size_t row) { return static_cast<double>(rows.dense[row]); };
        const auto near = [](double a, double b) { return std::abs(a - b) < 1e-7; };
        QVERIFY(near(at(0), 0.1 * 3 / sd));
        QVERIFY(near(at(1), -0.1 / sd));
        QCOMPARE(at(24), 0.0); // missing: the mean
        QCOMPARE(at(25), 0.0); // no number
        QVERIFY(near(at(26), -0.5)); // clipped at 5 deviations
        QVERIFY(near(at(27), 0.5));
        QCOMPARE(at(28), 0.0); // the mean itself
        QVERIFY(anyContains(dataset->card.warnings, "'x': 1 cell that are no numbers")
                || anyContains(dataset->card.warnings, "'x': 1 cell"));
        QCOMPARE(dataset->facts[0].missingShare, 2.0 / 40);
        QCOMPARE(dataset->facts[0].distinct, int64_t{5}); // 5, 1, -100, 200, 2
        QCOMPARE(dataset->layout.inputs[0].vocabulary, int64_t{0});

        x.scale = 1;
        x.clip = 1;
        const auto other = encoded(*tableOf("x", numberOf), schemaOf({x}));
        QCOMPARE(inFileOrder(*other).dense[0], 1.0F);
        QCOMPARE(inFileOrder(*other).dense[26], -1.0F);
    }
    void aConstantNumberIsZero()
    {
        const auto dataset = encoded(*tableOf("x", [](int row) { return row < 24 ? "7"s : "8"s; }),
                                     schemaOf({input("x", InputKind::Numeric, 1)}));
        const auto rows = inFileOrder(*dataset);
        QVERIFY(std::all_of(rows.dense.begin(), rows.dense.end(), [](float v) { return v == 0; }));
    }
    void wordsAreNoNumbers()
    {
        const auto table = tableOf("x", [](int) { return "w"s; });
        LEAP_CONTAINS(refusal([&] { (void)encoded(*table, schemaOf({input("x", InputKind::Numeric, 1)})); }),
                      "field 'x': column 'x' has no number at all");
    }

    /// Train rows hold 0 .. 23: quarters end after 5, 11 and 17.
    void buckets()
    {
        Input x = input("x", InputKind::Numeric, 4);
        x.buckets = 4;
        const auto dataset = encoded(*tableOf("x",
                                              [](int row) {
                                                  return row < 24 ? std::to_string(row)
                                                      : row == 24 ? "NA"s
                                                      : row == 25 ? "-9"s
                                                      : row == 26 ? "99"s
                                                                  : "5.5"s;
                                              }),
                                     schemaOf({x}));
        QCOMPARE(dataset->layout.inputs[0].vocabulary, int64_t{6});
        const auto rows = inFileOrder(*dataset);
        for (int row = 0; row < 24; ++row)
            QCOMPARE(rows.ids[static_cast<size_t>(row)], 2 + row / 6);
        QCOMPARE(rows.ids[24], 1); // missing
        QCOMPARE(rows.ids[25], 2);
        QCOMPARE(rows.ids[26], 5);
        QCOMPARE(rows.ids[27], 3); // 5.5
    }

    void bag()
    {
        const auto cell = [](int row) {
            static const std::vector<std::string> kCells{"a|b", " b | a ", "", "c", "a||", "b"};
            return row == 39 ? "new|a"s : kCells[static_cast<size_t>(row) % 6];
        };
        const auto dataset = encoded(*tableOf("x", cell), schemaOf({input("x", InputKind::Bag, 3)}));
        const BagColumn bag = inFileOrder(*dataset).bags.at(0);
        QCOMPARE(bag.offsets.size(), size_t{41});
        const auto row = [&](size_t i) {
            return std::vector<int32_t>(bag.ids.begin() + bag.offsets[i],
                                        bag.ids.begin() + bag.offsets[i + 1]);
        };
        // In 24 training rows: a 12 x, b 12 x (a is met first), c 4 x.
        QCOMPARE(row(0), (std::vector<int32_t>{2, 3}));
        QCOMPARE(row(1), (std::vector<int32_t>{3, 2}));
        QCOMPARE(row(2), (std::vector<int32_t>{1})); // empty
        QCOMPARE(row(3), (std::vector<int32_t>{4}));
        QCOMPARE(row(4), (std::vector<int32_t>{2}));
        QCOMPARE(row(39), (std::vector<int32_t>{0, 2})); // new is unknown
        QCOMPARE(dataset->layout.inputs[0].vocabulary, int64_t{5});
        QCOMPARE(dataset->facts[0].missingShare, 7.0 / 40);
    }

    /// Train rows: u is 1 or 3 (mean 2, sd 1), v is 10 or 30 (mean 20, sd 10).
    void vectorOfColumns()
    {
        const auto cell = [](int row) { return row == 30 ? "?,1000"s : row % 2 == 0 ? "1,10"s : "3,30"s; };
        const auto table = tableOf("u,v", cell);
        Input x = input("u", InputKind::Vector, 2);
        x.name = "x";
        x.columns = {"u", "v"};
        auto dataset = encoded(*table, schemaOf({x}));
        QCOMPARE(inFileOrder(*dataset).dense[3], 30.0F); // as they are
        QCOMPARE(inFileOrder(*dataset).dense[60], 0.0F); // missing
        QVERIFY(anyContains(dataset->card.warnings, "1 missing element"));

        x.scaling = VectorScaling::Column;
        dataset = encoded(*table, schemaOf({x}));
        QCOMPARE(inFileOrder(*dataset).dense[0], -0.1F);
        QCOMPARE(inFileOrder(*dataset).dense[3], 0.1F);
        QCOMPARE(inFileOrder(*dataset).dense[61], 0.5F); // (1000 - 20) / 10, clipped at 5

        x.scaling = VectorScaling::FieldRms;
        x.scale = 2;
        dataset = encoded(*table, schemaOf({x})); // RMS = sqrt((1 + 100 + 9 + 900) / 4)
        QVERIFY(std::abs(static_cast<double>(inFileOrder(*dataset).dense[3]) - 30 * 2 / std::sqrt(1010.0 / 4))
                < 1e-5);
        QCOMPARE(dataset->facts[0].distinct, int64_t{0});
    }

    void warnsOfDifferentScales()
    {
        const auto table = tableOf("u,v", [](int row) { return row % 2 == 0 ? "1,-10.5"s : "-1,10.5"s; });
        Input u = input("u", InputKind::Vector, 1), v = input("v", InputKind::Vector, 1);
        QVERIFY(anyContains(encoded(*table, schemaOf({u, v}))->card.warnings, "very different scales"));
        u.scaling = v.scaling = VectorScaling::FieldRms;
        QVERIFY(!anyContains(encoded(*table, schemaOf({u, v}))->card.warnings, "very different scales"));
    }

    /// Inputs of all kinds side by side, two of them in one field.
    void layout()
    {
        const auto table = tableOf("a,b,c,d", [](int row) {
            return std::to_string(row % 3) + "," + std::to_string(row % 5) + ".5,x|y," + std::to_string(row);
        });
        Schema schema = schemaOf({input("a", InputKind::Categorical, 3), input("b", InputKind::Numeric, 1),
                                  input("c", InputKind::Bag, 2), input("d", InputKind::Categorical, 4)});
        schema = mergeFields(schema, {1, 3}, "bd");
        const auto dataset = encoded(*table, schema);
        const RowLayout& layout = dataset->layout;
        QCOMPARE(layout.ranges, (std::vector<int64_t>{0, 3, 8, 10}));
        QCOMPARE(layout.idColumns, 2);
        QCOMPARE(layout.bagColumns, 1);
        QCOMPARE(layout.denseColumns, 1);
        std::vector<std::string> names;
        int64_t start = 0;
        for (const InputSlot& slot : layout.inputs) {
            QCOMPARE(slot.start, start);
            start += slot.width;
            names.push_back(slot.name);
        }
        QCOMPARE(names, (std::vector<std::string>{"a", "b", "d", "c"}));
        QCOMPARE(layout.inputs[2].storage, InputSlot::Storage::Id);
        QCOMPARE(layout.inputs[2].index, 1);
        const auto rows = inFileOrder(*dataset);
        QCOMPARE(rows.ids[size_t{2} * 39], rows.ids[0]); // a of row 39 is a of row 0
        QCOMPARE(dataset->facts.size(), size_t{3});
        QCOMPARE(dataset->facts[1].distinct, int64_t{0}); // of two inputs: not counted
        QCOMPARE(dataset->facts[1].activeRows, int64_t{39}); // the default of d, row 0, is also b's
    }

    void weightsAndGroups()
    {
        const auto table = tableOf("x,w,g", [](int row) {
            return "1," + std::to_string(row % 3) + ".5,u" + std::to_string(row / 10);
        });
        Schema schema = schemaOf({input("x", InputKind::Categorical, 2)});
        schema.weight = "w";
        schema.groupId = "g";
        const auto dataset = encoded(*table, schema);
        QCOMPARE(inFileOrder(*dataset).weight[2], 2.5F);
        QCOMPARE(inFileOrder(*dataset).group[39], 3);
        QCOMPARE(dataset->card.groups, int64_t{4});
        const auto negative = tableOf("x,w,g", [](int row) { return row == 4 ? "1,-1,u"s : "1,1,u"s; });
        LEAP_CONTAINS(refusal([&] { (void)encoded(*negative, schema); }),
                      "weight column 'w': data row 5 says '-1'");
    }

    /// Values seen only outside of training change no id and no scale.
    void fitsOnTrainingRowsOnly()
    {
        const auto cells = [](const char* outside) {
            return [outside](int row) {
                return row < 24 ? std::to_string(row % 5) + "," + std::to_string(row)
                                : std::string(outside) + "," + outside;
            };
        };
        const Schema schema =
            schemaOf({input("a", InputKind::Categorical, 2), input("b", InputKind::Numeric, 1)});
        const auto one = encoded(*tableOf("a,b", cells("3")), schema);
        const auto two = encoded(*tableOf("a,b", cells("1000000")), schema);
        QCOMPARE(one->layout.inputs[0].vocabulary, two->layout.inputs[0].vocabulary);
        const auto rowsOne = inFileOrder(*one), rowsTwo = inFileOrder(*two);
        for (size_t row = 0; row < 24; ++row) {
            QCOMPARE(rowsOne.ids[row], rowsTwo.ids[row]);
            QCOMPARE(rowsOne.dense[row], rowsTwo.dense[row]);
        }
    }

    /// Several blocks of text, several slices of rows, every kind of input, and a warning from some: the same
    /// on any number of threads.
    void threadsChangeNothing()
    {
        std::string text = "y,id,few,number,tags,bad\n";
        for (int64_t row = 0; row < 60'000; ++row) {
            const int64_t mixed = row * 2'654'435'761 % 1'000'003;
            text += std::to_string(mixed % 2) + ',' + std::to_string(mixed) + ",f" + std::to_string(mixed % 7)
                + ',' + (mixed % 5 == 0 ? "" : std::to_string(mixed % 1000)) + ",\"t"
                + std::to_string(mixed % 11) + "|t" + std::to_string(mixed % 13) + "\","
                + (mixed % 3 == 0 ? "x" : std::to_string(mixed % 9)) + '\n';
        }
        const auto path = m_folder.write("threads.csv", text);
        const Schema schema =
            schemaOf({input("id", InputKind::Categorical, 2), input("few", InputKind::Categorical, 2),
                      input("number", InputKind::Numeric, 1), input("tags", InputKind::Bag, 2),
                      input("bad", InputKind::Numeric, 1)});
        const auto encodedBy = [&](int threads) {
            ReadOptions options;
            options.threads = threads;
            return leap::test::encodeTable(*openTable(path, options), schema);
        };
        const auto one = encodedBy(1);
        QVERIFY(anyContains(one->card.warnings, "column 'bad'"));
        for (const int threads : {2, 5}) {
            const auto many = encodedBy(threads);
            QCOMPARE(many->card.warnings, one->card.warnings);
            for (size_t f = 0; f < schema.fields.size(); ++f) {
                QCOMPARE(many->layout.inputs[f].vocabulary, one->layout.inputs[f].vocabulary);
                QCOMPARE(many->facts[f].activeRows, one->facts[f].activeRows);
            }
            for (const Part part : {Part::Train, Part::Gate, Part::Validation, Part::Test}) {
                Batch expected, actual;
                one->store->read(part, placesOf(*one->store, part), expected);
                many->store->read(part, placesOf(*many->store, part), actual);
                QCOMPARE(actual.ids, expected.ids);
                QCOMPARE(actual.dense, expected.dense);
                QCOMPARE(actual.label, expected.label);
                QCOMPARE(actual.sourceRow, expected.sourceRow);
                QCOMPARE(actual.bags[0].ids, expected.bags[0].ids);
                QCOMPARE(actual.bags[0].offsets, expected.bags[0].offsets);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestEncode)
#include "tst_encode.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/data_files.h"

#include <QtTest>
#include <map>
#include <set>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

SplitRule rule(SplitRule::Kind kind, const std::string& column = "s")
{
    return {kind, column};
}

} // namespace

class TestSplit : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    /// `rows` rows with a label (one in three) and a split column.
    template <typename Cell> std::shared_ptr<const SourceTable> tableOf(int rows, Cell&& cell)
    {
        std::string text = "y,x,s\n";
        for (int i = 0; i < rows; ++i)
            text += std::to_string(i % 3 == 0) + "," + std::to_string(i % 4) + "," + cell(i) + "\n";
        return openTable(m_folder.write("s.csv", text));
    }
    static std::shared_ptr<const Dataset> encoded(const SourceTable& table, const SplitRule& split,
                                                  uint64_t seed = 0)
    {
        return leap::test::encodeTable(table, categoricalSchema({"x"}, "y"), split, seed);
    }
    static std::string refused(const SourceTable& table, const SplitRule& split)
    {
        return refusal([&] { (void)encoded(table, split); });
    }

private Q_SLOTS:
    void texts()
    {
        for (const char* text : {"random", "time:hour", "column:part", "group:user:id", "stream:hour"})
            QCOMPARE(splitText(parseSplit(text)), std::string(text));
        QCOMPARE(parseSplit("group:user:id").column, "user:id"s);
        LEAP_CONTAINS(refusal([] { (void)parseSplit("tmie:x"); }), "Did you mean 'time'?");
        LEAP_CONTAINS(refusal([] { (void)parseSplit("time:"); }), "name the column");
        LEAP_CONTAINS(refusal([] { (void)parseSplit("time"); }), "name the column");
        LEAP_CONTAINS(refusal([] { (void)parseSplit("random:x"); }), "use random");
        LEAP_CONTAINS(refusal([] { (void)parseSplit(""); }), "split ''");
    }

    void random()
    {
        const auto table = tableOf(3000, [](int) { return "1"s; });
        const auto dataset = encoded(*table, {}, 5);
        const auto rows = inFileOrder(*dataset);
        QCOMPARE(rows.part(Part::Train).size(), size_t{2400});
        QCOMPARE(rows.part(Part::Gate).size(), size_t{150});
        QCOMPARE(rows.part(Part::Validation).size(), size_t{150});
        QCOMPARE(rows.part(Part::Test).size(), size_t{300});
        QCOMPARE(dataset->card.rowsOfPart[3], int64_t{300});
        std::set<int64_t> all;
        for (const auto& part : rows.rowsOf) {
            QVERIFY(std::is_sorted(part.begin(), part.end()));
            all.insert(part.begin(), part.end());
            double positives = 0;
            for (const int64_t row : part)
                positives += static_cast<double>(rows.label[static_cast<size_t>(row)]);
            QCOMPARE(positives / static_cast<double>(part.size()), 1.0 / 3); // each class by itself
        }
        QCOMPARE(all.size(), size_t{3000});
        QVERIFY(inFileOrder(*encoded(*table, {}, 5)).rowsOf[0] == rows.rowsOf[0]);
        QVERIFY(inFileOrder(*encoded(*table, {}, 6)).rowsOf[0] != rows.rowsOf[0]);
        LEAP_CONTAINS(dataset->card.split, "random 80/5/5/10");
        LEAP_CONTAINS(dataset->card.split, "seed 5");
    }

    void smallData()
    {
        const auto tiny = tableOf(21, [](int) { return "1"s; });
        const auto dataset = encoded(*tiny, {});
        const auto rows = inFileOrder(*dataset);
        for (const Part part : {Part::Train, Part::Validation, Part::Test}) {
            std::set<float> classes;
            for (const int64_t row : rows.part(part))
                classes.insert(rows.label[static_cast<size_t>(row)]);
            QCOMPARE(classes.size(), size_t{2});
        }
        LEAP_CONTAINS(refused(*tableOf(19, [](int) { return "1"s; }), {}), "19 labelled rows; at least 20");
        const auto rare = openTable(m_folder.write("rare.csv", [] {
            std::string text = "y,x\n";
            for (int i = 0; i < 100; ++i)
                text += (i < 2 ? "1,a\n" : "0,b\n");
            return text;
        }()));
        LEAP_CONTAINS(refused(*rare, {}), "no positive one");
    }

    void byTime()
    {
        // Times run backwards; two rows have none.
        const auto table =
            tableOf(200, [](int i) { return i == 7 || i == 8 ? "?"s : std::to_string(10'000 - i); });
        const auto dataset = encoded(*table, rule(SplitRule::Kind::Time));
        const auto rows = inFileOrder(*dataset);
        QCOMPARE(rows.part(Part::Test).size(), size_t{20});
        QCOMPARE(rows.part(Part::Test).front(), int64_t{0}); // the newest
        QCOMPARE(rows.part(Part::Train).back(), int64_t{199});
        for (const int64_t row : {7, 8})
            QVERIFY(std::binary_search(rows.rowsOf[0].begin(), rows.rowsOf[0].end(), row));
        QVERIFY(anyContains(dataset->card.warnings, "2 rows without a time"));
    }
    /// The rows of each part in the order of time, whatever the file's; one of any five learns gates; the
    /// younger rows are dealt as by time.
    void asAStream()
    {
        const auto table = tableOf(2000, [](int i) { return std::to_string(i * 7 % 2000); });
        const auto time = [](int64_t row) { return row * 7 % 2000; };
        const auto dataset = encoded(*table, rule(SplitRule::Kind::Stream), 3);
        QVERIFY(dataset->inTimeOrder);
        QVERIFY(!encoded(*table, rule(SplitRule::Kind::Time))->inTimeOrder);
        std::vector<Part> partAt(2000);
        for (const Part part : {Part::Train, Part::Gate, Part::Validation, Part::Test}) {
            Batch batch;
            dataset->store->read(part, placesOf(*dataset->store, part), batch);
            int64_t before = -1;
            for (const int64_t row : batch.sourceRow) {
                QVERIFY(time(row) > before);
                before = time(row);
                partAt[static_cast<size_t>(before)] = part;
            }
            for (size_t i = 0; i < batch.sourceRow.size(); ++i) // each row with its own values
                QCOMPARE(batch.label[i], batch.sourceRow[i] % 3 == 0 ? 1.0F : 0.0F);
        }
        std::set<int64_t> placesOfGates;
        for (size_t begin = 0; begin < 1700; begin += 5) {
            const auto first = partAt.begin() + static_cast<std::ptrdiff_t>(begin);
            QCOMPARE(std::count(first, first + 5, Part::Gate), 1);
            QCOMPARE(std::count(first, first + 5, Part::Train), 4);
            placesOfGates.insert(std::find(first, first + 5, Part::Gate) - first);
        }
        QCOMPARE(placesOfGates.size(), size_t{5}); // no pattern
        const auto byTime = inFileOrder(*encoded(*table, rule(SplitRule::Kind::Time), 3));
        const auto stream = inFileOrder(*dataset);
        QVERIFY(stream.part(Part::Validation) == byTime.part(Part::Validation));
        QVERIFY(stream.part(Part::Test) == byTime.part(Part::Test));
        QVERIFY(stream.ids == inFileOrder(*encoded(*table, rule(SplitRule::Kind::Stream), 3)).ids);
        LEAP_CONTAINS(dataset->card.split, "stream 68/17/5/10 in the order of 's', seed 3");
    }
    /// Rows on disk, and rows from the cache, come in the same order as rows in memory.
    void aStreamIsTheSameWhereverItIsKept()
    {
        qputenv("XDG_CACHE_HOME", m_folder.path("cache").c_str());
        const auto table = tableOf(2000, [](int i) { return std::to_string(i * 7 % 2000); });
        const auto memory = encoded(*table, rule(SplitRule::Kind::Stream));
        for (const LoadOptions load :
             {LoadOptions{false, 1000}, LoadOptions{true, 0}, LoadOptions{true, 0}}) {
            Progress progress;
            const auto other = loadTable({m_folder.path("s.csv")}, {}, progress, load);
            const auto dataset = encoded(*other, rule(SplitRule::Kind::Stream));
            QVERIFY(dataset->inTimeOrder);
            for (const Part part : {Part::Train, Part::Gate, Part::Validation, Part::Test}) {
                Batch one, two;
                memory->store->read(part, placesOf(*memory->store, part), one);
                dataset->store->read(part, placesOf(*dataset->store, part), two);
                QVERIFY(one.sourceRow == two.sourceRow && one.ids == two.ids && one.label == two.label);
            }
        }
    }
    void rowsWithoutATimeComeFirstInAStream()
    {
        const auto table = tableOf(200, [](int i) { return i == 150 ? "?"s : std::to_string(i); });
        const auto dataset = encoded(*table, rule(SplitRule::Kind::Stream));
        Batch train, gate;
        dataset->store->read(Part::Train, std::vector<int64_t>{0}, train);
        dataset->store->read(Part::Gate, std::vector<int64_t>{0}, gate);
        QVERIFY(train.sourceRow[0] == 150 || gate.sourceRow[0] == 150);
        QVERIFY(anyContains(dataset->card.warnings, "1 row without a time come first"));
    }

    void byColumn()
    {
        const char* parts[] = {"train", "TRAIN", "gate", "valid", "val", "Validation", "test", "train"};
        const auto table = tableOf(240, [&](int i) { return std::string(parts[i % 8]); });
        const auto dataset = encoded(*table, rule(SplitRule::Kind::Column));
        const auto rows = inFileOrder(*dataset);
        QCOMPARE(rows.part(Part::Train).size(), size_t{90});
        QCOMPARE(rows.part(Part::Gate).size(), size_t{30});
        QCOMPARE(rows.part(Part::Validation).size(), size_t{90});
        QCOMPARE(rows.part(Part::Test).front(), int64_t{6});

        const auto noGate =
            tableOf(240, [&](int i) { return i % 8 == 2 ? "train"s : std::string(parts[i % 8]); });
        const auto taken = encoded(*noGate, rule(SplitRule::Kind::Column));
        QCOMPARE(inFileOrder(*taken).part(Part::Gate).size(), size_t{7}); // 5 of 85 parts of 120 rows
        LEAP_CONTAINS(taken->card.split, "gate rows taken from train");

        LEAP_CONTAINS(refused(*tableOf(60, [](int i) { return i == 41 ? "tset"s : "train"s; }),
                              rule(SplitRule::Kind::Column)),
                      "split column 's': data row 42 says 'tset'");
        LEAP_CONTAINS(refused(*tableOf(60, [](int i) { return i % 2 == 0 ? "train"s : "valid"s; }),
                              rule(SplitRule::Kind::Column)),
                      "the test part has no row");
    }

    void byGroup()
    {
        const auto table = tableOf(4000, [](int i) { return "u" + std::to_string((i * 31) % 257); });
        const auto dataset = encoded(*table, rule(SplitRule::Kind::Group), 2);
        const auto rows = inFileOrder(*dataset);
        std::map<int64_t, std::set<int>> partsOf; // of each group
        for (int part = 0; part < kParts; ++part) {
            for (const int64_t row : rows.rowsOf[part])
                partsOf[(row * 31) % 257].insert(part);
        }
        QCOMPARE(partsOf.size(), size_t{257});
        for (const auto& [group, parts] : partsOf)
            QCOMPARE(parts.size(), size_t{1});
        QVERIFY(std::abs(static_cast<double>(rows.part(Part::Train).size()) / 4000 - 0.8) < 0.02);
        QVERIFY(std::abs(static_cast<double>(rows.part(Part::Test).size()) / 4000 - 0.1) < 0.02);
        QVERIFY(inFileOrder(*encoded(*table, rule(SplitRule::Kind::Group), 3)).rowsOf[0] != rows.rowsOf[0]);
        LEAP_CONTAINS(refused(*tableOf(100, [](int) { return "u"s; }), rule(SplitRule::Kind::Group)),
                      "has no row");
    }

    void unknownColumn()
    {
        LEAP_CONTAINS(refused(*tableOf(60, [](int) { return "1"s; }), rule(SplitRule::Kind::Time, "tiem")),
                      "split: there is no column 'tiem'");
    }
};

QTEST_GUILESS_MAIN(TestSplit)
#include "tst_split.moc"

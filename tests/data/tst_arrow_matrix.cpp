// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of numbers in Parquet and Arrow files as a matrix that stays there.
#include "core/data/read/arrow_matrix.h"
#include "tests/data/arrow_writer.h"
#include "tests/data/data_files.h"
#include "tests/data/matrix_sample.h"

#include <QtTest>
#include <arrow/util/float16.h>
#include <future>
#include <set>

using namespace leap;
using namespace leap::test;

namespace {

constexpr int64_t kRows = 400;
constexpr int64_t kSecondFile = 301; ///< its first row
constexpr int64_t kNoList = 123; ///< the row without one

enum class Lists { Fixed, Any, Large, Half };

std::shared_ptr<arrow::ArrayBuilder> itemBuilder(Lists kind)
{
    if (kind == Lists::Half)
        return std::make_shared<arrow::HalfFloatBuilder>();
    if (kind == Lists::Large)
        return std::make_shared<arrow::DoubleBuilder>();
    return std::make_shared<arrow::FloatBuilder>();
}

void addItem(arrow::ArrayBuilder& items, Lists kind, float value)
{
    if (kind == Lists::Half)
        check(static_cast<arrow::HalfFloatBuilder&>(items).Append(arrow::util::Float16(value).bits()));
    else if (kind == Lists::Large)
        check(static_cast<arrow::DoubleBuilder&>(items).Append(static_cast<double>(value)));
    else
        check(static_cast<arrow::FloatBuilder&>(items).Append(value));
}

/// @param shortRow a row whose list lacks its last number; -1 = none
template <typename Builder>
std::shared_ptr<arrow::Array> vectors(Builder& lists, arrow::ArrayBuilder& items, Lists kind, int64_t first,
                                      int64_t count, int64_t shortRow)
{
    for (int64_t row = first; row < first + count; ++row) {
        if (row == kNoList) {
            check(lists.AppendNull());
            continue;
        }
        check(lists.Append());
        for (int64_t k = 0; k < static_cast<int64_t>(kWidth) - (row == shortRow ? 1 : 0); ++k)
            addItem(items, kind, element(row, k));
    }
    return lists.Finish().ValueOrDie();
}

std::shared_ptr<arrow::Array> vectorColumn(Lists kind, int64_t first, int64_t count, int64_t shortRow)
{
    auto* pool = arrow::default_memory_pool();
    const auto items = itemBuilder(kind);
    if (kind == Lists::Any) {
        arrow::ListBuilder lists(pool, items);
        return vectors(lists, *items, kind, first, count, shortRow);
    }
    if (kind == Lists::Large) {
        arrow::LargeListBuilder lists(pool, items);
        return vectors(lists, *items, kind, first, count, shortRow);
    }
    arrow::FixedSizeListBuilder lists(pool, items, kWidth);
    return vectors(lists, *items, kind, first, count, shortRow);
}

std::shared_ptr<arrow::Table> tableOf(Lists kind, int64_t first, int64_t count, int64_t shortRow = -1)
{
    arrow::DoubleBuilder numbers;
    arrow::Int8Builder labels;
    for (int64_t row = first; row < first + count; ++row) {
        check(numbers.Append(static_cast<double>(row)));
        check(labels.Append(static_cast<int8_t>(row % 2)));
    }
    const auto x = vectorColumn(kind, first, count, shortRow);
    const auto n = numbers.Finish().ValueOrDie(), label = labels.Finish().ValueOrDie();
    return arrow::Table::Make(arrow::schema({arrow::field("n", n->type()), arrow::field("X", x->type()),
                                             arrow::field("label", label->type())}),
                              {n, x, label});
}

std::shared_ptr<const Dataset> encoded(const std::vector<std::filesystem::path>& files, int64_t memoryBytes)
{
    Progress progress;
    const auto table = loadTable(files, {}, progress, {false, memoryBytes});
    return leap::test::encodeTable(*table, sampleSchema());
}

} // namespace

class TestArrowMatrix : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    /// Two files in groups of 50 rows, the last of each smaller.
    std::vector<std::filesystem::path> write(Lists kind, bool parquet, int64_t shortRow = -1)
    {
        std::vector<std::filesystem::path> files;
        for (const auto& [first, count] :
             {std::pair<int64_t, int64_t>{0, kSecondFile}, {kSecondFile, kRows - kSecondFile}}) {
            files.push_back(
                m_folder.path((first == 0 ? "a" : "b") + std::string(parquet ? ".parquet" : ".arrow")));
            const auto table = tableOf(kind, first, count, shortRow);
            if (parquet)
                writeParquet(*table, files.back(), 50);
            else
                writeIpc(*table, files.back(), false, 50);
        }
        return files;
    }

private Q_SLOTS:
    void filesAndMemoryGiveTheSame_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("parquet");
        QTest::newRow("Parquet, fixed-size lists") << int(Lists::Fixed) << true;
        QTest::newRow("Parquet, lists") << int(Lists::Any) << true;
        QTest::newRow("Parquet, large lists of float64") << int(Lists::Large) << true;
        QTest::newRow("Parquet, float16") << int(Lists::Half) << true;
        QTest::newRow("IPC, fixed-size lists") << int(Lists::Fixed) << false;
        QTest::newRow("IPC, lists") << int(Lists::Any) << false;
        QTest::newRow("IPC, float16") << int(Lists::Half) << false;
    }
    void filesAndMemoryGiveTheSame()
    {
        QFETCH(int, kind);
        QFETCH(bool, parquet);
        const auto paths = write(static_cast<Lists>(kind), parquet);
        const auto files = encoded(paths, 1), memory = encoded(paths, 1 << 30);
        QVERIFY(files->store->shuffleWindow() > 0);
        QCOMPARE(memory->store->shuffleWindow(), int64_t{0});
        QCOMPARE(files->card.fingerprint, memory->card.fingerprint);
        QVERIFY(anyContains(files->card.warnings, "column 'X': 20 infinite cells read as missing"));
        QVERIFY(anyContains(memory->card.warnings, "column 'X': 20 infinite cells read as missing"));
        compareRows(*files, *memory, {5, 2, 250, 2}); // backwards and across the files
    }

    /// The elements themselves, from anywhere: within a group, over groups and files, back again.
    void readsAnyRows()
    {
        const auto paths = write(Lists::Fixed, true);
        std::vector<std::shared_ptr<const GroupedFile>> files;
        std::vector<std::string> names;
        for (const auto& path : paths) {
            names.push_back(path.string());
            files.push_back(openGroups(names.back(), FileFormat::Parquet));
        }
        const auto columns = listColumns(*files.front());
        QCOMPARE(columns.size(), size_t{1});
        QCOMPARE(columns.front().name, std::string("X"));
        QCOMPARE(columns.front().width, int64_t{kWidth});
        const auto matrix = makeArrowMatrix(files, names, "X", kWidth);
        QCOMPARE(matrix->rows(), kRows);
        QCOMPARE(matrix->blockEnd(0), int64_t{50});
        QCOMPARE(matrix->blockEnd(300), kSecondFile); // the last group of the first file
        QCOMPARE(matrix->blockEnd(301), int64_t{351});
        for (const auto& [first, count] : {std::pair<int64_t, int64_t>{0, 1},
                                           {49, 2},
                                           {10, 3},
                                           {290, 70},
                                           {0, kRows},
                                           {399, 1},
                                           {120, 5}}) {
            std::vector<float> out(static_cast<size_t>(count) * kWidth, -1);
            (void)matrix->read(first, count, out.data());
            for (int64_t i = 0; i < count * int64_t{kWidth}; ++i) {
                const float expected = element(first + i / int64_t{kWidth}, i % int64_t{kWidth});
                const float found = out[static_cast<size_t>(i)];
                if (std::isfinite(expected) && first + i / int64_t{kWidth} != kNoList)
                    QCOMPARE(found, expected);
                else
                    QVERIFY(std::isnan(found));
            }
        }
    }

    void severalThreadsReadAtOnce()
    {
        const auto data = encoded(write(Lists::Fixed, true), 1);
        constexpr int kThreads = 6; // more than readers are kept
        std::vector<std::future<Batch>> passes;
        for (int i = 0; i < kThreads; ++i)
            passes.push_back(std::async(std::launch::async, [&data] {
                return passOf(*data->store->source({.batchSize = 7, .seed = 3}), 0);
            }));
        const Batch alone = passOf(*data->store->source({.batchSize = 7, .seed = 3}), 0);
        for (auto& pass : passes) {
            const Batch beside = pass.get();
            QCOMPARE(beside.sourceRow, alone.sourceRow);
            QCOMPARE(beside.dense, alone.dense);
        }
    }

    /// A shuffled pass reads each row once, mixed, and the same again.
    void shuffledPasses()
    {
        const auto data = encoded(write(Lists::Fixed, true), 1);
        const auto source = data->store->source({.batchSize = 7, .seed = 3});
        const Batch first = passOf(*source, 0), second = passOf(*source, 1), again = passOf(*source, 0);
        QCOMPARE(first.sourceRow, again.sourceRow);
        QCOMPARE(first.dense, again.dense);
        QVERIFY(first.sourceRow != second.sourceRow);
        QCOMPARE(std::set<int64_t>(first.sourceRow.begin(), first.sourceRow.end()).size(),
                 first.sourceRow.size());
        QCOMPARE(static_cast<int64_t>(first.sourceRow.size()), data->store->rows(Part::Train));
    }

    void listsOfOtherLengthsAreNamed()
    {
        const auto paths = write(Lists::Any, true, 350);
        const auto text = refusal([&] { (void)encoded(paths, 1); });
        LEAP_CONTAINS(text, "b.parquet: column 'X' has 4 numbers in row 50, in others 5");
        LEAP_CONTAINS(refusal([&] { (void)encoded(paths, 1 << 30); }), "'X'"); // left out: not there
    }

    void aCutFileIsRefused()
    {
        const auto paths = write(Lists::Fixed, true);
        std::filesystem::resize_file(paths[1], std::filesystem::file_size(paths[1]) / 2);
        LEAP_CONTAINS(refusal([&] { (void)encoded(paths, 1); }), "b.parquet: cannot be read");
    }

    /// A stream cannot be read in another place: its lists are read into memory whatever they take.
    void streamsAreReadIntoMemory()
    {
        const auto path = m_folder.path("stream.arrows");
        writeIpc(*tableOf(Lists::Fixed, 0, kRows), path, true);
        QCOMPARE(encoded({path}, 1 << 30)->store->shuffleWindow(), int64_t{0});
        QVERIFY(encoded({path}, 1)->rows == kRows);
    }
};

QTEST_GUILESS_MAIN(TestArrowMatrix)
#include "tst_arrow_matrix.moc"

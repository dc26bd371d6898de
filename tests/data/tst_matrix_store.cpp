// SPDX-License-Identifier: GPL-3.0-or-later
// Dense matrices that stay where they are: in memory once, or in their files.
#include "core/data/rows/matrix_store.h"
#include "tests/data/data_files.h"
#include "tests/data/hdf5_writer.h"
#include "tests/data/matrix_sample.h"

#include <QtTest>
#include <array>
#include <cmath>
#include <limits>
#include <set>

using namespace leap;
using namespace leap::test;

namespace {

/// Rows that count how many of them are read: element k of row r is 10 r + k.
class CountingRows : public MatrixRows {
public:
    explicit CountingRows(int64_t rows)
        : MatrixRows(rows, 2)
    {
    }
    [[nodiscard]] int64_t blockEnd(int64_t row) const override { return (row / 8 + 1) * 8; }
    int64_t read(int64_t first, int64_t count, float* out) const override
    {
        m_read += count;
        for (int64_t i = 0; i < 2 * count; ++i)
            out[i] = static_cast<float>(10 * (first + (i >> 1)) + i % 2);
        return 0;
    }
    [[nodiscard]] int64_t rowsRead() const { return m_read; }

private:
    mutable int64_t m_read = 0;
};

} // namespace

class TestMatrixStore : public QObject {
    Q_OBJECT

    DataFolder m_folder;
    int m_files = 0;

    /// Rows [first, first + rows) of the table, in chunks of `chunk` rows (0 = in one piece).
    std::filesystem::path write(const std::string& name, int64_t first, int64_t rows, hsize_t chunk)
    {
        std::filesystem::path path = m_folder.path(name);
        const Hdf5Writer file(path);
        std::vector<float> values;
        std::vector<double> numbers;
        std::vector<int8_t> labels;
        std::vector<int64_t> turns; // another order of the rows
        for (int64_t row = first; row < first + rows; ++row) {
            for (size_t k = 0; k < kWidth; ++k)
                values.push_back(element(row, static_cast<int64_t>(k)));
            numbers.push_back(static_cast<double>(row));
            labels.push_back(static_cast<int8_t>(row % 2));
            turns.push_back(row * 7 % 400);
        }
        const auto count = static_cast<hsize_t>(rows);
        file.add("X", {count, kWidth}, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, values.data(), {chunk, 2});
        file.add("n", {count}, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, numbers.data());
        file.add("t", {count}, H5T_STD_I64LE, H5T_NATIVE_INT64, turns.data());
        file.add("label", {count}, H5T_STD_I8LE, H5T_NATIVE_INT8, labels.data());
        return path;
    }

    std::shared_ptr<const Dataset> dataset(int64_t memoryBytes)
    {
        Progress progress;
        const std::string name = std::to_string(++m_files); // an open file can't be written anew
        const auto one = write(name + "a.h5", 0, 301, 7), two = write(name + "b.h5", 301, 99, 0);
        const auto table = loadTable({one, two}, {}, progress, {false, memoryBytes});
        return leap::test::encodeTable(*table, sampleSchema());
    }

private Q_SLOTS:
    /// What fits the two windows in memory is read from the files once, not once for each pass; the order is
    /// not touched.
    void partsThatFitTheWindowsStay_data()
    {
        QTest::addColumn<int>("window");
        QTest::addColumn<bool>("stays");
        QTest::newRow("one window") << 100 << true;
        QTest::newRow("two windows") << 50 << true;
        QTest::newRow("three windows") << 49 << false;
    }
    void partsThatFitTheWindowsStay()
    {
        QFETCH(int, window);
        QFETCH(bool, stays);
        constexpr int64_t kRows = 100;
        std::array<Batch, kParts> parts;
        Batch& rows = parts[0];
        rows.rows = kRows;
        rows.label.assign(kRows, 1.0F);
        for (int64_t row = 0; row < kRows; ++row)
            rows.sourceRow.push_back(2 * row); // the other rows are of other parts
        const auto matrix = std::make_shared<CountingRows>(2 * kRows);
        const auto store =
            makeMatrixStore(makeMemoryStore(std::move(parts)), {MatrixSlice{matrix, 0, 2, 0, {}}},
                            window * 2 * static_cast<int64_t>(sizeof(float)));
        const auto source = store->source({.batchSize = 16, .order = RowOrder::Shuffled, .seed = 3});
        std::vector<int64_t> firstOrder;
        for (int64_t epoch = 0; epoch < 3; ++epoch) {
            const int64_t before = matrix->rowsRead();
            const Batch pass = passOf(*source, epoch);
            QCOMPARE(pass.rows, kRows);
            QCOMPARE(std::set<int64_t>(pass.sourceRow.begin(), pass.sourceRow.end()).size(), size_t{kRows});
            for (size_t i = 0; i < pass.sourceRow.size(); ++i)
                QCOMPARE(pass.dense[2 * i + 1], static_cast<float>(10 * pass.sourceRow[i] + 1));
            QCOMPARE(matrix->rowsRead() > before, epoch == 0 || !stays);
            if (epoch == 0)
                firstOrder = pass.sourceRow;
            else
                QVERIFY(pass.sourceRow != firstOrder);
        }
    }

    /// A matrix that stays in its files is read as a stream only where the files are in the order of time.
    void aStreamNeedsFilesInItsOrder()
    {
        const auto path = write("stream.h5", 0, 400, 7);
        Progress progress;
        const auto encoded = [&](const char* column, int64_t memoryBytes) {
            const auto table = loadTable({path}, {}, progress, {false, memoryBytes});
            return leap::test::encodeTable(*table, sampleSchema(), {SplitRule::Kind::Stream, column});
        };
        QVERIFY(encoded("n", 1000)->inTimeOrder); // the rows' numbers
        QVERIFY(encoded("t", 1 << 30)->inTimeOrder);
        LEAP_CONTAINS(refusal([&] { (void)encoded("t", 1000); }),
                      "Sort the files by time, or allow more memory");
    }

    /// Column scaling: mean and deviation over the training rows, by hand.
    void valuesAreScaledAsTheyAreRead_data()
    {
        QTest::addColumn<qint64>("memory");
        QTest::newRow("in memory") << qint64{1 << 30};
        QTest::newRow("in files") << qint64{1};
    }
    void valuesAreScaledAsTheyAreRead()
    {
        QFETCH(qint64, memory);
        const auto data = dataset(memory);
        QCOMPARE(data->layout.denseColumns, 6);
        QCOMPARE(data->store->shuffleWindow() == 0, memory > 1);
        const auto train = passOf(*data->store->source({.batchSize = 64, .order = RowOrder::Stored}), 0);
        QCOMPARE(train.rows, data->store->rows(Part::Train));
        double sum = 0, squares = 0, all = 0, allSquares = 0, count = 0;
        for (const int64_t row : train.sourceRow) {
            const auto value = static_cast<double>(element(row, 3));
            if (std::isfinite(value)) {
                sum += value;
                squares += value * value;
                ++count;
            }
            for (const int64_t k : {1, 2}) {
                const auto other = static_cast<double>(element(row, k));
                all += std::isfinite(other) ? 1 : 0;
                allSquares += std::isfinite(other) ? other * other : 0;
            }
        }
        const double mean = sum / count, deviation = std::sqrt(squares / count - mean * mean);
        const double rms = std::sqrt(allSquares / all);
        const auto column = [&](size_t input) {
            return static_cast<size_t>(data->layout.inputs[input].index);
        };
        const auto near = [](float a, double b) { return std::abs(static_cast<double>(a) - b) < 1e-5; };
        for (size_t i = 0; i < train.sourceRow.size(); ++i) {
            const int64_t row = train.sourceRow[i];
            const float* dense = train.dense.data() + i * 6;
            const auto raw = [&](int64_t k) { return static_cast<double>(element(row, k)); };
            QVERIFY(near(dense[column(0)], std::isfinite(raw(3)) ? (raw(3) - mean) / deviation * 0.1 : 0));
            QVERIFY(near(dense[column(2)], std::isfinite(raw(0)) ? raw(0) : 0));
            QVERIFY(near(dense[column(3) + 1], std::isfinite(raw(2)) ? raw(2) * 0.1 / rms : 0));
            QVERIFY(std::abs(dense[column(1)]) < 0.2F);
        }
        QVERIFY(anyContains(data->card.warnings, "field 'c': 20 missing elements of its vector read as 0."));
    }

    void filesAndMemoryGiveTheSame()
    {
        const auto files = dataset(1), memory = dataset(1 << 30);
        compareRows(*files, *memory, {5, 2, 100, 2});
    }

    /// The cache keeps everything but the matrix, which is read, or left in the files, as before.
    void fromTheCache_data()
    {
        QTest::addColumn<qint64>("first");
        QTest::addColumn<qint64>("second");
        QTest::newRow("in memory") << qint64{1 << 30} << qint64{1 << 30};
        QTest::newRow("in files") << qint64{1} << qint64{1};
        QTest::newRow("encoded in memory, read from files") << qint64{1 << 30} << qint64{1};
    }
    void fromTheCache()
    {
        QFETCH(qint64, first);
        QFETCH(qint64, second);
        const OwnCache cache;
        const std::string name = std::to_string(++m_files);
        const auto one = write(name + "a.h5", 0, 301, 7), two = write(name + "b.h5", 301, 99, 0);
        const auto encoded = [&](int64_t memoryBytes, bool cached) {
            Progress progress;
            const auto table = loadTable({one, two}, {}, progress, {cached, memoryBytes});
            return leap::test::encodeTable(*table, sampleSchema());
        };
        const auto plain = encoded(second, false), made = encoded(first, true), kept = encoded(second, true);
        QVERIFY(made->origin.empty());
        LEAP_CONTAINS(kept->origin, "come from the cache");
        QCOMPARE(kept->store->shuffleWindow(), plain->store->shuffleWindow());
        QCOMPARE(kept->card.fingerprint, plain->card.fingerprint);
        if (first == second) // a file's infinite elements are counted by who reads them, in other words
            QCOMPARE(kept->card.warnings, plain->card.warnings);
        for (const auto order : {RowOrder::Stored, RowOrder::Shuffled}) {
            const BatchPlan plan{.batchSize = 33, .order = order, .seed = 3};
            const Batch a = passOf(*kept->store->source(plan), 1), b = passOf(*plain->store->source(plan), 1);
            QVERIFY(a.rows > 0);
            QCOMPARE(a.sourceRow, b.sourceRow);
            QCOMPARE(a.dense, b.dense);
        }
        std::filesystem::last_write_time(
            two, std::filesystem::file_time_type::clock::now() + std::chrono::seconds(5));
        QVERIFY(encoded(second, true)->origin.empty()); // another file, as far as one can see
    }

    /// Windows of 20 rows and batches of 7: each row once, mixed, the same again, and where it was after
    /// skip().
    void shuffledPassesOverFiles()
    {
        const auto data = dataset(1);
        const auto* matrices = data->store.get();
        QVERIFY(matrices->shuffleWindow() > 0);
        std::array<Batch, kParts> parts;
        data->store->read(Part::Train, placesOf(*data->store, Part::Train), parts[0]);
        const std::vector<float> dense = parts[0].dense;
        const std::vector<int64_t> rows = parts[0].sourceRow;
        for (size_t row = 0; row < rows.size(); ++row) // the scalar alone
            parts[0].dense[row] = dense[row * 6];
        parts[0].dense.resize(rows.size());
        std::vector<float> all(size_t{400} * 5);
        MatrixBuffer buffer(5);
        for (int64_t row = 0; row < 400; ++row) {
            int64_t given = 0;
            float* out = buffer.append(1, given);
            for (int64_t k = 0; k < 5; ++k)
                out[k] = static_cast<float>(row);
        }
        const auto store = makeMatrixStore(makeMemoryStore(std::move(parts)),
                                           {{inFile(buffer.finish()), 1, 3, 1, {}}}, int64_t{20} * 3 * 4);
        QCOMPARE(store->shuffleWindow(), int64_t{20});
        const auto source = store->source({.batchSize = 7, .seed = 3});
        const Batch first = passOf(*source, 0), second = passOf(*source, 1), again = passOf(*source, 0);
        QCOMPARE(first.sourceRow, again.sourceRow);
        QVERIFY(first.sourceRow != second.sourceRow);
        QVERIFY(!std::is_sorted(first.sourceRow.begin(), first.sourceRow.end()));
        QCOMPARE(std::set<int64_t>(first.sourceRow.begin(), first.sourceRow.end()),
                 std::set<int64_t>(rows.begin(), rows.end()));
        QCOMPARE(first.sourceRow.size(), rows.size());
        for (size_t i = 0; i < first.sourceRow.size(); ++i)
            QCOMPARE(first.dense[i * 4 + 2], static_cast<float>(first.sourceRow[i]));
        source->reset(1);
        source->skip(11);
        Batch batch;
        QVERIFY(source->next(batch));
        for (size_t i = 0; i < 7; ++i)
            QCOMPARE(batch.sourceRow[i], second.sourceRow[77 + i]);
        QCOMPARE(batch.dense[0], second.dense[size_t{77} * 4]);
    }

private:
    /// The same matrix without its rows in memory, in blocks of 6.
    static std::shared_ptr<const MatrixRows> inFile(std::shared_ptr<const MatrixRows> matrix)
    {
        class Hidden : public MatrixRows {
        public:
            explicit Hidden(std::shared_ptr<const MatrixRows> matrix)
                : MatrixRows(matrix->rows(), matrix->width())
                , m_matrix(std::move(matrix))
            {
            }
            [[nodiscard]] int64_t blockEnd(int64_t row) const override { return (row / 6 + 1) * 6; }
            int64_t read(int64_t first, int64_t count, float* out) const override
            {
                return m_matrix->read(first, count, out);
            }

        private:
            std::shared_ptr<const MatrixRows> m_matrix;
        };
        return std::make_shared<Hidden>(std::move(matrix));
    }
};

QTEST_GUILESS_MAIN(TestMatrixStore)
#include "tst_matrix_store.moc"

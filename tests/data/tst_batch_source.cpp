// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/data_files.h"

#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

using namespace leap;
using namespace leap::test;

namespace {

/// 100 rows whose id, scalar, bag, weight and group all tell the row number.
std::array<Batch, kParts> numberedRows()
{
    std::array<Batch, kParts> parts;
    for (Batch& part : parts)
        part.bags = {BagColumn{{0}, {}}};
    for (int32_t row = 0; row < 100; ++row) {
        Batch& part = parts[row < 83 ? 0 : row < 85 ? 1 : row < 95 ? 2 : 3];
        ++part.rows;
        part.ids.insert(part.ids.end(), {row, 1000 + row});
        for (int k = 0; k < 3; ++k)
            part.dense.push_back(static_cast<float>(row) + 0.25F * static_cast<float>(k));
        for (int32_t k = 0; k < row % 3; ++k)
            part.bags[0].ids.push_back(row + k);
        part.bags[0].offsets.push_back(static_cast<int32_t>(part.bags[0].ids.size()));
        part.label.push_back(static_cast<float>(row % 2));
        part.weight.push_back(static_cast<float>(row) / 8);
        part.group.push_back(row / 10);
        part.sourceRow.push_back(row);
    }
    return parts;
}

std::shared_ptr<Dataset> datasetOf(std::array<Batch, kParts> parts)
{
    auto dataset = std::make_shared<Dataset>();
    dataset->rows = 100;
    dataset->layout.idColumns = 2;
    dataset->layout.denseColumns = 3;
    dataset->layout.bagColumns = 1;
    dataset->store = makeMemoryStore(std::move(parts));
    return dataset;
}

std::shared_ptr<Dataset> numbered()
{
    return datasetOf(numberedRows());
}

std::vector<int32_t> idsOf(const Batch& batch)
{
    std::vector<int32_t> rows;
    for (int64_t i = 0; i < batch.rows; ++i)
        rows.push_back(batch.ids[static_cast<size_t>(2 * i)]);
    return rows;
}

std::vector<std::vector<int32_t>> passOf(BatchSource& source, int64_t epoch)
{
    std::vector<std::vector<int32_t>> pass;
    Batch batch;
    source.reset(epoch);
    while (source.next(batch))
        pass.push_back(idsOf(batch));
    return pass;
}

std::vector<int32_t> flat(const std::vector<std::vector<int32_t>>& pass)
{
    std::vector<int32_t> all;
    for (const auto& rows : pass)
        all.insert(all.end(), rows.begin(), rows.end());
    return all;
}

BatchPlan plan(int64_t size, RowOrder order = RowOrder::Shuffled, Part part = Part::Train)
{
    BatchPlan result;
    result.batchSize = size;
    result.order = order;
    result.part = part;
    return result;
}

} // namespace

class TestBatchSource : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRowOnce_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {1, 2, 7, 82, 83, 84, 1000})
            QTest::addRow("%d", size) << size;
    }
    void everyRowOnce()
    {
        QFETCH(int, size);
        const auto source = makeBatchSource(numbered(), plan(size));
        QCOMPARE(source->rows(), int64_t{83});
        QCOMPARE(source->batches(), int64_t{(83 + size - 1) / size});
        const auto pass = passOf(*source, 1);
        QCOMPARE(static_cast<int64_t>(pass.size()), source->batches());
        auto rows = flat(pass);
        std::sort(rows.begin(), rows.end());
        std::vector<int32_t> expected(83);
        std::iota(expected.begin(), expected.end(), 0);
        QCOMPARE(rows, expected);
    }

    void aRowStaysTogether()
    {
        const auto source = makeBatchSource(numbered(), plan(7));
        Batch batch;
        source->reset(3);
        while (source->next(batch)) {
            QCOMPARE(batch.bags[0].offsets.size(), static_cast<size_t>(batch.rows) + 1);
            for (size_t i = 0; i < static_cast<size_t>(batch.rows); ++i) {
                const int32_t row = batch.ids[2 * i];
                QCOMPARE(batch.ids[2 * i + 1], 1000 + row);
                QCOMPARE(batch.dense[3 * i + 2], static_cast<float>(row) + 0.5F);
                QCOMPARE(batch.label[i], static_cast<float>(row % 2));
                QCOMPARE(batch.weight[i], static_cast<float>(row) / 8);
                QCOMPARE(batch.group[i], row / 10);
                QCOMPARE(batch.sourceRow[i], int64_t{row});
                QCOMPARE(batch.bags[0].offsets[i + 1] - batch.bags[0].offsets[i], row % 3);
                if (row % 3 == 2)
                    QCOMPARE(batch.bags[0].ids[static_cast<size_t>(batch.bags[0].offsets[i]) + 1], row + 1);
            }
        }
    }

    void orders()
    {
        const auto stored = makeBatchSource(numbered(), plan(10, RowOrder::Stored, Part::Validation));
        QCOMPARE(flat(passOf(*stored, 1)), (std::vector<int32_t>{85, 86, 87, 88, 89, 90, 91, 92, 93, 94}));
        QCOMPARE(flat(passOf(*stored, 2)), flat(passOf(*stored, 1)));

        const auto shuffled = makeBatchSource(numbered(), plan(10));
        const auto one = flat(passOf(*shuffled, 1)), two = flat(passOf(*shuffled, 2));
        QVERIFY(!std::is_sorted(one.begin(), one.end()));
        QVERIFY(one != two);
        QCOMPARE(flat(passOf(*shuffled, 1)), one); // of the epoch alone, not of what was read before
        QCOMPARE(flat(passOf(*makeBatchSource(numbered(), plan(13)), 1)), one); // nor of the batch size
        BatchPlan other = plan(10);
        other.seed = 1;
        QVERIFY(flat(passOf(*makeBatchSource(numbered(), other), 1)) != one);
    }

    /// Each row is equally likely in each place: mean place of row 0 over many epochs.
    void shufflesFairly()
    {
        const auto source = makeBatchSource(numbered(), plan(83));
        double sum = 0;
        constexpr int kEpochs = 2000;
        for (int epoch = 0; epoch < kEpochs; ++epoch) {
            const auto rows = flat(passOf(*source, epoch));
            sum += static_cast<double>(std::find(rows.begin(), rows.end(), 0) - rows.begin());
        }
        const double deviation = std::sqrt((83.0 * 83 - 1) / 12 / kEpochs);
        QVERIFY(std::abs(sum / kEpochs - 41) < 4 * deviation);
    }

    void skipIsReading()
    {
        const auto source = makeBatchSource(numbered(), plan(10));
        const auto pass = passOf(*source, 4);
        Batch batch;
        for (int64_t skipped = 0; skipped < 9; ++skipped) {
            source->reset(4);
            source->skip(skipped);
            QVERIFY(source->next(batch));
            QCOMPARE(idsOf(batch), pass[static_cast<size_t>(skipped)]);
        }
        source->reset(4);
        source->skip(9);
        QVERIFY(!source->next(batch));
        QVERIFY(!source->next(batch));
    }

    void dropsIncomplete()
    {
        BatchPlan dropping = plan(10);
        dropping.dropIncomplete = true;
        const auto source = makeBatchSource(numbered(), dropping);
        QCOMPARE(source->batches(), int64_t{8});
        const auto pass = passOf(*source, 1);
        QCOMPARE(pass.size(), size_t{8});
        QVERIFY(std::all_of(pass.begin(), pass.end(), [](const auto& rows) { return rows.size() == 10; }));
        dropping.batchSize = 100; // fewer rows than one batch: one smaller batch
        QCOMPARE(flat(passOf(*makeBatchSource(numbered(), dropping), 1)).size(), size_t{83});
    }

    void emptyPart()
    {
        auto parts = numberedRows();
        parts[1] = {};
        const auto dataset = datasetOf(std::move(parts));
        const auto source = makeBatchSource(dataset, plan(10, RowOrder::Shuffled, Part::Gate));
        Batch batch;
        QCOMPARE(source->batches(), int64_t{0});
        QVERIFY(!source->next(batch));
        LEAP_CONTAINS(refusal([&] { (void)makeBatchSource(dataset, plan(0)); }), "batch size is 0");
    }

    void buffersAreReused()
    {
        auto parts = numberedRows();
        for (Batch& part : parts) {
            part.weight.clear();
            part.group.clear();
        }
        const auto dataset = datasetOf(std::move(parts));
        const auto source = makeBatchSource(dataset, plan(10, RowOrder::Stored));
        Batch batch;
        batch.weight = {1, 2, 3};
        QVERIFY(source->next(batch));
        QVERIFY(batch.weight.empty() && batch.group.empty());
        const int32_t* ids = batch.ids.data();
        while (source->next(batch))
            QCOMPARE(batch.ids.data(), ids);
        QCOMPARE(batch.rows, int64_t{3});
        QCOMPARE(batch.ids.size(), size_t{6});
    }
};

QTEST_GUILESS_MAIN(TestBatchSource)
#include "tst_batch_source.moc"

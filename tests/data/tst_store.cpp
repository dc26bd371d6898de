// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/rows/disk_store.h"
#include "core/data/rows/open_store.h"
#include "core/data/rows/store_file.h"
#include "tests/data/data_files.h"

#include <QtTest>
#include <set>

using namespace leap;
using namespace leap::test;

namespace {

constexpr int32_t kRows = 101; // odd, and no multiple of a block

/// Rows whose every value tells the row number; every fifth in each of the parts but training.
struct Numbered {
    Batch rows;
    std::vector<Part> parts;
};

Numbered numbered(bool roles)
{
    Numbered all;
    all.rows.rows = kRows;
    all.rows.bags = {BagColumn{{0}, {}}};
    for (int32_t row = 0; row < kRows; ++row) {
        all.rows.ids.insert(all.rows.ids.end(), {row, 1000 + row});
        all.rows.dense.insert(all.rows.dense.end(), {static_cast<float>(row), 0.5F, -1.0F});
        for (int32_t k = 0; k < row % 3; ++k)
            all.rows.bags[0].ids.push_back(row + k);
        all.rows.bags[0].offsets.push_back(static_cast<int32_t>(all.rows.bags[0].ids.size()));
        all.rows.label.push_back(static_cast<float>(row % 2));
        if (roles) {
            all.rows.weight.push_back(static_cast<float>(row) / 8);
            all.rows.group.push_back(row / 10);
        }
        all.rows.sourceRow.push_back(int64_t{2} * row);
        all.parts.push_back(row % 5 == 1       ? Part::Validation
                                : row % 5 == 2 ? Part::Test
                                               : Part::Train); // no Gate
    }
    return all;
}

Dataset described()
{
    Dataset dataset;
    dataset.schema = categoricalSchema({"a", "b"}, "y");
    dataset.rows = kRows;
    dataset.card.label = "y = 1";
    dataset.card.files = {"f\xFF.csv"}; // no UTF-8
    dataset.facts.resize(2);
    dataset.facts[1].defaultShare = 1.0 / 3;
    return dataset;
}

/// The same rows in memory and in a file.
struct Stores {
    DataFolder folder;
    std::filesystem::path path = folder.path("rows.store");
    std::shared_ptr<const RowStore> memory;

    explicit Stores(int64_t blockRows, bool roles = true)
    {
        const Numbered all = numbered(roles);
        const RowShape shape = shapeOf(all.rows);
        MemorySink sink(shape);
        StoreFileWriter file(path, shape, blockRows);
        for (BlockSink* to : {static_cast<BlockSink*>(&sink), static_cast<BlockSink*>(&file)}) {
            BlockWriter writer(*to, shape, blockRows);
            writer.add(viewOf(all.rows), all.parts);
            writer.finish();
        }
        memory = sink.finish(blockRows);
        file.finish(described());
    }
    [[nodiscard]] std::shared_ptr<const RowStore> onDisk(int64_t window = 2) const
    {
        return makeDiskStore(std::make_shared<const StoreFile>(path), window);
    }
    [[nodiscard]] std::shared_ptr<const RowStore> mapped() const
    {
        return openStore(path, 1 << 30, 2).dataset->store;
    }
    void damage(int64_t at) const
    {
        std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
        file.seekg(at);
        const int byte = file.get();
        file.seekp(at);
        file.put(static_cast<char>(byte ^ 1));
    }
};

bool same(const Batch& a, const Batch& b)
{
    return a.rows == b.rows && a.ids == b.ids && a.dense == b.dense && a.label == b.label
        && a.weight == b.weight && a.group == b.group && a.sourceRow == b.sourceRow
        && a.bags.size() == b.bags.size()
        && std::equal(a.bags.begin(), a.bags.end(), b.bags.begin(),
                      [](const BagColumn& x, const BagColumn& y) {
                          return x.offsets == y.offsets && x.ids == y.ids;
                      });
}

std::vector<Batch> passOf(BatchSource& source, int64_t epoch)
{
    std::vector<Batch> pass;
    Batch batch;
    source.reset(epoch);
    while (source.next(batch))
        pass.push_back(batch);
    return pass;
}

std::vector<int64_t> rowsOf(const std::vector<Batch>& pass)
{
    std::vector<int64_t> rows;
    for (const Batch& batch : pass)
        rows.insert(rows.end(), batch.sourceRow.begin(), batch.sourceRow.end());
    return rows;
}

BatchPlan plan(int64_t size, RowOrder order, Part part = Part::Train)
{
    BatchPlan result;
    result.part = part;
    result.batchSize = size;
    result.order = order;
    return result;
}

} // namespace

class TestStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatWasWritten_data()
    {
        QTest::addColumn<int>("blockRows");
        QTest::addColumn<bool>("roles");
        for (const int rows : {1, 2, 8, 64, 128}) {
            QTest::addRow("%d", rows) << rows << true;
            QTest::addRow("%d bare", rows) << rows << false;
        }
    }
    /// Against the rows themselves, then memory, mapping and disk against one another.
    void readsWhatWasWritten()
    {
        QFETCH(int, blockRows);
        QFETCH(bool, roles);
        const Stores stores(blockRows, roles);
        const Numbered all = numbered(roles);
        for (int p = 0; p < kParts; ++p) {
            const auto part = static_cast<Part>(p);
            std::vector<int64_t> expected;
            for (int32_t row = 0; row < kRows; ++row) {
                if (all.parts[static_cast<size_t>(row)] == part)
                    expected.push_back(row);
            }
            std::array<Batch, kParts> whole;
            whole[0] = all.rows;
            Batch wanted, got;
            makeMemoryStore(whole)->read(Part::Train, expected, wanted);
            for (const auto& store : {stores.memory, stores.mapped(), stores.onDisk()}) {
                QCOMPARE(store->rows(part), static_cast<int64_t>(expected.size()));
                std::vector<int64_t> places = placesOf(*store, part);
                store->read(part, places, got);
                if (places.empty())
                    continue;
                QVERIFY(same(got, wanted));
                std::reverse(places.begin(), places.end()); // any order
                store->read(part, places, got);
                QCOMPARE(got.sourceRow.front(), wanted.sourceRow.back());
            }
        }
    }

    void keepsTheDataset()
    {
        const Stores stores(8);
        const auto dataset = openStore(stores.path, 1 << 30, 1).dataset;
        const Dataset expected = described();
        QVERIFY(dataset->schema == expected.schema);
        QCOMPARE(dataset->card.files, expected.card.files);
        QCOMPARE(dataset->card.label, expected.card.label);
        QCOMPARE(dataset->facts.at(1).defaultShare, 1.0 / 3);
        QCOMPARE(dataset->rows, int64_t{kRows});
        QCOMPARE(dataset->store->shuffleWindow(), int64_t{0});
        QVERIFY(openStore(stores.path, 100, 1).dataset->store->shuffleWindow() > 0); // does not fit: by block
    }

    void storedOrderEqualsMemory_data() { sizes(); }
    void storedOrderEqualsMemory()
    {
        QFETCH(int, blockRows);
        QFETCH(int, batch);
        const Stores stores(blockRows);
        for (const Part part : {Part::Train, Part::Gate, Part::Validation}) {
            const auto wanted = passOf(*stores.memory->source(plan(batch, RowOrder::Stored, part)), 1);
            const auto got = passOf(*stores.onDisk()->source(plan(batch, RowOrder::Stored, part)), 1);
            QCOMPARE(got.size(), wanted.size());
            for (size_t i = 0; i < got.size(); ++i)
                QVERIFY(same(got[i], wanted[i]));
        }
    }

    /// The mapped store is memory: the same uniform order, bit for bit.
    void mappedShufflesLikeMemory()
    {
        const Stores stores(8);
        const auto wanted = passOf(*stores.memory->source(plan(7, RowOrder::Shuffled)), 3);
        const auto got = passOf(*stores.mapped()->source(plan(7, RowOrder::Shuffled)), 3);
        QCOMPARE(rowsOf(got), rowsOf(wanted));
    }

    void shufflesEveryRowOnce_data() { sizes(); }
    void shufflesEveryRowOnce()
    {
        QFETCH(int, blockRows);
        QFETCH(int, batch);
        const Stores stores(blockRows);
        const auto source = stores.onDisk()->source(plan(batch, RowOrder::Shuffled));
        const auto one = rowsOf(passOf(*source, 1)), two = rowsOf(passOf(*source, 2));
        QCOMPARE(std::set<int64_t>(one.begin(), one.end()).size(), one.size());
        QCOMPARE(static_cast<int64_t>(one.size()), stores.memory->rows(Part::Train));
        QVERIFY(one != two);
        QCOMPARE(rowsOf(passOf(*source, 1)), one); // of the epoch alone
        QCOMPARE(rowsOf(passOf(*stores.onDisk()->source(plan(batch + 1, RowOrder::Shuffled)), 1)), one);
        BatchPlan other = plan(batch, RowOrder::Shuffled);
        other.seed = 1;
        QVERIFY(rowsOf(passOf(*stores.onDisk()->source(other), 1)) != one);
    }

    /// The first rows of a pass come from the blocks of one window, and all of them do.
    void mixesWithinWindowsOnly()
    {
        const Stores stores(8);
        const auto store = stores.onDisk(3);
        QCOMPARE(store->shuffleWindow(), int64_t{24});
        const auto stored = rowsOf(passOf(*store->source(plan(1, RowOrder::Stored)), 1));
        const auto pass = rowsOf(passOf(*store->source(plan(1, RowOrder::Shuffled)), 1));
        std::set<std::ptrdiff_t> blocks;
        for (size_t i = 0; i < 17; ++i) // two whole blocks and the short one fill 16 .. 24 rows
            blocks.insert((std::find(stored.begin(), stored.end(), pass[i]) - stored.begin()) / 8);
        QVERIFY(blocks.size() >= 2 && blocks.size() <= 3);
    }

    void skipIsReading()
    {
        const Stores stores(4);
        for (const RowOrder order : {RowOrder::Stored, RowOrder::Shuffled}) {
            const auto source = stores.onDisk()->source(plan(5, order));
            const auto pass = passOf(*source, 2);
            Batch batch;
            for (size_t skipped = 0; skipped < pass.size(); ++skipped) {
                source->reset(2);
                source->skip(static_cast<int64_t>(skipped));
                QVERIFY(source->next(batch));
                QVERIFY(same(batch, pass[skipped]));
            }
            source->skip(static_cast<int64_t>(pass.size()));
            QVERIFY(!source->next(batch));
        }
    }

    void sourcesOutliveTheirStore()
    {
        const Stores stores(8);
        auto source = stores.onDisk()->source(plan(10, RowOrder::Shuffled));
        const auto pass = rowsOf(passOf(*source, 1));
        QCOMPARE(static_cast<int64_t>(pass.size()), source->rows());
    }

    /// Every byte of a store matters, and one that is not whole is none. Bytes between blocks mean nothing.
    void findsDamage()
    {
        const Stores whole(64);
        const auto size = static_cast<int64_t>(std::filesystem::file_size(whole.path));
        const StoreFile file(whole.path);
        std::vector<int64_t> places{size - 1, size - 20, size - 40};
        for (const auto& blocks : file.index().blocks) {
            for (const BlockEntry& block : blocks)
                places.insert(places.end(),
                              {block.offset, block.offset + block.bytes / 2, block.offset + block.bytes - 1});
        }
        for (const int64_t place : places) {
            const Stores stores(64);
            stores.damage(place);
            QVERIFY_THROWS_EXCEPTION(DamagedStore, (void)openStore(stores.path, 1 << 30, 2));
        }
        for (const int64_t length : {int64_t{0}, int64_t{10}, int64_t{4096}, size / 2, size - 1}) {
            const Stores stores(64);
            std::filesystem::resize_file(stores.path, static_cast<uintmax_t>(length));
            QVERIFY_THROWS_EXCEPTION(DamagedStore, (void)openStore(stores.path, 1 << 30, 2));
        }
    }
    /// Read by block, or mapped and too large to verify at once, damage shows when the block is read; the
    /// file goes, so that the next run makes it anew.
    void findsDamageWhileReading_data()
    {
        QTest::addColumn<bool>("mapped");
        QTest::newRow("by block") << false;
        QTest::newRow("mapped") << true;
    }
    void findsDamageWhileReading()
    {
        QFETCH(bool, mapped);
        const auto opened = [&](const Stores& stores) {
            return mapped ? openStore(stores.path, 1 << 30, 1, 0).dataset->store : stores.onDisk();
        };
        const Stores whole(8);
        const BatchPlan stored = plan(10, RowOrder::Stored);
        QCOMPARE(rowsOf(passOf(*opened(whole)->source(stored), 1)),
                 rowsOf(passOf(*whole.memory->source(stored), 1)));
        for (const int64_t at : {0, 9, 100}) {
            const Stores stores(8);
            stores.damage(StoreFile(stores.path).index().blocks[0][1].offset + at);
            const auto store = opened(stores);
            QCOMPARE(store->rows(Part::Train), whole.memory->rows(Part::Train));
            QVERIFY_THROWS_EXCEPTION(FailureError, (void)passOf(*store->source(stored), 1));
            QVERIFY(!std::filesystem::exists(stores.path));
        }
    }

private:
    static void sizes()
    {
        QTest::addColumn<int>("blockRows");
        QTest::addColumn<int>("batch");
        for (const int blockRows : {1, 4, 16, 128}) {
            for (const int batch : {1, 7, 64, 1000})
                QTest::addRow("%d, %d", blockRows, batch) << blockRows << batch;
        }
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"

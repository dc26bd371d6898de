// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/data_cache.h"
#include "tests/data/data_files.h"

#include <QtTest>
#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

std::string csv(int rows, int shift = 0)
{
    std::string text = "y,a,b,t,g,w\n";
    for (int i = 0; i < rows; ++i)
        text += std::to_string(i * 7 % 10 < 3 ? 1 : 0) + ",v" + std::to_string((i + shift) % 37) + ","
            + std::to_string(i % 101) + ".5,x|y" + std::to_string(i % 5) + ",u" + std::to_string(i / 50)
            + ",1." + std::to_string(i % 10) + "\n";
    return text;
}

Schema schemaOfAll()
{
    Schema schema = categoricalSchema({"a"}, "y");
    Input number;
    number.name = "b";
    number.kind = InputKind::Numeric;
    number.columns = {"b"};
    number.width = 1;
    schema.fields.push_back({"b", {number}, {}, 0, {}});
    Input bag = number;
    bag.name = "t";
    bag.kind = InputKind::Bag;
    bag.columns = {"t"};
    bag.width = 3;
    schema.fields.push_back({"t", {bag}, {}, 0, {}});
    schema.groupId = "g";
    schema.weight = "w";
    return schema;
}

bool sameRows(const Dataset& one, const Dataset& two)
{
    const FileRows a = inFileOrder(one), b = inFileOrder(two);
    return a.ids == b.ids && a.dense == b.dense && a.label == b.label && a.weight == b.weight
        && a.group == b.group && a.bags.at(0).ids == b.bags.at(0).ids
        && a.bags.at(0).offsets == b.bags.at(0).offsets
        && std::equal(std::begin(a.rowsOf), std::end(a.rowsOf), std::begin(b.rowsOf))
        && one.card.warnings == two.card.warnings && one.card.fingerprint == two.card.fingerprint
        && one.card.split == two.card.split && one.card.groups == two.card.groups && one.schema == two.schema
        && one.layout.ranges == two.layout.ranges
        && one.facts.at(0).defaultShare == two.facts.at(0).defaultShare;
}

} // namespace

class TestCachedTable : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;
    DataFolder m_folder;
    std::filesystem::path m_file = m_folder.write("d.csv", csv(2000));

    static std::shared_ptr<const SourceTable> open(const std::filesystem::path& path, int64_t memory = 0,
                                                   bool cache = true, const ReadOptions& options = {})
    {
        Progress progress;
        return loadTable({path}, options, progress, {cache, memory});
    }
    static std::shared_ptr<const Dataset> encoded(const std::filesystem::path& path, int64_t memory = 0,
                                                  bool cache = true)
    {
        return leap::test::encodeTable(*open(path, memory, cache), schemaOfAll());
    }
    static std::filesystem::path onlyStore()
    {
        for (const auto& entry : DataCache().entries()) {
            if (entry.file.extension() == ".rows")
                return entry.file;
        }
        return {};
    }

private Q_SLOTS:
    void init()
    {
        qputenv("XDG_CACHE_HOME", m_home.path().toUtf8());
        qunsetenv("LEAP_CACHE_MIB");
        DataCache().clear();
    }

    void secondTimeIsTheSame()
    {
        const auto plain = encoded(m_file, 0, false);
        QVERIFY(DataCache().entries().empty());
        const auto first = encoded(m_file);
        QVERIFY(first->origin.empty());
        const auto second = encoded(m_file);
        LEAP_CONTAINS(second->origin, onlyStore().string());
        QVERIFY(sameRows(*plain, *first));
        QVERIFY(sameRows(*plain, *second));
        Batch a, b;
        const auto one = plain->store->source({}), two = second->store->source({});
        one->reset(2), two->reset(2);
        while (one->next(a)) {
            QVERIFY(two->next(b));
            QVERIFY(a.sourceRow == b.sourceRow && a.ids == b.ids && a.dense == b.dense);
        }
    }
    /// The file itself is not read again: one of the same size and time is taken for the same.
    void readsTheFileOnce()
    {
        const auto report = inspectTable(*open(m_file), "y");
        (void)encoded(m_file);
        const auto time = std::filesystem::last_write_time(m_file);
        m_folder.write("d.csv", std::string(std::filesystem::file_size(m_file), 'x'));
        std::filesystem::last_write_time(m_file, time);
        const auto table = open(m_file);
        QCOMPARE(table->rows(), int64_t{2000});
        QCOMPARE(table->columnNames().size(), size_t{6});
        const auto again = inspectTable(*table, "y");
        QCOMPARE(again.format, report.format);
        QCOMPARE(again.preview, report.preview);
        QCOMPARE(again.columns.size(), report.columns.size());
        for (size_t i = 0; i < report.columns.size(); ++i) {
            QCOMPARE(again.columns[i].kindReason, report.columns[i].kindReason);
            QCOMPARE(again.columns[i].aucAlone, report.columns[i].aucAlone);
            QCOMPARE(again.columns[i].examples, report.columns[i].examples);
        }
        m_folder.write("d.csv", csv(2000));
        QVERIFY(sameRows(*encoded(m_file), *encoded(m_file, 0, false)));
    }
    void anyChangeIsAnotherStore()
    {
        (void)encoded(m_file);
        const auto table = open(m_file);
        QVERIFY(leap::test::encodeTable(*table, schemaOfAll(), {}, 1)->origin.empty()); // seed
        QVERIFY(
            leap::test::encodeTable(*table, schemaOfAll(), {SplitRule::Kind::Group, "g"})->origin.empty());
        Schema other = schemaOfAll();
        other.fields[0].inputs[0].minCount = 60;
        QVERIFY(leap::test::encodeTable(*table, other)->origin.empty());
        QVERIFY(!leap::test::encodeTable(*table, schemaOfAll())->origin.empty());
        m_folder.write("d.csv", csv(2000, 1)); // another file, of the same size
        QVERIFY(encoded(m_file)->origin.empty());
        m_folder.write("d.csv", csv(2000));
    }

    /// Rows on disk, columns in unnamed files, with and without a cache: the same data.
    void memoryDoesNotMatter()
    {
        const auto plain = encoded(m_file, 0, false);
        for (const bool cache : {false, true}) {
            const auto small = encoded(m_file, 1000, cache);
            QVERIFY(small->store->shuffleWindow() > 0);
            QVERIFY(sameRows(*plain, *small));
        }
        QVERIFY(sameRows(*plain, *encoded(m_file, 1000))); // from the cache, by block
    }

    void damageIsMended()
    {
        (void)encoded(m_file);
        const auto store = onlyStore();
        const auto size = std::filesystem::file_size(store);
        for (const auto at : {size / 3, size - 5, size - 200}) {
            std::fstream file(store, std::ios::binary | std::ios::in | std::ios::out);
            file.seekp(static_cast<std::streamoff>(at));
            file.write("damage", 6);
            file.close();
            const auto again = encoded(m_file);
            QVERIFY(again->origin.empty()); // made anew
            QVERIFY(sameRows(*again, *encoded(m_file, 0, false)));
            QVERIFY(!encoded(m_file)->origin.empty());
        }
    }

    void cancelledEncodingLeavesNothing()
    {
        const auto table = open(m_file);
        for (const char* at : {"fitting, inputs", "encoding, rows"}) {
            Progress* asked = nullptr;
            Progress progress([&](const ProgressReport& report) {
                if (report.what == at)
                    asked->cancel();
            });
            asked = &progress;
            const auto count = DataCache().entries().size();
            bool cancelled = false;
            try {
                (void)table->encode(schemaOfAll(), {}, 0, progress);
            } catch (const Cancelled&) {
                cancelled = true;
            }
            // The last report of a small file may be the first: then it is done before it can stop.
            QVERIFY(cancelled || !onlyStore().empty());
            if (cancelled)
                QCOMPARE(DataCache().entries().size(), count);
        }
    }

    /// A process that is killed at any moment leaves nothing that is taken for a store.
    void killedEncodingIsNoStore()
    {
        const auto big = m_folder.write("big.csv", csv(60'000));
        const auto plain = encoded(big, 0, false);
        for (int delay = 1; delay < 200; delay = delay * 2) {
            const pid_t child = ::fork();
            QVERIFY(child >= 0);
            if (child == 0) {
                (void)encoded(big);
                ::_exit(0);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(delay));
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            QVERIFY(sameRows(*plain, *encoded(big)));
            DataCache().clear();
        }
    }

    void capIsKept()
    {
        (void)encoded(m_file);
        const auto first = onlyStore();
        const auto size = static_cast<int64_t>(std::filesystem::file_size(first));
        const auto hour = std::chrono::hours(1);
        std::filesystem::last_write_time(first, std::filesystem::file_time_type::clock::now() - hour);
        const auto second = m_folder.write("e.csv", csv(2000, 3));
        const DataCache small(DataCache::defaultFolder(), size + size / 2);
        std::filesystem::copy_file(first, small.folder() / "newer.rows");
        small.shrink(small.folder() / "newer.rows");
        QVERIFY(!std::filesystem::exists(first)); // used longest ago
        QVERIFY(std::filesystem::exists(small.folder() / "newer.rows"));
        const DataCache none(DataCache::defaultFolder(), 0);
        none.shrink(small.folder() / "newer.rows");
        QVERIFY(std::filesystem::exists(small.folder() / "newer.rows")); // in use
        QCOMPARE(none.entries().size(), size_t{1});
        QVERIFY(none.clear() > 0);
        QVERIFY(none.entries().empty());
    }
    void halfWrittenFilesGoAfterADay()
    {
        const DataCache cache;
        std::filesystem::create_directories(cache.folder());
        const auto old = cache.folder() / ".x.rows.1.tmp", fresh = cache.folder() / ".y.rows.2.tmp";
        std::ofstream(old) << "x";
        std::ofstream(fresh) << "y";
        std::filesystem::last_write_time(
            old, std::filesystem::file_time_type::clock::now() - std::chrono::hours(25));
        cache.shrink({});
        QVERIFY(!std::filesystem::exists(old));
        QVERIFY(std::filesystem::exists(fresh));
    }
    void canBeSwitchedOff()
    {
        qputenv("LEAP_CACHE_MIB", "0");
        (void)encoded(m_file);
        QVERIFY(encoded(m_file)->origin.empty());
        QVERIFY(DataCache().entries().empty());
    }
    void aFolderThatCannotBeWrittenIsNoMatter()
    {
        const auto file = m_folder.write("no-folder", "x");
        qputenv("XDG_CACHE_HOME", QByteArray::fromStdString(file.string()));
        QVERIFY(sameRows(*encoded(m_file), *encoded(m_file, 0, false)));
    }
    void badFilesAreRefusedAsEver()
    {
        LEAP_CONTAINS(refusal([&] { (void)open(m_folder.path("none.csv")); }), "there is no such file");
        LEAP_CONTAINS(refusal([&] { (void)open(m_folder.write("empty.csv", "")); }), "the file is empty");
    }
};

QTEST_GUILESS_MAIN(TestCachedTable)
#include "tst_cached_table.moc"

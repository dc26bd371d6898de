// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/propose_schema.h"
#include "core/data/load.h"
#include "core/search/search.h"
#include "tests/support/planted_data.h"
#include "tests/support/stop_at.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

using namespace leap;

/// A search over rows that are read from disk while it trains.
class TestStreamed : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_memory, m_disk;

    static Settings settings()
    {
        Settings settings;
        settings.batch = 128;
        settings.epochs = 3;
        settings.patience = 0;
        settings.threads = 1;
        settings.alpha = 0.01;
        return settings;
    }
    static SearchResult search(const std::shared_ptr<const Dataset>& dataset)
    {
        RunControl control;
        TrainObserver observer;
        SearchResult result = runSearch(dataset, settings(), control, observer);
        judgeOnTestRows(dataset, settings(), result);
        return result;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const std::filesystem::path path = m_folder.filePath("planted.csv").toStdString();
        test::writePlantedCsv(path, 20'000, 1);
        qputenv("XDG_CACHE_HOME", m_folder.filePath("cache").toUtf8());
        Progress progress;
        ProposeOptions options;
        options.label.column = "y";
        options.accept = {"constant", "twin_2"}; // left out by themselves
        for (auto* dataset : {&m_memory, &m_disk}) {
            const LoadOptions load{false, dataset == &m_disk ? 1000 : 0};
            const auto table = loadTable({path}, {}, progress, load);
            const auto schema = proposeSchema(table->inspect(options.label, progress), options);
            *dataset = table->encode(schema, {}, 0, progress);
        }
        QCOMPARE(m_memory->store->shuffleWindow(), int64_t{0});
        QVERIFY(m_disk->store->shuffleWindow() > 0);
    }

    /// One order of the rows or another: the same verdicts, the same quality within noise.
    void learnsTheSame()
    {
        const SearchResult memory = search(m_memory), disk = search(m_disk);
        QCOMPARE(disk.steps, memory.steps);
        QVERIFY(std::abs(disk.testAuc.value - memory.testAuc.value) < 0.02);
        QVERIFY(search(m_disk).trajectory.gates == disk.trajectory.gates); // the same run, bit for bit
    }
    void goesOnExactly()
    {
        const SearchResult whole = search(m_disk);
        RunControl control;
        StopAt stopper(control, 170); // in the second of three epochs
        const SearchResult first = runSearch(m_disk, settings(), control, stopper);
        QCOMPARE(first.outcome, RunOutcome::Stopped);
        RunControl more;
        TrainObserver observer;
        const SearchResult second = runSearch(m_disk, settings(), more, observer, &first);
        QCOMPARE(first.steps, int64_t{170});
        QVERIFY(second.trajectory.gates == whole.trajectory.gates);
        QVERIFY(second.state == whole.state);
    }
};

QTEST_GUILESS_MAIN(TestStreamed)
#include "tst_streamed.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/share_tasks.h"

#include <QtTest>
#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace leap;

class TestShareTasks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachTaskRunsOnce_data()
    {
        QTest::addColumn<int>("threads");
        QTest::addColumn<int>("count");
        for (const int threads : {0, 1, 2, 5})
            for (const int count : {0, 1, 2, 100})
                QTest::addRow("%d tasks, %d threads", count, threads) << threads << count;
    }
    void eachTaskRunsOnce()
    {
        QFETCH(int, threads);
        QFETCH(int, count);
        std::vector<std::atomic<int>> runs(static_cast<size_t>(count));
        shareTasks(threads, runs.size(), [&](size_t i) { ++runs[i]; });
        for (const auto& run : runs)
            QCOMPARE(run.load(), 1);
    }

    /// Each task waits for the other: only two threads end this.
    void twoTasksRunAtOnce()
    {
        std::atomic<int> begun{0};
        std::mutex mutex;
        std::set<std::thread::id> threads;
        shareTasks(2, 2, [&](size_t) {
            ++begun;
            while (begun < 2)
                std::this_thread::yield();
            const std::lock_guard lock(mutex);
            threads.insert(std::this_thread::get_id());
        });
        QCOMPARE(threads.size(), size_t{2});
    }
    void oneThreadIsTheCallers()
    {
        std::vector<size_t> order;
        shareTasks(1, 4, [&, caller = std::this_thread::get_id()](size_t i) {
            if (std::this_thread::get_id() == caller)
                order.push_back(i);
        });
        QCOMPARE(order, (std::vector<size_t>{0, 1, 2, 3}));
    }

    void anExceptionEndsTheWork()
    {
        for (const int threads : {1, 3}) {
            std::atomic<int> runs{0};
            QVERIFY_THROWS_EXCEPTION(std::runtime_error, shareTasks(threads, 1000, [&](size_t) {
                                         ++runs;
                                         throw std::runtime_error("no");
                                     }));
            QVERIFY(runs <= threads);
        }
    }
};

QTEST_GUILESS_MAIN(TestShareTasks)
#include "tst_share_tasks.moc"

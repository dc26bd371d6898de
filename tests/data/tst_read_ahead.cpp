// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/column/read_ahead.h"

#include <QtTest>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

using namespace leap;

class TestReadAhead : public QObject {
    Q_OBJECT

    std::atomic<int> m_loads = 0;
    std::atomic<bool> m_fails = false;

    std::vector<int> load(size_t window)
    {
        ++m_loads;
        if (m_fails)
            throw InputError("the file is gone");
        return {static_cast<int>(window), static_cast<int>(10 * window)};
    }
    ReadAhead<std::vector<int>> source()
    {
        return ReadAhead<std::vector<int>>([this](size_t window) { return load(window); });
    }

private Q_SLOTS:
    void init()
    {
        m_loads = 0;
        m_fails = false;
    }

    void readsEachWindowOnce()
    {
        auto windows = source();
        for (size_t i = 0; i < 5; ++i) {
            QCOMPARE(windows.at(i, 5), (std::vector<int>{static_cast<int>(i), static_cast<int>(10 * i)}));
            QCOMPARE(windows.at(i, 5).front(), static_cast<int>(i)); // still there
        }
        windows.drop();
        QCOMPARE(m_loads.load(), 5); // none after the last
    }

    void readsTheNextOneMeanwhile()
    {
        auto windows = source();
        (void)windows.at(0, 3);
        QTRY_COMPARE(m_loads.load(), 2);
    }

    void jumpsWhereItIsTold()
    {
        auto windows = source();
        for (const size_t i : {3, 0, 1, 7, 6, 6, 2})
            QCOMPARE(windows.at(i, 8).back(), static_cast<int>(10 * i));
    }

    void forgetsWhatIsDropped()
    {
        auto windows = source();
        (void)windows.at(0, 2);
        windows.drop();
        QCOMPARE(m_loads.load(), 2);
        QCOMPARE(windows.at(0, 2).back(), 0);
        windows.drop();
        QCOMPARE(m_loads.load(), 4);
    }

    void anErrorComesToTheReader()
    {
        auto windows = source();
        (void)windows.at(0, 3);
        QTRY_COMPARE(m_loads.load(), 2);
        QCOMPARE(windows.at(1, 3).back(), 10);
        m_fails = true;
        QVERIFY_THROWS_EXCEPTION(InputError, (void)windows.at(0, 3));
        QVERIFY_THROWS_EXCEPTION(InputError, (void)windows.at(1, 3));
        m_fails = false;
        QCOMPARE(windows.at(1, 3).back(), 10); // another try
        (void)windows.at(2, 3);
    }

    void anErrorAheadWaitsForItsWindow()
    {
        ReadAhead<int> numbers([](size_t window) -> int {
            if (window == 1)
                throw InputError("block 1");
            return static_cast<int>(window);
        });
        QCOMPARE(numbers.at(0, 3), 0);
        QVERIFY_THROWS_EXCEPTION(InputError, (void)numbers.at(1, 3));
        QCOMPARE(numbers.at(2, 3), 2);
    }

    void endsOnlyWhenNothingIsBeingRead()
    {
        std::atomic<bool> reading = false;
        {
            ReadAhead<int> numbers([&](size_t window) {
                reading = true;
                std::this_thread::sleep_for(std::chrono::milliseconds(window == 0 ? 0 : 50));
                reading = false;
                return 0;
            });
            (void)numbers.at(0, 2);
        }
        QVERIFY(!reading);
    }
};

QTEST_APPLESS_MAIN(TestReadAhead)
#include "tst_read_ahead.moc"

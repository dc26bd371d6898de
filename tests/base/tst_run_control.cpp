// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/job_control.h"

#include <QtTest>
#include <atomic>
#include <chrono>
#include <thread>

using namespace leap;

namespace {

/// A trainer that does nothing but ask whether it may go on.
class Runner {
public:
    explicit Runner(RunControl& control)
        : m_control(control)
        , m_thread([this] {
            while (m_control.waitAtBoundary())
                ++m_steps;
            m_ended = true;
        })
    {
    }
    ~Runner()
    {
        m_control.stop();
        m_thread.join();
    }
    [[nodiscard]] int64_t steps() const { return m_steps; }
    [[nodiscard]] bool ended() const { return m_ended; }

private:
    RunControl& m_control;
    std::atomic<int64_t> m_steps{0};
    std::atomic<bool> m_ended{false};
    std::thread m_thread;
};

} // namespace

class TestRunControl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsUntilStopped()
    {
        RunControl control;
        QVERIFY(control.waitAtBoundary());
        QVERIFY(!control.stopRequested());
        control.stop();
        QVERIFY(control.stopRequested());
        QVERIFY(!control.waitAtBoundary());
    }

    void stopWakesAPausedRun()
    {
        RunControl control;
        control.pause();
        const Runner runner(control);
        QTest::qWait(20);
        QCOMPARE(runner.steps(), 0);
        control.stop();
        QTRY_VERIFY(runner.ended());
        QCOMPARE(runner.steps(), 0);
    }

    void singleStepsRunExactlyAsManySteps()
    {
        RunControl control;
        control.pause();
        const Runner runner(control);
        for (int step = 1; step <= 3; ++step) {
            control.stepOnce();
            QTRY_COMPARE(runner.steps(), step);
            QTest::qWait(10);
            QCOMPARE(runner.steps(), step);
        }
        QVERIFY(control.paused());
    }

    void stepsAskedForAtOnceAreAllDone()
    {
        RunControl control;
        control.pause();
        for (int i = 0; i < 5; ++i)
            control.stepOnce();
        const Runner runner(control);
        QTRY_COMPARE(runner.steps(), 5);
        QTest::qWait(10);
        QCOMPARE(runner.steps(), 5);
    }

    void resumeGoesOnAndForgetsGrantedSteps()
    {
        RunControl control;
        control.pause();
        control.stepOnce();
        control.resume();
        QVERIFY(!control.paused());
        {
            const Runner runner(control);
            QTRY_VERIFY(runner.steps() > 100);
            control.pause();
            QTest::qWait(10); // the step under way may end
            const int64_t steps = runner.steps();
            QTest::qWait(20);
            QCOMPARE(runner.steps(), steps);
        }
    }

    void slowsDownToTheRate()
    {
        RunControl control;
        control.setStepsPerSecond(50);
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < 11; ++i)
            QVERIFY(control.waitAtBoundary());
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
        QVERIFY2(spent.count() >= 0.19, "ten waits of 20 ms lie between eleven steps");
    }

    void fullSpeedWakesASlowRun()
    {
        RunControl control;
        control.setStepsPerSecond(0.001);
        const Runner runner(control);
        QTRY_COMPARE(runner.steps(), 1); // the next one would be due in 1,000 seconds
        control.setStepsPerSecond(0);
        QTRY_VERIFY(runner.steps() > 100);
    }

    void changesAreTakenOnce()
    {
        RunControl control;
        QVERIFY(control.takeChange().empty());
        control.change({{"alpha", 0.5}});
        control.change({{"tau", 0.1}});
        control.change({{"alpha", 0.25}});
        QCOMPARE(control.takeChange(), (LiveChange{{"alpha", 0.25}, {"tau", 0.1}})); // the last word
        QVERIFY(control.takeChange().empty());
    }

    /// One stop reaches what reports progress and what polls a RunControl.
    void aJobStopsAsAWhole()
    {
        std::vector<std::string> heard;
        JobControl job([&](const ProgressReport& report) { heard.push_back(report.what); });
        job.report({"reading", 1, 2});
        QVERIFY(job.waitAtBoundary());
        job.throwIfStopped();
        job.stop();
        QVERIFY(job.cancelled() && job.stopRequested() && !job.waitAtBoundary());
        QVERIFY_THROWS_EXCEPTION(Cancelled, job.report({"reading", 2, 2}));
        QVERIFY_THROWS_EXCEPTION(Cancelled, job.throwIfStopped());
        QCOMPARE(heard, std::vector<std::string>{"reading"});
    }
};

QTEST_GUILESS_MAIN(TestRunControl)
#include "tst_run_control.moc"

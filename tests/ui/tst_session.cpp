// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/propose_schema.h"
#include "tests/support/planted_data.h"
#include "tests/ui/job_log.h"

#include <QTemporaryDir>

using namespace leap;
using namespace leap::ui;
using State = AuditSession::State;

namespace {

Settings shortSettings()
{
    Settings settings;
    settings.epochs = 3;
    settings.patience = 0;
    settings.threads = 1;
    settings.seed = 7;
    settings.alpha = 0.01;
    return settings;
}

} // namespace

class TestSession : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string m_csv;

    [[nodiscard]] OpenJob openJob() const
    {
        OpenJob job;
        job.files = {m_csv};
        job.label.column = "y";
        return job;
    }
    /// Opens the data and makes the search that the command line would.
    [[nodiscard]] SearchJob searchJob(AuditSession& session, test::JobLog& log) const
    {
        const OpenJob open = openJob();
        session.start(open);
        if (!log.awaitEnds(1) || log.ends[0].outcome != JobOutcome::Finished)
            qFatal("the data could not be opened");
        ProposeOptions propose;
        propose.label = open.label;
        SearchJob job;
        job.source.files = {m_csv};
        job.schema = proposeSchema(*log.ends[0].made<OpenJob>()->report, propose);
        job.settings = shortSettings();
        log.ends.clear();
        log.states.clear();
        return job;
    }

private Q_SLOTS:
    /// The window asks less often where its answer is dear, so that it takes 3 % of the time.
    void thePaceFollowsTheCost()
    {
        PollPace pace;
        QCOMPARE(pace.interval(), 50);
        pace.spent(5); // one slow frame is no trend
        QCOMPARE(pace.interval(), 50);
        for (int i = 0; i < 60; ++i)
            pace.spent(6);
        QVERIFY2(pace.interval() >= 199 && pace.interval() <= 200,
                 qPrintable(QString::number(pace.interval())));
        for (int i = 0; i < 60; ++i)
            pace.spent(100);
        QCOMPARE(pace.interval(), 250);
        for (int i = 0; i < 60; ++i)
            pace.spent(0.5);
        QCOMPARE(pace.interval(), 50);
    }

    void initTestCase()
    {
        m_csv = m_folder.filePath("planted.csv").toStdString();
        test::writePlantedCsv(m_csv, 4000, 1);
    }

    void opensAndInspects()
    {
        AuditSession session;
        test::JobLog log(session);
        const quint64 id = session.start(openJob());
        QCOMPARE(session.state(), State::Loading);
        QVERIFY(log.awaitEnds(1));
        QCOMPARE(log.ends[0].id, id);
        QCOMPARE(log.ends[0].outcome, JobOutcome::Finished);
        QCOMPARE(log.ends[0].made<OpenJob>()->report->rows, int64_t{4000});
        QVERIFY(log.ends[0].made<OpenJob>()->report->find("strong_a")->aucAlone.has_value());
        QCOMPARE(session.state(), State::Idle);
    }

    void guessesTheLabel()
    {
        AuditSession session;
        test::JobLog log(session);
        OpenJob job = openJob();
        job.label = {};
        session.start(job);
        QVERIFY(log.awaitEnds(1));
        QCOMPARE(log.ends[0].made<OpenJob>()->label.column, std::string("y"));
        QVERIFY(log.ends[0].made<OpenJob>()->report->find("strong_a")->aucAlone.has_value());
    }

    void missingFileFailsOnceInWords()
    {
        AuditSession session;
        test::JobLog log(session);
        OpenJob job;
        job.files = {m_folder.filePath("nowhere.csv").toStdString()};
        session.start(job);
        QVERIFY(log.awaitEnds(1));
        QTest::qWait(100); // a second ending would come now
        QCOMPARE(log.ends.size(), size_t{1});
        QCOMPARE(log.ends[0].outcome, JobOutcome::Failed);
        QVERIFY2(log.ends[0].error.contains("nowhere.csv"), qPrintable(log.ends[0].error));
        QVERIFY(log.ends[0].userCanFix);
        QCOMPARE(session.state(), State::Failed);
        QVERIFY(session.canStart(openJob()));
    }

    void stopWhileLoading()
    {
        AuditSession session;
        test::JobLog log(session);
        session.start(openJob());
        session.stop();
        QCOMPARE(session.state(), State::Stopping);
        QVERIFY(log.awaitEnds(1));
        QCOMPARE(log.ends[0].outcome, JobOutcome::Stopped);
        QVERIFY(!log.ends[0].made<OpenJob>());
        QCOMPARE(session.state(), State::Idle);
    }

    void newerOpeningOutdatesTheOlder()
    {
        AuditSession session;
        test::JobLog log(session);
        const quint64 older = session.start(openJob());
        const quint64 newer = session.start(openJob());
        QCOMPARE(log.ends.size(), size_t{1}); // told at once
        QCOMPARE(log.ends[0].id, older);
        QCOMPARE(log.ends[0].outcome, JobOutcome::Stopped);
        QVERIFY(log.awaitEnds(2));
        QTest::qWait(100);
        QCOMPARE(log.ends.size(), size_t{2});
        QCOMPARE(log.ends[1].id, newer);
        QCOMPARE(log.ends[1].outcome, JobOutcome::Finished);
    }

    void searchTellsItsCourseInOrder()
    {
        AuditSession session;
        test::JobLog log(session);
        const SearchJob job = searchJob(session, log);
        session.start(job);
        QVERIFY(log.awaitEnds(1));
        QTest::qWait(100);
        QCOMPARE(log.ends.size(), size_t{1});
        QVERIFY2(log.ends[0].outcome == JobOutcome::Finished, qPrintable(log.ends[0].error));
        QCOMPARE(log.states, (std::vector<State>{State::Loading, State::Running, State::Idle}));

        LiveRun course;
        QStringList names;
        for (const Field& field : job.schema.fields)
            names << QString::fromStdString(field.name);
        course.begin(names);
        int64_t sequence = 0;
        int64_t step = 0;
        size_t plans = 0;
        for (const SnapshotPtr& news : log.snapshots) {
            QCOMPARE(news->sequence, ++sequence);
            QVERIFY(news->newest.step >= step);
            step = news->newest.step;
            plans += news->plan ? 1 : 0;
            course.apply(*news);
        }
        const SearchResult& result = (*log.ends[0].made<SearchJob>())->result;
        QCOMPARE(plans, size_t{1});
        QCOMPARE(step, result.steps);
        QVERIFY(course.trajectory() == result.trajectory); // thinned pieces make up the whole
        QCOMPARE(course.epochs().size(), result.epochs.size());
        QCOMPARE(course.messages().size(), result.messages.size());
    }

    void pauseStepAndStop()
    {
        AuditSession session;
        test::JobLog log(session);
        session.setStepsPerSecond(50);
        session.start(searchJob(session, log));
        QVERIFY(log.awaitStep(2));
        session.pause();
        QCOMPARE(session.state(), State::Paused);
        QTest::qWait(200); // the step under way ends
        const int64_t held = log.snapshots.back()->newest.step;
        session.step();
        QVERIFY(log.awaitStep(held + 1));
        QTest::qWait(200);
        QCOMPARE(log.snapshots.back()->newest.step, held + 1);
        session.stop();
        QVERIFY(log.awaitEnds(1));
        QCOMPARE(log.ends[0].outcome, JobOutcome::Stopped);
        QCOMPARE((*log.ends[0].made<SearchJob>())->result.steps, held + 1);
        QCOMPARE(session.state(), State::Idle);
    }

    void stoppedSearchGoesOnToTheSameEnd()
    {
        AuditSession session;
        test::JobLog log(session);
        SearchJob job = searchJob(session, log);
        session.start(job);
        QVERIFY(log.awaitEnds(1));
        const RunPtr whole = *log.ends[0].made<SearchJob>();

        session.setStepsPerSecond(100);
        session.start(job);
        log.snapshots.clear();
        QVERIFY(log.awaitStep(5));
        session.stop();
        QVERIFY(log.awaitEnds(2));
        QCOMPARE(log.ends[1].outcome, JobOutcome::Stopped);
        session.setStepsPerSecond(0);
        job.resume = *log.ends[1].made<SearchJob>();
        session.start(job);
        QVERIFY(log.awaitEnds(3));
        QVERIFY2(log.ends[2].outcome == JobOutcome::Finished, qPrintable(log.ends[2].error));
        QVERIFY((*log.ends[2].made<SearchJob>())->result.ranking == whole->result.ranking);
        QVERIFY((*log.ends[2].made<SearchJob>())->result.trajectory == whole->result.trajectory);
    }

    void liveChangeIsMarked()
    {
        AuditSession session;
        test::JobLog log(session);
        session.setStepsPerSecond(100);
        session.start(searchJob(session, log));
        QVERIFY(log.awaitStep(2));
        session.change({{"alpha", 0.5}});
        QVERIFY(log.awaitStep(log.snapshots.back()->newest.step + 3));
        session.stop();
        QVERIFY(log.awaitEnds(1));
        const auto& changes = (*log.ends[0].made<SearchJob>())->result.changes;
        QCOMPARE(changes.size(), size_t{1});
        QCOMPARE(changes[0].what, std::string("alpha 0.01 -> 0.5"));
    }

    void badSettingFailsBeforeAnyWork()
    {
        AuditSession session;
        test::JobLog log(session);
        SearchJob job = searchJob(session, log);
        job.settings.tau = -1;
        session.start(job);
        QVERIFY(log.awaitEnds(1));
        QCOMPARE(log.ends[0].outcome, JobOutcome::Failed);
        QVERIFY2(log.ends[0].error.contains("tau"), qPrintable(log.ends[0].error));
    }

    void shutDownDuringASearchReportsItOnce()
    {
        AuditSession session;
        test::JobLog log(session);
        session.setStepsPerSecond(20);
        session.start(searchJob(session, log));
        QVERIFY(log.awaitStep(1));
        session.shutDown();
        QCOMPARE(log.ends.size(), size_t{1});
        QCOMPARE(log.ends[0].outcome, JobOutcome::Stopped);
        QVERIFY(!session.canStart(openJob()));
    }

    void shutDownRightAfterAStart()
    {
        AuditSession session;
        test::JobLog log(session);
        session.start(openJob());
        session.shutDown();
        QCOMPARE(log.ends.size(), size_t{1});
        QCOMPARE(log.ends[0].outcome, JobOutcome::Stopped);
    }

    void anotherJobWaitsForTheSearch()
    {
        AuditSession session;
        test::JobLog log(session);
        session.setStepsPerSecond(20);
        session.start(searchJob(session, log));
        QCOMPARE(session.start(openJob()), quint64{0});
        session.stop();
        QVERIFY(log.awaitEnds(1));
        QVERIFY(session.start(openJob()) > 0);
        QVERIFY(log.awaitEnds(2));
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/gate_course.h"
#include "tests/support/planted_data.h"
#include "tests/ui/window_fixture.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/settle_notice.h"
#include "ui/widgets/value_slider.h"

#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace leap;
using namespace leap::ui;
using test::click;
using test::TestWindow;
using test::visible;

class TestWindowSearch : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_csv;

private Q_SLOTS:
    void initTestCase()
    {
        m_csv = m_folder.filePath("planted.csv");
        test::writePlantedCsv(m_csv.toStdString(), 4000, 1);
    }

    void gatesThatStillMoveAreTrainedOn()
    {
        TestWindow test(m_folder);
        test.open(m_csv);
        test.beQuick();
        Workbench& bench = test.window.bench();
        bench.startSearch();
        QVERIFY(test.log.awaitEnds(1));
        const RunPtr first = bench.study().run();
        QVERIFY(first && !allSettled(first->result.ranking)); // two epochs are too few
        for (const auto page : {MainWindow::Search, MainWindow::Decide}) {
            test.window.showPage(page);
            QVERIFY(visible<SettleNotice>(test.window));
        }
        auto* epochs = visible<QSpinBox>(test.window, "moreEpochs");
        QVERIFY(epochs);
        epochs->setValue(1);
        click(visible<QPushButton>(test.window, "trainOn"));
        QCOMPARE(test.window.page(), MainWindow::Search);
        QVERIFY(!visible<SettleNotice>(test.window)); // while it runs
        QVERIFY(test.log.awaitEnds(2));
        QVERIFY2(test.log.ends[1].outcome == JobOutcome::Finished, qPrintable(test.log.ends[1].error));
        const RunPtr more = bench.study().run();
        QCOMPARE(bench.study().runs().size(), size_t{1}); // in place of the first
        QCOMPARE(more->result.epochs.size(), first->result.epochs.size() + 1);
        QCOMPARE(bench.study().settings().epochs, first->result.plan.epochs + 1);
        QVERIFY(bench.canExtendSearch());
        Settings other = bench.study().settings();
        other.tau = 0.4;
        bench.study().setSettings(other);
        QVERIFY(!bench.canExtendSearch()); // that would be another search
        QVERIFY(!visible<QPushButton>(test.window, "trainOn"));
    }

    void settlingIsSaidInWords()
    {
        std::vector<EpochReport> epochs(1);
        epochs[0].largestGateMove = 0.64;
        QVERIFY(settlingText(epochs).contains("second epoch"));
        epochs.resize(2);
        epochs[1].largestGateMove = 0.16; // a quarter: .04, .01
        QVERIFY2(settlingText(epochs).contains("about 2 more epochs"), qPrintable(settlingText(epochs)));
        epochs[1].largestGateMove = 0.7;
        QVERIFY(settlingText(epochs).contains("do not shrink"));
    }

    void chartsAreExportedTogether()
    {
        TestWindow test(m_folder);
        test.open(m_csv);
        test.beQuick();
        test.window.bench().startSearch();
        QVERIFY(test.log.awaitEnds(1));
        QTemporaryDir folder;
        test.window.exportCharts(folder.path());
        QCOMPARE(QDir(folder.path()).entryList({"*.svg"}).size(), 8); // all kinds, seen before or not
        auto* bar = visible<MessageBar>(test.window);
        QVERIFY(bar);
        QCOMPARE(bar->tone(), MessageBar::Tone::Done);
        test.window.exportCharts(folder.filePath("nowhere"));
        QCOMPARE(bar->tone(), MessageBar::Tone::Error);
    }

    void settingThatMakesNoSenseIsRefusedInWords()
    {
        TestWindow test(m_folder);
        test.open(m_csv);
        test.window.showPage(MainWindow::Search);
        auto* tau = test.window.findChild<ValueSlider*>("tau");
        tau->edit()->setText("-1");
        Q_EMIT tau->edit()->editingFinished();
        auto* bar = visible<MessageBar>(test.window);
        QVERIFY(bar);
        QVERIFY2(bar->text().contains("tau"), qPrintable(bar->text()));
        QCOMPARE(tau->value(), 0.2);
        QCOMPARE(test.window.bench().study().settings().tau, 0.2);
        tau->edit()->setText("0.4");
        Q_EMIT tau->edit()->editingFinished();
        QCOMPARE(test.window.bench().study().settings().tau, 0.4);
    }

    void liveChangeLeavesTheStudysSettings()
    {
        TestWindow test(m_folder);
        test.open(m_csv);
        test.beQuick();
        test.window.bench().session().setStepsPerSecond(50);
        test.window.bench().startSearch();
        QVERIFY(test.log.awaitStep(2));
        auto* alpha = test.window.findChild<ValueSlider*>("alpha");
        QVERIFY(alpha->isEnabled());
        alpha->edit()->setText("0.5");
        Q_EMIT alpha->edit()->editingFinished();
        QVERIFY(QTest::qWaitFor([&] { return !test.window.bench().run().changes().empty(); },
                                test::JobLog::kPatience));
        QCOMPARE(test.window.bench().run().changes()[0].what, std::string("alpha 0.02 -> 0.5"));
        QCOMPARE(test.window.bench().study().settings().alpha, std::optional<double>(0.02));
        test.window.bench().session().stop();
        QVERIFY(test.log.awaitEnds(1));
        QCOMPARE(alpha->value(), 0.02);
    }

    void unsavedRunsAreAskedFor()
    {
        TestWindow test(m_folder);
        test.open(m_csv);
        test.beQuick();
        test.window.bench().startSearch();
        QVERIFY(test.log.awaitEnds(1));
        QStringList asked;
        test.window.setAskUnsaved([&](QWidget*, const QString& title, bool searching) {
            asked << title;
            return searching || asked.size() == 1 ? MainWindow::Unsaved::Cancel
                                                  : MainWindow::Unsaved::Discard;
        });
        QVERIFY(!test.window.close());
        QVERIFY(test.window.close());
        QCOMPARE(asked, QStringList({"planted.leap", "planted.leap"}));
    }

    void windowMayGoWhileAFieldIsEdited()
    {
        TestWindow test(m_folder);
        test.open(m_csv);
        test.window.showPage(MainWindow::Search);
        test.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&test.window));
        QLineEdit* edit = test.window.findChild<ValueSlider*>("tau")->edit();
        edit->setFocus();
        QVERIFY(edit->hasFocus());
        edit->setText("0.3"); // is taken as the window, and with it the focus, goes
    }

    void closingDuringASearchStopsIt()
    {
        TestWindow test(m_folder);
        test.open(m_csv);
        test.beQuick();
        test.window.bench().session().setStepsPerSecond(10);
        test.window.bench().startSearch();
        QVERIFY(test.log.awaitStep(1));
        QVERIFY(test.window.close());
        QCOMPARE(test.log.ends.size(), size_t{1});
        QCOMPARE(test.log.ends[0].outcome, JobOutcome::Stopped);
    }

    void closingDuringALoadStopsIt()
    {
        TestWindow test(m_folder);
        OpenRequest request;
        request.files = {m_csv};
        test.window.openData(request);
        QVERIFY(test.window.close());
        QCOMPARE(test.log.ends.size(), size_t{1});
    }

    void cancelKeepsTheWindowAndTheSearch()
    {
        TestWindow test(m_folder);
        test.open(m_csv);
        test.beQuick();
        test.window.bench().session().setStepsPerSecond(10);
        test.window.bench().startSearch();
        QVERIFY(test.log.awaitStep(1));
        int asked = 0;
        test.window.setAskUnsaved([&](QWidget*, const QString&, bool searching) {
            asked += searching ? 1 : 100;
            return MainWindow::Unsaved::Cancel;
        });
        QVERIFY(!test.window.close());
        QCOMPARE(asked, 1);
        QVERIFY(test.window.bench().session().searching());
        test.window.bench().session().stop();
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY(test.window.bench().canContinueSearch());
        test.window.setAskUnsaved(
            [](QWidget*, const QString&, bool) { return MainWindow::Unsaved::Discard; });
    }
};

QTEST_MAIN(TestWindowSearch)
#include "tst_window_search.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_data.h"
#include "core/audit/file/audit_file.h"
#include "core/decide/kept_set.h"
#include "core/study/ledger/ledger_record.h"
#include "core/study/path/alpha_path.h"
#include "core/study/probes/probe_study.h"
#include "core/study/run_decision.h"
#include "core/study/stepwise/stepwise_record.h"
#include "core/study/study.h"
#include "tests/support/planted_data.h"
#include "tests/ui/window_fixture.h"
#include "ui/charts/base/interval_rows.h"
#include "ui/charts/gates/force_balance.h"
#include "ui/models/decision_model.h"
#include "ui/pages/evidence/evidence_page.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStandardItemModel>

using namespace leap;
using namespace leap::ui;
using test::click;
using test::TestWindow;

class TestWindowEvidence : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_csv;
    QString m_audit; ///< of one finished search

    static Workbench& bench(TestWindow& test) { return test.window.bench(); }
    static RunPtr run(TestWindow& test) { return bench(test).study().run(); }

    void openAudit(TestWindow& test)
    {
        bench(test).openAudit(m_audit);
        QVERIFY(test.log.awaitEnds(1));
        test.log.ends.clear();
        test.window.showPage(MainWindow::Evidence);
    }
    /// Chooses a study in the list. @return the button that asks it
    static QPushButton* choose(TestWindow& test, const std::string& study)
    {
        const auto& kinds = studyKinds();
        const auto place = std::find_if(kinds.begin(), kinds.end(),
                                        [&](const StudyKind& kind) { return kind.name == study; });
        test.window.findChild<QListWidget*>("studies")->setCurrentRow(
            static_cast<int>(place - kinds.begin()));
        return test.window.findChild<QPushButton*>(QString::fromStdString("ask." + study));
    }
    /// Presses the button and waits for the answer.
    void ask(TestWindow& test, const std::string& study)
    {
        click(choose(test, study));
        QVERIFY(bench(test).session().gathering());
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY2(test.log.ends[0].outcome == JobOutcome::Finished, qPrintable(test.log.ends[0].error));
        test.log.ends.clear();
    }
    static int rows(TestWindow& test, const char* table)
    {
        return test.window.findChild<TableView*>(table)->model()->rowCount();
    }
    static void set(TestWindow& test, const char* box, int value)
    {
        test.window.findChild<QSpinBox*>(box)->setValue(value);
    }
    /// A ledger without what differs from one making to the next.
    static Json lasting(const Ledger& ledger)
    {
        Json json = toJson(ledger);
        json.erase("created");
        json.erase("seconds");
        return json;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_csv = m_folder.filePath("planted.csv");
        m_audit = m_folder.filePath("one.leap");
        test::writePlantedCsv(m_csv.toStdString(), 4000, 1);
        TestWindow test(m_folder);
        test.open(m_csv);
        test.beQuick();
        bench(test).startSearch();
        QVERIFY(test.log.awaitEnds(1));
        test.log.ends.clear();
        bench(test).saveAudit(m_audit);
        QVERIFY(test.log.awaitEnds(1));
    }

    /// Every study is in sight, and no control of its plan is cut off at the side.
    void studiesAndPlansFit()
    {
        TestWindow test(m_folder);
        openAudit(test);
        const auto* list = test.window.findChild<QListWidget*>("studies");
        const QRect last = list->visualItemRect(list->item(list->count() - 1));
        QVERIFY(list->viewport()->rect().contains(last));
        for (const StudyKind& study : studyKinds()) {
            choose(test, study.name);
            QApplication::processEvents();
            const auto* plan = test.window.findChild<QScrollArea*>("plan");
            for (const QWidget* control : plan->findChildren<QWidget*>()) {
                const int right = control->mapTo(plan, QPoint(control->width(), 0)).x();
                QVERIFY2(!control->isVisible() || right <= plan->width(), qPrintable(control->objectName()));
            }
        }
    }

    void withoutASearchItSaysSo()
    {
        TestWindow test(m_folder);
        test.window.showPage(MainWindow::Evidence);
        QVERIFY(!bench(test).evidenceObstacle().isEmpty());
        click(test::visible<PrimaryButton>(test.window));
        QCOMPARE(test.window.page(), MainWindow::Search);
    }

    /// The same figures as the command line's function makes, and in the file where it keeps them.
    void theLedger()
    {
        TestWindow test(m_folder);
        openAudit(test);
        QVERIFY(test::visible<TableView>(test.window, "ledger") == nullptr);
        set(test, "ledger.repeats", 2);
        ask(test, "ledger");
        QVERIFY(bench(test).study().modified());
        QCOMPARE(rows(test, "ledger"), 10);
        auto* earnings = test::visible<IntervalRows>(test.window);
        QVERIFY(earnings && earnings->hasData());
        QVERIFY(test.window.findChild<ForceBalance*>()->hasData());

        RunRecord record = readAudit(m_audit.toStdString()).runs.at(0);
        QVERIFY(!record.studies.has<Ledger>()); // not saved yet
        Progress progress;
        const auto data = reloadData(record, {}, {}, progress);
        RunControl control;
        ProveObserver quiet;
        const auto ledger =
            makeLedger(data.dataset, record.result, record.settings, {.repeats = 2}, control, quiet);
        QVERIFY(ledger && lasting(*ledger) == lasting(*run(test)->studies.find<Ledger>()));

        const QString file = m_folder.filePath("ledger.leap");
        bench(test).saveAudit(file);
        QVERIFY(test.log.awaitEnds(1));
        const StudyResults stored = readAudit(file.toStdString()).runs.at(0).studies;
        QVERIFY(recordsEqual(*stored.find<Ledger>(), *run(test)->studies.find<Ledger>()));
    }

    /// Chart, table, sentence and balance speak of the same field.
    void oneFieldIsChosenEverywhere()
    {
        TestWindow test(m_folder);
        bench(test).openAudit(m_folder.filePath("ledger.leap"));
        QVERIFY(test.log.awaitEnds(1));
        test.window.showPage(MainWindow::Evidence);
        choose(test, "ledger");
        auto* table = test.window.findChild<TableView*>("ledger");
        table->selectRow(3);
        const QString name = table->model()->index(3, 0).data().toString();
        QVERIFY(test.window.findChild<QLabel*>("forceWords")->text().startsWith(name + ": "));
        QCOMPARE(test.window.findChild<ForceBalance*>()->title(), name);
        auto* earnings = test::visible<IntervalRows>(test.window);
        QTest::keyClick(earnings, Qt::Key_Down);
        QCOMPARE(table->selectionModel()->selectedRows().first().row(), 4);
    }

    /// Budgets by earnings need the ledger, and then decide as the command line does.
    void budgetsByEarnings()
    {
        TestWindow test(m_folder);
        openAudit(test);
        auto* rule = test.window.findChild<QComboBox*>("rule");
        const auto offer = [&](const char* title) {
            return qobject_cast<QStandardItemModel*>(rule->model())->item(rule->findText(title));
        };
        QVERIFY(!offer("top earners, bytes")->isEnabled());
        QVERIFY(offer("top earners, bytes")->toolTip().contains("needs the ledger"));
        bench(test).openAudit(m_folder.filePath("ledger.leap"));
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY(offer("top earners, bytes")->isEnabled());

        const int64_t columns = bench(test).study().decision()->columnsAfter;
        rule->setCurrentIndex(rule->findText("top earners, columns"));
        Q_EMIT rule->activated(rule->currentIndex());
        QCOMPARE(bench(test).study().rule().budget, columns); // from what was kept before
        auto* count = test.window.findChild<QSpinBox*>("ruleCount");
        count->setValue(16);
        Rule wanted;
        wanted.kind = Rule::Kind::Earnings;
        wanted.budget = 16;
        const auto& decision = bench(test).study().decision();
        QVERIFY(decision && decision->columnsAfter <= 16);
        QCOMPARE(droppedNames(*decision), droppedNames(decideRun(*run(test), wanted)));

        rule->setCurrentIndex(rule->findText("top earners, bytes"));
        Q_EMIT rule->activated(rule->currentIndex());
        QCOMPARE(bench(test).study().rule().budgetOf, BudgetOf::Bytes);
        QVERIFY(count->value() > decision->columnsAfter * 32 * 4); // a column has 32 weights at least
        count->setValue(1);
        QVERIFY(!decision && bench(test).study().decisionError().contains("Raise the number"));
    }

    void theNoiseFloor()
    {
        TestWindow test(m_folder);
        openAudit(test);
        set(test, "probes.probes", 20);
        ask(test, "probes");
        QCOMPARE(run(test)->studies.find<ProbeStudy>()->probes.size(), size_t{20});
        QCOMPARE(rows(test, "probes"), 10);
        const QString words = test.window.findChild<QLabel*>("probes.words")->text();
        QVERIFY2(words.contains("Noise floor") && words.contains("understate"), qPrintable(words));
    }

    /// More seeds of the same run: those that it has are not searched again, and Decide counts all of them.
    void furtherSearchesFillTheEvidenceColumn()
    {
        TestWindow test(m_folder);
        openAudit(test);
        set(test, "searches.seeds", 2);
        set(test, "searches.half_samples", 0);
        ask(test, "searches");
        QCOMPARE(bench(test).study().runs().size(), size_t{1}); // the same run, with more
        const auto first = run(test)->result.ranking.repeats.seedScores;
        QCOMPARE(first.size(), size_t{2});
        set(test, "searches.seeds", 3);
        set(test, "searches.half_samples", 1);
        ask(test, "searches");
        const Ranking& ranking = run(test)->result.ranking;
        QCOMPARE(ranking.repeats.seedScores.size(), size_t{3});
        QCOMPARE(ranking.repeats.seedScores[0], first[0]);
        QCOMPARE(ranking.repeats.seedScores[1], first[1]);
        QCOMPARE(ranking.repeats.halfScores.size(), size_t{2});
        QCOMPARE(rows(test, "searches"), 10);
        QVERIFY(!choose(test, "searches")->isEnabled()); // nothing more is asked
        test.window.showPage(MainWindow::Decide);
        const QString evidence = test.window.findChild<TableView*>("verdicts")
                                     ->model()
                                     ->index(0, DecisionModel::EvidenceColumn)
                                     .data()
                                     .toString();
        QVERIFY2(evidence.contains("of 3 seeds") && evidence.contains("of 2 half-samples"),
                 qPrintable(evidence));
        QVERIFY(!bench(test).study().decision()->provisional);
    }

    void aStoppedChainKeepsWhatWasDone()
    {
        TestWindow test(m_folder);
        openAudit(test);
        bool second = false;
        connect(&bench(test).session(), &AuditSession::progressed, &test.window,
                [&](const QString& what) { second = second || what.startsWith("Search 2 of 1003"); });
        set(test, "searches.seeds", 1000);
        click(choose(test, "searches"));
        QTRY_VERIFY_WITH_TIMEOUT(second, 60000);
        bench(test).session().stop();
        QVERIFY(test.log.awaitEnds(1));
        QCOMPARE(test.log.ends[0].outcome, JobOutcome::Stopped);
        QVERIFY(run(test)->result.ranking.repeats.seedScores.size() >= 2);
    }

    void aPathIsANewRun()
    {
        TestWindow test(m_folder);
        openAudit(test);
        const RunPtr before = run(test);
        set(test, "path.below", 1);
        set(test, "path.above", 1);
        ask(test, "path");
        QCOMPARE(bench(test).study().runs().size(), size_t{2});
        QVERIFY(bench(test).study().runs()[0] == before);
        QVERIFY(!before->studies.has<AlphaPath>());
        const AlphaPath& path = *run(test)->studies.find<AlphaPath>();
        QCOMPARE(rows(test, "path"), static_cast<int>(path.points.size()));
        QVERIFY(path.points.size() <= 3);
        QCOMPARE(path.points[0].alpha * 2, path.points[1].alpha);
        QCOMPARE(run(test)->result.plan.alpha, path.points[path.chosen].alpha);

        // The first search is still there, with all that belongs to it.
        auto* runs = test.window.findChild<QComboBox*>("runs");
        QVERIFY(runs->isVisible());
        QCOMPARE(runs->count(), 2);
        QCOMPARE(runs->currentIndex(), 1);
        runs->setFocus();
        QTest::keyClick(runs, Qt::Key_Up);
        QVERIFY(run(test) == before);
        QCOMPARE(bench(test).run().newest().gates[0], before->result.ranking.fields[0].gate);
        QCOMPARE(runs->currentIndex(), 0);
    }

    /// Every study has its plan, its table and its chart; what is kept comes back from the file.
    void studiesOfTheCommandLineAreAskedHere()
    {
        TestWindow test(m_folder);
        openAudit(test);
        Rule rule;
        rule.kind = Rule::Kind::TopK;
        rule.topK = 3;
        bench(test).study().editRule("Keep three", rule);
        set(test, "stepwise.retrain_seeds", 2);
        set(test, "roi.points", 2);
        set(test, "roi.retrain_seeds", 2);
        set(test, "prune.epochs", 1);
        set(test, "compare.search_seeds", 1);
        set(test, "compare.retrain_seeds", 1);
        for (const char* study : {"roi", "compare"})
            test.window.findChild<QLineEdit*>(QString("%1.selectors").arg(study))->setText("leap, shark");
        for (const char* study : {"stepwise", "roi", "prune", "compare"}) {
            ask(test, study);
            if (QTest::currentTestFailed())
                return;
            QVERIFY2(run(test)->studies.find(study), study);
            QVERIFY2(rows(test, study) > 1, study);
            bool drawn = false;
            for (const auto& [name, chart] : test.window.findChild<EvidencePage*>()->chartsForExport())
                drawn = drawn || (chart->isVisible() && chart->hasData());
            QVERIFY2(drawn, study);
        }
        const QString file = m_folder.filePath("studies.leap");
        bench(test).saveAudit(file);
        QVERIFY(test.log.awaitEnds(1));
        const StudyResults stored = readAudit(file.toStdString()).runs.at(0).studies;
        QVERIFY(recordsEqual(*stored.find<Stepwise>(), *run(test)->studies.find<Stepwise>()));
    }

    /// A plan that makes no sense is refused before rows are read.
    void aWrongPlanIsSaid()
    {
        TestWindow test(m_folder);
        openAudit(test);
        choose(test, "roi");
        test.window.findChild<QLineEdit*>("roi.selectors")->setText("leap, sharkk");
        click(test.window.findChild<QPushButton*>("ask.roi"));
        QVERIFY(!bench(test).session().busy());
        auto* bar = test::visible<MessageBar>(test.window);
        QVERIFY(bar);
        QVERIFY2(bar->text().contains("shark"), qPrintable(bar->text()));
    }

    /// A ledger that does not read is no crash: the page says what is wrong and offers to make it again.
    void aDamagedLedgerIsSaid()
    {
        AuditDocument document = readAudit(m_folder.filePath("ledger.leap").toStdString());
        StudyResults& studies = document.runs[0].studies;
        Json json = toJson(*studies.find<Ledger>());
        json.erase("rows");
        readStored(studyKind("ledger"), json.dump(), "ledger", studies);
        const QString file = m_folder.filePath("damaged.leap");
        writeAudit(file.toStdString(), document);
        TestWindow test(m_folder);
        bench(test).openAudit(file);
        QVERIFY(test.log.awaitEnds(1));
        test.window.showPage(MainWindow::Evidence);
        choose(test, "ledger");
        bool said = false;
        for (const QLabel* label : test.window.findChildren<QLabel*>())
            said = said || (label->isVisible() && label->text().contains("'rows'"));
        QVERIFY(said);
        QVERIFY(choose(test, "ledger")->isEnabled());
    }
};

QTEST_MAIN(TestWindowEvidence)
#include "tst_window_evidence.moc"

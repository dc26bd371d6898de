// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/data/schema/field_edits.h"
#include "core/decide/decide.h"
#include "tests/support/planted_data.h"
#include "tests/ui/window_fixture.h"
#include "ui/charts/decision/decision_bars.h"
#include "ui/models/decision_model.h"
#include "ui/models/field_table_model.h"
#include "ui/widgets/figure_pair.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/table_view.h"

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDropEvent>
#include <QMimeData>
#include <QSlider>
#include <QSpinBox>

using namespace leap;
using namespace leap::ui;
using test::click;
using test::TestWindow;
using test::visible;

class TestWindowTour : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_csv;

    void mergeFieldsAndUndo(TestWindow& test)
    {
        MainWindow& window = test.window;
        auto* use = window.findChild<QPushButton*>("use");
        QVERIFY2(use->text().contains("of"), qPrintable(use->text()));
        click(use);
        QCOMPARE(window.page(), MainWindow::Fields);
        auto* fields = window.findChild<TableView*>("fields");
        const int count = fields->model()->rowCount();
        QVERIFY(count > 5);
        fields->selectSourceRows({0, 1});
        QAction* merge = nullptr;
        for (QAction* action : fields->actions())
            merge = action->text() == "Merge" ? action : merge;
        QVERIFY(merge && merge->isEnabled());
        merge->trigger();
        QCOMPARE(fields->model()->rowCount(), count - 1);
        window.bench().study().undoStack().undo();
        QCOMPARE(fields->model()->rowCount(), count);
    }

    void searchAndScrub(TestWindow& test)
    {
        MainWindow& window = test.window;
        click(window.findChild<QPushButton*>("toSearch"));
        QCOMPARE(window.page(), MainWindow::Search);
        click(visible<PrimaryButton>(window)); // start
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY2(test.log.ends[0].outcome == JobOutcome::Finished, qPrintable(test.log.ends[0].error));
        QVERIFY(window.isWindowModified());

        LiveRun& run = window.bench().run();
        auto* scrub = window.findChild<QSlider*>("scrub");
        QVERIFY(scrub->isEnabled());
        scrub->setValue(0);
        QCOMPARE(run.shown().step, int64_t{1});
        scrub->setValue(scrub->maximum());
        QVERIFY(run.followsNewest());
    }

    void decide(TestWindow& test)
    {
        MainWindow& window = test.window;
        click(visible<PrimaryButton>(window)); // decide
        QCOMPARE(window.page(), MainWindow::Decide);
        auto* verdicts = window.findChild<TableView*>("verdicts");
        QCOMPARE(verdicts->model()->rowCount(),
                 static_cast<int>(window.bench().study().schema().fields.size()));
        verdicts->selectRow(0);
        verdicts->setFocus();
        const QString first = verdicts->model()->index(0, DecisionModel::Name).data().toString();
        QTest::keyClick(verdicts, Qt::Key_D);
        QCOMPARE(window.bench().study().rule().forceDrop, std::vector<std::string>{first.toStdString()});
        QTest::keyClick(verdicts, Qt::Key_R);
        QVERIFY(window.bench().study().rule().forceDrop.empty());

        auto* bars = window.findChild<DecisionBars*>();
        QVERIFY(bars->hasData());
        Q_EMIT bars->thresholdChanged(0.25); // as a drag of the line does
        QCOMPARE(window.bench().study().decision()->rule.threshold, 0.25);
        window.bench().study().undoStack().undo();
        QCOMPARE(bars->threshold(), 0.5);

        auto* rule = window.findChild<QComboBox*>("rule");
        rule->setCurrentIndex(rule->findText("the best"));
        Q_EMIT rule->activated(rule->currentIndex());
        window.findChild<QSpinBox*>("ruleCount")->setValue(3);
        QCOMPARE(window.bench().study().decision()->fieldsAfter, int64_t{3});
        QCOMPARE(window.findChild<FigurePair*>("fieldsFigure")->after(), QString("3"));
    }

    void exportAll(TestWindow& test)
    {
        MainWindow& window = test.window;
        for (const char* suffix : {"json", "h5", "csv"}) {
            const QString path = m_folder.filePath(QString("decision.%1").arg(suffix));
            test.log.ends.clear();
            window.bench().exportDecision(path);
            QVERIFY(test.log.awaitEnds(1));
            QVERIFY2(test.log.ends[0].outcome == JobOutcome::Finished, qPrintable(test.log.ends[0].error));
            QVERIFY(QFileInfo(path).size() > 100);
        }
        const Json json = parseJson(readText(m_folder.filePath("decision.json").toStdString()), "decision");
        QCOMPARE(json["format"].get<std::string>(), std::string("leap.decision"));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_csv = m_folder.filePath("planted.csv");
        test::writePlantedCsv(m_csv.toStdString(), 4000, 1);
    }

    void emptyWindowOffersTheFirstStep()
    {
        TestWindow test(m_folder);
        QCOMPARE(test.window.page(), MainWindow::Data);
        QVERIFY(test.window.windowTitle() == "LeAP Studio");
        for (const auto page : {MainWindow::Fields, MainWindow::Search, MainWindow::Decide,
                                MainWindow::Evidence, MainWindow::Prove, MainWindow::Report}) {
            test.window.showPage(page);
            QCOMPARE(test.window.page(), page);
            auto* next = visible<PrimaryButton>(test.window);
            QVERIFY(next && next->isEnabled()); // leads to what is missing
        }
    }

    void wholeAuditByHand()
    {
        TestWindow test(m_folder);
        MainWindow& window = test.window;
        test.open(m_csv);
        test.beQuick();
        QVERIFY(window.windowTitle().contains("planted.leap"));
        for (const auto step : {&TestWindowTour::mergeFieldsAndUndo, &TestWindowTour::searchAndScrub,
                                &TestWindowTour::decide, &TestWindowTour::exportAll}) {
            (this->*step)(test);
            if (QTest::currentTestFailed())
                return;
        }
        test.log.ends.clear();
        window.bench().saveAudit(m_folder.filePath("planted.leap"));
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY2(test.log.ends[0].outcome == JobOutcome::Finished, qPrintable(test.log.ends[0].error));
        QVERIFY(!window.isWindowModified());
        QVERIFY(window.close());
    }

    void reloadedDataKeepFieldsAndSettings()
    {
        TestWindow test(m_folder);
        test.open(m_csv);
        test.beQuick();
        Workbench& bench = test.window.bench();
        bench.study().editSchema("Leave out", withoutFields(bench.study().schema(), {0}));
        const Schema kept = bench.study().schema();
        test.log.ends.clear();
        bench.reopenData();
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY(bench.study().schema() == kept);
        QCOMPARE(bench.study().settings().epochs, int64_t{2});
    }

    void savedAuditFillsAllPages() // continues with the file of wholeAuditByHand
    {
        TestWindow test(m_folder);
        test.window.openFile(m_folder.filePath("planted.leap"));
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY2(test.log.ends[0].outcome == JobOutcome::Finished, qPrintable(test.log.ends[0].error));
        QCOMPARE(test.window.page(), MainWindow::Search);
        Workbench& bench = test.window.bench();
        QVERIFY(bench.run().trajectory().points() > 0);
        QCOMPARE(bench.study().decision()->fieldsAfter, int64_t{3}); // the rule was saved too
        QVERIFY(test.window.findChild<TableView*>("fields")->model()->rowCount() > 5);
        QVERIFY(!test.window.isWindowModified());

        test.window.showPage(MainWindow::Data); // the data are not open; the page offers to open them
        test.log.ends.clear();
        click(visible<PrimaryButton>(test.window));
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY(bench.study().report());
        QVERIFY(bench.study().run());
    }

    void openingFailureIsSaidOnThePage()
    {
        TestWindow test(m_folder);
        test.window.openFile(m_folder.filePath("nowhere.csv"));
        QVERIFY(test.log.awaitEnds(1));
        auto* bar = visible<MessageBar>(test.window);
        QVERIFY(bar);
        QVERIFY2(bar->text().contains("nowhere.csv"), qPrintable(bar->text()));
        QCOMPARE(bar->tone(), MessageBar::Tone::Error);
        QCOMPARE(test.window.page(), MainWindow::Data);
    }

    void droppedFileIsOpened()
    {
        TestWindow test(m_folder);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_csv)});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&test.window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&test.window, &drop);
        QVERIFY(test.log.awaitEnds(1));
        QCOMPARE(test.log.ends[0].outcome, JobOutcome::Finished);
        QCOMPARE(test.window.bench().study().schema().label.column, std::string("y")); // guessed
    }

    void everyControlHasAName()
    {
        TestWindow test(m_folder);
        test.open(m_csv);
        test.beQuick();
        test.window.bench().startSearch();
        QVERIFY(test.log.awaitEnds(1));
        QStringList nameless;
        int controls = 0;
        for (const auto page : {MainWindow::Data, MainWindow::Fields, MainWindow::Search, MainWindow::Decide,
                                MainWindow::Evidence, MainWindow::Prove, MainWindow::Report}) {
            test.window.showPage(page);
            for (QWidget* widget : test.window.findChildren<QWidget*>()) {
                const bool control = widget->inherits("QAbstractButton") || widget->inherits("QComboBox")
                    || widget->inherits("QAbstractSpinBox") || widget->inherits("QAbstractSlider")
                    || widget->inherits("QLineEdit") || widget->inherits("QAbstractItemView");
                if (!control || !widget->isVisible() || widget->focusPolicy() == Qt::NoFocus
                    || widget->parent()->inherits("QAbstractSpinBox")
                    || widget->parent()->inherits("QComboBox"))
                    continue;
                const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
                ++controls;
                if (!face || face->text(QAccessible::Name).isEmpty())
                    nameless << QString("%1 %2 on page %3")
                                    .arg(widget->metaObject()->className(), widget->objectName())
                                    .arg(static_cast<int>(page));
            }
        }
        QVERIFY(controls > 40);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join('\n')));
    }

    void fitsIntoASmallScreen()
    {
        TestWindow test(m_folder);
        test.open(m_csv);
        for (const auto page : {MainWindow::Data, MainWindow::Fields, MainWindow::Search, MainWindow::Decide,
                                MainWindow::Evidence, MainWindow::Prove, MainWindow::Report}) {
            test.window.showPage(page);
            QVERIFY2(test.window.minimumSizeHint().width() <= 1280
                         && test.window.minimumSizeHint().height() <= 800,
                     qPrintable(QString("%1 x %2")
                                    .arg(test.window.minimumSizeHint().width())
                                    .arg(test.window.minimumSizeHint().height())));
        }
    }
};

QTEST_MAIN(TestWindowTour)
#include "tst_window.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/field_edits.h"
#include "core/data/schema/reading_rows.h"
#include "tests/support/run_record.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/data/reading_control.h"
#include "ui/widgets/message_bar.h"

#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QToolButton>

using namespace leap;
using namespace leap::ui;
using test::TestWindow;
using test::visible;

class TestWindowData : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// y, a, b, and a column "copy" that is the label. @param last more lines
    QString write(const QString& name, int rows, const QString& last = {})
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write("y,a,b,copy\n");
        for (int i = 0; i < rows; ++i) {
            const int y = (i * 7 + i / 3) % 2;
            file.write(
                QString("%1,%2,u%3,%4\n").arg(y).arg(i % 40).arg(i % 11).arg(y ? "on" : "off").toUtf8());
        }
        file.write(last.toUtf8());
        return file.fileName();
    }

    static ReadingControl* control(TestWindow& test, const char* name)
    {
        return test.window.findChild<ReadingControl*>(QString::fromLatin1(name));
    }
    /// As a user does it, by the list.
    static void choose(ReadingControl* control, const QString& value)
    {
        const int index = control->findData(value);
        QVERIFY2(index >= 0, qPrintable(value));
        control->setCurrentIndex(index);
        Q_EMIT control->activated(index);
    }
    static void type(ReadingControl* control, const QString& text)
    {
        QVERIFY(control->isEditable());
        control->setFocus();
        control->lineEdit()->selectAll();
        QTest::keyClicks(control->lineEdit(), text);
        QTest::keyClick(control->lineEdit(), Qt::Key_Return);
    }
    static void unfold(TestWindow& test) { test.window.findChild<QToolButton*>("reading")->setChecked(true); }
    static void drop(TestWindow& test, const QStringList& paths)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& path : paths)
            urls << QUrl::fromLocalFile(path);
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&test.window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&test.window, &event);
    }

private Q_SLOTS:
    void everyOptionOfReadingHasAControl()
    {
        TestWindow test(m_folder);
        unfold(test);
        int rows = 0;
        for (const ReadingRow& row : readingRows()) {
            auto* found = control(test, row.option + 2);
            QCOMPARE(found != nullptr, row.window);
            if (!row.window)
                continue;
            ++rows;
            QVERIFY2(found->isVisible() && found->isEnabled(), row.option); // before any data
            QCOMPARE(found->isEditable(), row.typed);
            QCOMPARE(found->accessibleName(), QString::fromUtf8(row.title));
        }
        QVERIFY(rows >= 12);
    }

    void optionsAreForTheNextFile()
    {
        TestWindow test(m_folder);
        unfold(test);
        choose(control(test, "no-header"), "no");
        test.window.openFile(write("headless.csv", 60));
        QVERIFY(test.log.awaitEnds(1));
        const Study& study = test.window.bench().study();
        QVERIFY(!study.source().options.header);
        QCOMPARE(study.report()->rows, int64_t{61});
        QCOMPARE(study.report()->columns.front().name, std::string("c0"));
        test.log.ends.clear();
        choose(control(test, "no-header"), "yes"); // and now of this one, again
        QVERIFY(test.log.awaitEnds(1));
        QCOMPARE(study.report()->rows, int64_t{60});
        test.log.ends.clear();
        choose(control(test, "decimal"), ",");
        QVERIFY(test.log.awaitEnds(1));
        test.window.openFile(write("next.csv", 60)); // another file begins as usual
        QCOMPARE(study.source().options, ReadOptions());
    }

    void failedLoadKeepsFileAndControls()
    {
        TestWindow test(m_folder);
        OpenRequest request;
        request.files = {write("odd.csv", 300, "1,2,3,4,5,6,7\n")};
        request.read.badRows = BadRows::Fail;
        test.window.openData(request);
        QVERIFY(test.log.awaitEnds(1));
        QCOMPARE(test.log.ends[0].outcome, JobOutcome::Failed);
        QCOMPARE(visible<MessageBar>(test.window)->tone(), MessageBar::Tone::Error);
        auto* bad = control(test, "bad-rows");
        QVERIFY(bad->isVisible()); // unfolded by itself
        QCOMPARE(bad->currentData().toString(), QString("fail"));
        test.log.ends.clear();
        choose(bad, "set-aside");
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY2(test.log.ends[0].outcome == JobOutcome::Finished, qPrintable(test.log.ends[0].error));
        const ReportPtr& report = test.window.bench().study().report();
        QCOMPARE(report->rows, int64_t{300});
        QCOMPARE(report->rejectedRows, int64_t{1});
    }

    void whatMeansNothingIsSaidAndChangesNothing()
    {
        TestWindow test(m_folder);
        test.open(write("plain.csv", 60));
        unfold(test);
        type(control(test, "thousands"), "abc");
        auto* refusal = test.window.findChild<QLabel*>("readingRefusal");
        QVERIFY(refusal->isVisible());
        QVERIFY2(refusal->text().contains("'abc'") && !refusal->text().contains("--"),
                 qPrintable(refusal->text()));
        QCOMPARE(control(test, "thousands")->currentText(), QString("abc")); // to be corrected
        QCOMPARE(test.window.bench().study().source().options, ReadOptions());
        QVERIFY(!test.window.bench().session().busy());
        type(control(test, "thousands"), "'");
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY(!refusal->isVisible());
        QCOMPARE(test.window.bench().study().source().options.thousands, std::string("'"));
    }

    void anotherReadingKeepsWhatWasAskedFor()
    {
        TestWindow test(m_folder);
        test.open(write("wishes.csv", 400));
        Workbench& bench = test.window.bench();
        bench.setGroupId("b");
        bench.study().editSchema("Leave out", withoutColumn(bench.study().schema(), "a"));
        unfold(test);
        type(control(test, "na"), "u3, u4");
        QVERIFY(test.log.awaitEnds(1));
        QCOMPARE(bench.study().source().options.missing, (std::vector<std::string>{"u3", "u4"}));
        QCOMPARE(bench.study().schema().label.column, std::string("y"));
        QCOMPARE(bench.study().schema().groupId, std::string("b"));
        QVERIFY(!readsColumn(bench.study().schema(), "a"));
        test.log.ends.clear();
        choose(control(test, "no-header"), "no"); // none of these columns is there any more
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY2(test.log.ends[0].outcome == JobOutcome::Finished, qPrintable(test.log.ends[0].error));
        QVERIFY(bench.study().schema().groupId.empty());
    }

    void runsAreNotLostUnasked()
    {
        TestWindow test(m_folder);
        test.open(write("runs.csv", 60));
        Study& study = test.window.bench().study();
        study.addRun(std::make_shared<const RunRecord>(test::madeUpRun(4, 10)));
        int asked = 0;
        test.window.setAskUnsaved([&asked](QWidget*, const QString&, bool) {
            ++asked;
            return MainWindow::Unsaved::Cancel;
        });
        unfold(test);
        choose(control(test, "decimal"), ",");
        QCOMPARE(asked, 1);
        QVERIFY(!test.window.bench().session().busy());
        QCOMPARE(study.runs().size(), size_t{1});
        QCOMPARE(control(test, "decimal")->currentData().toString(), QString("auto"));
        test.window.setAskUnsaved(
            [](QWidget*, const QString&, bool) { return MainWindow::Unsaved::Discard; });
    }

    void severalFilesAreOneTable()
    {
        TestWindow test(m_folder);
        const QString first = write("part-1.csv", 100);
        const QString second = write("part-2.csv", 50);
        drop(test, {second, first});
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY2(test.log.ends[0].outcome == JobOutcome::Finished, qPrintable(test.log.ends[0].error));
        const Study& study = test.window.bench().study();
        QCOMPARE(study.report()->rows, int64_t{150});
        QVERIFY(study.source().files.front().ends_with("part-1.csv"));
        const QString entry = RecentFiles(test.settings).files().first();
        QCOMPARE(RecentFiles::pathsOf(entry).size(), qsizetype{2});
        QCOMPARE(RecentFiles::titleOf(entry), QString("part-1.csv + 1 more"));
    }

    void aFolderIsOneTable()
    {
        TestWindow test(m_folder);
        QDir(m_folder.path()).mkdir("table");
        write("table/a.csv", 30);
        write("table/b.csv", 20);
        drop(test, {m_folder.filePath("table")});
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY2(test.log.ends[0].outcome == JobOutcome::Finished, qPrintable(test.log.ends[0].error));
        QCOMPARE(test.window.bench().study().report()->rows, int64_t{50});
    }

    void auditsAreOpenedAlone()
    {
        TestWindow test(m_folder);
        drop(test, {write("data.csv", 30), m_folder.filePath("some.leap")});
        QVERIFY(!test.window.bench().session().busy());
        auto* bar = visible<MessageBar>(test.window);
        QVERIFY(bar && bar->text().contains("alone"));
    }
};

QTEST_MAIN(TestWindowData)
#include "tst_window_data.moc"

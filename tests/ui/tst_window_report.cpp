// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/planted_data.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/report/report_document.h"
#include "ui/pages/report/report_page.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/primary_button.h"

#include <QAbstractTextDocumentLayout>
#include <QFile>
#include <QPainter>
#include <QTextBrowser>
#include <QXmlStreamReader>

using namespace leap;
using namespace leap::ui;
using test::click;
using test::TestWindow;

class TestWindowReport : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_csv;

    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    void search(TestWindow& test)
    {
        test.open(m_csv);
        test.beQuick();
        test.window.bench().startSearch();
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY2(test.log.ends[0].outcome == JobOutcome::Finished, qPrintable(test.log.ends[0].error));
        test.log.ends.clear();
        test.window.showPage(MainWindow::Report);
    }
    static QString shown(TestWindow& test)
    {
        return test.window.findChild<QTextBrowser*>("report")->toPlainText();
    }
    static QByteArray read(const QString& file)
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_csv = path("planted.csv");
        test::writePlantedCsv(m_csv.toStdString(), 4000, 1);
    }

    void withoutASearchItSaysSo()
    {
        TestWindow test(m_folder);
        test.window.showPage(MainWindow::Report);
        click(test::visible<PrimaryButton>(test.window));
        QCOMPARE(test.window.page(), MainWindow::Search);
    }

    /// The preview names every field, follows the rule, and is what is saved.
    void previewAndFile()
    {
        TestWindow test(m_folder);
        search(test);
        Study& study = test.window.bench().study();
        for (const Field& field : study.schema().fields)
            QVERIFY2(shown(test).contains(QString::fromStdString(field.name)), field.name.c_str());
        Rule rule;
        rule.kind = Rule::Kind::TopK;
        rule.topK = 2;
        study.editRule("Keep two", rule);
        QVERIFY2(shown(test).contains("2 of 10 fields stay"), qPrintable(shown(test).left(400)));
        QVERIFY(shown(test).contains("This decision is not proved"));

        auto* page = test.window.findChild<ReportPage*>();
        page->saveHtml(path("report.html"));
        const QByteArray html = read(path("report.html"));
        QVERIFY(html.contains("2 of 10 fields stay"));
        QXmlStreamReader reader(html);
        while (!reader.atEnd())
            reader.readNext();
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    }

    /// Qt's rich text knows no SVG: the figures are drawn all the same.
    void figuresAreDrawn()
    {
        TestWindow test(m_folder);
        search(test);
        test.window.findChild<ReportPage*>()->saveHtml(path("figures.html"));
        const QByteArray html = read(path("figures.html"));
        ReportDocument document;
        document.setReport(QString::fromUtf8(html));
        QCOMPARE(document.figures(), html.count("<svg "));
        QVERIFY(document.figures() >= 2);
        document.setTextWidth(800);
        QImage image(document.size().toSize(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        document.drawContents(&painter);
        painter.end();
        int blue = 0; // of a kept field's bar
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                blue += image.pixelColor(x, y) == QColor(0x1f, 0x5f, 0xa8) ? 1 : 0;
        }
        QVERIFY2(blue > 2000, qPrintable(QString::number(blue)));
    }

    void asPdf()
    {
        TestWindow test(m_folder);
        search(test);
        test.window.findChild<ReportPage*>()->savePdf(path("report.pdf"));
        auto* button = test.window.findChild<QPushButton*>("savePdf");
        auto* message = test::visible<MessageBar>(test.window);
        QVERIFY(message);
        QVERIFY2(message->text().startsWith("Writing"), qPrintable(message->text()));
        QVERIFY(!button->isEnabled());
        QTRY_COMPARE(message->tone(), MessageBar::Tone::Done);
        QVERIFY(button->isEnabled());
        const QByteArray pdf = read(path("report.pdf"));
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY(pdf.trimmed().endsWith("%%EOF"));
        QVERIFY(pdf.count("/Type /Page\n") >= 2);
    }

    void aPdfIsWrittenToItsEndThoughTheWindowCloses()
    {
        {
            TestWindow test(m_folder);
            search(test);
            test.window.findChild<ReportPage*>()->savePdf(path("closed.pdf"));
        }
        QVERIFY(read(path("closed.pdf")).trimmed().endsWith("%%EOF"));
    }

    /// Said where it arose; nothing is left behind.
    void whatCannotBeWritten()
    {
        TestWindow test(m_folder);
        search(test);
        auto* page = test.window.findChild<ReportPage*>();
        const QString missing = path("missing/report.html");
        page->saveHtml(missing);
        auto* message = test::visible<MessageBar>(test.window);
        QVERIFY(message);
        QCOMPARE(message->tone(), MessageBar::Tone::Error);
        QVERIFY2(message->text().contains("missing"), qPrintable(message->text()));
        page->savePdf(path("missing/report.pdf"));
        QTRY_COMPARE(message->tone(), MessageBar::Tone::Error);
        QVERIFY2(message->text().contains("report.pdf"), qPrintable(message->text()));
        QVERIFY(!QFile::exists(missing));
    }
};

QTEST_MAIN(TestWindowReport)
#include "tst_window_report.moc"

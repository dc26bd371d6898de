// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/field_edits.h"
#include "tests/ui/window_fixture.h"
#include "ui/models/left_out_model.h"
#include "ui/pages/data/column_tabs.h"
#include "ui/widgets/table_view.h"

#include <QCheckBox>
#include <QPushButton>

using namespace leap;
using namespace leap::ui;
using test::click;
using test::TestWindow;

/// What a scan found, below the preview of the Data page.
class TestWindowFindings : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// y, a, b, and a column "copy" that is the label. @param last more lines
    QString write(const QString& name, int rows, const QString& last = {})
    {
        QStringList lines{"y,a,b,copy"};
        for (int i = 0; i < rows; ++i) {
            const int y = (i * 7 + i / 3) % 2;
            lines << QString("%1,%2,u%3,%4").arg(y).arg(i % 40).arg(i % 11).arg(y ? "on" : "off");
        }
        return write(name, lines.join('\n') + '\n' + last);
    }
    QString write(const QString& name, const QString& text)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write(text.toUtf8());
        return file.fileName();
    }
    /// Lines of the list of columns that are left out, with their ticks.
    static QStringList leftOut(TestWindow& test)
    {
        const QAbstractItemModel* model = test.window.findChild<TableView*>("leftOut")->model();
        QStringList lines;
        for (int row = 0; row < model->rowCount(); ++row) {
            const QModelIndex name = model->index(row, LeftOutModel::Name);
            lines << (name.data(Qt::CheckStateRole).toInt() == Qt::Checked ? "+" : "-")
                    + name.data().toString();
        }
        return lines;
    }

private Q_SLOTS:
    void leftOutColumnsHaveTicks()
    {
        TestWindow test(m_folder);
        test.open(write("leak.csv", 600));
        QVERIFY2(leftOut(test).contains("-copy"), qPrintable(leftOut(test).join(' '))); // tells the label
        Study& study = test.window.bench().study();
        auto* table = test.window.findChild<TableView*>("leftOut");
        const int row = static_cast<int>(leftOut(test).indexOf("-copy"));
        const QModelIndex name = table->model()->index(row, LeftOutModel::Name);
        const QString reason = table->model()->index(row, LeftOutModel::Reason).data().toString();
        QVERIFY2(reason.contains("leak"), qPrintable(reason));
        QVERIFY(table->model()->setData(name, Qt::Checked, Qt::CheckStateRole));
        QVERIFY(readsColumn(study.schema(), "copy"));
        QVERIFY(leftOut(test).contains("+copy")); // and can be left out again
        QVERIFY(table->model()->setData(name, Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!readsColumn(study.schema(), "copy"));
        QCOMPARE(table->model()->index(row, LeftOutModel::Reason).data().toString(), reason);
        study.undoStack().undo();
        QVERIFY(readsColumn(study.schema(), "copy"));
        QVERIFY(!leftOut(test).join(' ').contains("y ")); // the label is no such column
    }

    void findingsAreListed()
    {
        TestWindow test(m_folder);
        test.open(write("findings.csv", 300, "1,2,3,4,5,6,7\n"));
        auto* tabs = test.window.findChild<ColumnTabs*>("columnTabs");
        auto* findings = test.window.findChild<TableView*>("findings")->model();
        QVERIFY(findings->rowCount() > 0); // a row was set aside
        QVERIFY2(tabs->tabText(2).contains(QString::number(findings->rowCount())),
                 qPrintable(tabs->tabText(2)));
        for (int row = 0; row < findings->rowCount(); ++row) {
            for (int column = 0; column < findings->columnCount(); ++column)
                QVERIFY(!findings->index(row, column).data().toString().contains("--"));
        }
    }

    void numbersThatMeanUnknownBecomeMissing()
    {
        QStringList lines{"y,price,shop"};
        for (int i = 0; i < 600; ++i)
            lines << QString("%1,%2,s%3")
                         .arg((i * 7 + i / 3) % 2)
                         .arg(i % 6 == 0 ? QString("-999") : QString::number(10 + (i * 37 % 400) / 4.0))
                         .arg(i % 5);
        TestWindow test(m_folder);
        test.open(write("unknown.csv", lines.join('\n') + '\n'));
        auto* button = test.window.findChild<QPushButton*>("makeMissing");
        test.window.findChild<ColumnTabs*>("columnTabs")->setCurrentIndex(2);
        QVERIFY2(button->text().contains("price=-999"), qPrintable(button->text()));
        click(button);
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY2(test.log.ends[0].outcome == JobOutcome::Finished, qPrintable(test.log.ends[0].error));
        const Study& study = test.window.bench().study();
        QCOMPARE(study.source().options.missing, std::vector<std::string>{"price=-999"});
        const ColumnReport* price = study.report()->find("price");
        QVERIFY(std::abs(price->missingShare - 1.0 / 6) < 1e-9);
        QVERIFY(!button->isVisible()); // there is nothing left to do
    }

    void rowsWithoutALabelCanBeNegative()
    {
        auto makeText = [] {
            QStringList lines{"y,a"};
            for (int i = 0; i < 400; ++i)
                lines << QString("%1,%2").arg(i % 3 == 0 ? "bought" : "").arg(i * 37 % 40);
            return lines.join('\n') + '\n';
        };
        TestWindow test(m_folder);
        auto* blank = test.window.findChild<QCheckBox*>("blankIsNegative");
        OpenRequest request;
        request.files = {write("blank.csv", makeText())};
        request.propose.label.column = "y";
        test.window.openData(request);
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY(!test.window.bench().study().report()->labelProblem.empty()); // one value
        test.log.ends.clear();
        click(blank);
        QVERIFY(test.log.awaitEnds(1));
        const Study& study = test.window.bench().study();
        QVERIFY(study.schema().label.blankIsNegative);
        QVERIFY2(study.report()->labelProblem.empty(), study.report()->labelProblem.c_str());
    }
};

QTEST_MAIN(TestWindowFindings)
#include "tst_window_findings.moc"

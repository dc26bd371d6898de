// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/planted_data.h"
#include "tests/ui/window_fixture.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace leap;
using namespace leap::ui;
using test::click;
using test::TestWindow;
using test::visible;

/// Many fields edited at once.
class TestWindowFields : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_csv;

    /// One field of the data for each name.
    static void useFields(TestWindow& test, const std::vector<std::string>& names)
    {
        Schema schema = test.window.bench().study().schema();
        const Field pattern = schema.fields.front();
        schema.fields.clear();
        for (const std::string& name : names) {
            Field field = pattern;
            field.name = name;
            field.inputs.front().name = name;
            field.inputs.front().columns = {name};
            field.inputs.front().kind = name[0] == 'n' ? InputKind::Numeric : InputKind::Categorical;
            field.inputs.front().width = name[0] == 'n' ? 1 : 8;
            schema.fields.push_back(field);
        }
        test.window.bench().study().editSchema("Fields", schema);
    }
    static void pick(MainWindow& window, const char* box, const QString& text)
    {
        auto* combo = window.findChild<QComboBox*>(box);
        const int index = combo->findText(text);
        QVERIFY2(index > 0, qPrintable(text));
        combo->setCurrentIndex(index);
    }
    static void selectByPattern(MainWindow& window, const QString& patterns)
    {
        auto* line = window.findChild<QLineEdit*>("fieldPattern");
        line->clear();
        QTest::keyClicks(line, patterns);
        QTest::keyClick(line, Qt::Key_Return);
    }
    static qsizetype selected(MainWindow& window)
    {
        return window.findChild<TableView*>("fields")->selectedSourceRows().size();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_csv = m_folder.filePath("planted.csv");
        test::writePlantedCsv(m_csv.toStdString(), 500, 1);
    }

    void patternsSelect()
    {
        TestWindow test(m_folder);
        test.open(m_csv);
        useFields(test, {"c1", "c2", "n_a", "n_b", "user_id"});
        MainWindow& window = test.window;
        window.showPage(MainWindow::Fields);
        selectByPattern(window, "c*, *_id");
        QCOMPARE(selected(window), qsizetype{3});
        selectByPattern(window, "n_?");
        QCOMPARE(selected(window), qsizetype{2});
        QVERIFY(!visible<MessageBar>(window));
        selectByPattern(window, "usr_*");
        QCOMPARE(selected(window), qsizetype{0});
        auto* bar = visible<MessageBar>(window);
        QVERIFY(bar);
        QVERIFY2(bar->text().contains("user_*"), qPrintable(bar->text()));
    }

    void oneStepForAllSelected()
    {
        TestWindow test(m_folder);
        test.open(m_csv);
        useFields(test, {"c1", "c2", "n_a", "user_id"});
        MainWindow& window = test.window;
        Study& study = window.bench().study();
        window.showPage(MainWindow::Fields);
        const Schema before = study.schema();
        const int steps = study.undoStack().index();
        auto* apply = window.findChild<QPushButton*>("bulkApply");
        QVERIFY(!apply->isEnabled());
        selectByPattern(window, "c?, n_a");
        QVERIFY(!apply->isEnabled()); // nothing to change yet
        pick(window, "bulkKind", "category");
        window.findChild<QSpinBox*>("bulkWidth")->setValue(5);
        window.findChild<QLineEdit*>("bulkCost")->setText("0.25");
        window.findChild<QLineEdit*>("bulkGroup")->setText("bought");
        click(apply);
        for (const size_t i : {size_t{0}, size_t{1}, size_t{2}}) {
            const Field& field = study.schema().fields[i];
            QCOMPARE(field.inputs.front().kind, InputKind::Categorical);
            QCOMPARE(field.width(), 5);
            QCOMPARE(field.cost, 0.25);
            QCOMPARE(field.group, std::string("bought"));
        }
        QVERIFY(study.schema().fields[3] == before.fields[3]);
        QCOMPARE(study.undoStack().index(), steps + 1);
        QCOMPARE(selected(window), qsizetype{3});
        QVERIFY(!apply->isEnabled()); // the controls say "as it is" again
        study.undoStack().undo();
        QVERIFY(study.schema() == before);
    }

    void whatCannotBeIsSaid()
    {
        TestWindow test(m_folder);
        test.open(m_csv);
        useFields(test, {"c1", "n_a", "n_b"});
        MainWindow& window = test.window;
        Study& study = window.bench().study();
        window.showPage(MainWindow::Fields);
        selectByPattern(window, "c1,n_a");
        window.findChild<QSpinBox*>("bulkWidth")->setValue(3);
        click(window.findChild<QPushButton*>("bulkApply"));
        QCOMPARE(study.schema().fields[0].width(), 3);
        QCOMPARE(study.schema().fields[1].width(), 1);
        QVERIFY(visible<MessageBar>(window) && visible<MessageBar>(window)->text().contains("n_a"));
        pick(window, "bulkRole", "group id");
        click(window.findChild<QPushButton*>("bulkApply"));
        QVERIFY(study.schema().groupId.empty()); // two fields are selected
        QVERIFY(visible<MessageBar>(window)->text().contains("one"));
        pick(window, "bulkRole", "left out");
        click(window.findChild<QPushButton*>("bulkApply"));
        QCOMPARE(study.schema().fields.size(), size_t{1});
        QVERIFY(!visible<MessageBar>(window));
    }
};

QTEST_MAIN(TestWindowFields)
#include "tst_window_fields.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/audit_file.h"
#include "tests/support/planted_data.h"
#include "tests/ui/window_fixture.h"
#include "ui/charts/decision/loss_interval.h"
#include "ui/widgets/table_view.h"

#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

using namespace leap;
using namespace leap::ui;
using test::click;
using test::TestWindow;

class TestWindowProve : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_csv;

    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    /// A search whose decision keeps the two best fields.
    void search(TestWindow& test, const QString& csv)
    {
        test.open(csv);
        test.beQuick();
        test.window.bench().startSearch();
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY2(test.log.ends[0].outcome == JobOutcome::Finished, qPrintable(test.log.ends[0].error));
        test.log.ends.clear();
        Rule rule;
        rule.kind = Rule::Kind::TopK;
        rule.topK = 2;
        test.window.bench().study().editRule("Keep two", rule);
        test.window.findChild<QSpinBox*>("proofSeeds")->setValue(2);
        test.window.showPage(MainWindow::Prove);
    }
    void save(TestWindow& test, const QString& file)
    {
        test.window.bench().saveAudit(file);
        QVERIFY(test.log.awaitEnds(1));
        test.log.ends.clear();
    }
    static QPushButton* button(TestWindow& test) { return test.window.findChild<QPushButton*>("prove"); }

private Q_SLOTS:
    void initTestCase()
    {
        m_csv = path("planted.csv");
        test::writePlantedCsv(m_csv.toStdString(), 4000, 1);
    }

    void provesAndKeepsTheProof()
    {
        TestWindow test(m_folder);
        search(test, m_csv);
        Workbench& bench = test.window.bench();
        QVERIFY(bench.study().proofOfDecision() == nullptr);
        save(test, path("one.leap"));
        click(button(test));
        QVERIFY(bench.session().proving());
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY2(test.log.ends[0].outcome == JobOutcome::Finished, qPrintable(test.log.ends[0].error));
        QVERIFY(!bench.study().modified()); // the worker has saved it

        const AuditDocument kept = readAudit(path("one.leap").toStdString());
        QCOMPARE(kept.proofs.size(), size_t{1});
        QVERIFY(kept.proofs[0].finished);
        QCOMPARE(kept.proofs[0].plan.dropped, bench.study().droppedFields());
        QCOMPARE(kept.proofs[0].plan.seeds, 2);
        QVERIFY(kept.proofs[0].loss.defined());
        const Proof* shown = bench.study().proofOfDecision();
        QVERIFY(shown != nullptr);
        QCOMPARE(shown->loss.loss, kept.proofs[0].loss.loss);
        QVERIFY(test.window.findChild<LossInterval*>()->hasData());
        const QString verdict = test.window.findChild<QLabel*>("proofVerdict")->text();
        QVERIFY2(verdict.startsWith(shown->noLoss() ? "No loss" : "Not shown"), qPrintable(verdict));
        QCOMPARE(test.window.findChild<TableView*>("proofs")->model()->rowCount(), 1);

        // Another decision is not proved by it; the look stays counted.
        Rule other = bench.study().rule();
        other.topK = 3;
        bench.study().editRule("Keep three", other);
        QVERIFY(bench.study().proofOfDecision() == nullptr);
        QVERIFY(!test.window.findChild<LossInterval*>()->hasData());
    }

    /// An audit that was proved is opened and saved again: its proofs are still there.
    void savingKeepsEarlierProofs()
    {
        TestWindow test(m_folder);
        test.window.bench().openAudit(path("one.leap"));
        QVERIFY(test.log.awaitEnds(1));
        test.log.ends.clear();
        QCOMPARE(test.window.bench().study().proofs().size(), size_t{1});
        save(test, path("two.leap"));
        QCOMPARE(readAudit(path("two.leap").toStdString()).proofs.size(), size_t{1});
    }

    void aStoppedProofStaysAnnounced()
    {
        TestWindow test(m_folder);
        search(test, m_csv);
        save(test, path("three.leap"));
        test.window.findChild<QSpinBox*>("proofSeeds")->setValue(100);
        click(button(test));
        QTRY_VERIFY_WITH_TIMEOUT(readAudit(path("three.leap").toStdString()).proofs.size() == 1, 20000);
        test.window.bench().session().stop();
        QVERIFY(test.log.awaitEnds(1));
        QCOMPARE(test.log.ends[0].outcome, JobOutcome::Stopped);
        const AuditDocument kept = readAudit(path("three.leap").toStdString());
        QCOMPARE(kept.proofs.size(), size_t{1});
        QVERIFY(!kept.proofs[0].finished);
        QCOMPARE(test.window.bench().study().proofs().size(), size_t{1});
        QVERIFY(test.window.bench().study().proofOfDecision() == nullptr);
    }

    void nothingDroppedNothingProved()
    {
        TestWindow test(m_folder);
        search(test, m_csv);
        Rule all;
        all.threshold = 0;
        test.window.bench().study().editRule("Keep all", all);
        QVERIFY(!button(test)->isEnabled());
        QVERIFY(test.window.bench().proveObstacle().contains("drops no field"));
    }

    /// The data changed since the search: said, and nothing announced.
    void otherDataAreRefused()
    {
        TestWindow test(m_folder);
        const QString csv = path("changing.csv");
        QVERIFY(QFile::copy(m_csv, csv));
        search(test, csv);
        save(test, path("four.leap"));
        test::writePlantedCsv(csv.toStdString(), 4000, 2);
        TestWindow later(m_folder); // a table that is open already is not read again
        later.window.bench().openAudit(path("four.leap"));
        QVERIFY(later.log.awaitEnds(1));
        later.log.ends.clear();
        later.window.showPage(MainWindow::Prove);
        click(button(later));
        QVERIFY(later.log.awaitEnds(1));
        QCOMPARE(later.log.ends[0].outcome, JobOutcome::Failed);
        QVERIFY2(later.log.ends[0].error.contains("fingerprints differ"),
                 qPrintable(later.log.ends[0].error));
        QVERIFY(readAudit(path("four.leap").toStdString()).proofs.empty());
    }
};

QTEST_MAIN(TestWindowProve)
#include "tst_window_prove.moc"

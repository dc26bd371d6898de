// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/schema/field_edits.h"
#include "core/study/ledger/ledger.h"
#include "core/study/run_decision.h"
#include "tests/support/made_up_schema.h"
#include "tests/support/run_record.h"
#include "ui/session/open_audit.h"
#include "ui/session/recent_files.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace leap;
using namespace leap::ui;
using namespace leap::test;

class TestStudy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void editsAreUndone()
    {
        Study study;
        study.openSource({"/data/flights.csv.gz"}, {});
        study.setReport(std::make_shared<const InspectReport>(madeUpReport()), proposed());
        const Schema start = study.schema();
        study.editSchema("Leave out b", withoutColumn(start, "b"));
        study.editSchema("nothing", study.schema());
        QCOMPARE(study.undoStack().count(), 1);
        study.undoStack().undo();
        QVERIFY(study.schema() == start);
        study.undoStack().redo();
        QCOMPARE(names(study.schema()), QStringList({"a", "c", "m"}));
        QCOMPARE(study.title(), QString("flights.leap"));
    }

    /// As `leap decide` does, with what the run's ledger knows.
    void decidesWithTheLedger()
    {
        RunRecord run = test::madeUpRun(5, 10);
        Ledger ledger;
        for (const FieldScore& field : run.result.ranking.fields)
            ledger.fields.emplace_back().name = field.name;
        ledger.fields[2].lacksForce = true;
        ledger.fields[2].words = "kept for lack of force: no price";
        run.studies.put(ledger);
        Study study;
        study.addRun(std::make_shared<const RunRecord>(run));
        Rule all;
        all.threshold = 0;
        study.editRule("Keep all", all);
        QVERIFY(study.decision().has_value());
        QVERIFY(study.decision()->fields[2].reason.ends_with("kept for lack of force: no price"));
        const Decision commandLine = decideRun(run, all);
        for (size_t i = 0; i < commandLine.fields.size(); ++i) {
            QCOMPARE(study.decision()->fields[i].verdict, commandLine.fields[i].verdict);
            QCOMPARE(study.decision()->fields[i].reason, commandLine.fields[i].reason);
        }
    }

    void ruleDragIsOneUndoStep()
    {
        Study study;
        study.addRun(std::make_shared<const RunRecord>(test::madeUpRun(5, 10)));
        QVERIFY(study.decision().has_value());
        for (const double threshold : {0.4, 0.3, 0.2}) {
            Rule rule = study.rule();
            rule.threshold = threshold;
            study.editRule("Change threshold", rule, 1);
        }
        QCOMPARE(study.undoStack().count(), 1);
        QCOMPARE(study.decision()->rule.threshold, 0.2);
        study.undoStack().undo();
        QCOMPARE(study.decision()->rule.threshold, 0.5);
    }

    void impossibleRuleIsSaidInWords()
    {
        Study study;
        study.addRun(std::make_shared<const RunRecord>(test::madeUpRun(5, 10)));
        Rule rule;
        rule.kind = Rule::Kind::TopK;
        rule.topK = 0;
        study.editRule("Change rule", rule);
        QVERIFY(!study.decision().has_value());
        QVERIFY(!study.decisionError().isEmpty());
        study.undoStack().undo();
        QVERIFY(study.decision().has_value());
        QVERIFY(study.decisionError().isEmpty());
    }

    void onlyRunsAreWorthSaving()
    {
        Study study;
        study.setReport(std::make_shared<const InspectReport>(madeUpReport()), proposed());
        study.editSchema("Leave out b", withoutColumn(study.schema(), "b"));
        QVERIFY(!study.modified());
        study.addRun(std::make_shared<const RunRecord>(test::madeUpRun(5, 10)));
        QVERIFY(study.modified());
        study.setSaved("/data/x.leap");
        QVERIFY(!study.modified());
        QCOMPARE(study.title(), QString("x.leap"));
    }

    void continuedRunReplacesTheStoppedOne()
    {
        Study study;
        const auto stopped = std::make_shared<const RunRecord>(test::madeUpRun(5, 10));
        const auto other = std::make_shared<const RunRecord>(test::madeUpRun(5, 12));
        const auto finished = std::make_shared<const RunRecord>(test::madeUpRun(5, 20));
        study.addRun(stopped);
        study.addRun(other);
        study.addRun(finished, stopped);
        QCOMPARE(study.runs().size(), size_t{2});
        QVERIFY(study.runs()[0] == finished);
        QVERIFY(study.run() == finished);
    }

    void recentFilesKeepNewestFirstAndForgetTheGone()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath("s.ini"), QSettings::IniFormat);
        RecentFiles recent(settings);
        QStringList paths;
        for (int i = 0; i < RecentFiles::kMost + 2; ++i) {
            QFile file(folder.filePath(QString("f%1.csv").arg(i)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            recent.add(file.fileName());
            paths.prepend(file.fileName());
        }
        recent.add(paths[3]);
        QCOMPARE(recent.files().size(), RecentFiles::kMost);
        QCOMPARE(recent.files().first(), paths[3]);
        QVERIFY(QFile::remove(paths[3]));
        QVERIFY(!recent.files().contains(paths[3]));
    }
};

QTEST_GUILESS_MAIN(TestStudy)
#include "tst_study.moc"

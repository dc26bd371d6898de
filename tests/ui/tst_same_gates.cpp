// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/leap_program.h"
#include "tests/support/planted_data.h"
#include "tests/ui/job_log.h"

#include <QTemporaryDir>

using namespace leap;
using namespace leap::ui;

/// One promise: a search in the window and a search by the command line are the same search.
class TestSameGates : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void windowAndCommandLineAgreeToTheBit_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("alpha"); // empty = auto
        QTest::newRow("alpha given") << QStringList{"--alpha", "0.01"} << "0.01";
        QTest::newRow("alpha auto") << QStringList{} << "";
    }
    void windowAndCommandLineAgreeToTheBit()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, alpha);
        QTemporaryDir folder;
        const QString csv = folder.filePath("planted.csv");
        test::writePlantedCsv(csv.toStdString(), 4000, 1);

        const test::Outcome program =
            test::leapIn(folder.path(),
                         QStringList{"audit", csv, "--no-verdict", "--label", "y", "--epochs", "3", "--seed",
                                     "5", "--threads", "1", "--json"}
                             + arguments);
        QVERIFY2(program.code == 0, program.text().constData());
        const Json byProgram = program.json();

        Workbench bench;
        test::JobLog log(bench.session());
        OpenRequest request;
        request.files = {csv};
        request.propose.label.column = "y";
        bench.openData(request);
        QVERIFY(log.awaitEnds(1));
        Settings settings;
        settings.epochs = 3;
        settings.seed = 5;
        settings.threads = 1;
        if (!alpha.isEmpty())
            settings.alpha = alpha.toDouble();
        bench.study().setSettings(settings);
        bench.startSearch();
        QVERIFY(log.awaitEnds(2));
        QVERIFY2(log.ends[1].outcome == JobOutcome::Finished, qPrintable(log.ends[1].error));

        const auto& fields = (*log.ends[1].made<SearchJob>())->result.ranking.fields;
        QCOMPARE(byProgram["fields"].size(), fields.size());
        for (size_t i = 0; i < fields.size(); ++i) {
            QCOMPARE(byProgram["fields"][i]["name"].get<std::string>(), fields[i].name);
            QCOMPARE(byProgram["fields"][i]["start"].get<int64_t>(), fields[i].start);
            const double gate = byProgram["fields"][i]["gate"].get<double>();
            QVERIFY2(gate == fields[i].gate,
                     qPrintable(QString("%1: %2 and %3")
                                    .arg(QString::fromStdString(fields[i].name))
                                    .arg(gate, 0, 'g', 17)
                                    .arg(fields[i].gate, 0, 'g', 17)));
        }
    }
};

QTEST_GUILESS_MAIN(TestSameGates)
#include "tst_same_gates.moc"

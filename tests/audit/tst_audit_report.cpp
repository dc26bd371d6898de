// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_run.h"
#include "core/base/text.h"
#include "tests/support/run_record.h"

#include <QtTest>

using namespace leap;
using leap::test::madeUpRun;

class TestAuditReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jsonHasWhatScriptsReadWithTheRunsFigures()
    {
        const RunRecord run = madeUpRun(3, 2);
        const Json json = parseJson(auditToJson(run).dump(), "json");
        QCOMPARE(json["fields"].size(), size_t{3});
        for (const char* key :
             {"name", "kind", "start", "end", "width", "gate", "divergence", "lambda", "rank", "active_rows"})
            QVERIFY2(json["fields"][1].contains(key), key);
        QCOMPARE(json["fields"][1]["gate"].get<double>(), 0.5);
        QCOMPARE(json["fields"][1]["width"].get<int>(), 1);
        QCOMPARE(json["epochs"].size(), size_t{2});
        QCOMPARE(json["epochs"][0]["validation_auc"].get<double>(), 0.71);
        QVERIFY(json["epochs"][1]["validation_auc"].is_null()); // undefined is null, not 0.5
        const Json& totals = json["totals"];
        QCOMPARE(totals["rows"].get<int>(), 1000);
        QCOMPARE(totals["fields"].get<int>(), 3);
        QCOMPARE(totals["columns"].get<int>(), 17);
        QCOMPARE(totals["seconds"].get<double>(), 12.5);
        QCOMPARE(totals["peak_bytes"].get<int64_t>(), int64_t{123456789});
        QCOMPARE(totals["alpha"].get<double>(), run.result.plan.alpha);
        QCOMPARE(totals["test_auc"].get<double>(), 0.8);
        QVERIFY(totals["test_log_loss"].is_null());
    }

    void ranksFollowTheGatesAndTiesTheOrder()
    {
        RunRecord run = madeUpRun(4, 0);
        const std::vector<double> gates{0.2, 0.9, 0.2, 0.95};
        for (size_t i = 0; i < gates.size(); ++i)
            run.result.ranking.fields[i].score = run.result.ranking.fields[i].gate = gates[i];
        const Json json = auditToJson(run);
        const std::vector<int> expected{3, 2, 4, 1};
        for (size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(json["fields"][i]["rank"].get<int>(), expected[i]);
        const auto lines = split(rankingTable(run), '\n');
        QCOMPARE(lines.size(), size_t{4 + 2});
        QVERIFY(lines[1].find("f3") != std::string::npos && lines[1].find("0.950") != std::string::npos);
        QVERIFY(lines[4].find("f2") != std::string::npos);
    }

    void tableSaysWhatIsDoubtful()
    {
        RunRecord run = madeUpRun(3, 0);
        run.result.ranking.fields[0].gateMove = 0.25;
        run.result.ranking.fields[1].activeRows = 12;
        const auto lines = split(rankingTable(run), '\n');
        QVERIFY(lines[1].ends_with("moving 0.25"));
        QVERIFY(lines[2].ends_with("12 active rows"));
        QVERIFY(lines[3].ends_with("settled"));
    }

    void aRunWithoutARankingIsAnEmptyTable()
    {
        RunRecord run = madeUpRun(2, 0);
        run.result = {};
        QCOMPARE(split(rankingTable(run), '\n').size(), size_t{2});
        QCOMPARE(auditToJson(run)["fields"].size(), size_t{0});
    }
};

QTEST_APPLESS_MAIN(TestAuditReport)
#include "tst_audit_report.moc"

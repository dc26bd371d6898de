// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/report/html_text.h"
#include "core/audit/report/report_html.h"
#include "tests/support/run_record.h"

#include <QXmlStreamReader>
#include <QtTest>

using namespace leap;

class TestReportHtml : public QObject {
    Q_OBJECT

    static QString report(const ReportedAudit& audit)
    {
        return QString::fromStdString(auditReportHtml(audit));
    }
    static ReportedAudit audited(const RunRecord& run, std::span<const Proof> proofs = {})
    {
        return {"a&b <c>.leap", &run, 2, Rule{}, proofs, "2026-11-25T20:00:00Z"};
    }
    /// All words between the tags; fails where the page is not well-formed.
    static QString wordsOf(const QString& html)
    {
        QXmlStreamReader reader(html);
        QString words;
        while (!reader.atEnd()) {
            reader.readNext();
            if (reader.isCharacters())
                words += reader.text().toString() + ' ';
        }
        if (reader.hasError())
            qWarning() << reader.lineNumber() << reader.errorString();
        return reader.hasError() ? QString() : words;
    }
    static Proof finishedProof()
    {
        Proof proof;
        proof.created = "2026-11-25T19:00:00Z";
        proof.plan.dropped = {"f2", "f3", "f4"};
        proof.finished = true;
        proof.full = 0.8012;
        proof.pruned = 0.8011;
        proof.loss.loss = 1e-4;
        proof.loss.rowError = 1e-4;
        proof.loss.seedError = 1e-4;
        proof.loss.seeds = 5;
        proof.loss.method = "DeLong";
        proof.testLooks = 10;
        return proof;
    }

private Q_SLOTS:
    void escapesWhatComesFromData_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QByteArray>("safe");
        QTest::newRow("markup") << QByteArray("<b>a&b</b>\"")
                                << QByteArray("&lt;b&gt;a&amp;b&lt;/b&gt;&quot;");
        QTest::newRow("umlaut") << QByteArray("\xC3\xA4\xF0\x9F\x98\x80")
                                << QByteArray("\xC3\xA4\xF0\x9F\x98\x80");
        QTest::newRow("control") << QByteArray("x\x01y\tz") << QByteArray("x\xEF\xBF\xBDy\tz");
        QTest::newRow("latin 1") << QByteArray("M\xFCnchen") << QByteArray("M\xEF\xBF\xBDnchen");
        QTest::newRow("cut short") << QByteArray("a\xE2\x82") << QByteArray("a\xEF\xBF\xBD\xEF\xBF\xBD");
        QTest::newRow("overlong") << QByteArray("\xC0\xAF") << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD");
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << QByteArray("\xEF\xBF\xBD");
    }
    void escapesWhatComesFromData()
    {
        QFETCH(QByteArray, raw);
        QFETCH(QByteArray, safe);
        QCOMPARE(QByteArray::fromStdString(escaped(raw.toStdString())), safe);
    }

    /// Well-formed, every field in it, nothing from elsewhere.
    void aWholeRun()
    {
        RunRecord run = test::madeUpRun(7, 40);
        const std::vector<std::string> names{
            "<script>alert(1)</script>", "a&b", "\"q\"", "x\x01y", "f4", "f5", "M\xFCnchen"};
        for (size_t i = 0; i < names.size(); ++i)
            run.result.ranking.fields[i].name = run.schema.fields[i].name = names[i];
        const QString html = report(audited(run));
        const QString words = wordsOf(html);
        QVERIFY(!words.isEmpty());
        for (const char* name : {"<script>alert(1)</script>", "a&b", "\"q\"", "x\xEF\xBF\xBDy", "f4", "f5",
                                 "M\xEF\xBF\xBDnchen", "a&b <c>.leap"})
            QVERIFY2(words.contains(QString::fromUtf8(name)), name);
        for (const char* forbidden : {"<script", "src=", "href", "@import", "url(", "<link", "<iframe"})
            QVERIFY2(!html.contains(QLatin1String(forbidden), Qt::CaseInsensitive), forbidden);
        QCOMPARE(html.count("http"), html.count("xmlns=\"http://www.w3.org/"));
        QCOMPARE(html.count("<svg "), 2); // gates over time, gates in order
    }

    /// Constant columns are in the decision, other columns without a field in the list of what was left out.
    void whatWasNotTrainedOn()
    {
        RunRecord run = test::madeUpRun(5, 40);
        run.schema.leftOut = {{"always_7", "constant"},
                              {"row_number", "row id: nearly every row has its own value"}};
        const QString words = wordsOf(report(audited(run)));
        for (const char* said :
             {"Columns that never vary are dropped without training: 1.", "always_7", "row_number",
              "Columns that no field reads", "row id: nearly every row has its own value"})
            QVERIFY2(words.contains(QLatin1String(said)), said);
    }

    void saysWhatWasNotDone()
    {
        const RunRecord run = test::madeUpRun(5, 40);
        const QString words = wordsOf(report(audited(run)));
        for (const char* said :
             {"One seed: provisional", "Nothing was proved", "This decision is not proved", "No ledger",
              "No noise floor", "The audit holds 2 runs", "No proof opened test rows"})
            QVERIFY2(words.contains(QLatin1String(said)), said);
    }

    void aProofWithItsInterval()
    {
        const RunRecord run = test::madeUpRun(5, 40); // gates 1, 1/2, 1/3, ...: the rule keeps two
        Proof announced;
        announced.plan = finishedProof().plan;
        const std::vector<Proof> proofs{finishedProof(), announced};
        const QString html = report(audited(run, proofs));
        const QString words = wordsOf(html);
        QVERIFY(!words.isEmpty());
        for (const char* said : {"Proved on test rows: no loss above the margin of 0.001 in AUC",
                                 "opened test rows 2 times and judged 10", "Announced, then interrupted"})
            QVERIFY2(words.contains(QLatin1String(said)), said);
        QVERIFY(!words.contains("This decision is not proved"));
        QCOMPARE(html.count("<svg "), 3);
    }

    /// Another rule drops other fields: the proof is none of its decision.
    void aProofOfAnotherDecision()
    {
        const RunRecord run = test::madeUpRun(5, 40);
        const std::vector<Proof> proofs{finishedProof()};
        ReportedAudit audit = audited(run, proofs);
        audit.rule.threshold = 0.9;
        const QString words = wordsOf(report(audit));
        QVERIFY(words.contains("This decision is not proved"));
        audit.rule.kind = Rule::Kind::Earnings; // which needs a ledger
        audit.rule.budget = 10;
        QVERIFY(wordsOf(report(audit)).contains("There is no decision: The run has no ledger"));
    }

    void withoutARun()
    {
        const QString words = wordsOf(report({"new.leap", nullptr, 0, Rule{}, {}, "2026-11-25T20:00:00Z"}));
        QVERIFY2(words.contains("There is no search in this audit yet"), qPrintable(words));
        QVERIFY(words.contains("Nothing was proved"));
    }

    /// A run that was stopped before its first step has neither course nor epochs.
    void aRunWithoutSteps()
    {
        RunRecord run = test::madeUpRun(3, 10);
        run.result.trajectory = {};
        run.result.epochs.clear();
        run.result.outcome = RunOutcome::Stopped;
        run.result.testAuc = {};
        const QString words = wordsOf(report(audited(run)));
        QVERIFY(words.contains("No epoch was finished") && words.contains("stopped on its way"));
        QVERIFY(words.contains("The run itself has no test figures"));
    }

    /// A thousand fields: a figure still fits onto a page, and the page stays of a size to send.
    void manyFields()
    {
        const RunRecord run = test::madeUpRun(1000, 500);
        const QString html = report(audited(run));
        QVERIFY(wordsOf(html).contains("f999"));
        QVERIFY2(html.size() < 6'000'000, qPrintable(QString::number(html.size())));
        const QRegularExpression height("<svg [^>]*height=\"(\\d+)\"");
        auto match = height.globalMatch(html);
        QVERIFY(match.hasNext());
        while (match.hasNext())
            QVERIFY(match.next().captured(1).toInt() < 900);
    }
};

QTEST_APPLESS_MAIN(TestReportHtml)
#include "tst_report_html.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/audit_file.h"
#include "core/base/atomic_file.h"
#include "core/data/schema/schema_json.h"
#include "tests/app/leap_program.h"
#include "tests/support/planted_data.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

using namespace leap;
using leap::test::Outcome;

/// inspect, audit and decide as a user types them, on a small planted file.
class TestCommandLine : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    /// Short and without calibration: the commands are tested here, not the search.
    const QStringList m_short{"--no-verdict", "--label", "y",         "--alpha", "0.01",      "--epochs", "2",
                              "--batch",      "128",     "--threads", "1",       "--gate-lr", "0.05"};

    Outcome leap(const QStringList& arguments) const { return test::leapIn(m_folder.path(), arguments); }
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        test::writePlantedCsv(path("small.csv"), 4000, 5);
        const Outcome outcome =
            leap(QStringList{"audit", "small.csv", "--out", "small.leap", "--json"} + m_short);
        QVERIFY2(outcome.code == 0, outcome.text());
        writeTextAtomically(path("audit.json"), outcome.output.toStdString());
    }

    void saysVersionAndHelp()
    {
        const Outcome version = leap({"--version"});
        QCOMPARE(version.code, 0);
        QCOMPARE(version.output.trimmed(), QString::fromStdString(toolName()));
        for (const QStringList& call :
             {QStringList{"--help"}, {"inspect", "--help"}, {"audit", "--help"}, {"decide", "--help"}}) {
            const Outcome help = leap(call);
            QCOMPARE(help.code, 0);
            QVERIFY2(help.output.contains("Usage") && help.errors.isEmpty(), help.text());
        }
        const QString commands = leap({"--help"}).output;
        for (const char* command : {"inspect", "audit", "decide", "report", "ledger", "probes", "stepwise",
                                    "roi", "prune", "prove", "compare", "generate", "cache"})
            QVERIFY2(commands.contains(QStringLiteral("  leap %1").arg(command)), command);
        const QString audit = leap({"audit", "--help"}).output;
        for (const char* option :
             {"--positive-above", "--split", "--penalty", "--search", "--alpha", "--beta", "--tau",
              "--gate-lr", "--seed", "--resume", "--accept-leak", "--device", "--json"})
            QVERIFY2(audit.contains(option), option);
    }

    void inspectsAsATable()
    {
        const Outcome outcome = leap({"inspect", "small.csv", "--label", "y"});
        QVERIFY2(outcome.code == 0, outcome.text());
        for (const char* part : {"strong_a", "categorical", "numeric", "constant", "4,000 rows"})
            QVERIFY2(outcome.output.contains(part), part);
        QVERIFY2(outcome.errors.isEmpty(), outcome.text());
    }

    void inspectsAsJson()
    {
        const Json json = leap({"inspect", "small.csv", "--label", "y", "--json"}).json();
        QCOMPARE(json["rows"].get<int>(), 4000);
        QCOMPARE(json["columns"].size(), size_t{13});
        int constants = 0;
        for (const Json& column : json["columns"])
            constants += column["constant"].get<bool>() ? 1 : 0;
        QCOMPARE(constants, 1);
    }

    void inspectGuessesTheLabel()
    {
        const Outcome guessed = leap({"inspect", "small.csv"});
        QVERIFY2(guessed.code == 0, guessed.text());
        QVERIFY2(guessed.output.contains("The label is probably 'y'; name it with --label."), guessed.text());
        QCOMPARE(leap({"inspect", "small.csv", "--json"}).json()["likely_label"], Json("y"));
        const Json known = leap({"inspect", "small.csv", "--label", "y", "--json"}).json();
        QVERIFY(!known.contains("likely_label") && !known.contains("field_problems"));
    }

    void inspectSaysWhatIsWrongWithASchema()
    {
        const Outcome written = leap({"inspect", "small.csv", "--label", "y", "--schema-out", "fits.json"});
        QVERIFY2(written.code == 0, written.text());
        const Outcome fits = leap({"inspect", "small.csv", "--schema", "fits.json"});
        QVERIFY2(fits.output.contains("The fields of the schema fit the data."), fits.text());
        Schema schema = readSchema(path("fits.json"));
        schema.fields[0].inputs[0].columns = {"strong_z"};
        writeSchema(path("misfit.json"), schema);
        const Outcome misfit = leap({"inspect", "small.csv", "--schema", "misfit.json", "--json"});
        QCOMPARE(misfit.code, 2);
        const Json json = misfit.json();
        QCOMPARE(json["field_problems"].size(), size_t{1});
        const Json& problem = json["field_problems"][0];
        QCOMPARE(problem["field"], Json(schema.fields[0].name));
        QVERIFY(problem["blocks"].get<bool>());
        QVERIFY(problem["problem"].get<std::string>().find("'strong_z'") != std::string::npos);
    }

    void aSchemaWrittenByInspectIsReadByAudit()
    {
        const Outcome written = leap({"inspect", "small.csv", "--label", "y", "--exclude", "noise_2,noise_50",
                                      "--schema-out", "s.json"});
        QVERIFY2(written.code == 0, written.text());
        const Schema schema = readSchema(path("s.json"));
        QVERIFY(schema.find("strong_a") && !schema.find("noise_2") && !schema.find("y"));
        const Outcome audit =
            leap(QStringList{"audit", "small.csv", "--schema", "s.json", "--json"} + m_short);
        QVERIFY2(audit.code == 0, audit.text());
        QCOMPARE(audit.json()["fields"].size(), schema.fields.size());
    }

    void auditPrintsOneJsonObject()
    {
        const Json json = parseJson(readText(path("audit.json")), "audit.json");
        const size_t fields = json["fields"].size();
        QVERIFY(fields >= 10);
        int64_t end = 0;
        for (const Json& field : json["fields"]) {
            QCOMPARE(field["start"].get<int64_t>(), end);
            end = field["end"].get<int64_t>();
            QCOMPARE(end - field["start"].get<int64_t>(), field["width"].get<int64_t>());
            const double gate = field["gate"].get<double>();
            QVERIFY(gate > 0 && gate < 1);
            QVERIFY(field["divergence"].get<double>() > 0);
            // lambda = alpha Dbar
            QVERIFY(std::abs(field["lambda"].get<double>() - 0.01 * field["divergence"].get<double>())
                    < 1e-9);
        }
        const Json& totals = json["totals"];
        QCOMPARE(totals["columns"].get<int64_t>(), end);
        QCOMPARE(totals["rows"].get<int>(), 4000);
        QCOMPARE(totals["fields"].get<size_t>(), fields);
        QCOMPARE(totals["alpha"].get<double>(), 0.01);
        QVERIFY(totals["peak_bytes"].get<int64_t>() > 1'000'000);
        QVERIFY(totals["seconds"].get<double>() > 0);
        QVERIFY(totals["test_auc"].get<double>() > 0.5);
        QCOMPARE(json["epochs"].size(), size_t{2});
        for (const char* key : {"epoch", "train_loss", "validation_auc", "seconds"})
            QVERIFY2(json["epochs"][1][key].is_number(), key);
    }

    void theFileHoldsWhatWasPrinted()
    {
        const Json json = parseJson(readText(path("audit.json")), "audit.json");
        const AuditDocument document = readAudit(path("small.leap"));
        QCOMPARE(document.runs.size(), size_t{1});
        const RunRecord& run = document.runs[0];
        QCOMPARE(run.result.outcome, RunOutcome::Finished);
        for (size_t i = 0; i < run.result.ranking.fields.size(); ++i) {
            QCOMPARE(json["fields"][i]["gate"].get<double>(), run.result.ranking.fields[i].gate);
            QCOMPARE(json["fields"][i]["name"].get<std::string>(), run.result.ranking.fields[i].name);
        }
        QCOMPARE(run.card.fingerprint.size(), size_t{64});
        QVERIFY(std::filesystem::path(run.source.files.at(0)).is_absolute());
    }

    void theSameCallGivesTheSameRun()
    {
        const Outcome outcome = leap(QStringList{"audit", "small.csv", "--out", "again.leap"} + m_short);
        QVERIFY2(outcome.code == 0, outcome.text());
        const auto one = readAudit(path("small.leap")).runs[0].result;
        const auto two = readAudit(path("again.leap")).runs[0].result;
        QVERIFY(one.trajectory.gates == two.trajectory.gates);
        QVERIFY(one.state == two.state);
    }

    void theCacheChangesNothing()
    {
        qputenv("XDG_CACHE_HOME", m_folder.filePath("cache").toUtf8());
        qputenv("LEAP_CACHE_MIB", "100");
        const auto one = readAudit(path("small.leap")).runs[0];
        for (const bool again : {false, true}) {
            const Outcome outcome = leap(QStringList{"audit", "small.csv", "--out", "kept.leap"} + m_short);
            QVERIFY2(outcome.code == 0, outcome.text());
            QVERIFY2(outcome.errors.contains("from the cache") == again, outcome.text());
            const auto two = readAudit(path("kept.leap")).runs[0];
            QVERIFY(one.result.trajectory.gates == two.result.trajectory.gates);
            QVERIFY(one.result.state == two.result.state);
            QCOMPARE(two.result.messages, one.result.messages);
            QCOMPARE(two.card.fingerprint, one.card.fingerprint);
        }
        const Outcome off = leap(QStringList{"audit", "small.csv", "--cache", "off"} + m_short);
        QVERIFY2(off.code == 0 && !off.errors.contains("from the cache"), off.text());
        QVERIFY(leap({"cache", "list"}).output.contains(".rows"));
        QVERIFY(leap({"cache", "clear"}).output.contains("removed"));
        QVERIFY(!leap({"cache", "list"}).output.contains(".rows"));
        QCOMPARE(leap({"cache", "lsit"}).code, 2);
        qputenv("LEAP_CACHE_MIB", "0");
    }

    void withoutJsonTheRankingIsATable()
    {
        const Outcome outcome = leap(QStringList{"audit", "small.csv"} + m_short);
        QVERIFY2(outcome.code == 0, outcome.text());
        const QStringList lines = outcome.output.trimmed().split('\n');
        QVERIFY(lines.size() >= 11);
        QVERIFY(lines[0].contains("rank") && lines[0].contains("gate") && lines[0].contains("divergence"));
        QVERIFY2(!outcome.output.contains('\r') && !outcome.errors.contains('\r'),
                 "no progress bar into a pipe");
        QVERIFY2(outcome.errors.contains("not saved"), outcome.text());
        QVERIFY2(outcome.errors.contains("epoch 2/2"), outcome.text());
    }

    void settingsReachTheRun()
    {
        const Outcome outcome = leap({"audit",
                                      "small.csv",
                                      "--label",
                                      "y",
                                      "--positive",
                                      "1",
                                      "--out",
                                      "set.leap",
                                      "--penalty",
                                      "uniform",
                                      "--search",
                                      "joint",
                                      "--alpha",
                                      "0.02",
                                      "--beta",
                                      "0.5",
                                      "--tau",
                                      "0.3",
                                      "--width",
                                      "4",
                                      "--epochs",
                                      "1",
                                      "--batch",
                                      "100",
                                      "--lr",
                                      "0.002",
                                      "--gate-lr",
                                      "0.003",
                                      "--seed",
                                      "7",
                                      "--threads",
                                      "1",
                                      "--device",
                                      "cpu",
                                      "--hidden",
                                      "8,4",
                                      "--dropout",
                                      "0.1",
                                      "--backbone",
                                      "dcn-v2",
                                      "--cross-layers",
                                      "2",
                                      "--cross-rank",
                                      "3",
                                      "--patience",
                                      "0",
                                      "--min-count",
                                      "2",
                                      "--exclude",
                                      "constant",
                                      "--split",
                                      "group:noise_500",
                                      "--group",
                                      "noise_50",
                                      "--initial-gate",
                                      "0.9",
                                      "--divergence-floor",
                                      "0.01",
                                      "--embedding-scale",
                                      "0.02"});
        QVERIFY2(outcome.code == 0, outcome.text());
        const RunRecord run = readAudit(path("set.leap")).runs.at(0);
        Settings expected;
        expected.penalty = Penalty::Uniform;
        expected.search = SearchMode::Joint;
        expected.alpha = 0.02;
        expected.beta = 0.5;
        expected.tau = 0.3;
        expected.epochs = 1;
        expected.batch = 100;
        expected.learningRate = 0.002;
        expected.gateLearningRate = 0.003;
        expected.seed = 7;
        expected.threads = 1;
        expected.device = DeviceChoice::Cpu;
        expected.network.hidden = {8, 4};
        expected.network.dropout = 0.1;
        expected.network.backbone = "dcn-v2";
        expected.network.crossLayers = 2;
        expected.network.crossRank = 3;
        expected.patience = 0;
        expected.initialGate = 0.9;
        expected.divergenceFloor = 0.01;
        expected.embeddingScale = 0.02;
        QVERIFY(run.settings == expected);
        QCOMPARE(run.result.ranking.selector, std::string("leap-base"));
        QCOMPARE(run.source.split.column, std::string("noise_500"));
        QCOMPARE(run.schema.groupId, std::string("noise_50"));
        QVERIFY(run.schema.find("noise_50") && !run.schema.find("constant")); // the group is a field
        QCOMPARE(run.schema.label.positive, std::string("1"));
        const auto field = run.schema.find("strong_a");
        QVERIFY(field);
        QCOMPARE(run.schema.fields[*field].inputs[0].width, 4);
        QCOMPARE(run.schema.fields[*field].inputs[0].minCount, 2);
    }

    void decidesByEveryRule_data()
    {
        QTest::addColumn<QStringList>("rule");
        QTest::addColumn<QString>("kind");
        QTest::newRow("threshold") << QStringList{"--threshold", "0.5"} << "threshold";
        QTest::newRow("none given") << QStringList{} << "threshold";
        QTest::newRow("top k") << QStringList{"--top-k", "3"} << "top-k";
        QTest::newRow("ratio") << QStringList{"--keep-ratio", "0.25"} << "keep-ratio";
        QTest::newRow("columns") << QStringList{"--max-columns", "20"} << "max-columns";
    }
    void decidesByEveryRule()
    {
        QFETCH(QStringList, rule);
        QFETCH(QString, kind);
        const Outcome outcome = leap(QStringList{"decide", "small.leap", "--out", "d.json"} + rule);
        QVERIFY2(outcome.code == 0, outcome.text());
        const Json json = parseJson(readText(path("d.json")), "d.json");
        QCOMPARE(QString::fromStdString(json["rule"]["kind"].get<std::string>()), kind);
        int kept = 0;
        for (const Json& field : json["fields"])
            kept += field["verdict"] == "keep" ? 1 : 0;
        if (kind == "top-k")
            QCOMPARE(kept, 3);
        if (kind == "keep-ratio")
            QCOMPARE(kept, std::max(1, static_cast<int>(0.25 * static_cast<double>(json["fields"].size()))));
        if (kind == "max-columns")
            QVERIFY(json["totals"]["columns"]["after"].get<int>() <= 20);
        QVERIFY2(outcome.errors.contains("Provisional"), outcome.text());
    }

    void decidesWithForcedFieldsInEveryFormat()
    {
        for (const char* out : {"d.json", "d.h5", "d.csv"}) {
            const Outcome outcome = leap({"decide", "small.leap", "--top-k", "2", "--force-keep",
                                          "constant,noise_2", "--force-drop", "strong_a", "--out", out});
            if (!outcome.errors.contains("'constant'")) // the proposal may leave a constant column out
                QVERIFY2(outcome.code == 0, outcome.text());
        }
        const Outcome outcome =
            leap({"decide", "small.leap", "--top-k", "2", "--force-keep", "noise_2", "--force-keep",
                  "noise_50", "--force-drop", "strong_a", "--out", "forced.csv"});
        QVERIFY2(outcome.code == 0, outcome.text());
        const QString csv = QString::fromStdString(readText(path("forced.csv")));
        QCOMPARE(csv.count(",keep,"), 2);
        QVERIFY(csv.contains("forced by the user to be kept"));
        QVERIFY(csv.contains("forced by the user to be dropped"));
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"

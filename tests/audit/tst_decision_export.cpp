// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/export/decision_export.h"
#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/decide/decide.h"
#include "core/study/ledger/ledger.h"
#include "core/study/ledger/ledger_record.h"
#include "core/study/run_decision.h"
#include "core/study/study.h"
#include "tests/support/error_text.h"
#include "tests/support/json_schema.h"
#include "tests/support/run_record.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <hdf5.h>

using namespace leap;
using leap::test::inputErrorOf;
using leap::test::madeUpRun;
using leap::test::violations;

class TestDecisionExport : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    RunRecord m_run = madeUpRun(6, 3);
    Json m_schema;

    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    Decision decision(const Rule& rule = {}) const { return decide(m_run.result.ranking, rule); }

    QString violationsOf(const Json& document) const
    {
        return QString::fromStdString(join(violations(document, m_schema), "\n"));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_schema = parseJson(readText(qEnvironmentVariable("LEAP_DECISION_SCHEMA").toStdString()), "schema");
    }

    void followsItsSchema_data()
    {
        QTest::addColumn<int>("kind");
        for (const auto kind :
             {Rule::Kind::Threshold, Rule::Kind::TopK, Rule::Kind::KeepRatio, Rule::Kind::MaxColumns})
            QTest::newRow(nameOf(kind)) << int(kind);
    }
    void followsItsSchema()
    {
        QFETCH(int, kind);
        Rule rule;
        rule.kind = static_cast<Rule::Kind>(kind);
        rule.topK = 2;
        rule.keepRatio = 0.5;
        rule.maxColumns = 10;
        rule.forceDrop = {"f1"};
        RunRecord run = m_run;
        run.result.ranking.fields[3].gateMove = 0.2;
        const Json json = decisionToJson(decide(run.result.ranking, rule), run);
        QCOMPARE(violationsOf(json), QString());
        QCOMPARE(violationsOf(parseJson(json.dump(), "text")), QString());
    }

    /// A budget by earnings, on the run's ledger; without one, a field kept for lack of force says nothing of
    /// it.
    void aRunWithItsLedger()
    {
        Rule rule;
        rule.kind = Rule::Kind::Earnings;
        rule.budget = 1000;
        rule.budgetOf = BudgetOf::Bytes;
        RunRecord run = m_run;
        QVERIFY(inputErrorOf([&] { (void)decideRun(run, rule); }).contains("Run 'leap ledger'"));
        Ledger ledger;
        for (const FieldScore& field : run.result.ranking.fields) {
            LedgerField& page = ledger.fields.emplace_back();
            page.name = field.name;
            page.saves = {field.width(), 400, 10};
            page.measured.earns = {1e-3 * static_cast<double>(ledger.fields.size()), 1e-5};
        }
        ledger.fields[2].lacksForce = true;
        ledger.fields[2].words = "kept for lack of force: no price";
        run.studies.put(ledger);
        const Decision decision = decideRun(run, rule);
        QCOMPARE(decision.fieldsAfter, int64_t{2});
        QCOMPARE(decision.fields[5].verdict, Verdict::Keep); // they earn most
        QCOMPARE(decision.fields[4].verdict, Verdict::Keep);
        const Json json = decisionToJson(decision, run);
        QCOMPARE(violationsOf(json), QString());
        QCOMPARE(json["rule"]["budget_of"].get<std::string>(), std::string("bytes"));
        Rule threshold;
        threshold.threshold = 0;
        QVERIFY(decideRun(run, threshold).fields[2].reason.ends_with("kept for lack of force: no price"));
        QVERIFY(!decide(run.result.ranking, threshold).fields[2].reason.ends_with("no price"));
        Json damaged = toJson(ledger);
        damaged["fields"][0]["earns"] = 3;
        readStored(studyKind("ledger"), damaged.dump(), "The run's ledger", run.studies);
        QVERIFY(
            inputErrorOf([&] { (void)decideRun(run, rule); }).contains("The run's ledger: fields[0].earns"));
    }

    void evidenceOfSeveralSearchesFollowsTheSchema()
    {
        RunRecord run = m_run;
        Ranking& ranking = run.result.ranking; // gates 1, 1/2, 1/3, ...
        std::vector<double> half;
        for (const FieldScore& field : ranking.fields)
            half.push_back(field.gate);
        ranking.repeats.halfScores = {half, half};
        ranking.repeats.halfScores[1][1] = 0.2;
        ranking.repeats.rescaledScores = half;
        ranking.repeats.rescaledScores[0] = 0.1;
        const Json json = decisionToJson(decide(ranking, {}), run);
        QCOMPARE(violationsOf(json), QString());
        const Json& swinging = json["fields"][1];
        QCOMPARE(swinging["verdict"].get<std::string>(), std::string("uncertain"));
        QCOMPARE(swinging["evidence"]["half_samples"].get<int>(), 2);
        QCOMPARE(swinging["evidence"]["kept_in_half_samples"].get<int>(), 1);
        QVERIFY(swinging["evidence"]["seed_spread"].is_null());
        QVERIFY(std::abs(swinging["evidence"]["sampling_spread"].get<double>() - 0.3 / std::sqrt(2.0))
                < 1e-12);
        QCOMPARE(json["stability"]["half_samples"]["searches"].get<int>(), 2);
        QVERIFY(json["stability"]["half_samples"]["index"].is_number());
        QVERIFY(json["fields"][0]["reason"].get<std::string>().find("depends on the field's scale")
                != std::string::npos);
        QCOMPARE(json["fields"][0]["verdict"].get<std::string>(), std::string("uncertain"));
    }

    /// The schema must be able to say no.
    void schemaRefusesBrokenDocuments_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value"); // empty: the member is taken out
        QTest::newRow("format") << "/format"
                                << "\"leap.other\"";
        QTest::newRow("version") << "/version"
                                 << "2";
        QTest::newRow("digest") << "/digest"
                                << "\"abc\"";
        QTest::newRow("no digest") << "/digest"
                                   << "";
        QTest::newRow("verdict") << "/fields/0/verdict"
                                 << "\"maybe\"";
        QTest::newRow("dropped but placed") << "/fields/0/verdict"
                                            << "\"drop\"";
        QTest::newRow("kept but not placed") << "/fields/0/new_start"
                                             << "null";
        QTest::newRow("negative start") << "/fields/1/start"
                                        << "-1";
        QTest::newRow("width 0") << "/fields/1/width"
                                 << "0";
        QTest::newRow("no reason") << "/fields/2/reason"
                                   << "\"\"";
        QTest::newRow("gate as text") << "/fields/2/gate"
                                      << "\"0.5\"";
        QTest::newRow("evidence without seeds") << "/fields/2/evidence/seeds"
                                                << "";
        QTest::newRow("unknown key") << "/surprise"
                                     << "1";
        QTest::newRow("rule without its number") << "/rule/threshold"
                                                 << "";
        QTest::newRow("rule with two numbers") << "/rule/top_k"
                                               << "3";
        QTest::newRow("totals") << "/totals/fields/after"
                                << "\"2\"";
        QTest::newRow("no fields") << "/fields"
                                   << "[]";
        QTest::newRow("created") << "/created"
                                 << "\"yesterday\"";
    }
    void schemaRefusesBrokenDocuments()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        Json json = decisionToJson(decision(), m_run);
        const Json::json_pointer place(pointer.toStdString());
        if (value.isEmpty())
            json[place.parent_pointer()].erase(place.back());
        else
            json[place] = Json::parse(value.toStdString());
        QVERIFY(!violationsOf(json).isEmpty());
    }

    /// Columns that never vary were not trained on; each decision drops them, whatever the rule, and no count
    /// changes.
    void constantColumns()
    {
        QVERIFY(!decisionToJson(decideRun(m_run, {}), m_run).contains("constants"));
        RunRecord run = m_run;
        run.schema.leftOut = {{"y", "label"},
                              {"k", "constant"},
                              {"id", "row id: nearly every row has its own value"},
                              {"=empty", "blank (every cell is missing)"}};
        Rule rule;
        rule.kind = Rule::Kind::TopK;
        rule.topK = 2;
        const Decision made = decideRun(run, rule);
        QCOMPARE(
            made.constants,
            (std::vector<DroppedColumn>{{"k", "constant"}, {"=empty", "blank (every cell is missing)"}}));
        QCOMPARE(made.fieldsBefore, decideRun(m_run, rule).fieldsBefore);
        QCOMPARE(made.columnsAfter, decideRun(m_run, rule).columnsAfter);

        Json json = decisionToJson(made, run);
        QCOMPARE(violationsOf(json), QString());
        QCOMPARE(json["constants"][0], Json({{"name", "k"}, {"verdict", "drop"}, {"reason", "constant"}}));
        json["constants"][0]["verdict"] = "keep";
        QVERIFY(!violationsOf(json).isEmpty());

        const auto lines = split(decisionToCsv(made), '\n');
        QCOMPARE(lines.size(), made.fields.size() + 4); // the header, two constants, the end
        QCOMPARE(lines[made.fields.size() + 1], std::string("k,,,,,,,,,,,drop,,,,,,constant,,,,,,"));
        QVERIFY(lines[made.fields.size() + 2].starts_with("'=empty,"));
        writeDecision(path("constants.h5"), made, run);
        const hid_t file = H5Fopen(path("constants.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
        QVERIFY(H5Lexists(file, "constants/name", H5P_DEFAULT) > 0
                && H5Lexists(file, "constants/reason", H5P_DEFAULT) > 0);
        H5Fclose(file);
    }

    void digestIsOfTheContent()
    {
        Json json = decisionToJson(decision(), m_run);
        const auto digest = json["digest"].get<std::string>();
        json.erase("digest");
        QCOMPARE(digest, sha256Of(json.dump()));
        RunRecord other = m_run;
        other.card.rows += 1;
        QVERIFY(decisionToJson(decision(), other)["digest"] != digest);
        QCOMPARE(decisionToJson(decision(), m_run)["digest"].get<std::string>(), digest);
    }

    void jsonCarriesTheDecision()
    {
        Rule rule;
        rule.forceKeep = {"f5"};
        const Json json = decisionToJson(decision(rule), m_run);
        QCOMPARE(json["fields"].size(), size_t{6});
        // gates 1, 1/2, 1/3, ...: two are not below .5; widths 8 1 8 8 1 8
        QCOMPARE(json["totals"]["fields"]["before"].get<int>(), 6);
        QCOMPARE(json["totals"]["fields"]["after"].get<int>(), 3);
        QCOMPARE(json["totals"]["columns"]["before"].get<int>(), 34);
        QCOMPARE(json["totals"]["columns"]["after"].get<int>(), 17);
        QCOMPARE(json["fields"][5]["new_start"].get<int>(), 9);
        QCOMPARE(json["fields"][5]["new_end"].get<int>(), 17);
        QVERIFY(json["fields"][5]["forced"].get<bool>());
        QVERIFY(json["fields"][2]["new_start"].is_null());
        QVERIFY(json["provisional"].get<bool>());
        QCOMPARE(json["search"]["test_auc"].get<double>(), 0.8);
    }

    void csvHasOneLineAField()
    {
        const auto lines = split(decisionToCsv(decision()), '\n');
        QCOMPARE(lines.size(), size_t{6 + 2}); // titles, fields, end
        QVERIFY(lines[0].starts_with("name,kind,source,start,end,new_start,new_end,width,gate"));
        QVERIFY(lines[1].starts_with("f0,categorical,\"f0 second, column\",0,8,0,8,8,1,0.01,"));
        QVERIFY(lines[3].starts_with("f2,categorical,\"f2 second, column\",9,17,,,8,"));
    }

    void csvNeutralisesFormulas_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("cell");
        QTest::newRow("equals") << "=1+1"
                                << "'=1+1";
        QTest::newRow("plus") << "+x"
                              << "'+x";
        QTest::newRow("minus") << "-x"
                               << "'-x";
        QTest::newRow("at") << "@SUM(A1)"
                            << "'@SUM(A1)";
        QTest::newRow("tab") << "\tx"
                             << "'\tx";
        QTest::newRow("carriage return") << "\r=x"
                                         << "\"'\r=x\"";
        QTest::newRow("quoted formula") << "=HYPERLINK(\"a\",\"b\")"
                                        << "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"";
        QTest::newRow("comma") << "a,b"
                               << "\"a,b\"";
        QTest::newRow("quote") << "a\"b"
                               << "\"a\"\"b\"";
        QTest::newRow("harmless") << "a=b"
                                  << "a=b";
    }
    void csvNeutralisesFormulas()
    {
        QFETCH(QString, name);
        QFETCH(QString, cell);
        Ranking ranking = m_run.result.ranking;
        ranking.fields.resize(1);
        ranking.fields[0].name = name.toStdString();
        const std::string text = decisionToCsv(decide(ranking, Rule{}));
        const std::string line = text.substr(text.find('\n') + 1);
        QVERIFY2(line.starts_with(cell.toStdString() + ",categorical"), line.c_str());
    }

    void hdf5HoldsTheSameContent()
    {
        const Decision made = decision();
        writeDecision(path("decision.h5"), made, m_run);
        const hid_t file = H5Fopen(path("decision.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
        QVERIFY(file >= 0);
        std::vector<double> gates(6);
        std::vector<int64_t> newStart(6);
        const auto read = [&](const char* name, hid_t type, void* values) {
            const hid_t dataset = H5Dopen2(file, name, H5P_DEFAULT);
            const herr_t status = H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
            H5Dclose(dataset);
            return status >= 0;
        };
        QVERIFY(read("fields/gate", H5T_NATIVE_DOUBLE, gates.data()));
        QVERIFY(read("fields/new_start", H5T_NATIVE_INT64, newStart.data()));
        for (size_t i = 0; i < 6; ++i) {
            QCOMPARE(gates[i], made.fields[i].field.gate);
            QCOMPARE(newStart[i], made.fields[i].newStart);
        }
        const hid_t dataset = H5Dopen2(file, "json", H5P_DEFAULT);
        const hid_t type = H5Dget_type(dataset);
        std::string text(H5Tget_size(type), '\0');
        QVERIFY(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, text.data()) >= 0);
        QVERIFY(parseJson(text, "json") == decisionToJson(made, m_run));
        H5Tclose(type);
        H5Dclose(dataset);
        H5Fclose(file);
    }

    void everyFormatIsWrittenByItsExtension()
    {
        writeDecision(path("decision.json"), decision(), m_run);
        QVERIFY(parseJson(readText(path("decision.json")), "json") == decisionToJson(decision(), m_run));
        writeDecision(path("decision.csv"), decision(), m_run);
        QCOMPARE(readText(path("decision.csv")), decisionToCsv(decision()));
        writeDecision(path("decision.hdf5"), decision(), m_run);
        QVERIFY(
            inputErrorOf([&] { writeDecision(path("decision.xls"), decision(), m_run); }).contains(".csv"));
        QVERIFY(!std::filesystem::exists(path("decision.xls")));
    }

    void namesThatAreNoUtf8DoNotBreakAnExport()
    {
        RunRecord run = m_run;
        run.card.files = {"caf\xE9.csv"};
        run.result.ranking.fields[0].name = "caf\xE9";
        const Decision made = decide(run.result.ranking, Rule{});
        writeDecision(path("latin.json"), made, run);
        const Json json = parseJson(readText(path("latin.json")), "json");
        QVERIFY(json["fields"][0]["name"] == "caf\xEF\xBF\xBD");
    }
};

QTEST_APPLESS_MAIN(TestDecisionExport)
#include "tst_decision_export.moc"

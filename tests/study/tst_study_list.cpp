// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/study/compare/compare_record.h"
#include "core/study/fine_tune/fine_tune_record.h"
#include "core/study/ledger/ledger_record.h"
#include "core/study/path/alpha_path_record.h"
#include "core/study/probes/probe_record.h"
#include "core/study/proof/proof_record.h"
#include "core/study/proof/proof_table.h"
#include "core/study/roi/roi_record.h"
#include "core/study/run_decision.h"
#include "core/study/stepwise/stepwise_record.h"
#include "core/study/study.h"
#include "tests/support/error_text.h"
#include "tests/support/made_up.h"

#include <QElapsedTimer>
#include <QtTest>
#include <set>

using namespace leap;
using leap::test::inputErrorOf;
using leap::test::madeUp;

namespace {

/// A result of each study that a run's file keeps.
std::map<std::string, StudyResult> madeUpResults(uint64_t seed)
{
    return {{"path", StudyResult::of(madeUp<AlphaPath>(seed))},
            {"ledger", StudyResult::of(madeUp<Ledger>(seed))},
            {"probes", StudyResult::of(madeUp<ProbeStudy>(seed))},
            {"stepwise", StudyResult::of(madeUp<Stepwise>(seed))},
            {"roi", StudyResult::of(madeUp<Roi>(seed))},
            {"prune", StudyResult::of(madeUp<FineTuning>(seed))},
            {"compare", StudyResult::of(madeUp<Comparison>(seed))}};
}

RunRecord runWithLedger(size_t fields)
{
    RunRecord run;
    Ledger ledger;
    for (size_t i = 0; i < fields; ++i) {
        FieldScore score;
        score.name = "field " + std::to_string(i);
        score.score = score.gate = 1.0 / static_cast<double>(i + 1);
        score.end = 1;
        run.result.ranking.fields.push_back(score);
        LedgerField& page = ledger.fields.emplace_back();
        page.name = score.name;
        page.words = "what the field earns outweighs the penalty up to g = 1";
    }
    run.studies.put(std::move(ledger));
    return run;
}

template <typename T> void roundTrip()
{
    for (uint64_t seed = 0; seed < 20; ++seed) {
        const Json json = toJson(madeUp<T>(seed));
        QCOMPARE(jsonText(toJson(fromJson<T>(parseJson(jsonText(json), "text"), "made up"))), jsonText(json));
    }
}

} // namespace

class TestStudyList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRecordReadsBack()
    {
        roundTrip<LedgerField>();
        roundTrip<Ledger>();
        roundTrip<ProbeStudy>();
        roundTrip<AlphaPoint>();
        roundTrip<Step>();
        roundTrip<Stepwise>();
        roundTrip<RoiPoint>();
        roundTrip<FineTuning>();
        roundTrip<RetrainResult>();
        roundTrip<CompareRow>();
    }

    /// Names, keys and places are told once each; every study can be shown, written and read.
    void theListIsWhole()
    {
        std::set<std::string> names, keys;
        for (const StudyKind& study : studyKinds()) {
            QVERIFY2(names.insert(study.name).second, study.name.c_str());
            QVERIFY2(!study.isKept() || keys.insert(study.key).second, study.key.c_str());
            QVERIFY2(!study.title.empty() && !study.question.empty() && study.help.ends_with("."),
                     study.name.c_str());
            QVERIFY2(study.make && study.check && !study.plan.empty(), study.name.c_str());
            QVERIFY2(!study.isKept() || (study.write && study.read && study.tables && study.words),
                     study.name.c_str());
            QVERIFY2(!study.isCommand || study.isKept(), study.name.c_str());
        }
        QVERIFY(inputErrorOf([] { (void)studyKind("legder"); }).contains("Did you mean 'ledger'?"));
    }

    /// A result is kept as text and comes back the same.
    void resultsAreKept()
    {
        for (uint64_t seed = 1; seed < 4; ++seed) {
            for (const auto& [name, result] : madeUpResults(seed)) {
                if (name == "path" || name == "roi")
                    continue; // their places must be points: see below
                const StudyKind& study = studyKind(name);
                StudyResults results, back;
                results.put(name, result);
                const std::string text = storedText(study, results);
                readStored(study, text, "file", back);
                const auto* unreadable = back.unreadable(name);
                QVERIFY2(!unreadable, unreadable ? unreadable->why.c_str() : "");
                QCOMPARE(storedText(study, back), text);
                QVERIFY(!studyText(study, back.find(name)).empty() && !studyHtml(study, result).empty());
            }
        }
    }

    void placesMustBePoints()
    {
        AlphaPath path;
        path.fields = {"a", "b"};
        path.fallsAt = {std::nan(""), 0.5};
        path.points.resize(2);
        path.points[0].keptNames = {"a", "b"};
        path.points[1].keptNames = {"a"};
        path.chosen = 1;
        const Json json = toJson(path);
        const AlphaPath back = fromJson<AlphaPath>(json, "path");
        QCOMPARE(toJson(back), json);
        QCOMPARE(back.points[1].kept, (KeptSet{1, 0}));
        const auto refused = [&](const char* pointer, const Json& value) {
            Json damaged = json;
            damaged[Json::json_pointer(pointer)] = value;
            return inputErrorOf([&] { (void)fromJson<AlphaPath>(damaged, "path"); });
        };
        QVERIFY(refused("/chosen", 2).contains("the path has 2 points"));
        QVERIFY(refused("/best", -1).contains("path: best"));
        QVERIFY(refused("/chosen", "x").contains("path: chosen"));
        QVERIFY(refused("/points/0/kept", {"c"}).contains("points[0].kept"));
        QVERIFY(refused("/points/0", 3).contains("points[0]"));
        Roi roi = madeUp<Roi>(1);
        roi.curves.resize(1);
        roi.curves[0].points.resize(1);
        roi.curves[0].best = roi.curves[0].chosen = 1;
        QVERIFY(inputErrorOf([&] { (void)fromJson<Roi>(toJson(roi), "roi"); }).contains("curves[0]"));
    }

    void plansAreChecked()
    {
        const StudyKind& probes = studyKind("probes");
        probes.check(nullptr);
        probes.check({{"probes", 0}, {"q", 0.2}}); // 0: as many as are needed
        const auto refused = [](const char* study, const Json& plan) {
            return inputErrorOf([&] { studyKind(study).check(plan); });
        };
        QVERIFY(refused("probes", {{"seeds", 0}}).contains("seeds"));
        QVERIFY(refused("probes", {{"q", 1}}).contains("q is 1"));
        QVERIFY(refused("probes", {{"sedes", 1}}).contains("Did you mean 'seeds'?"));
        QVERIFY(refused("ledger", {{"repeats", 1.5}}).contains("repeats"));
        QVERIFY(refused("roi", {{"selectors", {"laep"}}}).contains("Did you mean 'leap'?"));
        QVERIFY(refused("stepwise", {{"metric", "acu"}}).contains("Did you mean 'auc'?"));
        for (const StudyKind& study : studyKinds()) {
            Json defaults = Json::object();
            for (const PlanField& field : study.plan)
                defaults[field.key] = field.fallback;
            study.check(defaults);
        }
        QCOMPARE(studyKind("roi").plan[2].option(), std::string("--retrain-seeds"));
    }

    /// A line that is dragged decides again at each step: nothing may be parsed on the way. (0.5 ms are asked
    /// of a decision at 500 fields; parsing its ledger takes several.)
    void aDecisionParsesNothing()
    {
        const RunRecord run = runWithLedger(500);
        const std::string stored = storedText(studyKind("ledger"), run.studies);
        constexpr int kTimes = 30;
        double decided = 1e9, parsed = 1e9; // ms, the best: the machine may be busy with other things
        for (int i = 0; i < kTimes; ++i) {
            Rule rule;
            rule.threshold = 0.01 * (i + 1);
            QElapsedTimer timer;
            timer.start();
            const Decision decision = decideRun(run, rule);
            decided = std::min(decided, static_cast<double>(timer.nsecsElapsed()) * 1e-6);
            QCOMPARE(decision.fields.size(), size_t{500});
            StudyResults results;
            timer.restart();
            readStored(studyKind("ledger"), stored, "ledger", results);
            parsed = std::min(parsed, static_cast<double>(timer.nsecsElapsed()) * 1e-6);
        }
        qInfo("a decision at 500 fields: %.3f ms; its ledger read: %.3f ms", decided, parsed);
        QVERIFY2(decided < parsed / 3, qPrintable(QString("%1, %2 ms").arg(decided).arg(parsed)));
    }

    void proofsAreTabled()
    {
        Proof announced;
        announced.created = "2026-01-02T03:04:05Z";
        announced.plan.dropped = {"a", "b"};
        Proof finished = announced;
        finished.created = "2026-01-03T03:04:05Z";
        finished.finished = true;
        finished.full = 0.75;
        finished.pruned = 0.7495;
        finished.loss.loss = 5e-4;
        finished.loss.rowError = 1e-4;
        const std::vector<Proof> proofs{announced, finished};
        const ResultTable table = proofTables(proofs).front();
        QCOMPARE(table.rows.size(), size_t{2});
        QCOMPARE(table.rows[0].source, int64_t{1}); // newest first
        const std::string text = gridText(table);
        for (const char* part :
             {"2026-01-03 03:04 UTC", "+0.0005", "no loss above the margin", "announced, not finished"})
            QVERIFY2(text.find(part) != std::string::npos, text.c_str());
    }
};

QTEST_APPLESS_MAIN(TestStudyList)
#include "tst_study_list.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "core/search/reach.h"
#include "core/study/compare/compare_record.h"
#include "core/study/compare/comparison_table.h"
#include "tests/study/prove_data.h"
#include "tests/support/error_text.h"
#include "tests/support/json_schema.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

using namespace leap;
using leap::test::inputErrorOf;

namespace {

/// Stops the comparison before its `last` + 1st unit.
class StopAfter : public ProveObserver {
public:
    StopAfter(int64_t last, RunControl& control)
        : m_last(last)
        , m_control(control)
    {
    }
    void working(const std::string&, int64_t done, int64_t total) override
    {
        units = done + 1;
        announced = total;
        if (done == m_last)
            m_control.stop();
    }
    int64_t units = 0;
    int64_t announced = 0;

private:
    int64_t m_last;
    RunControl& m_control;
};

} // namespace

class TestCompare : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_dataset;

    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    CompareRequest request() const
    {
        CompareRequest request;
        request.data = {{"planted", [this] { return m_dataset; }}};
        request.selectors = {"no-select", "random", "leap-base"};
        request.keepRatios = {0.5, 0.25};
        request.searchSeeds = 2;
        request.retrainSeeds = 3;
        request.settings = test::quickSettings();
        request.settings.alpha = 0.02;
        return request;
    }
    CompareResult run(const CompareRequest& request, StudyMemory& memory) const
    {
        RunControl control;
        ProveObserver quiet;
        return compare(request, memory, control, quiet);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const auto planted = test::plantedTable(m_folder.path().toStdString(), 4000);
        m_dataset = test::encodePlanted(planted, planted.schema);
        QCOMPARE(m_dataset->schema.fields.size(), size_t{12});
    }

    void aRowPerSelectorAndRatio()
    {
        StudyMemory memory;
        const CompareResult result = run(request(), memory);
        QCOMPARE(result.rows.size(), size_t{6});
        const CompareRow& all = result.rows[0];
        QCOMPARE(all.selector, std::string("no-select"));
        QCOMPARE(all.kept.size(), size_t{12}); // at any ratio
        QCOMPARE(all.sets.size(), size_t{1}); // no seed, one search
        QCOMPARE(all.sets[0].auc.size(), size_t{3});
        QCOMPARE(result.rows[3].auc.value, all.auc.value);
        const CompareRow& random = result.rows[1];
        QCOMPARE(random.sets.size(), size_t{10});
        QCOMPARE(random.sets[0].auc.size(), size_t{1});
        const CompareRow& leap = result.rows[5];
        QCOMPARE(leap.keepRatio, 0.25);
        QCOMPARE(leap.kept.size(), size_t{3}); // floor(12 / 4)
        QCOMPARE(leap.sets.size(), size_t{2});
        QVERIFY(leap.forwardPasses > 0);
    }

    /// Means and spreads against the sets' own figures, by hand.
    void figuresAreMeansOverTrainings()
    {
        StudyMemory memory;
        const CompareRow row = run(request(), memory).rows[2];
        std::vector<double> all;
        double within = 0;
        std::vector<double> means;
        for (const CompareSet& set : row.sets) {
            QCOMPARE(set.auc.size(), size_t{3});
            const double mean = (set.auc[0] + set.auc[1] + set.auc[2]) / 3;
            means.push_back(mean);
            for (const double auc : set.auc) {
                all.push_back(auc);
                within += (auc - mean) * (auc - mean);
            }
        }
        double sum = 0, squares = 0;
        for (const double auc : all) {
            sum += auc;
            squares += auc * auc;
        }
        const double mean = sum / 6;
        QVERIFY(std::abs(row.auc.value - mean) < 1e-12);
        QVERIFY(std::abs(row.aucSd - std::sqrt((squares - 6 * mean * mean) / 5)) < 1e-7);
        QVERIFY(std::abs(row.aucSdRetrain - std::sqrt(within / 4)) < 1e-12);
        QVERIFY(std::abs(row.aucSdSearch - std::abs(means[0] - means[1]) / std::sqrt(2.0)) < 1e-12);
    }

    void equalSetsAreTrainedOnce()
    {
        CompareRequest twice = request();
        twice.selectors = {"no-select"};
        twice.keepRatios = {0.5, 0.25, 1};
        StudyMemory memory;
        const CompareResult result = run(twice, memory);
        QCOMPARE(result.rows.size(), size_t{3});
        QVERIFY((result.looks == Looks{3, 3})); // one set, three seeds
    }

    /// Few steps: the gates need more epochs than were asked for, and every selector and training gets them.
    void everyoneHasTheEpochsThatGatesNeed()
    {
        CompareRequest few = request();
        few.settings.epochs = 1;
        few.settings.batch = 1024;
        few.settings.patience = 0;
        few.selectors = {"no-select", "leap-base"};
        few.keepRatios = {0.5};
        few.searchSeeds = few.retrainSeeds = 1;
        const Settings planned = withPlannedEpochs(few.settings, m_dataset);
        QVERIFY2(planned.epochs > 3, qPrintable(QString::number(planned.epochs)));
        StudyMemory memory;
        const CompareResult result = run(few, memory);
        few.settings.epochs = planned.epochs; // asked for: nothing is raised
        StudyMemory other;
        const CompareResult asked = run(few, other);
        for (size_t i = 0; i < result.rows.size(); ++i)
            QCOMPARE(result.rows[i].auc.value, asked.rows[i].auc.value);
        QCOMPARE(withPlannedEpochs(few.settings, m_dataset).epochs, planned.epochs);
    }

    /// Stopped anywhere, then gone on with: the same figures, and nothing is done twice.
    void goesOnAfterAnInterruption_data()
    {
        QTest::addColumn<int>("last");
        for (const int last : {0, 7, 13, 20})
            QTest::addRow("before unit %d", last + 1) << last;
    }
    void goesOnAfterAnInterruption()
    {
        QFETCH(int, last);
        const auto file = path("memory.json");
        RunControl control;
        StopAfter stop(last, control);
        StudyMemory first(file);
        QCOMPARE(first.found(), int64_t{0});
        QCOMPARE(compare(request(), first, control, stop).outcome, RunOutcome::Stopped);
        QVERIFY(stop.units == last + 1);

        StudyMemory second(file);
        const CompareResult result = run(request(), second);
        StudyMemory fresh;
        const CompareResult whole = run(request(), fresh);
        QCOMPARE(result.rows.size(), whole.rows.size());
        for (size_t i = 0; i < whole.rows.size(); ++i) {
            QCOMPARE(result.rows[i].auc.value, whole.rows[i].auc.value);
            QCOMPARE(result.rows[i].kept, whole.rows[i].kept);
        }
        QVERIFY(result.looks == whole.looks);
        second.discardFile();
        QVERIFY(!std::filesystem::exists(file));
    }

    void announcesAllUnits()
    {
        RunControl control;
        StopAfter never(-1, control);
        StudyMemory memory;
        (void)compare(request(), memory, control, never);
        QCOMPARE(never.units, never.announced);
    }

    void refusesADamagedMemory()
    {
        for (const char* text :
             {"{", "[]", R"({"format": "leap.decision", "version": 1})",
              R"({"format": "leap.study-memory", "version": 1, "searches": 3, "retrains": {}})"}) {
            writeTextAtomically(path("bad.json"), text);
            const QString error = inputErrorOf([&] { StudyMemory memory(path("bad.json")); });
            QVERIFY2(error.contains("bad.json") && error.contains("delete it"), qPrintable(error));
        }
    }

    void refusesWhatMakesNoSense()
    {
        const auto errorWith = [&](const std::function<void(CompareRequest&)>& change) {
            CompareRequest changed = request();
            change(changed);
            StudyMemory memory;
            return inputErrorOf([&] { (void)run(changed, memory); });
        };
        QVERIFY(errorWith([](auto& r) { r.selectors = {"leep"}; }).contains("Did you mean 'leap'?"));
        QVERIFY(errorWith([](auto& r) { r.keepRatios = {1.5}; }).contains("keep ratio"));
        QVERIFY(errorWith([](auto& r) { r.keepRatios = {}; }).contains("keep ratios"));
        QVERIFY(errorWith([](auto& r) { r.retrainSeeds = 0; }).contains("retrain seed"));
        QVERIFY(errorWith([](auto& r) { r.selectors = {"leap", "leap"}; }).contains("twice"));
    }

    void theResultFollowsItsSchema()
    {
        StudyMemory memory;
        const CompareRequest asked = request();
        const CompareResult result = run(asked, memory);
        const Json json = parseJson(
            toJson(comparisonOf(asked, result, "LeAP Studio 0.1.0", "2026-01-02T03:04:05Z")).dump(), "text");
        Json schema =
            parseJson(readText(qEnvironmentVariable("LEAP_COMPARISON_SCHEMA").toStdString()), "schema");
        QCOMPARE(join(test::violations(json, schema), "\n"), std::string());
        QCOMPARE(json["s_auc"]["0.25"].size(), size_t{3});
        Json broken = json;
        broken["results"][0]["kept"] = Json::array(); // it must be able to say no
        broken["results"][1].erase("auc_sd");
        QCOMPARE(test::violations(broken, schema).size(), size_t{2});
    }

    void sAucTakesTheBestMethodOfEachDataset()
    {
        CompareResult result;
        const auto add = [&](const char* dataset, const char* selector, double auc) {
            CompareRow row;
            row.dataset = dataset;
            row.selector = row.title = selector;
            row.keepRatio = 0.5;
            row.auc.value = auc;
            result.rows.push_back(row);
        };
        add("a", "no-select", 0.8);
        add("a", "leap", 0.6);
        add("b", "no-select", 0.7);
        add("b", "leap", 0.9);
        const auto values = sAucOf(result).at(0.5);
        QVERIFY(std::abs(values.at("leap").value - (0.6 / 0.8 + 1) / 2) < 1e-12);
        QVERIFY(std::abs(values.at("no-select").value - (1 + 0.7 / 0.9) / 2) < 1e-12);
        const std::string table = gridText(comparisonTables(result).front());
        for (const char* part : {"50 %", "0.6000", "0.8750", "S_AUC"})
            QVERIFY2(table.find(part) != std::string::npos, table.c_str());
        result.outcome = RunOutcome::Stopped; // no maximum over what is not there yet
        QVERIFY(sAucOf(result).empty());
    }
};

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"

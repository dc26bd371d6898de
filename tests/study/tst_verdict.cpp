// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/fields/propose_schema.h"
#include "core/data/load.h"
#include "core/data/schema/split_rule.h"
#include "core/study/verdict/clusters.h"
#include "core/study/verdict/cross_fit.h"
#include "core/study/verdict/verdict_record.h"
#include "core/study/verdict/verdict_words.h"
#include "tests/study/prove_data.h"
#include "tests/support/error_text.h"

#include <QTemporaryDir>
#include <QtTest>
#include <set>

using namespace leap;
using leap::test::inputErrorOf;

namespace {

std::set<int64_t> sourceRows(const Dataset& dataset, Part part)
{
    std::set<int64_t> rows;
    const auto source = dataset.store->source({.part = part, .batchSize = 512, .order = RowOrder::Stored});
    Batch batch;
    source->reset(0);
    while (source->next(batch))
        rows.insert(batch.sourceRow.begin(), batch.sourceRow.end());
    return rows;
}

bool has(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

class TestVerdict : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    test::PlantedTable m_planted;
    std::shared_ptr<const Dataset> m_dataset;
    Settings m_settings = test::quickSettings();
    RunControl m_control;
    ProveObserver m_quiet;

    VerdictResult verdict(const VerdictPlan& plan, std::vector<double> gates = {})
    {
        return makeVerdict(m_dataset, m_settings, plan, gates, m_control, m_quiet);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_planted = test::plantedTable(m_folder.path().toStdString(), 6000);
        m_dataset = test::encodePlanted(m_planted, m_planted.schema);
    }

    /// Each row outside the test part is judged once, by models that saw neither it nor a test row.
    void foldsShareNoRow()
    {
        const Folds folds(m_dataset, 5, 1);
        QCOMPARE(folds.count(), 5);
        QCOMPARE(folds.by(), FoldsBy::Rows);
        const auto test = sourceRows(*m_dataset, Part::Test);
        std::set<int64_t> judged;
        for (int number = 0; number < folds.count(); ++number) {
            const auto fold = folds.fold(number);
            const auto own = sourceRows(*fold, Part::Test), train = sourceRows(*fold, Part::Train),
                       stop = sourceRows(*fold, Part::Validation);
            QCOMPARE(static_cast<int64_t>(own.size()), fold->store->rows(Part::Test));
            QCOMPARE(own.size() + train.size() + stop.size(), m_dataset->rows - test.size());
            for (const int64_t row : own) {
                QVERIFY(!train.contains(row) && !stop.contains(row) && !test.contains(row));
                QVERIFY(judged.insert(row).second);
            }
            for (const int64_t row : stop)
                QVERIFY(!train.contains(row));
        }
        QCOMPARE(static_cast<int64_t>(judged.size()), folds.judgedRows());
        QCOMPARE(folds.judgedRows(), folds.rows());
    }

    void groupsStayWhole()
    {
        Schema schema = m_planted.schema;
        std::string column;
        for (const Field& field : schema.fields) {
            if (field.name.find("50") != std::string::npos && field.name.find("noise") != std::string::npos)
                column = field.name;
        }
        QVERIFY(!column.empty());
        schema.groupId = column;
        const auto grouped = test::encodePlanted(m_planted, schema);
        const Folds folds(grouped, 5, 1);
        QCOMPARE(folds.by(), FoldsBy::Groups);
        std::set<int32_t> seen;
        for (int number = 0; number < folds.count(); ++number) {
            const auto fold = folds.fold(number);
            const auto source =
                fold->store->source({.part = Part::Test, .batchSize = 4096, .order = RowOrder::Stored});
            Batch batch;
            source->reset(0);
            QVERIFY(source->next(batch));
            QVERIFY(std::is_sorted(batch.group.begin(), batch.group.end()));
            const std::set<int32_t> own(batch.group.begin(), batch.group.end());
            for (const int32_t group : own)
                QVERIFY(seen.insert(group).second);
        }
    }

    /// Of a stream each row is judged by models of older rows only, whichever part it was dealt to.
    void timeIsKept()
    {
        std::string text = "t,x,y\n";
        RandomStream draws(streamKey(7, "rows"));
        for (int i = 0; i < 3000; ++i)
            text += std::to_string(i) + "," + std::to_string(draws.nextBelow(5)) + ","
                + std::to_string(draws.nextBelow(2)) + "\n";
        const auto path = std::filesystem::path(m_folder.filePath("time.csv").toStdString());
        writeTextAtomically(path, text);
        Progress progress;
        const auto table = loadTable({path}, {}, progress);
        ProposeOptions options;
        options.label.column = "y";
        options.split = parseSplit("stream:t");
        const auto stream = table->encode(proposeSchema(table->inspect(options.label, progress), options),
                                          options.split, 0, progress);
        const Folds folds(stream, 5, 1);
        QCOMPARE(folds.by(), FoldsBy::Time);
        std::set<int64_t> judged;
        for (int number = 0; number < folds.count(); ++number) {
            const auto fold = folds.fold(number);
            const auto own = sourceRows(*fold, Part::Test);
            auto taught = sourceRows(*fold, Part::Train);
            taught.merge(sourceRows(*fold, Part::Validation));
            constexpr int64_t kStretch = 5; // within which gate rows change places
            QVERIFY(*taught.rbegin() < *own.begin() + kStretch);
            judged.insert(own.begin(), own.end());
        }
        QCOMPARE(static_cast<int64_t>(judged.size()), folds.judgedRows());
        QVERIFY(folds.judgedRows() < folds.rows()); // the oldest block teaches only
    }

    void tooFewRowsAreRefused()
    {
        QTemporaryDir folder;
        const auto small = test::plantedTable(folder.path().toStdString(), 60);
        const auto rows = test::encodePlanted(small, small.schema);
        const QString error = inputErrorOf([&] { (void)Folds(rows, 5, 1); });
        QVERIFY2(error.startsWith("Too few rows for a verdict:"), qPrintable(error));
        QVERIFY(error.contains("at least 60 are needed"));
    }

    /// Values by hand: similar pairs are merged, a third that is like one of them only is not.
    void clustersByAverage()
    {
        const std::vector<std::vector<double>> alike{
            {1, .9, .5, 0}, {.9, 1, .05, 0}, {.5, .05, 1, 0}, {0, 0, 0, 1}};
        const auto clusters = averageLinkage(alike, .3); // (.5 + .05) / 2 = .275
        QCOMPARE(clusters, (std::vector<std::vector<size_t>>{{0, 1}, {2}, {3}}));
        QCOMPARE(averageLinkage(alike, .25).size(), size_t{2});
        QVERIFY(averageLinkage({}, .3).empty());
    }

    /// One group of three rows and one of one, two folds: by hand.
    void evidenceByHand()
    {
        FoldEvidence one, other;
        one.sets = {{.covariance = 3, .squares = 4}};
        one.weight = 10;
        other.sets = {{.covariance = 1, .squares = 5}};
        other.weight = 6;
        const std::vector<FoldEvidence> folds{one, other};
        const SetEvidence byTime = evidenceOf(folds, 0, false), crossed = evidenceOf(folds, 0, true);
        QCOMPARE(byTime.effect, 4.0 / 16);
        QCOMPARE(byTime.error, 3.0 / 16);
        QCOMPARE(byTime.z, 4.0 / 3);
        QVERIFY(std::abs(crossed.z - 4.0 / 3 / std::sqrt(2.0)) < 1e-12);
        QCOMPARE(evidenceOf({}, 0, true).z, 0.0);
    }

    void findsNoiseAndKeepsWhatCounts()
    {
        const VerdictResult found = verdict({.models = 2, .threads = 2});
        for (const VerdictField& field : found.fields)
            qInfo("%-12s %-10s z %6.2f visible %.4f %s", field.name.c_str(), nameOf(field.status),
                  field.evidence.z, field.visible, field.reason.c_str());
        for (const std::string& sentence : verdictWords(found))
            qInfo("%s", sentence.c_str());
        QVERIFY(has(found.named(FieldStatus::Stays), "strong_a"));
        QVERIFY(has(found.named(FieldStatus::Stays), "strong_b"));
        for (const char* name : {"noise_2", "noise_50", "noise_500", "noise_20000", "constant"})
            QVERIFY2(has(found.named(FieldStatus::Useless), name), name);
        QVERIFY(found.loss.upperBound() < found.margin);
        QVERIFY(found.gain > 0);
        QCOMPARE(found.rows, m_dataset->rows - m_dataset->store->rows(Part::Test));
    }

    void doesNotDependOnThreads()
    {
        const VerdictPlan one{.folds = 3, .models = 1, .mostModels = 1, .threads = 1};
        VerdictPlan two = one;
        two.threads = 2;
        VerdictResult first = verdict(one), second = verdict(two);
        first.created = second.created;
        first.seconds = second.seconds = 0;
        QCOMPARE(toJson(first).dump(), toJson(second).dump());
    }

    void isWrittenAndRead()
    {
        const VerdictResult found = verdict({.folds = 3, .models = 1, .mostModels = 1});
        const Json json = toJson(found);
        QCOMPARE(toJson(fromJson<VerdictResult>(json, "verdict")).dump(), json.dump());
        for (const char* key : {"can_go", "useless", "not_needed", "stays", "uncertain", "sentence", "looks"})
            QVERIFY2(json.contains(key), key);
    }

    void mustStay()
    {
        const VerdictResult found =
            verdict({.folds = 3, .models = 1, .mostModels = 1, .keep = {m_dataset->schema.fields[0].name}});
        QCOMPARE(found.fields[0].status, FieldStatus::Stays);
        QCOMPARE(found.fields[0].reason, std::string("kept as asked"));
    }

    void aStopIsCancelled()
    {
        RunControl control;
        control.stop();
        QVERIFY_EXCEPTION_THROWN((void)makeVerdict(m_dataset, m_settings, {}, {}, control, m_quiet),
                                 Cancelled);
    }

    void plansThatMakeNoSenseAreRefused()
    {
        QVERIFY(!inputErrorOf([] { VerdictPlan{.folds = 2}.validate(); }).isEmpty());
        QVERIFY(!inputErrorOf([] { VerdictPlan{.shuffles = 5}.validate(); }).isEmpty());
        QVERIFY(!inputErrorOf([] { VerdictPlan{.models = 3, .mostModels = 2}.validate(); }).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestVerdict)
#include "tst_verdict.moc"

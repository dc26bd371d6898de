// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/search.h"
#include "core/study/fine_tune/fine_tune.h"
#include "core/study/fine_tune/fine_tune_table.h"
#include "core/study/fine_tune/prune_weights.h"
#include "core/train/engines.h"
#include "core/train/kept_weights.h"
#include "core/train/model_state.h"
#include "tests/study/prove_data.h"
#include "tests/support/error_text.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

using namespace leap;
using leap::test::inputErrorOf;

class TestFineTune : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_dataset;
    Settings m_settings = test::quickSettings();
    SearchResult m_search;

    RowReaders readers() const
    {
        return rowReadersOf(m_settings.network.backbone,
                            backboneSpecFor(engineSpecFor(m_settings, m_dataset->layout, {}, 128)));
    }
    StateDict model() const { return keptModel(m_search.state); }
    std::unique_ptr<StepEngine> engineOf(const RowLayout& layout) const
    {
        return makeEngine(engineSpecFor(m_settings, layout, {}, 128));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const auto planted = test::plantedTable(m_folder.path().toStdString(), 6000);
        m_dataset = test::encodePlanted(planted, planted.schema);
        m_settings.alpha = 0.01;
        RunControl control;
        TrainObserver quiet;
        m_search = runSearch(m_dataset, m_settings, control, quiet);
    }

    /// The pruned model on the pruned row = the full model on the row whose dropped columns stand at the
    /// mean. Constant fields stand at their mean in every row: dropping one changes no prediction.
    void foldingIsExactWhereTheFieldStandsAtItsMean()
    {
        KeptSet kept = keepAll(m_dataset->schema.fields.size());
        kept[*m_dataset->schema.find("constant")] = 0;
        StateDict full = model();
        const auto whole = engineOf(m_dataset->layout);
        whole->loadModel(full);
        const auto pruned = engineOf(prunedLayout(m_dataset->layout, kept));
        StateDict fresh;
        pruned->saveModel(fresh);
        pruned->loadModel(
            pruneWeights(full, m_dataset->layout, kept, meanRow(full, m_dataset), readers(), fresh));
        const auto rows = makeBatchSource(
            m_dataset, {.part = Part::Validation, .batchSize = 500, .order = RowOrder::Stored});
        const auto one = predictAll(*whole, *rows).logit, two = predictAll(*pruned, *rows).logit;
        QCOMPARE(one.size(), two.size());
        for (size_t i = 0; i < one.size(); ++i)
            QVERIFY(std::abs(one[i] - two[i]) < 1e-5F);
    }

    /// By hand: two units over three columns, the middle one dropped at mean 2.
    void foldsByHand()
    {
        RowLayout layout;
        layout.ranges = {0, 1, 2, 3};
        layout.denseColumns = 3;
        for (int i = 0; i < 3; ++i)
            layout.inputs.push_back({InputSlot::Storage::Dense, i, i, 1, 0, "x"});
        const auto array = [](std::vector<int64_t> shape, std::vector<float> values) {
            StateArray made;
            made.shape = std::move(shape);
            made.values = std::move(values);
            return made;
        };
        const StateDict full{{"engine/mlp.0.weight", array({2, 3}, {1, 2, 3, 4, 5, 6})},
                             {"engine/mlp.0.bias", array({2}, {10, 20})},
                             {"engine/output.weight", array({1, 2}, {7, 8})}};
        const StateDict fresh{{"engine/mlp.0.weight", array({2, 2}, {0, 0, 0, 0})},
                              {"engine/mlp.0.weight.moment1", array({2, 2}, {0, 0, 0, 0})},
                              {"engine/mlp.0.bias", array({2}, {0, 0})},
                              {"engine/output.weight", array({1, 2}, {0, 0})}};
        const std::vector<double> mean{1, 2, 3};
        const StateDict pruned = pruneWeights(full, layout, {1, 0, 1}, mean, {.linear = {"mlp.0"}}, fresh);
        QCOMPARE(getFloats(pruned, "engine/mlp.0.weight"), (std::vector<float>{1, 3, 4, 6}));
        QCOMPARE(getFloats(pruned, "engine/mlp.0.bias"), (std::vector<float>{14, 30}));
        QCOMPARE(getFloats(pruned, "engine/output.weight"), (std::vector<float>{7, 8}));
        StateDict cross = full, crossFresh = fresh;
        cross["engine/cross.0.weight"] = array({3, 3}, std::vector<float>(9));
        crossFresh["engine/cross.0.weight"] = array({2, 2}, std::vector<float>(4));
        QVERIFY(inputErrorOf([&] {
                    (void)pruneWeights(cross, layout, {1, 0, 1}, mean, {.linear = {"mlp.0"}}, crossFresh);
                }).contains("cross.0"));
    }

    void theMeanIsThatOfTrainingRows()
    {
        const StateDict full = model();
        const auto mean = meanRow(full, m_dataset);
        const size_t field = *m_dataset->schema.find("numeric"); // a scalar: its input is the only dense one
        const auto rows =
            makeBatchSource(m_dataset, {.part = Part::Train, .batchSize = 977, .order = RowOrder::Stored});
        Batch batch;
        double sum = 0;
        int64_t count = 0;
        rows->reset(0);
        while (rows->next(batch)) {
            for (int64_t row = 0; row < batch.rows; ++row)
                sum += static_cast<double>(
                    batch.dense[static_cast<size_t>(row * m_dataset->layout.denseColumns)]);
            count += batch.rows;
        }
        QVERIFY(std::abs(mean[static_cast<size_t>(m_dataset->layout.ranges[field])] - sum / double(count))
                < 1e-6);
    }

    /// The first field's table is made a given one, with the same vectors: no mean changes, and the other
    /// tables keep their vectors though they are numbered without it.
    void givenVectorsHaveNoTableOfTheModel()
    {
        const StateDict full = model();
        auto given = std::make_shared<Dataset>(*m_dataset);
        InputSlot& slot = given->layout.inputs.front();
        QCOMPARE(slot.storage, InputSlot::Storage::Id);
        const auto& values = getFloats(full, "engine/table.0.parameter");
        auto table = std::make_shared<LookupTable>(LookupTable{slot.vocabulary - 1, slot.width, {}});
        table->values.assign(values.begin() + slot.width, values.end()); // the id 0 reads zeros
        slot.storage = InputSlot::Storage::Lookup;
        slot.lookup = std::make_shared<Lookup>(Lookup{table, 0, slot.width, {}});
        StateDict ofGiven = full;
        size_t tables = 0;
        for (; full.contains(tableStateName(tables + 1)); ++tables)
            ofGiven[tableStateName(tables)] = full.at(tableStateName(tables + 1));
        QVERIFY(tables > 1);
        ofGiven.erase(tableStateName(tables));
        const auto one = meanRow(full, m_dataset), two = meanRow(ofGiven, given);
        double unseen = 0; // no row of training has an unknown value
        for (size_t column = 0; column < one.size(); ++column)
            unseen = std::max(unseen, std::abs(one[column] - two[column]));
        QVERIFY2(unseen < 1e-9, qPrintable(QString::number(unseen)));

        KeptSet kept = keepAll(given->schema.fields.size());
        kept[1] = 0;
        const auto pruned = engineOf(prunedLayout(given->layout, kept));
        StateDict fresh;
        pruned->saveModel(fresh);
        const StateDict folded = pruneWeights(ofGiven, given->layout, kept, two, readers(), fresh);
        QVERIFY(folded.at(tableStateName(0)) == full.at(tableStateName(2)));
    }

    void stagesOfAStudy()
    {
        RunControl control;
        const KeptSet kept =
            keptSetOf(m_dataset->schema, {"strong_a", "strong_b", "numeric", "sparse", "twin_1"});
        const FineTuning study = fineTune(m_dataset, m_search.state, kept, m_settings, 2, control);
        QCOMPARE(study.outcome, RunOutcome::Finished);
        QCOMPARE(study.epochs, int64_t{2});
        for (const Evaluation* figures : {&study.full, &study.before, &study.after, &study.scratch})
            QVERIFY(figures->auc.defined() && figures->auc.value > 0.55);
        QCOMPARE(study.full.auc.value, m_search.epochs[size_t(m_search.bestEpoch - 1)].validationAuc.value);
        QVERIFY(gridText(fineTuningTables(study).front()).find("weights kept") != std::string::npos);
        QVERIFY(inputErrorOf([&] {
                    (void)fineTune(m_dataset, {}, kept, m_settings, 1, control);
                }).contains("no weights"));
    }
};

QTEST_GUILESS_MAIN(TestFineTune)
#include "tst_fine_tune.moc"

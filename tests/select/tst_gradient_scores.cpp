// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/trained/gradient_scores.h"
#include "core/select/trained/shared_model.h"
#include "tests/select/small_sets.h"

#include <QtTest>
#include <cmath>

using namespace leap;

namespace {

/// Rows and gradients by hand: two columns (two fields of width 1), given in Batch::dense as x0 x1 g0 g1.
class Given final : public TrainedModel {
public:
    void read(const Batch& batch, std::span<float> x) override
    {
        m_given = batch.dense;
        for (size_t row = 0; row < static_cast<size_t>(batch.rows); ++row)
            std::copy_n(m_given.begin() + static_cast<ptrdiff_t>(row * 4), 2,
                        x.begin() + static_cast<ptrdiff_t>(row * 2));
    }
    void predict(std::span<const float>, std::span<float>) override { }
    void pullBack(std::span<const float>, const LogitSlopes&, std::span<float> gradient) override
    {
        for (size_t row = 0; row < gradient.size() / 2; ++row)
            std::copy_n(m_given.begin() + static_cast<ptrdiff_t>(row * 4 + 2), 2,
                        gradient.begin() + static_cast<ptrdiff_t>(row * 2));
    }
    std::unique_ptr<FieldMix> fieldMix(std::span<const float>) override { return nullptr; }
    std::unique_ptr<FieldMix> fieldMix(const Batch&) override { return nullptr; }

private:
    std::vector<float> m_given;
};

std::unique_ptr<BatchSource> handRows(int64_t batch)
{
    Batch rows;
    rows.rows = 4;
    rows.dense = {1, 2, 0.5F, 1, 3, 2, -0.5F, 1, 5, 2, 1, 1, 7, 6, 0, -1};
    rows.label = {1, 0, 1, 0};
    std::array<Batch, kParts> parts;
    parts[static_cast<size_t>(Part::Validation)] = rows;
    return makeMemoryStore(std::move(parts))
        ->source({.part = Part::Validation, .batchSize = batch, .order = RowOrder::Stored});
}

const std::vector<int64_t> kTwo{0, 1, 2};

} // namespace

class TestGradientScores : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Means 4 and 3. Field 0: .5 (4 - 1) - .5 (4 - 3) + 1 (4 - 5) + 0 = 0, over 4 rows: 0. Field 1:
    /// (3 - 2) + (3 - 2) + (3 - 2) - (3 - 6) = 6, over 4 rows: 1.5.
    void sharkByHand()
    {
        Given model;
        const auto score = sharkScores(model, *handRows(2), kTwo);
        QVERIFY(std::abs(score[0]) < 1e-12);
        QVERIFY(std::abs(score[1] - 1.5) < 1e-12);
    }

    /// Batches of two rows. Field 0: (.5 - 1.5) / 2 = -.5, then 5 / 2: mean of sizes 1.5. Field 1:
    /// (2 + 2) / 2 = 2, then (2 - 6) / 2 = -2: mean of sizes 2.
    void sfsByHand()
    {
        Given model;
        const auto score = sfsScores(model, *handRows(2), kTwo, 100);
        QVERIFY(std::abs(score[0] - 1.5) < 1e-12);
        QVERIFY(std::abs(score[1] - 2) < 1e-12);
        QVERIFY(std::abs(sfsScores(model, *handRows(2), kTwo, 1)[0] - 0.5) < 1e-12); // the first batch only
    }

    /// The same sum in batches and row by row, on a trained model with fields of every storage.
    void sharkInBatchesEqualsOneByOne()
    {
        const auto data = small::mixedFields(2000);
        Settings settings = small::quickSettings();
        settings.epochs = 2;
        RunControl control;
        TrainObserver observer;
        const SelectorContext context{data, settings, 3, 0, control, observer};
        SharedModel shared = trainSharedModel(context);
        const auto model = shared.takeModel();
        const auto inBatches = sharkScores(*model, *validationRows(context, 37), data->layout.ranges);
        const auto oneByOne = sharkScores(*model, *validationRows(context, 1), data->layout.ranges);
        QCOMPARE(inBatches.size(), size_t{5});
        for (size_t field = 0; field < 5; ++field)
            QVERIFY2(std::abs(inBatches[field] - oneByOne[field])
                         < 1e-6 * (1e-3 + std::abs(oneByOne[field])) + 1e-9,
                     qPrintable(QString("%1 %2").arg(inBatches[field]).arg(oneByOne[field])));
    }
};

QTEST_APPLESS_MAIN(TestGradientScores)
#include "tst_gradient_scores.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/probes/probe_study.h"
#include "tests/select/small_sets.h"

#include <QtTest>
#include <algorithm>
#include <array>
#include <numeric>

using namespace leap;

/// Labels that no field says anything of: whatever is called above the noise is called falsely.
class TestProbeNull : public QObject {
    Q_OBJECT

    static constexpr int kRuns = 20;

    static Batch part(const Dataset& data, Part part)
    {
        std::vector<int64_t> places(static_cast<size_t>(data.store->rows(part)));
        std::iota(places.begin(), places.end(), int64_t{0});
        Batch rows;
        data.store->read(part, places, rows);
        return rows;
    }

    /// The set with the labels of each part in another order.
    static std::shared_ptr<Dataset> permutedLabels(uint64_t run)
    {
        auto data = small::mixedFields(4000);
        std::array<Batch, kParts> parts;
        for (size_t p = 0; p < kParts; ++p) {
            Batch rows = part(*data, static_cast<Part>(p));
            std::vector<int64_t> order(static_cast<size_t>(rows.rows));
            std::iota(order.begin(), order.end(), int64_t{0});
            shuffle(order, RandomStream(streamKey(run, "null labels", p)));
            const auto labels = rows.label;
            for (size_t row = 0; row < order.size(); ++row)
                rows.label[row] = labels[static_cast<size_t>(order[row])];
            parts[p] = std::move(rows);
        }
        data->store = makeMemoryStore(std::move(parts));
        return data;
    }

private Q_SLOTS:
    /// All fields are noise, so a run with a call is a run whose calls are all false: by Benjamini and
    /// Hochberg at most a share q of the runs. Of 20 runs at q = .1 six or more would happen by chance in 1.1
    /// % of all tests (binomial), so five are allowed.
    void falseKeepsStayWithinTheStatedRate()
    {
        Settings settings = small::quickSettings();
        settings.learningRate = 5e-3;
        settings.epochs = 3;
        RunControl control;
        ProveObserver quiet;
        int runsWithCalls = 0, calls = 0;
        double sumOfP = 0;
        for (int run = 0; run < kRuns; ++run) {
            settings.seed = static_cast<uint64_t>(run);
            const auto study =
                studyProbes(permutedLabels(settings.seed), settings, 0.002, {.probes = 39}, control, quiet);
            QVERIFY(study);
            const auto falseKeeps = std::count_if(study->fields.begin(), study->fields.end(),
                                                  [](const ProbedField& field) { return field.aboveNoise; });
            calls += static_cast<int>(falseKeeps);
            runsWithCalls += falseKeeps > 0 ? 1 : 0;
            for (const ProbedField& field : study->fields)
                sumOfP += field.p / static_cast<double>(study->fields.size());
        }
        qInfo("%d of %d runs call a field, %d calls in all, mean p-value %.3f", runsWithCalls, kRuns, calls,
              sumOfP / kRuns);
        QVERIFY2(runsWithCalls <= 5, qPrintable(QString::number(runsWithCalls)));
        QVERIFY2(sumOfP / kRuns > 0.35,
                 qPrintable(QString::number(sumOfP / kRuns))); // 1/2 when they are uniform
    }
};

QTEST_APPLESS_MAIN(TestProbeNull)
#include "tst_probe_null.moc"

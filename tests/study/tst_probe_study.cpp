// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/study/probes/probe_data.h"
#include "core/study/probes/probe_record.h"
#include "core/study/probes/probe_table.h"
#include "tests/select/small_sets.h"
#include "tests/support/error_text.h"

#include <QtTest>
#include <algorithm>
#include <numeric>

using namespace leap;
using leap::test::inputErrorOf;

namespace {

/// Rows that look as if they were read from disk.
class WindowedStore : public RowStore {
public:
    int64_t rows(Part) const override { return 100; }
    void read(Part, std::span<const int64_t>, Batch&) const override { }
    int64_t shuffleWindow() const override { return 10; }
};

} // namespace

class TestProbeStudy : public QObject {
    Q_OBJECT

    static Batch all(const Dataset& data, Part part)
    {
        std::vector<int64_t> places(static_cast<size_t>(data.store->rows(part)));
        std::iota(places.begin(), places.end(), int64_t{0});
        Batch rows;
        data.store->read(part, places, rows);
        return rows;
    }
    static std::vector<int32_t> column(const Batch& rows, size_t columns, size_t at)
    {
        std::vector<int32_t> values;
        for (size_t row = 0; row < static_cast<size_t>(rows.rows); ++row)
            values.push_back(rows.ids[row * columns + at]);
        return values;
    }

private Q_SLOTS:
    void sourcesAreSpread()
    {
        const auto data = small::mixedFields(200); // widths 3, 4, 1, 5, 5
        QCOMPARE(probeSources(*data, 5), (std::vector<size_t>{2, 0, 1, 3, 4}));
        QCOMPARE(probeSources(*data, 7), (std::vector<size_t>{2, 0, 1, 3, 4, 2, 0}));
        QCOMPARE(probeSources(*data, 1), (std::vector<size_t>{1})); // the middle
        data->facts[4].activeRows = 1; // as wide as "united", but sparser
        QCOMPARE(probeSources(*data, 5), (std::vector<size_t>{2, 0, 1, 4, 3}));
    }

    /// Every storage: a probe has its source's values in another order, all inputs of a field together; what
    /// was there stays, and test rows are gone.
    void copiesAreShuffledWithinTheirPart()
    {
        const auto data = small::mixedFields(2000);
        const auto wide = withProbes(*data, {0, 3, 4}, 7);
        QCOMPARE(wide->layout.ranges, (std::vector<int64_t>{0, 3, 7, 8, 13, 18, 21, 26, 31}));
        QCOMPARE(wide->layout.idColumns, 3);
        QCOMPARE(wide->layout.denseColumns, 17);
        QCOMPARE(wide->layout.bagColumns, 2);
        QCOMPARE(wide->schema.fields[6].name, std::string("probe 2 of united"));
        QCOMPARE(wide->store->rows(Part::Test), int64_t{0});
        for (const Part part : {Part::Train, Part::Gate, Part::Validation}) {
            const Batch before = all(*data, part), after = all(*wide, part);
            QCOMPARE(after.label, before.label);
            QCOMPARE(column(after, 3, 1), column(before, 2, 1));
            QCOMPARE(after.bags[0].ids, before.bags[0].ids);
            auto copy = column(after, 3, 2), original = column(before, 2, 1);
            QVERIFY(copy != original);
            std::vector<std::pair<int32_t, float>> own, other; // the united field moves as one
            for (size_t row = 0; row < static_cast<size_t>(before.rows); ++row) {
                own.emplace_back(original[row], before.dense[row * 9 + 3]);
                other.emplace_back(copy[row], after.dense[row * 17 + 11]);
            }
            std::sort(own.begin(), own.end());
            std::sort(other.begin(), other.end());
            QVERIFY(own == other);
            QVERIFY(after.bags[1].ids != before.bags[0].ids);
            QCOMPARE(after.bags[1].ids.size(), before.bags[0].ids.size());
        }
    }

    void refusals()
    {
        auto data = small::mixedFields(200);
        data->store = std::make_shared<WindowedStore>();
        QVERIFY(inputErrorOf([&] { (void)withProbes(*data, {0}, 1); }).contains("read from disk"));
        data = small::mixedFields(200);
        data->rows = int64_t{1} << 50;
        QVERIFY(inputErrorOf([&] { (void)withProbes(*data, {0}, 1); }).contains("half of the memory"));
        QVERIFY(inputErrorOf([] { ProbePlan{.q = 1}.validate(); }).contains("q is 1"));
        QVERIFY(inputErrorOf([] { ProbePlan{.seeds = 0}.validate(); }).contains("1 or more"));
    }

    void ranksByHand()
    {
        QCOMPARE(rankAmong({1, 2, 3, 4}, {5, 4, 2.5, 0}), (std::vector<double>{0.2, 0.4, 0.6, 1}));
    }

    /// 1 / (1 + P) <= k q / F
    void howManyProbes()
    {
        QCOMPARE(fewestCalled(10, 99, 0.1), int64_t{1});
        QCOMPARE(fewestCalled(10, 39, 0.1), int64_t{3}); // 2.5
        QCOMPARE(fewestCalled(5, 4, 0.1), int64_t{10}); // none can be called
        QCOMPARE(defaultProbes(2, 1, 0.1), 20); // 19 would do
        QCOMPARE(defaultProbes(3, 1, 0.1), 29); // a single one of three
        QCOMPARE(defaultProbes(100, 1, 0.1), 39); // a quarter of the fields
        QCOMPARE(defaultProbes(100, 4, 0.05), 20); // 79 in four searches
        for (const size_t fields : {1, 2, 3, 4, 26, 39, 500})
            QVERIFY(fewestCalled(fields, defaultProbes(fields, 1, 0.1), 0.1)
                    <= static_cast<int64_t>((fields + 3) / 4));
    }

    /// Two searches on a set whose truth is known.
    void usefulFieldsLieAboveTheNoise()
    {
        const auto data = small::mixedFields(8000);
        Settings settings = small::quickSettings();
        settings.learningRate = 5e-3;
        settings.epochs = 3;
        RunControl control;
        ProveObserver quiet;
        const auto study = studyProbes(data, settings, 0.002, {.seeds = 2}, control, quiet);
        QVERIFY(study);
        QCOMPARE(study->probes.size(), size_t{40});
        QCOMPARE(study->probes[20].seed, 1);
        QVERIFY(!(study->probes[0].figure == study->probes[20].figure));
        for (size_t field = 0; field < 5; ++field) {
            const ProbedField& judged = study->fields[field];
            QCOMPARE(judged.figures.size(), size_t{2});
            QVERIFY2(judged.aboveNoise == small::kMixedUseful[field], judged.name.c_str());
        }
        const Json json = toJson(*study);
        QCOMPARE(json["probes"].size(), size_t{40});
        QCOMPARE(json["fewest_called"].get<int>(), 2); // 5 / 4.1
        const ProbeStudy again = fromJson<ProbeStudy>(json, "probes");
        QVERIFY(toJson(again) == json);
        QCOMPARE(again.probes, study->probes);
        Json damaged = json;
        damaged["fields"][1].erase("p");
        const QString error = inputErrorOf([&] { (void)fromJson<ProbeStudy>(damaged, "probes"); });
        QVERIFY2(error.contains("probes: fields[1]"), qPrintable(error));
        QVERIFY(sectionText(probeTables(*study).front()).find("understate") != std::string::npos);
        RunControl stop;
        stop.stop();
        QVERIFY(!studyProbes(data, settings, 0.002, {}, stop, quiet));
    }
};

QTEST_APPLESS_MAIN(TestProbeStudy)
#include "tst_probe_study.moc"

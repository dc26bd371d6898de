// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/decide/decide.h"
#include "core/search/search.h"
#include "core/study/repeats/repeated_searches.h"
#include "tests/select/small_sets.h"

#include <QtTest>
#include <cmath>
#include <set>

using namespace leap;

namespace {

/// A strong field of 10 values three times over (copy_1 .. copy_3), another strong one and a useless one.
std::shared_ptr<Dataset> threeCopies(int64_t rows)
{
    auto data = std::make_shared<Dataset>();
    const std::vector<const char*> names{"copy_1", "copy_2", "copy_3", "other", "noise"};
    data->layout.ranges = {0};
    data->layout.idColumns = 5;
    for (int i = 0; i < 5; ++i) {
        data->schema.fields.push_back(small::field(names[static_cast<size_t>(i)]));
        data->layout.inputs.push_back(
            small::slot(InputSlot::Storage::Id, i, int64_t{4} * i, 4, 12, names[static_cast<size_t>(i)]));
        data->layout.ranges.push_back(int64_t{4} * (i + 1));
    }
    data->facts.assign(5,
                       {.activeRows = rows * 9 / 10, .defaultShare = 0.1, .missingShare = 0, .distinct = 10});
    data->rows = data->card.rows = rows;
    Batch all;
    all.rows = rows;
    RandomStream draw(streamKey(11, "three copies"));
    for (int64_t row = 0; row < rows; ++row) {
        const auto copied = static_cast<int32_t>(draw.nextBelow(10));
        const auto other = static_cast<int32_t>(draw.nextBelow(10));
        const auto noise = static_cast<int32_t>(draw.nextBelow(10));
        all.ids.insert(all.ids.end(), {2 + copied, 2 + copied, 2 + copied, 2 + other, 2 + noise});
        const double logit = 2.0 * (copied < 5 ? 1 : -1) + 1.5 * (other < 5 ? 1 : -1);
        const double p = 1 / (1 + std::exp(-logit));
        all.label.push_back(static_cast<double>(draw.nextBelow(1'000'000)) < 1e6 * p ? 1.0F : 0.0F);
    }
    data->store = small::deal(std::move(all));
    return data;
}

} // namespace

/// Fields that stand in for one another, in searches that are really run.
class TestThreeCopies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Which copy a search keeps is chance; a mean of its gates would keep none or several.
    void sixSeedsKeepExactlyOne()
    {
        const auto data = threeCopies(40'000);
        RunControl control;
        TrainObserver observer;
        RunRecord run;
        run.settings.threads = 1;
        run.settings.device = DeviceChoice::Cpu;
        run.result = runSearch(data, run.settings, control, observer);
        repeatSearch(run, data, {.seeds = 6}, control, observer);
        const Ranking& ranking = run.result.ranking;
        QCOMPARE(ranking.repeats.seedScores.size(), size_t{6});
        for (const auto& gates : ranking.repeats.seedScores)
            qInfo("gates %.3f %.3f %.3f | %.3f %.3f", gates[0], gates[1], gates[2], gates[3], gates[4]);
        const Decision decision = decide(ranking, {});
        QCOMPARE(decision.fieldsBefore, int64_t{5});
        int copies = 0;
        for (size_t i = 0; i < 3; ++i) {
            qInfo("%s", decision.fields[i].reason.c_str());
            copies += decision.fields[i].verdict == Verdict::Keep ? 1 : 0;
            QVERIFY(decision.fields[i].verdict != Verdict::Uncertain);
            QCOMPARE(decision.fields[i].evidence.substitutes,
                     (std::vector<std::string>{"copy_1", "copy_2", "copy_3"}));
        }
        QCOMPARE(copies, 1);
        QVERIFY(decision.fields[3].verdict != Verdict::Drop); // its gate may still move
        QCOMPARE(decision.fields[4].verdict, Verdict::Drop);
    }
};

QTEST_GUILESS_MAIN(TestThreeCopies)
#include "tst_three_copies.moc"

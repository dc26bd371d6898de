// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/run_tables.h"

#include "core/audit/file/struct_table.h"
#include "core/data/rows/dataset_record.h"
#include "core/search/gate_course.h"
#include "core/search/search_record.h"
#include "core/train/observer_record.h"

#include <array>
#include <utility>

namespace leap {
/// A figure of the whole run.
struct NamedMetric {
    std::string name;
    MetricValue metric;
};
template <> struct Record<NamedMetric> {
    using T = NamedMetric;
    static constexpr auto members = std::tuple{member("name", &T::name), member("value", &T::metric)};
};

void writeFacts(const h5::Group& run, const std::vector<FieldFacts>& facts)
{
    (void)writeTable(run, "facts", facts);
}

std::vector<FieldFacts> readFacts(const h5::Group& run)
{
    return readTable<FieldFacts>(run.open("facts"));
}

namespace {

/// Files do not say what the scores are; the selector's name does.
ScoresAre scoresOf(const std::string& selector)
{
    return selector.starts_with("leap") ? ScoresAre::Gates : ScoresAre::Values;
}

/// What the search knows of its gates' course; older files do without.
void readCourse(const h5::Group& group, Ranking& ranking)
{
    if (group.has("push") != group.has("crossing"))
        group.fail("crossing", "there must be push and crossing, or neither");
    if (group.has("push")) {
        ranking.course.lowestGate = group.doubleOf("lowest_gate");
        ranking.course.gateRows = group.intOf("gate_rows");
    }
    ranking.course.wholeEpoch = group.intOf("whole_epoch") != 0;
}

} // namespace

void writeRanking(const h5::Group& run, const Ranking& ranking)
{
    const h5::Group group = writeTable(run, "ranking", ranking.fields);
    group.setDouble("lowest_gate", ranking.course.lowestGate);
    group.setInt("gate_rows", ranking.course.gateRows);
    group.setText("selector", ranking.selector);
    group.setInt("settled", allSettled(ranking) ? 1 : 0);
    group.setInt("whole_epoch", ranking.course.wholeEpoch ? 1 : 0);
    group.setInt("seeds", ranking.repeats.seeds());
}

Ranking readRanking(const h5::Group& run)
{
    const h5::Group group = run.open("ranking");
    Ranking ranking;
    ranking.fields = readTable<FieldScore>(group);
    ranking.selector = group.textOf("selector");
    ranking.scoresAre = scoresOf(ranking.selector);
    readCourse(group, ranking);
    return ranking;
}

void writeEpochs(const h5::Group& run, const std::vector<EpochReport>& epochs)
{
    (void)writeTable(run, "epochs", epochs);
}

std::vector<EpochReport> readEpochs(const h5::Group& run)
{
    return readTable<EpochReport>(run.open("epochs"));
}

void writeChanges(const h5::Group& run, const std::vector<ChangeMark>& changes)
{
    (void)writeTable(run, "changes", changes);
}

std::vector<ChangeMark> readChanges(const h5::Group& run)
{
    return readTable<ChangeMark>(run.open("changes"));
}

namespace {

constexpr std::array<std::pair<const char*, MetricValue SearchResult::*>, 3> kMetrics{
    {{"test_auc", &SearchResult::testAuc},
     {"test_auc_best", &SearchResult::testAucBest},
     {"test_log_loss", &SearchResult::testLogLoss}}};

} // namespace

void writeMetrics(const h5::Group& run, const SearchResult& result)
{
    std::vector<NamedMetric> rows;
    rows.reserve(kMetrics.size());
    for (const auto& [name, member] : kMetrics)
        rows.push_back({name, result.*member});
    (void)writeTable(run, "metrics", rows);
}

void readMetrics(const h5::Group& run, SearchResult& result)
{
    const h5::Group group = run.open("metrics");
    for (const NamedMetric& row : readTable<NamedMetric>(group)) {
        for (const auto& [name, member] : kMetrics) {
            if (row.name == name)
                result.*member = row.metric;
        }
    }
}

} // namespace leap

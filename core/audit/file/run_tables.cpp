// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/run_tables.h"

#include "core/audit/file/struct_table.h"
#include "core/base/json.h"
#include "core/search/gate_course.h"

#include <array>
#include <utility>

namespace leap {
namespace {

void factColumns(Table<FieldFacts>& table)
{
    table.column<int64_t>("active_rows", &FieldFacts::activeRows);
    table.column<double>("default_share", &FieldFacts::defaultShare);
    table.column<double>("missing_share", &FieldFacts::missingShare);
    table.column<int64_t>("distinct", &FieldFacts::distinct);
}

void rankingColumns(Table<FieldScore>& table)
{
    table.text("name", &FieldScore::name);
    table.text("kind", &FieldScore::kind);
    table.column<int64_t>("start", &FieldScore::start);
    table.column<int64_t>("end", &FieldScore::end);
    table.column<double>("score", &FieldScore::score);
    table.column<double>("gate", &FieldScore::gate);
    table.column<double>("divergence", &FieldScore::divergence);
    table.column<double>("lambda", &FieldScore::lambda);
    table.column<double>("gate_move", &FieldScore::gateMove);
    table.column<int64_t>("active_rows", &FieldScore::activeRows);
}

void epochColumns(Table<EpochReport>& table)
{
    table.column<int64_t>("epoch", &EpochReport::epoch);
    table.column<int64_t>("step", &EpochReport::step);
    table.column<double>("train_loss", &EpochReport::trainLoss);
    table.metric("validation_auc", &EpochReport::validationAuc);
    table.metric("validation_log_loss", &EpochReport::validationLogLoss);
    table.metric("validation_gauc", &EpochReport::validationGauc);
    table.column<double>("seconds", &EpochReport::seconds);
    table.column<double>("largest_gate_move", &EpochReport::largestGateMove);
    table.column<uint8_t>("best", &EpochReport::best);
}

void changeColumns(Table<ChangeMark>& table)
{
    table.column<int64_t>("step", &ChangeMark::step);
    table.text("what", &ChangeMark::what);
}

struct NamedMetric {
    std::string name;
    MetricValue metric;
};

void metricColumns(Table<NamedMetric>& table)
{
    table.text("name", &NamedMetric::name);
    table.metric("value", &NamedMetric::metric);
}

} // namespace

void writeFacts(const h5::Group& run, const std::vector<FieldFacts>& facts)
{
    (void)writeTable<FieldFacts>(run, "facts", facts, factColumns);
}

std::vector<FieldFacts> readFacts(const h5::Group& run)
{
    return readTable<FieldFacts>(run.open("facts"), factColumns);
}

namespace {

/// What the search knows of its gates' course; older files do without.
void writeCourse(const h5::Group& group, const Ranking& ranking)
{
    std::vector<double> push;
    std::vector<uint8_t> crossing;
    for (const FieldScore& field : ranking.fields) {
        push.push_back(field.push);
        crossing.push_back(field.crossing ? 1 : 0);
    }
    group.write("push", push);
    group.write("crossing", crossing);
    group.setDouble("lowest_gate", ranking.course.lowestGate);
    group.setInt("gate_rows", ranking.course.gateRows);
}

/// Files do not say what the scores are; the selector's name does.
ScoresAre scoresOf(const std::string& selector)
{
    return selector.starts_with("leap") ? ScoresAre::Gates : ScoresAre::Values;
}

void readCourse(const h5::Group& group, Ranking& ranking)
{
    if (!group.has("push"))
        return;
    const auto rows = static_cast<int64_t>(ranking.fields.size());
    const auto push = group.read<double>("push", {rows});
    const auto crossing = group.read<uint8_t>("crossing", {rows});
    for (size_t i = 0; i < ranking.fields.size(); ++i) {
        ranking.fields[i].push = push[i];
        ranking.fields[i].crossing = crossing[i] != 0;
    }
    ranking.course.lowestGate = group.doubleOf("lowest_gate");
    ranking.course.gateRows = group.intOf("gate_rows");
}

} // namespace

void writeRanking(const h5::Group& run, const Ranking& ranking)
{
    const h5::Group group = writeTable<FieldScore>(run, "ranking", ranking.fields, rankingColumns);
    std::vector<std::string> sources;
    for (const FieldScore& field : ranking.fields)
        sources.push_back(Json(field.source).dump(-1, ' ', false, Json::error_handler_t::replace));
    group.writeTexts("source", sources);
    writeCourse(group, ranking);
    group.setText("selector", ranking.selector);
    group.setInt("settled", allSettled(ranking) ? 1 : 0);
    group.setInt("whole_epoch", ranking.course.wholeEpoch ? 1 : 0);
    group.setInt("seeds", ranking.repeats.seeds());
}

Ranking readRanking(const h5::Group& run)
{
    const h5::Group group = run.open("ranking");
    Ranking ranking;
    ranking.fields = readTable<FieldScore>(group, rankingColumns);
    const auto sources = group.readTexts("source", static_cast<int64_t>(ranking.fields.size()));
    for (size_t i = 0; i < sources.size(); ++i) {
        const Json source = parseJson(sources[i], group.place("source"));
        if (!source.is_array())
            group.fail("source", "it holds no list of columns");
        for (const Json& column : source) {
            if (!column.is_string())
                group.fail("source", "it holds no list of columns");
            ranking.fields[i].source.push_back(column.get<std::string>());
        }
    }
    readCourse(group, ranking);
    ranking.selector = group.textOf("selector");
    ranking.scoresAre = scoresOf(ranking.selector);
    ranking.course.wholeEpoch = group.intOf("whole_epoch") != 0;
    return ranking;
}

void writeEpochs(const h5::Group& run, const std::vector<EpochReport>& epochs)
{
    (void)writeTable<EpochReport>(run, "epochs", epochs, epochColumns);
}

std::vector<EpochReport> readEpochs(const h5::Group& run)
{
    return readTable<EpochReport>(run.open("epochs"), epochColumns);
}

void writeChanges(const h5::Group& run, const std::vector<ChangeMark>& changes)
{
    (void)writeTable<ChangeMark>(run, "changes", changes, changeColumns);
}

std::vector<ChangeMark> readChanges(const h5::Group& run)
{
    return readTable<ChangeMark>(run.open("changes"), changeColumns);
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
    (void)writeTable<NamedMetric>(run, "metrics", rows, metricColumns);
}

void readMetrics(const h5::Group& run, SearchResult& result)
{
    const h5::Group group = run.open("metrics");
    for (const NamedMetric& row : readTable<NamedMetric>(group, metricColumns)) {
        for (const auto& [name, member] : kMetrics) {
            if (row.name == name)
                result.*member = row.metric;
        }
    }
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/run_record.h"

#include <limits>

namespace leap::test {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

MetricValue metric(double value, int64_t used)
{
    return {value, value != value ? "one class only" : "", used, used / 10};
}

Schema madeUpSchema(int fields)
{
    Schema schema;
    for (int i = 0; i < fields; ++i) {
        Input input;
        input.name = "f" + std::to_string(i);
        input.columns = {input.name};
        if (i % 3 == 1) {
            input.kind = InputKind::Numeric;
            input.width = 1;
        }
        Field field;
        field.name = input.name;
        field.inputs = {input};
        field.note = i == 0 ? "Fahrzeug \xC3\xA4lter, \"quoted\"" : "";
        schema.fields.push_back(field);
    }
    schema.label.column = "y";
    schema.leftOut = {{"y", "label"}, {"id", "row id"}};
    return schema;
}

void fillRanking(Ranking& ranking, const Schema& schema)
{
    ranking.selector = "leap";
    ranking.scoresAre = ScoresAre::Gates;
    const auto ranges = schema.ranges();
    for (size_t i = 0; i < schema.fields.size(); ++i) {
        const auto x = static_cast<double>(i);
        FieldScore field;
        field.name = schema.fields[i].name;
        field.kind = kindName(schema.fields[i]);
        field.source = {schema.fields[i].inputs[0].columns[0], "second, column"};
        field.start = ranges[i];
        field.end = ranges[i + 1];
        field.score = field.gate = 1.0 / (x + 1);
        field.divergence = 0.01 + x;
        field.lambda = 1e-5 * (x + 3);
        field.gateMove = 1e-4 * x;
        field.activeRows = 1000 + static_cast<int64_t>(i);
        ranking.fields.push_back(field);
    }
}

void fillTrajectory(Trajectory& trajectory, int64_t fields, int64_t points)
{
    trajectory.fields = fields;
    trajectory.stride = 4;
    for (int64_t t = 0; t < points; ++t) {
        trajectory.steps.push_back(1 + 4 * t);
        trajectory.trainLoss.push_back(0.5F / static_cast<float>(t + 1));
        trajectory.gateLoss.push_back(t % 2 == 0 ? 0.25F : std::numeric_limits<float>::quiet_NaN());
        for (int64_t i = 0; i < fields; ++i) {
            trajectory.gates.push_back(static_cast<float>(t * fields + i));
            trajectory.divergence.push_back(static_cast<float>(t) + 0.5F);
            trajectory.lambda.push_back(static_cast<float>(i) + 0.25F);
        }
    }
}

void fillResult(SearchResult& result, const Schema& schema, int64_t points)
{
    result.outcome = RunOutcome::Stopped;
    result.plan = {0.012345678901234567, true, kNan, 0.002, 6, 256, 0.03, "CPU, AVX2", 2};
    fillRanking(result.ranking, schema);
    fillTrajectory(result.trajectory, static_cast<int64_t>(schema.fields.size()), points);
    result.epochs = {{1, 100, 0.61, metric(0.71, 50), metric(0.6, 51), metric(kNan, 0), 1.5, 0.4, true},
                     {2, 200, 0.55, metric(kNan, 3), metric(0.5, 53), metric(0.66, 54), 1.25, 0.1, false}};
    result.changes = {{17, "alpha 0.01 -> 0.02"}};
    result.messages = {"first", "", "third \xE2\x86\x92 with an arrow"};
    result.steps = 201;
    result.bestEpoch = 1;
    result.polarisation = 0.375;
    result.seconds = 12.5;
    result.testAuc = metric(0.8, 60);
    result.testAucBest = metric(0.81, 61);
    result.testLogLoss = metric(kNan, 62);
    putFloats(result.state, "engine/mlp.0.weight", {1, -2, std::numeric_limits<float>::infinity(), 4, 5, 6});
    result.state["engine/mlp.0.weight"].shape = {2, 3};
    putDoubles(result.state, "gates/theta", {0.1, kNan});
    putInts(result.state, "trainer/position", {1, -2, int64_t{1} << 60});
    putDoubles(result.state, "trainer/empty", {});
    putFloats(result.state, "best/large", std::vector<float>(300'000, 0.125F));
}

} // namespace

RunRecord madeUpRun(int fields, int64_t points)
{
    RunRecord run;
    run.created = "2026-01-02T03:04:05Z";
    run.version = "0.1.0";
    run.peakBytes = 123456789;
    run.source.files = {"/data/some where/train.csv", "/data/\xC3\xBC.csv"};
    run.source.options.header = false;
    run.source.options.delimiter = "tab";
    run.source.options.badRows = BadRows::Fail;
    run.source.split = {SplitRule::Kind::Time, "hour"};
    run.schema = madeUpSchema(fields);
    run.settings.tau = 0.3;
    run.settings.seed = std::numeric_limits<uint64_t>::max();
    run.settings.alpha = 0.1;
    run.card.files = {"train.csv"};
    run.card.fingerprint = std::string(64, 'a');
    run.card.rows = 1000;
    run.card.rejectedRows = 3;
    run.card.positives = 240;
    for (int part = 0; part < kParts; ++part)
        run.card.rowsOfPart[part] = 800 - part;
    run.card.groups = 7;
    run.card.label = "y = 1";
    run.card.split = "by time";
    run.card.warnings = {"column 'x' is constant"};
    for (int i = 0; i < fields; ++i)
        run.facts.push_back({1000 + i, 0.5 + 1e-3 * i, 1e-4 * i, 20 + i});
    fillResult(run.result, run.schema, points);
    return run;
}

} // namespace leap::test

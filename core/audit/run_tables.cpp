// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/run_tables.h"

#include "core/base/json.h"

#include <array>
#include <functional>
#include <utility>

namespace leap {
namespace {

/// Reads or writes one column of a table of structs: the member is named once, for both ways.
template <typename Row> class Table {
public:
    using Rows = std::vector<Row>;
    virtual ~Table() = default;
    template <typename Stored, typename Member> void column(const char* name, Member Row::*member)
    {
        field<Stored>(name, [member](Row& row) -> Member& { return row.*member; });
    }
    /// A figure with its reason and counts: four columns.
    void metric(const std::string& name, MetricValue Row::*member)
    {
        field<double>(name, [member](Row& row) -> double& { return (row.*member).value; });
        field<int64_t>(name + "_used", [member](Row& row) -> int64_t& { return (row.*member).used; });
        field<int64_t>(name + "_left_out", [member](Row& row) -> int64_t& { return (row.*member).leftOut; });
        texts(name + "_reason", [member](Row& row) -> std::string& { return (row.*member).reason; });
    }
    void text(const char* name, std::string Row::*member)
    {
        texts(name, [member](Row& row) -> std::string& { return row.*member; });
    }

    Table(const h5::Group& group, const Rows& rows)
        : m_group(group)
        , m_rows(rows)
        , m_writing(true)
    {
    }
    Table(const h5::Group& group, size_t rows)
        : m_group(group)
        , m_rows(rows)
        , m_writing(false)
    {
    }
    [[nodiscard]] Rows take() { return std::move(m_rows); }

private:
    template <typename Stored, typename Access> void field(const std::string& name, Access access)
    {
        if (m_writing) {
            std::vector<Stored> values;
            for (Row& row : m_rows)
                values.push_back(static_cast<Stored>(access(row)));
            m_group.write(name, values);
            return;
        }
        const auto values = m_group.read<Stored>(name, {static_cast<int64_t>(m_rows.size())});
        for (size_t i = 0; i < values.size(); ++i)
            access(m_rows[i]) = static_cast<std::decay_t<decltype(access(m_rows[i]))>>(values[i]);
    }
    template <typename Access> void texts(const std::string& name, Access access)
    {
        std::vector<std::string> values;
        if (m_writing) {
            for (Row& row : m_rows)
                values.push_back(access(row));
            m_group.writeTexts(name, values);
            return;
        }
        values = m_group.readTexts(name, static_cast<int64_t>(m_rows.size()));
        for (size_t i = 0; i < values.size(); ++i)
            access(m_rows[i]) = values[i];
    }

    const h5::Group& m_group;
    Rows m_rows;
    bool m_writing;
};

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

/// Writes rows into a group of their own.
template <typename Row>
h5::Group writeTable(const h5::Group& run, const char* name, const std::vector<Row>& rows,
                     const std::function<void(Table<Row>&)>& columns)
{
    h5::Group group = run.create(name);
    group.setInt("rows", static_cast<int64_t>(rows.size()));
    Table<Row> table(group, rows);
    columns(table);
    return group;
}

template <typename Row>
std::vector<Row> readTable(const h5::Group& group, const std::function<void(Table<Row>&)>& columns)
{
    constexpr int64_t kMostRows = int64_t{1} << 32;
    const int64_t rows = group.intOf("rows");
    const auto names = group.names();
    // The first column's real length is compared with it before memory is taken for more.
    if (rows < 0 || rows > kMostRows || names.empty()
        || group.shapeOf(names.front()) != std::vector<int64_t>{rows})
        group.fail("", "the number of rows does not fit the columns");
    Table<Row> table(group, static_cast<size_t>(rows));
    columns(table);
    return table.take();
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

void writeRanking(const h5::Group& run, const Ranking& ranking)
{
    const h5::Group group = writeTable<FieldScore>(run, "ranking", ranking.fields, rankingColumns);
    std::vector<std::string> sources;
    for (const FieldScore& field : ranking.fields)
        sources.push_back(Json(field.source).dump(-1, ' ', false, Json::error_handler_t::replace));
    group.writeTexts("source", sources);
    group.setText("selector", ranking.selector);
    group.setInt("settled", ranking.settled ? 1 : 0);
    group.setInt("whole_epoch", ranking.wholeEpoch ? 1 : 0);
    group.setInt("seeds", ranking.seeds);
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
    ranking.selector = group.textOf("selector");
    ranking.settled = group.intOf("settled") != 0;
    ranking.wholeEpoch = group.intOf("whole_epoch") != 0;
    ranking.seeds = static_cast<int>(group.intOf("seeds"));
    return ranking;
}

void writeTrajectory(const h5::Group& run, const Trajectory& trajectory)
{
    const h5::Group group = run.create("trajectory");
    const std::vector<int64_t> shape{trajectory.points(), trajectory.fields};
    group.setInt("stride", trajectory.stride);
    group.setInt("fields", trajectory.fields);
    group.write("steps", trajectory.steps);
    group.write<float>("gates", trajectory.gates, shape);
    group.write<float>("divergence", trajectory.divergence, shape);
    group.write<float>("lambda", trajectory.lambda, shape);
    group.write("train_loss", trajectory.trainLoss);
    group.write("gate_loss", trajectory.gateLoss);
}

Trajectory readTrajectory(const h5::Group& run)
{
    const h5::Group group = run.open("trajectory");
    Trajectory trajectory;
    trajectory.stride = group.intOf("stride");
    trajectory.fields = group.intOf("fields");
    if (trajectory.stride < 1 || trajectory.fields < 0)
        group.fail("", "the stride or the number of fields makes no sense");
    trajectory.steps = group.read<int64_t>("steps");
    const int64_t points = trajectory.points();
    trajectory.gates = group.read<float>("gates", {points, trajectory.fields});
    trajectory.divergence = group.read<float>("divergence", {points, trajectory.fields});
    trajectory.lambda = group.read<float>("lambda", {points, trajectory.fields});
    trajectory.trainLoss = group.read<float>("train_loss", {points});
    trajectory.gateLoss = group.read<float>("gate_loss", {points});
    return trajectory;
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

void writeState(const h5::Group& run, const StateDict& state)
{
    const h5::Group group = run.create("state");
    for (const auto& [name, array] : state)
        std::visit(
            [&](const auto& values) {
                using T = typename std::decay_t<decltype(values)>::value_type;
                group.write<T>(name, values, array.shape);
            },
            array.values);
}

namespace {

StateArray readStateArray(const h5::Group& group, const std::string& name)
{
    StateArray array;
    array.shape = group.shapeOf(name);
    switch (group.typeOf(name)) {
    case h5::Group::Type::Float:
        array.values = group.read<float>(name);
        break;
    case h5::Group::Type::Double:
        array.values = group.read<double>(name);
        break;
    case h5::Group::Type::Int:
        array.values = group.read<int64_t>(name);
        break;
    default:
        group.fail(name, "it is no array of a training's state");
    }
    return array;
}

/// The state's names are paths: "engine/mlp.0.weight" lies in the group "engine".
void readStateInto(StateDict& state, const h5::Group& group, const std::string& prefix)
{
    for (const std::string& name : group.names()) {
        if (group.isGroup(name))
            readStateInto(state, group.open(name), prefix + name + "/");
        else
            state[prefix + name] = readStateArray(group, name);
    }
}

} // namespace

StateDict readState(const h5::Group& run)
{
    StateDict state;
    readStateInto(state, run.open("state"), "");
    return state;
}

} // namespace leap

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/data_options.h"

#include "app/commands/option_values.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/file_format.h"
#include "core/data/schema/reading_rows.h"
#include "core/data/schema/types_file.h"
#include "core/settings/settings_table.h"

#include <cmath>

namespace leap::app {
namespace {

constexpr const char* kCategorical = "--categorical";
constexpr const char* kNumeric = "--numeric";
constexpr const char* kNoSchema = "none";

} // namespace

void DataOptions::add(CLI::App& app, bool needed)
{
    addFiles(app, needed, "");
    addReading(app);
    addFields(app);
    app.add_option("--ranges", m_ranges, "CSV with name,start,end: the fields of the dense matrix");
    addLoading(app);
    addThreads(app);
}

void DataOptions::addForWindow(CLI::App& app)
{
    addFiles(app, false, "; or one audit (.leap)");
    addReading(app);
    addFields(app);
    addThreads(app);
}

void DataOptions::addFiles(CLI::App& app, bool needed, const std::string& more)
{
    auto* data = app.add_option(
        "DATA", m_files,
        fileFormatDescriptions()
            + "; several files of one format, or a folder of them (key=value folders become columns), are "
              "read one after the other"
            + more);
    if (needed)
        data->required();
}

void DataOptions::addReading(CLI::App& app)
{
    app.add_option("--label", m_label, "the column to predict");
    auto* positive = app.add_option("--positive", m_positive, "rows with this label are positive");
    app.add_option("--positive-above", m_positiveAbove, "rows whose label is above this number are positive")
        ->excludes(positive);
    app.add_flag("--blank-negative", m_blankNegative, "rows without a label are negative; else left out");
    for (const ReadingRow& row : readingRows()) {
        std::vector<std::string>& texts = m_reading[row.option];
        if (row.flag != nullptr)
            app.add_flag_function(
                row.option, [&texts, &row](int64_t) { texts = {row.flag}; }, row.help);
        else
            app.add_option(row.option, texts, row.help)->allow_extra_args(false);
    }
}

void DataOptions::addFields(CLI::App& app)
{
    m_app = &app;
    app.add_option(kCategorical, m_categorical,
                   "columns that are categories, as names or patterns: c*,*_id; of several options for a "
                   "column the last one decides")
        ->allow_extra_args(false);
    app.add_option(kNumeric, m_numeric, "columns that are numbers: price,amount_*")->allow_extra_args(false);
    app.add_option("--types", m_types,
                   "file with the kinds of columns: CSV lines name,kind[,width] or a JSON object {name: "
                   "kind}; names may be patterns");
    addNames(app, "--exclude", m_exclude, "columns that become no field, as names or patterns: a,b*");
    addNames(app, "--accept,--accept-leak", m_accept,
             "columns to take in though they would be left out (leaks, row ids, copies), as names or "
             "patterns: a,b*");
    app.add_flag("--all-categorical", m_allCategorical, "every column is categorical");
    app.add_option("--width", m_width, "embedding width")->check(CLI::Range(1, 65536))->capture_default_str();
    app.add_option("--min-count", m_minCount, "rarer values become 'unknown'")
        ->check(CLI::Range(1, 1 << 30))
        ->capture_default_str();
    app.add_option("--group", m_group,
                   "column for GAUC (the user, say); a field as well, unless --exclude names it");
    app.add_flag("--group-field", m_groupIsField, "has no effect any more: the group column is a field");
}

void DataOptions::addLoading(CLI::App& app)
{
    app.add_option(
           "--cache", m_cache,
           "auto: take and keep what is made of DATA in $XDG_CACHE_HOME/leap-studio ($LEAP_CACHE_MIB at "
           "most, 20480 if not set); off")
        ->check(CLI::IsMember({"auto", "off"}))
        ->capture_default_str();
    app.add_option(
           "--memory", m_memory,
           "MiB for the encoded rows; more are read from disk while training; 0 = an eighth of the machine's")
        ->check(CLI::Range(int64_t{0}, int64_t{1} << 40))
        ->capture_default_str();
}

void DataOptions::addThreads(CLI::App& app)
{
    app.add_option("--threads", m_threads, settingRow("threads").help)
        ->check(CLI::Range(0, 4096))
        ->capture_default_str();
}

void DataOptions::addSchema(CLI::App& app, bool perFile)
{
    if (perFile)
        addNames(app, "--schema", m_schemas,
                 "the fields of each DATA, in order: a.json,b.json; none proposes them");
    else
        app.add_option("--schema", m_schema,
                       "the fields (JSON, as written by inspect --schema-out); not given: of "
                       "NAME.schema.json with the data, if there is one; none proposes them");
}

void DataOptions::addSplit(CLI::App& app)
{
    m_splitOption =
        app.add_option("--split", m_split,
                       "train / gate / validation / test: random (unless the files are split by their "
                       "names), time:COL, column:COL, group:COL, or "
                       "stream:COL: by time, rows kept in its order, gate rows among the training rows")
            ->capture_default_str();
}

LabelRule DataOptions::label() const
{
    LabelRule rule;
    rule.column = m_label;
    if ((m_positive || m_positiveAbove) && m_label.empty())
        throw InputError("--positive and --positive-above speak of the label; name it with --label COL.");
    if (m_blankNegative && m_label.empty())
        throw InputError("--blank-negative speaks of the label; name it with --label COL.");
    rule.blankIsNegative = m_blankNegative;
    if (m_positive) {
        rule.kind = LabelRule::Kind::Equals;
        rule.positive = *m_positive;
    }
    if (m_positiveAbove) {
        if (!std::isfinite(*m_positiveAbove))
            throw InputError("--positive-above must be a number.");
        rule.kind = LabelRule::Kind::Above;
        rule.above = *m_positiveAbove;
    }
    return rule;
}

/// Of the file first, then of the options in the order of the command line.
std::vector<KindRule> DataOptions::kinds() const
{
    std::vector<KindRule> rules;
    if (!m_types.empty())
        rules = readTypes(m_types);
    std::map<std::string, size_t> taken;
    for (const CLI::Option* option : m_app->parse_order()) {
        const std::string name = option->get_name();
        if (name != kCategorical && name != kNumeric)
            continue;
        const InputKind kind = name == kNumeric ? InputKind::Numeric : InputKind::Categorical;
        for (const std::string& pattern : split(option->results().at(taken[name]++), ',')) {
            if (!trimmed(pattern).empty())
                rules.push_back({std::string(trimmed(pattern)), kind, 0, name});
        }
    }
    return rules;
}

void DataOptions::checkSchemas() const
{
    if (!m_schemas.empty() && m_schemas.size() != m_files.size())
        throw InputError("--schema names " + std::to_string(m_schemas.size()) + " files for "
                         + std::to_string(m_files.size())
                         + " DATA; name one for each, or none (the fields are then proposed).");
    if (!m_ranges.empty() && ((!m_schema.empty() && m_schema != kNoSchema) || !m_schemas.empty()))
        throw InputError("--schema and --ranges both say what the fields are; give one of the two.");
}

void DataOptions::useSchema(AuditRequest& request, const std::string& schema)
{
    request.schemaBeside = schema != kNoSchema;
    if (!schema.empty() && schema != kNoSchema)
        request.schema = schema;
}

void DataOptions::apply(AuditRequest& request) const
{
    checkSchemas();
    request.files.assign(m_files.begin(), m_files.end());
    for (const ReadingRow& row : readingRows()) {
        const auto said = m_reading.find(row.option);
        if (said != m_reading.end() && !said->second.empty())
            row.set(request.read, join(said->second, ","));
    }
    request.read.threads = m_threads;
    request.load.cache = m_cache == "auto";
    request.load.memoryBytes = m_memory * 1024 * 1024;
    if (!m_ranges.empty())
        request.ranges = m_ranges;
    useSchema(request, m_schema);
    request.split = parseSplit(m_split);
    request.splitGiven = m_splitOption != nullptr && m_splitOption->count() > 0;
    request.propose.split = request.split;
    request.propose.label = label();
    request.propose.exclude = m_exclude;
    request.propose.accept = m_accept;
    request.propose.kinds = kinds();
    request.propose.allCategorical = m_allCategorical;
    request.propose.width = m_width;
    request.propose.minCount = m_minCount;
    request.propose.groupId = m_group;
    request.settings.threads = m_threads;
}

} // namespace leap::app

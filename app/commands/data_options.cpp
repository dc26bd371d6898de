// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/data_options.h"

#include "app/commands/command.h"
#include "core/base/error.h"
#include "core/settings/settings_table.h"

#include <cmath>

namespace leap::app {

void DataOptions::add(CLI::App& app, bool needed)
{
    auto* data = app.add_option(
        "DATA", m_files,
        "CSV, TSV or other delimited text (also .gz), Parquet, Arrow IPC, or HDF5 with a dense "
        "matrix; several files of one form, or a folder of them (key=value folders become columns), are read "
        "one "
        "after the other");
    if (needed)
        data->required();
    app.add_option("--label", m_label, "the column to predict");
    auto* positive = app.add_option("--positive", m_positive, "rows with this label are positive");
    app.add_option("--positive-above", m_positiveAbove, "rows whose label is above this number are positive")
        ->excludes(positive);
    app.add_flag("--no-header", m_noHeader, "the first line is data; columns are called c0, c1, ...");
    app.add_option("--delimiter", m_delimiter, "auto, one character, or tab")->capture_default_str();
    app.add_option("--bad-rows", m_badRows,
                   "rows that cannot be read: set aside (up to 1 %, into DATA.rejected.csv) or fail")
        ->check(CLI::IsMember({"fail", "set-aside"}))
        ->capture_default_str();
    addNames(app, "--exclude", m_exclude, "columns that become no field: a,b");
    addNames(app, "--accept-leak", m_acceptLeaks, "columns to take in though they look like leaks: a,b");
    app.add_flag("--all-categorical", m_allCategorical, "every column is categorical");
    app.add_option("--width", m_width, "embedding width")->check(CLI::Range(1, 65536))->capture_default_str();
    app.add_option("--min-count", m_minCount, "rarer values become 'unknown'")
        ->check(CLI::Range(1, 1 << 30))
        ->capture_default_str();
    app.add_option("--group", m_group, "column for GAUC (the user, say); no field unless --group-field");
    app.add_flag("--group-field", m_groupIsField, "the group column is a field as well");
    app.add_option("--matrix", m_matrix, "name of the dense matrix: HDF5 dataset or list column")
        ->capture_default_str();
    app.add_option("--ranges", m_ranges, "CSV with name,start,end: the fields of the dense matrix");
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
    app.add_option("--threads", m_threads, settingRow("threads").help)
        ->check(CLI::Range(0, 4096))
        ->capture_default_str();
}

LabelRule DataOptions::label() const
{
    LabelRule rule;
    rule.column = m_label;
    if ((m_positive || m_positiveAbove) && m_label.empty())
        throw InputError("--positive and --positive-above speak of the label; name it with --label COL.");
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

void DataOptions::apply(AuditRequest& request) const
{
    request.files.assign(m_files.begin(), m_files.end());
    request.read.header = !m_noHeader;
    request.read.delimiter = m_delimiter;
    request.read.badRows = m_badRows == "fail" ? BadRows::Fail : BadRows::SetAside;
    request.read.matrix = m_matrix;
    request.read.threads = m_threads;
    request.load.cache = m_cache == "auto";
    request.load.memoryBytes = m_memory * 1024 * 1024;
    if (!m_ranges.empty())
        request.ranges = m_ranges;
    request.propose.label = label();
    request.propose.exclude = m_exclude;
    request.propose.acceptLeaks = m_acceptLeaks;
    request.propose.allCategorical = m_allCategorical;
    request.propose.width = m_width;
    request.propose.minCount = m_minCount;
    request.propose.groupId = m_group;
    request.propose.groupIsField = m_groupIsField;
    request.settings.threads = m_threads;
}

} // namespace leap::app

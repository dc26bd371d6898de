// SPDX-License-Identifier: GPL-3.0-or-later
// bench_load [--threads N] [--rounds N] [--label COL] [--reopen] FILE: milliseconds from a file to an encoded
// dataset, all columns categorical, one JSON object per line.
#include "core/data/load.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/timing.h"

using namespace leap;
using namespace leap::bench;

namespace {

Schema allCategorical(const std::vector<std::string>& columns, const std::string& label)
{
    Schema schema;
    schema.label.column = label;
    for (const std::string& column : columns) {
        if (column == label)
            continue;
        Input input;
        input.name = column;
        input.columns = {column};
        Field field;
        field.name = column;
        field.inputs = {input};
        schema.fields.push_back(field);
    }
    return schema;
}

struct Options {
    std::string file, label = "label";
    ReadOptions read;
    int rounds = 5;
};

constexpr int kByTheWall = 2; ///< reading may use its own threads

void print(const Options& options, int64_t rows, const char* what, const std::vector<double>& times)
{
    printLine(withTimes({{"bench", "load"},
                         {"what", what},
                         {"rows", rows},
                         {"threads", options.read.threads},
                         {"memory_mib", peakMemoryMib()}},
                        times));
}

void measureLoading(const Options& options)
{
    std::vector<double> reading, encoding, both;
    int64_t rows = 0;
    const Timer timer(kByTheWall);
    for (int round = 0; round < options.rounds; ++round) {
        Progress progress;
        std::shared_ptr<const SourceTable> table;
        reading.push_back(
            timer.milliseconds([&] { table = loadTable({options.file}, options.read, progress); }));
        const Schema schema = allCategorical(table->columnNames(), options.label);
        encoding.push_back(
            timer.milliseconds([&] { rows = table->encode(schema, {}, 0, progress)->card.rows; }));
        both.push_back(reading.back() + encoding.back());
    }
    print(options, rows, "read", reading);
    print(options, rows, "encode", encoding);
    print(options, rows, "read and encode", both);
}

/// The first round fills the cache; the others read the encoded store from it.
void measureReopening(const Options& options)
{
    LoadOptions load;
    load.cache = true;
    int64_t rows = 0;
    const auto open = [&] {
        Progress progress;
        const auto table = loadTable({options.file}, options.read, progress, load);
        rows = table->encode(allCategorical(table->columnNames(), options.label), {}, 0, progress)->card.rows;
    };
    const auto times = takeTurns({open}, options.rounds, 1, Timer(kByTheWall));
    print(options, rows, "reopen", times[0]);
}

} // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a command line that cannot be set up ends a benchmark
int main(int argc, char** argv)
{
    Options options;
    options.read.threads = 1;
    bool reopen = false;
    CLI::App app("From a file to an encoded dataset", "bench_load");
    app.add_option("--threads", options.read.threads)->check(CLI::Range(1, 1024));
    app.add_option("--rounds", options.rounds)->check(CLI::Range(1, 1000));
    app.add_option("--label", options.label);
    app.add_flag("--reopen", reopen, "instead: opening it again from the cache (in XDG_CACHE_HOME)");
    app.add_option("FILE", options.file)->required();
    return benchMain(app, argc, argv, [&] { reopen ? measureReopening(options) : measureLoading(options); });
}

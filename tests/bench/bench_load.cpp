// SPDX-License-Identifier: GPL-3.0-or-later
// bench_load [--threads N] [--rounds N] [--label COL] FILE: milliseconds from a file to an encoded dataset,
// all columns categorical, one JSON object a line.
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

} // namespace

int main(int argc, char** argv)
{
    std::string file, label = "label";
    ReadOptions read;
    read.threads = 1;
    int rounds = 5;
    CLI::App app("From a file to an encoded dataset", "bench_load");
    app.add_option("--threads", read.threads)->check(CLI::Range(1, 1024));
    app.add_option("--rounds", rounds)->check(CLI::Range(1, 1000));
    app.add_option("--label", label);
    app.add_option("FILE", file)->required();
    return benchMain(app, argc, argv, [&] {
        std::vector<double> reading, encoding, both;
        int64_t rows = 0;
        constexpr int kByTheWall = 2; // reading may use threads of its own
        const Timer timer(kByTheWall);
        for (int round = 0; round < rounds; ++round) {
            Progress progress;
            std::shared_ptr<const SourceTable> table;
            reading.push_back(timer.milliseconds([&] { table = SourceTable::open({file}, read, progress); }));
            const Schema schema = allCategorical(table->columnNames(), label);
            encoding.push_back(
                timer.milliseconds([&] { rows = table->encode(schema, {}, 0, progress)->card.rows; }));
            both.push_back(reading.back() + encoding.back());
        }
        const Json keys{{"bench", "load"}, {"rows", rows}, {"threads", read.threads}};
        const auto print = [&](const char* what, const std::vector<double>& times) {
            Json record = keys;
            record["what"] = what;
            record["memory_mib"] = peakMemoryMib();
            printLine(withTimes(record, times));
        };
        print("read", reading);
        print("encode", encoding);
        print("read and encode", both);
    });
}

// SPDX-License-Identifier: GPL-3.0-or-later
// bench_decide [--fields N] [--rounds N]: milliseconds of one decision about a run with a ledger, as each
// step of a threshold line that is dragged takes it; one JSON object per line.
#include "core/base/random.h"
#include "core/study/ledger/ledger.h"
#include "core/study/run_decision.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/timing.h"

using namespace leap;
using namespace leap::bench;

namespace {

/// Gates at random; each field earns a random amount, to within a fifth of it, and saves eight columns.
RunRecord runWithLedger(int64_t fields)
{
    const RandomStream stream(streamKey(1, "bench/decide"));
    RunRecord run;
    Ledger ledger;
    for (int64_t i = 0; i < fields; ++i) {
        FieldScore score;
        score.name = "field " + std::to_string(i);
        score.score = score.gate = stream.uniformAt(static_cast<uint64_t>(2 * i));
        score.start = 8 * i;
        score.end = 8 * (i + 1);
        run.result.ranking.fields.push_back(score);
        LedgerField& page = ledger.fields.emplace_back();
        page.name = score.name;
        page.gate = score.gate;
        page.measured.earns.mean = 1e-3 * stream.uniformAt(static_cast<uint64_t>(2 * i + 1));
        page.measured.earns.error = page.measured.earns.mean / 5;
        page.saves.columns = 8;
        page.words = "what the field earns outweighs the penalty up to g = 1";
    }
    run.studies.put(std::move(ledger));
    return run;
}

} // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a command line that cannot be set up ends a benchmark
int main(int argc, char** argv)
{
    int64_t fields = 500;
    int rounds = 1001;
    CLI::App app("A decision about a run with a ledger", "bench_decide");
    app.add_option("--fields", fields)->check(CLI::Range(int64_t{1}, int64_t{1} << 20));
    app.add_option("--rounds", rounds)->check(CLI::Range(1, 100'000));
    return benchMain(app, argc, argv, [&] {
        const RunRecord run = runWithLedger(fields);
        int round = 0;
        size_t decided = 0;
        const auto step = [&] {
            Rule rule;
            rule.threshold = 0.01 * (1 + round++ % 99);
            decided += decideRun(run, rule).fields.size();
        };
        const auto times = takeTurns({step}, rounds, 20, Timer(1));
        printLine(withTimes({{"bench", "decide"}, {"fields", fields}, {"decided", decided}, {"threads", 1}},
                            times[0]));
    });
}

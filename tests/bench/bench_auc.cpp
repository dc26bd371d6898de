// SPDX-License-Identifier: GPL-3.0-or-later
// bench_auc [--scores N] [--rounds N]: milliseconds of the AUC of random scores, one JSON object per line.
#include "core/base/random.h"
#include "core/metric/auc.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/timing.h"

using namespace leap;
using namespace leap::bench;

// NOLINTNEXTLINE(bugprone-exception-escape): a command line that cannot be set up ends a benchmark
int main(int argc, char** argv)
{
    int64_t scores = 1'000'000;
    int rounds = 21;
    CLI::App app("AUC of random scores", "bench_auc");
    app.add_option("--scores", scores)->check(CLI::Range(int64_t{2}, int64_t{1} << 30));
    app.add_option("--rounds", rounds)->check(CLI::Range(1, 100'000));
    return benchMain(app, argc, argv, [&] {
        const RandomStream stream(streamKey(1, "bench/auc"));
        std::vector<float> score, label;
        for (int64_t i = 0; i < scores; ++i) {
            score.push_back(stream.normalAt(static_cast<uint64_t>(2 * i)));
            label.push_back(stream.uniformAt(static_cast<uint64_t>(2 * i + 1)) < 0.2F ? 1.0F : 0.0F);
        }
        double value = 0;
        const auto times = takeTurns({[&] { value = auc(score, label).value; }}, rounds, 2, Timer(1));
        printLine(
            withTimes({{"bench", "auc"}, {"scores", scores}, {"auc", value}, {"threads", 1}}, times[0]));
    });
}

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tst_run.sh PACKAGING: what packaging/run starts, and with which arguments; set-up, build and programs are stand-ins.
packaging=$1
# shellcheck source=checks.sh
source "$(dirname "$0")/checks.sh"

# run ARGUMENT...: without a display of its own; "DISPLAY=:1 run" gives it one.
run() {
    output=$(cd "$scratch/home" && env -u WAYLAND_DISPLAY -u QT_QPA_PLATFORM DISPLAY="${DISPLAY_FOR_RUN-}" PATH="$scratch/bin:$PATH" \
        "$scratch/packaging/run" "$@" 2>&1)
    status=$?
}

cp -r "$packaging" "$scratch/packaging"
# shellcheck disable=SC2016 # for the stand-ins' shell
{
    stand_in "$scratch/packaging/setup" 'echo "setup $*"'
    stand_in "$scratch/bin/cmake" 'echo "cmake $*"'
    stand_in "$scratch/build/bin/leap" 'echo "leap $*"'
    stand_in "$scratch/build/bin/leap-studio" 'echo "studio $* on $QT_QPA_PLATFORM"'
}
echo 1 >"$scratch/home/data.csv"

run
check "without a display the sample is audited" says \
    "leap audit sample_data/flights/flights_ctr.csv.gz --label late --schema sample_data/flights/schema.json --epochs 6 --out build/sample/flights.leap"
for kind in json h5 csv; do
    check "and decided as $kind" says "leap decide build/sample/flights.leap --threshold 0.5 --out build/sample/flights.decision.$kind"
done
check "and the place is told" says "$scratch/build/sample/flights.leap"
check "with success" status_is 0
run data.csv
check "a file is inspected" says "leap inspect $scratch/home/data.csv"
DISPLAY_FOR_RUN=:1 run
check "with a display the window opens the sample" says "studio $scratch/sample_data/flights/flights_ctr.csv.gz on xcb"
DISPLAY_FOR_RUN=:1 run data.csv
check "or the file" says "studio $scratch/home/data.csv"
DISPLAY_FOR_RUN=:1 run --headless
check "--headless has its way" says "leap audit"
run --setup-only --cuda
check "--setup-only sets up" says "setup --for run --cuda"
check "and does no more" says_not cmake
run missing.csv
check "a missing file is named" says "missing.csv cannot be read"
check "with status 2" status_is 2
run --no-such-option
check "an unknown option is refused" status_is 2
stand_in "$scratch/bin/cmake" 'exit 1'
run
check "a build that fails starts nothing" says_not "leap audit"
check "and fails" status_is 1

[[ $failures == 0 ]]

# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Builds and tests by CMake preset.

# build_jobs: one job per core, but at most one per 2 GB of memory (a file with Torch's headers takes up to 1.5 GB).
build_jobs() {
    local cores gigabytes
    cores=$(nproc)
    gigabytes=$(awk '/^MemTotal/ { print int($2 / 1048576) }' /proc/meminfo)
    local limit=$((gigabytes / 2 > 0 ? gigabytes / 2 : 1))
    printf '%s' "${CMAKE_BUILD_PARALLEL_LEVEL:-$((cores < limit ? cores : limit))}"
}

# build_preset NAME [CMAKE-ARGUMENT...]
build_preset() {
    local preset=$1
    shift
    say "Building preset $preset"
    (
        cd "$LEAP_ROOT" || return
        cmake --preset "$preset" --log-level=NOTICE "$@"
        cmake --build --preset "$preset" --parallel "$(build_jobs)"
    )
}

# list_skips LOG: skipped tests, from ctest's log. Skips must be visible.
list_skips() {
    sed -n 's/^SKIP *:/Skipped:/p' "$1" 2>/dev/null || true
}

# test_preset NAME: runs the tests; the output ends with ctest's summary, and skipped tests are listed just above it.
test_preset() {
    local preset=$1 line
    say "Testing preset $preset"
    (cd "$LEAP_ROOT" && ctest --preset "$preset" 2>&1) | while IFS= read -r line; do
        if [[ $line == *"% tests passed, "* ]]; then
            list_skips "$LEAP_ROOT/build/$preset/Testing/Temporary/LastTest.log.tmp"
        fi
        printf '%s\n' "$line"
    done
}

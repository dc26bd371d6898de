# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Checks of the sources themselves.

# tracked_files PATTERN...: zero-separated paths below the root; the whole tree if it is not a git checkout.
tracked_files() {
    if git -C "$LEAP_ROOT" rev-parse --git-dir >/dev/null 2>&1; then
        git -C "$LEAP_ROOT" ls-files -z -- "$@"
        return
    fi
    local pattern names=(-false)
    for pattern in "$@"; do
        names+=(-o -name "${pattern##*/}")
    done
    (cd "$LEAP_ROOT" && find . -path ./build -prune -o -type f \( "${names[@]}" \) -print0)
}

# check_format: every source is formatted.
check_format() {
    say "Checking the format of the sources"
    tracked_files '*.cpp' '*.h' '*.cu' '*.cuh' | (cd "$LEAP_ROOT" && xargs -0 -r clang-format --dry-run -Werror) ||
        fail 1 "the files above are not formatted; run clang-format -i on them"
}

# check_scripts: the shell scripts pass shellcheck.
check_scripts() {
    say "Checking the scripts"
    (cd "$LEAP_ROOT" && shellcheck -x -a -P SCRIPTDIR packaging/run packaging/test packaging/setup .ci/run tests/packaging/tst_*.sh) ||
        fail 1 "see the findings of shellcheck above"
}

# changed_files REVISION: sources that differ from it, zero-separated.
changed_files() {
    git -C "$LEAP_ROOT" diff -z --name-only --diff-filter=d "$1" -- '*.cpp' ||
        fail 2 "git does not know the revision $1"
}

# compiled_files: filters zero-separated paths for those that the dev preset compiles; the others have no compile
# command for clang-tidy.
compiled_files() {
    local file
    while IFS= read -r -d '' file; do
        if grep -qF "\"file\": \"$LEAP_ROOT/$file\"" "$LEAP_ROOT/build/dev/compile_commands.json"; then
            printf '%s\0' "$file"
        else
            say "  $file is not part of this build" >&2
        fi
    done
}

# check_tidy [REVISION]: clang-tidy with the dev preset's compile commands.
check_tidy() {
    local base=${1-}
    say "Running clang-tidy${base:+ on what changed since $base}"
    { if [[ -n $base ]]; then changed_files "$base"; else tracked_files 'app/*.cpp' 'core/*.cpp' 'tests/*.cpp' 'ui/*.cpp'; fi; } | compiled_files |
        (cd "$LEAP_ROOT" && xargs -0 -r -n 1 -P "$(build_jobs)" clang-tidy --quiet -p build/dev) ||
        fail 1 "see the findings of clang-tidy above"
    say "clang-tidy found nothing"
}

# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Shared by all scripts of packaging/. Sourced, never run.

LEAP_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# say TEXT: one line of progress.
say() {
    printf '== %s\n' "$*"
}

# fail STATUS TEXT: ends the script. 2 means that the caller can fix it (usage, missing packages), 1 is anything else.
fail() {
    local status=$1
    shift
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit "$status"
}

# usage_error TEXT: bad command line.
usage_error() {
    fail 2 "$1 (see --help)"
}

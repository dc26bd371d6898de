# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What every script of packaging/ starts from. Sourced, never run.

LEAP_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# say TEXT: one line of progress.
say() {
    printf '== %s\n' "$*"
}

# fail STATUS TEXT: ends the script. 2 is for what the caller can mend (usage, missing packages), 1 for all else.
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

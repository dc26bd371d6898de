# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the tests of packaging/ share: a scratch folder, stand-ins for commands, checks. Sourced, never run.
set -uo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/bin" "$scratch/home"
failures=0

# check TEXT COMMAND...: the command must succeed.
check() {
    local text=$1
    shift
    if "$@"; then
        printf 'PASS   : %s\n' "$text"
    else
        printf 'FAIL!  : %s\n' "$text"
        failures=$((failures + 1))
    fi
}

# stand_in PATH BODY: a program of one line.
stand_in() {
    mkdir -p "$(dirname "$1")"
    printf '#!/bin/sh\n%s\n' "$2" >"$1"
    chmod +x "$1"
}

# Of the last call, kept in $output and $status.
says() { grep -qF -- "$1" <<<"$output"; }
says_not() { ! says "$1"; }
status_is() { [[ $status == "$1" ]] || { printf '%s\n' "status $status:" "$output" && false; }; }

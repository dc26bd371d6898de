# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Debian packages: which are missing or too old, and their installation.

# listed_packages SECTION...: "name minimum" of each package that the sections of packaging/debian-packages ask for.
listed_packages() {
    awk -v sections=" $* " '!/^#/ && NF && index(sections, " " $3 " ") && !seen[$1]++ { print $1, $2 }' \
        "$LEAP_ROOT/packaging/debian-packages"
}

# has_package NAME MINIMUM
has_package() {
    local status version
    read -r status version < <(dpkg-query -W -f '${db:Status-Status} ${Version}\n' "$1" 2>/dev/null) || return 1
    [[ $status == installed ]] && dpkg --compare-versions "$version" ge "$2"
}

# missing_packages SECTION...: names of packages that are missing or too old.
missing_packages() {
    local name minimum
    while read -r name minimum; do
        has_package "$name" "$minimum" || printf '%s\n' "$name"
    done < <(listed_packages "$@")
}

# root_prefix: how to run one command as root ("" or "sudo -n"); fails if that needs a password.
root_prefix() {
    if [[ $(id -u) == 0 ]]; then
        return 0
    fi
    sudo -n true 2>/dev/null && printf 'sudo -n'
}

# install_packages NAME...
install_packages() {
    local prefix
    if ! prefix=$(root_prefix); then
        printf 'Debian packages are missing or too old. As root, run this line and start again:\n' >&2
        printf 'apt-get update && apt-get install -y --no-install-recommends %s\n' "$*" >&2
        exit 2
    fi
    say "Installing Debian packages: $*"
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -q)
    # shellcheck disable=SC2086 # the prefix is no word or two words
    { $prefix "${apt[@]}" update && $prefix "${apt[@]}" install -y --no-install-recommends "$@"; } ||
        fail 1 "apt-get failed; see its message above"
}

# need_packages SECTION...: makes sure that every package of the sections is installed.
need_packages() {
    command -v dpkg-query >/dev/null ||
        fail 2 "this is not a Debian system. Install the packages listed in packaging/debian-packages, then pass --skip-packages"
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [[ ${#missing[@]} -gt 0 ]] || return 0
    install_packages "${missing[@]}"
    mapfile -t missing < <(missing_packages "$@")
    [[ ${#missing[@]} -eq 0 ]] ||
        fail 2 "this system's versions are too old (Debian 12 or newer is needed): ${missing[*]}"
}

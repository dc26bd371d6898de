# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Wheels: pinned in packaging/wheels.lock, kept in the user's cache under their hash, unpacked into build/deps/site.

LEAP_DEPS="$LEAP_ROOT/build/deps"
LEAP_SITE="$LEAP_DEPS/site"
LEAP_CACHE="${XDG_CACHE_HOME:-${HOME:-$LEAP_ROOT/build}/.cache}/leap-studio"

# prefix_has FILE...: whether one folder of CMAKE_PREFIX_PATH has all these files.
prefix_has() {
    local folders folder file
    IFS=':;' read -ra folders <<<"${CMAKE_PREFIX_PATH:-}"
    for folder in "${folders[@]}"; do
        for file in "$@"; do
            [[ -e $folder/$file ]] || continue 2
        done
        return 0
    done
    return 1
}

# wanted_wheels SECTION...: "name==version sha256" of each wheel that is needed. The user's own LibTorch and Arrow take precedence.
wanted_wheels() {
    local own_torch=0 own_arrow=0
    if prefix_has include/ATen/ATen.h lib/libtorch_cpu.so; then own_torch=1; fi
    if prefix_has include/arrow/api.h lib/libparquet.so; then own_arrow=1; fi
    awk -v sections=" $* " -v own_torch="$own_torch" -v own_arrow="$own_arrow" '
        /^#/ || !NF || !index(sections, " " $1 " ") { next }
        ($2 ~ /^pyarrow==/) ? own_arrow : own_torch { next }
        { print $2, $3 }' "$LEAP_ROOT/packaging/wheels.lock"
}

# cached_wheel SHA256: path of the wheel in the cache, or failure.
cached_wheel() {
    compgen -G "$LEAP_CACHE/wheels/$1/*.whl" | head -n 1
}

# own_pip ARGUMENT...: pip of a virtual environment in the build folder, created on first use.
own_pip() {
    local python="$LEAP_DEPS/pip/bin/python"
    if ! "$python" -m pip --version >/dev/null 2>&1; then
        rm -rf "$LEAP_DEPS/pip"
        python3 -m venv "$LEAP_DEPS/pip" || fail 1 "python3 -m venv failed; see its message above"
    fi
    "$python" -m pip "$@"
}

# platform_flags: pip's flags for the wheels in the lock, whatever Python is installed here.
platform_flags() {
    local minor
    printf '%s\n' --only-binary=:all: --implementation=cp --python-version=3.11 --abi=cp311 --abi=abi3 --abi=none
    for minor in $(seq 28 -1 5); do
        printf '%s\n' "--platform=manylinux_2_${minor}_x86_64"
    done
    printf '%s\n' --platform=manylinux2014_x86_64 --platform=manylinux2010_x86_64 --platform=manylinux1_x86_64
}

# fetch_wheel NAME==VERSION SHA256: downloads into the cache, atomically.
fetch_wheel() {
    local spec=$1 sha=$2 part platform
    part="$LEAP_CACHE/part"
    rm -rf "$part"
    mkdir -p "$part/wheel" "$part/tmp" "$LEAP_CACHE/wheels"
    printf '%s --hash=sha256:%s\n' "$spec" "$sha" >"$part/requirement"
    mapfile -t platform < <(platform_flags)
    TMPDIR="$part/tmp" own_pip --disable-pip-version-check --no-cache-dir --no-input download --no-deps --require-hashes \
        "${platform[@]}" --dest "$part/wheel" --requirement "$part/requirement" ||
        fail 1 "$spec could not be downloaded; see pip's message above (pip's configuration decides where it looks)"
    rm -rf "${LEAP_CACHE:?}/wheels/$sha"
    mv "$part/wheel" "$LEAP_CACHE/wheels/$sha"
    rm -rf "$part"
}

# check_wheel SHA256: whether the cached wheel still has its hash.
check_wheel() {
    local file
    file=$(cached_wheel "$1") && printf '%s  %s\n' "$1" "$file" | sha256sum --check --status
}

# unpack_wheels FOLDER, with "name==version sha256" lines on stdin.
unpack_wheels() {
    local folder=$1 spec sha
    mkdir -p "$folder"
    while read -r spec sha; do
        if ! check_wheel "$sha"; then
            say "Downloading $spec"
            fetch_wheel "$spec" "$sha" </dev/null
            check_wheel "$sha" || fail 1 "$spec in $LEAP_CACHE/wheels/$sha does not have the hash in packaging/wheels.lock"
        fi
        say "Unpacking $spec"
        unzip -q -o "$(cached_wheel "$sha")" -d "$folder"
        printf '%s %s\n' "$spec" "$sha" >>"$folder/.wheels"
    done
}

# site_has WHEELS: whether build/deps/site, which is only moved into place when complete, contains all these wheels.
site_has() {
    [[ -f $LEAP_SITE/.wheels ]] && ! grep -vxFqf "$LEAP_SITE/.wheels" <<<"$1"
}

# replace_site WHEELS: unpacks next to the site, then swaps. An interrupted run leaves the old site, or none.
replace_site() {
    rm -rf "$LEAP_SITE.new" "$LEAP_SITE.old"
    unpack_wheels "$LEAP_SITE.new" <<<"$1"
    if [[ -e $LEAP_SITE ]]; then
        mv "$LEAP_SITE" "$LEAP_SITE.old"
    fi
    mv "$LEAP_SITE.new" "$LEAP_SITE"
    rm -rf "$LEAP_SITE.old"
}

# need_wheels SECTION...: makes sure that build/deps/site has every wheel of the sections that CMAKE_PREFIX_PATH does not replace.
need_wheels() {
    local wheels
    wheels=$(wanted_wheels "$@")
    if [[ -z $wheels ]] || site_has "$wheels"; then
        return 0
    fi
    [[ $(uname -m) == x86_64 ]] ||
        fail 2 "the pinned wheels are for x86-64. Set CMAKE_PREFIX_PATH to your own LibTorch and Arrow"
    mkdir -p "$LEAP_DEPS" "$LEAP_CACHE"
    # Locked: two checkouts share the cache, two terminals the build folder.
    exec {cache_lock}>"$LEAP_CACHE/lock" {site_lock}>"$LEAP_DEPS/lock"
    flock "$cache_lock"
    flock "$site_lock"
    if ! site_has "$wheels"; then
        replace_site "$wheels"
    fi
    exec {cache_lock}>&- {site_lock}>&-
}

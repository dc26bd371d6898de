#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tst_set_up.sh PACKAGING: runs packaging/setup in a scratch tree with wheels of a few bytes and stand-ins for the
# system's commands. Nothing is downloaded or installed.
packaging=$1
# shellcheck source=checks.sh
source "$(dirname "$0")/checks.sh"

# make_wheel NAME VERSION: a wheel that pip accepts, in $scratch/index; prints its hash.
make_wheel() {
    python3 - "$scratch/index/$1-$2-py3-none-any.whl" "$1" "$2" <<'EOF'
import hashlib, sys, zipfile
path, name, version = sys.argv[1:]
info = f"{name}-{version}.dist-info"
with zipfile.ZipFile(path, "w") as wheel:
    wheel.writestr(f"{name}/content", name)
    wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    wheel.writestr(f"{info}/RECORD", "")
print(hashlib.sha256(open(path, "rb").read()).hexdigest())
EOF
}

# set_up [ARGUMENT...]: status in $status, output in $output.
set_up() {
    output=$(env -u CMAKE_PREFIX_PATH HOME="$scratch/home" XDG_CACHE_HOME="$scratch/cache" PIP_CONFIG_FILE=/dev/null \
        PIP_NO_INDEX=1 PIP_FIND_LINKS="$scratch/index" "$scratch/packaging/setup" --skip-packages "$@" 2>&1)
    status=$?
}

# set_up_packages: the packages' half alone, with the stand-ins; wheels are in place already.
set_up_packages() {
    output=$(PATH="$scratch/bin:$PATH" XDG_CACHE_HOME="$scratch/cache" "$scratch/packaging/setup" --for test 2>&1)
    status=$?
}

site="$scratch/build/deps/site"
mkdir -p "$scratch/index"
cp -r "$packaging" "$scratch/packaging"
torch=$(make_wheel torch 1.0)
pyarrow=$(make_wheel pyarrow 2.0)
cublas=$(make_wheel cublas 3.0)
printf '%s\n' '# a comment' "light torch==1.0 $torch" "light pyarrow==2.0 $pyarrow" "cuda cublas==3.0 $cublas" \
    >"$scratch/packaging/wheels.lock"

set_up
check "a first call succeeds" status_is 0
check "a first call unpacks" test -f "$site/torch/content" -a -f "$site/pyarrow/content"
check "a first call leaves CUDA out" test ! -e "$site/cublas"
set_up
check "a second call does nothing" says_not Unpacking
set_up --cuda
check "--cuda adds its wheels" test -f "$site/cublas/content" -a -f "$site/torch/content"
set_up
check "a larger site serves a smaller wish" says_not Unpacking

rm -rf "$site"
mkdir -p "$site.new"
touch "$site.new/half"
set_up
check "an interrupted unpack is done again" test -f "$site/torch/content" -a ! -e "$site/half"
check "the cache serves it" says_not Downloading

rm -rf "$site"
echo broken >"$scratch/cache/leap-studio/wheels/$torch/torch-1.0-py3-none-any.whl"
set_up
check "a damaged wheel in the cache is downloaded again" says "Downloading torch==1.0"
check "and unpacked" test -f "$site/torch/content"

sed -i "s/$torch/${torch//[0-9]/0}/" "$scratch/packaging/wheels.lock"
set_up
check "a wrong hash is refused" status_is 1
check "and named" says "torch==1.0 could not be downloaded"
check "and the site stays" test -f "$site/torch/content"

mkdir -p "$scratch/own/include/ATen" "$scratch/own/lib"
touch "$scratch/own/include/ATen/ATen.h" "$scratch/own/lib/libtorch_cpu.so"
rm -rf "$site"
output=$(env XDG_CACHE_HOME="$scratch/cache" CMAKE_PREFIX_PATH="/nowhere:$scratch/own" "$scratch/packaging/setup" \
    --skip-packages --cuda 2>&1)
status=$?
check "a LibTorch of the user's own is honoured" status_is 0
check "and no other fetched" test ! -e "$site/torch" -a ! -e "$site/cublas" -a -f "$site/pyarrow/content"

sed -i '/^light torch/d' "$scratch/packaging/wheels.lock"
printf '%s\n' 'alpha 1.0 build # why' 'beta 2:1 test' 'gamma 1 tidy' >"$scratch/packaging/debian-packages"
# shellcheck disable=SC2016 # for the stand-in's shell
stand_in "$scratch/bin/dpkg-query" 'for name; do :; done; test -e "'"$scratch"'/installed-$name" && echo "installed $(cat "'"$scratch"'/installed-$name")"'
stand_in "$scratch/bin/id" 'echo 1000'
stand_in "$scratch/bin/sudo" 'exit 1'
stand_in "$scratch/bin/apt-get" "echo \"\$@\" >>'$scratch/apt-log'; echo 1.0 >'$scratch/installed-alpha'; echo 2:1.5 >'$scratch/installed-beta'"
set_up_packages
check "without root the status is 2" status_is 2
check "and the one line is printed" says "apt-get install -y --no-install-recommends alpha beta"
check "and nothing was run" test ! -e "$scratch/apt-log"
echo 0.9 >"$scratch/installed-alpha"
echo 2:1.0 >"$scratch/installed-beta"
set_up_packages
check "a version that is too old counts as missing" says "--no-install-recommends alpha"
check "one that is new enough does not" says_not beta
stand_in "$scratch/bin/id" 'echo 0'
set_up_packages
check "root installs" status_is 0
check "what is missing and no more" grep -qE 'install -y --no-install-recommends alpha$' "$scratch/apt-log"
stand_in "$scratch/bin/apt-get" 'exit 0'
echo 0.9 >"$scratch/installed-alpha"
set_up_packages
check "a system that is too old is named" status_is 2
check "with the package" says "too old (Debian 12 or newer is needed): alpha"
set_up --no-such-option
check "an unknown option is refused" status_is 2

[[ $failures == 0 ]]

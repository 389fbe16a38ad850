#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test: all of them as they are, those of geo once more under the address and
# undefined-behaviour sanitizers.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=.ci/set-up.sh
. .ci/set-up.sh

trap '[ "$?" -eq 0 ] || say "FAILED: see above."' EXIT

install_packages
install_demo_data

build dev
say "Testing (dev)"
ctest --preset dev -j 2 --output-on-failure

build asan
say "Testing (asan)"
ctest --preset asan -j 2 --output-on-failure

say "PASSED: all tests, and those of geo under the sanitizers too."

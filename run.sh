#!/usr/bin/env bash
# Opens the viewer on Montevideo, from a fresh clone on a bare Debian 12 or from a built tree alike.
# Arguments are passed on instead: ./run.sh members --region Africa
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=.ci/set-up.sh
. .ci/set-up.sh

install_packages
install_demo_data
build release metromosaic

viewer=build/release/metromosaic
if [ "$#" -gt 0 ]; then
    exec "$viewer" "$@"
elif [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "Opening Montevideo"
    exec "$viewer" view montevideo
else
    picture=$PWD/build/montevideo.png
    say "There is no display here; rendering the same view without a window"
    "$viewer" snapshot montevideo --map-only --size 1920x1080 -o "$picture"
    say "The picture is $picture"
fi

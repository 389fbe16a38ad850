#!/usr/bin/env bash
# Opens the viewer on the mosaic of Montevideo, from a fresh clone on a bare Debian 12 or from a built tree alike.
# Arguments are passed on instead: ./run.sh members --region Africa
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=.ci/set-up.sh
. .ci/set-up.sh

install_packages
install_demo_data
build release metromosaic

viewer=build/release/metromosaic
mosaic=data/demo/packs/montevideo

# The mosaic is made once, and again when the rules or the data have changed.
make_mosaic() {
    if [ -f "$mosaic/item.json" ] && [ -z "$(find data/mosaic data/crosswalks data/demo/package-lock.json -newer "$mosaic/item.json")" ]; then
        return
    fi
    say "Making Montevideo's mosaic from OpenStreetMap"
    mkdir -p "$(dirname "$mosaic")"
    "$viewer" prepare montevideo -o "$mosaic"
}

if [ "$#" -gt 0 ]; then
    exec "$viewer" "$@"
fi
make_mosaic
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "Opening Montevideo's mosaic"
    exec "$viewer" view "$mosaic"
else
    picture=$PWD/build/montevideo.png
    say "There is no display here; rendering the same view without a window"
    "$viewer" snapshot "$mosaic" --size 1920x1080 -o "$picture"
    say "The picture is $picture"
fi

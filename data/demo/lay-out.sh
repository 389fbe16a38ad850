#!/bin/sh
# Lays the demonstration cities' vector tiles out as folders that GDAL reads as one dataset: tiles/CITY/12/X/Y.mvt.
# The tiles stay in node_modules; here they get a second name (or are copied where the file system has no hard links).
set -eu
cd "$(dirname "$0")"

fixtures=node_modules/@mapbox/mvt-fixtures/real-world
if [ ! -d "$fixtures" ]; then
    echo "data/demo: the packages are not installed; run \`npm ci\` in data/demo, then this script again." >&2
    exit 1
fi

lay_out() { # folder of the package, city
    for tile in "$fixtures/$1"/*.mvt; do
        name=$(basename "$tile" .mvt) # 12-1407-2471
        zoom=${name%%-*}
        column=${name#*-}
        row=${column#*-}
        column=${column%-*}
        target=tiles/$2/$zoom/$column
        if [ ! -s "$target/$row.mvt" ]; then
            mkdir -p "$target"
            ln -f "$tile" "$target/$row.mvt" 2>/dev/null || cp -f "$tile" "$target/$row.mvt"
        fi
    done
}

lay_out osm-qa-montevideo montevideo
lay_out osm-qa-astana astana
lay_out bangkok bangkok

#!/usr/bin/env bash
# The window as users have it, with its panels open, under Xvfb: zoomed by the wheel, dragged, turned and zoomed out again by
# xdotool; frame times are taken from outside by libmetromosaic_frame_log.so.
#
#   tests/bench/window_bench.sh BUILD_FOLDER [raster|parcels|FILE ...]
set -euo pipefail

build=$(cd "${1:?usage: window_bench.sh BUILD_FOLDER [raster|parcels|FILE ...]}" && pwd)
shift
[ $# -gt 0 ] || set -- raster parcels
data="${XDG_CACHE_HOME:-$HOME/.cache}/metromosaic/bench"
scratch=$(mktemp -d)
xvfb_pid="" viewer_pid=""
clean_up() {
  [ -z "$viewer_pid" ] || kill "$viewer_pid" 2>/dev/null || true
  [ -z "$xvfb_pid" ] || kill "$xvfb_pid" 2>/dev/null || true
  rm -rf "$scratch"
}
trap clean_up EXIT

Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$scratch/display" 2>/dev/null &
xvfb_pid=$!
for _ in $(seq 100); do [ -s "$scratch/display" ] && break; sleep 0.1; done
export DISPLAY=":$(cat "$scratch/display")"

# True when the window has nothing left to do.
idle() { grep -q '"idle": true' "$scratch/state.json" 2>/dev/null; }
wait_idle() {
  for _ in $(seq 600); do
    idle && return 0
    kill -0 "$viewer_pid" 2>/dev/null || { echo "The window is gone." >&2; return 1; }
    sleep 0.1
  done
  echo "The window did not come to rest within a minute." >&2
  return 1
}

wheel() { # BUTTON NOTCHES: 20 a second
  for _ in $(seq "$2"); do xdotool click "$1"; sleep 0.05; done
}
drag() { # BUTTON DX DY STEPS: 60 a second
  xdotool mousemove 1100 560 mousedown "$1"
  for _ in $(seq "$4"); do xdotool mousemove_relative -- "$2" "$3"; sleep 0.0166; done
  xdotool mouseup "$1"
}

processor_ticks() { awk '{print $14 + $15}' "/proc/$viewer_pid/stat"; }

measure() { # NAME FILE
  local began rested
  printf 'open "%s"\n' "$2" >"$scratch/script"
  printf 'panel.toggle %s\n' statistics messages >>"$scratch/script"
  rm -f "$scratch/state.json"
  METROMOSAIC_FRAME_LOG="$scratch/frames" LD_PRELOAD="$build/libmetromosaic_frame_log.so" \
    "$build/metromosaic" run "$scratch/script" --window --size 1920x1080 --state-file "$scratch/state.json" &
  viewer_pid=$!
  wait_idle
  began=$(wc -l <"$scratch/frames")

  xdotool mousemove 1100 560
  wheel 4 16; drag 1 -9 6 60; drag 3 4 7 60; drag 1 9 -6 60; wheel 5 20; drag 1 5 5 60
  wait_idle
  tail -n "+$((began + 1))" "$scratch/frames" >"$scratch/flight"

  rested=$(wc -l <"$scratch/frames")
  local ticks; ticks=$(processor_ticks)
  sleep 3
  local still=$(($(wc -l <"$scratch/frames") - rested)) busy=$(($(processor_ticks) - ticks))

  awk -v name="$1" -v peak="$(awk '/VmHWM/ {print $2 / 1024}' "/proc/$viewer_pid/status")" -v still="$still" \
      -v busy="$(awk -v t="$busy" -v hz="$(getconf CLK_TCK)" 'BEGIN {print 100 * t / hz / 3}')" '
    {ms[NR] = ($2 - $1) * 1000; if (NR == 1) first = $1; last = $2}
    function at(share,  n) {n = int(share * NR + 0.9999); return sorted[n < 1 ? 1 : n]}
    END {
      n = asort_ms()
      printf "%s in the window: %d frames in %.1f s, p50 %.1f, p95 %.1f (at most 25), p99 %.1f, longest %.1f ms; peak memory %.0f MiB; ", \
        name, NR, last - first, at(0.5), at(0.95), at(0.99), sorted[NR], peak
      printf "still map: %d frames, %.1f %% processor in 3 s\n", still, busy
    }
    function asort_ms(  i, j, v) { # insertion sort: mawk has no asort
      for (i = 1; i <= NR; i++) {
        v = ms[i]
        for (j = i - 1; j >= 1 && sorted[j] > v; j--) sorted[j + 1] = sorted[j]
        sorted[j + 1] = v
      }
      return NR
    }' "$scratch/flight"

  kill "$viewer_pid"
  wait "$viewer_pid" 2>/dev/null || true
  viewer_pid=""
}

newest() { ls -t "$data"/$1 2>/dev/null | head -n 1; }
for what in "$@"; do
  case "$what" in
    raster) file=$(newest 'land-cover-32768-*.tif') ;;
    parcels) file=$(newest 'parcels-1000000-*.fgb') ;;
    *) file=$what ;;
  esac
  [ -n "$file" ] || { echo "The benchmark's data are missing; run: $build/metromosaic_bench_data" >&2; exit 1; }
  measure "$what" "$file"
done

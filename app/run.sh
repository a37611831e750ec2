#!/bin/sh
# Builds Loopscope when needed and starts it: sh app/run.sh [ARGS for loopscope]
# Without arguments and without a display it shows a run as a text timeline, so that something real is seen.
set -eu
here=$(pwd)
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. app/build.sh
need build
release loopscope -- -DLOOPSCOPE_TESTS=OFF
program="$root/build/bin/loopscope"
cd "$here"
if [ $# -eq 0 ] && [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
  first=$(find "$root/lessons" -name '*.py' | sort | head -n 1)
  echo "No display here. The same run as text (loopscope timeline $first):" >&2
  exec "$program" timeline "$first"
fi
exec "$program" "$@"

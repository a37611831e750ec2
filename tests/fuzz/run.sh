#!/bin/sh
# Runs each fuzz target of build/clang for SECONDS, two at a time, seeded with the scripts of tests/python and with lessons: sh tests/fuzz/run.sh SECONDS
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:?for how many seconds each}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/seeds"
cp tests/python/*.py assets/scenarios/*.toml "$work/seeds"
mkdir "$work/lessons"
cp lessons/*.py tests/lessons/broken/*.py "$work/lessons"

# Each has a corpus of its own beside the seeds; what it finds new goes into the first folder named. Entropic scheduling is off: it keeps a count
# of every feature for every input, which at 80,000 features takes seven eighths of the time.
fuzz() {
  name=$(basename "$1") seeds="$work/seeds" longest=4000
  if [ "$name" = lesson_fuzz ]; then seeds="$work/lessons" longest=16000; fi
  mkdir -p "$work/$name"
  if "$1" -entropic=0 -max_total_time="$seconds" -max_len="$longest" -timeout=20 -rss_limit_mb=3000 -artifact_prefix=build/clang/ "$work/$name" "$seeds" >"$work/$name.log" 2>&1; then
    echo "$name: $(grep -E '^Done|DONE' "$work/$name.log" | tail -n 1)"
  else
    tail -n 40 "$work/$name.log" >&2
    echo "$name found something; the input is in build/clang" >&2
    touch "$work/failed"
  fi
}

running=0
for target in build/clang/bin/*_fuzz; do
  fuzz "$target" &
  running=$((running + 1))
  if [ $((running % 2)) -eq 0 ]; then wait; fi
done
wait
[ ! -e "$work/failed" ]

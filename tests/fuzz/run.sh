#!/bin/sh
# Runs each fuzz target of build/clang for SECONDS, seeded with the scripts of tests/python: sh tests/fuzz/run.sh SECONDS
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:?for how many seconds each}
corpus=$(mktemp -d)
trap 'rm -rf "$corpus"' EXIT
cp tests/python/*.py assets/scenarios/*.toml "$corpus"
for target in build/clang/bin/*_fuzz; do
  log="$corpus.log"
  if ! "$target" -max_total_time="$seconds" -max_len=4000 -timeout=20 -rss_limit_mb=3000 -artifact_prefix=build/clang/ "$corpus" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "$target found something; the input is beside it in build/clang" >&2
    exit 1
  fi
  grep -E "^Done|DONE" "$log" | tail -n 1 | sed "s|^|$(basename "$target"): |"
  rm -f "$log"
done

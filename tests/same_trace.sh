#!/bin/sh
# The same program gives the same trace, byte for byte, whatever built the executable: sh tests/same_trace.sh LOOPSCOPE LOOPSCOPE...
set -eu
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
compared=0
for program in tests/python/*.py tests/bench/ten_lines.py lessons/*.py; do
  first=""
  for loopscope in "$@"; do
    trace="$here/trace"
    status=0
    "$loopscope" run --trace "$trace" "$program" >"$here/out" 2>&1 </dev/null || status=$?
    sum=$(cat "$trace" "$here/out" | cksum; echo "status $status")
    rm -f "$trace"
    [ -n "$first" ] || first=$sum
    if [ "$sum" != "$first" ]; then
      echo "$program: $loopscope gives another trace than $1" >&2
      exit 1
    fi
  done
  compared=$((compared + 1))
done
echo "$compared programs: the same trace from $# builds"

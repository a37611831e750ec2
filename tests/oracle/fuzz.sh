#!/bin/sh
# Tries N fresh random programs (tests/oracle/generate.py) on CPython and here, and keeps those that differ.
# sh tests/oracle/fuzz.sh N [FIRST-SEED]      needs CPython 3.12 or later (PYTHON names it)
# LOOPSCOPE names the executable (default build/bin/loopscope). Exit status 1 when any differs.
set -eu
cd "$(dirname "$0")/../.."
count=${1:?how many programs}
first=${2:-$(date +%s)}
loopscope=${LOOPSCOPE:-build/bin/loopscope}
for python in "${PYTHON:-}" python3.13 python3.12 python3; do
  [ -n "$python" ] && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && break
done
exec "$python" tests/oracle/fuzz.py "$loopscope" "$first" "$count"

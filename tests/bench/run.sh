#!/bin/sh
# Prints the ratios against CPython (needs CPython 3.12 or later: PYTHON names it, or python3.13, python3.12 or python3 is taken) and the
# times of the C++ benchmarks. sh tests/bench/run.sh [PROGRAM...]
set -eu
cd "$(dirname "$0")/../.."
. app/build.sh
need build test
release -- -DLOOPSCOPE_TESTS=ON
for python in "${PYTHON:-}" python3.13 python3.12 python3; do
  if [ -n "$python" ] && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
    "$python" tests/bench/compare.py build/bin/loopscope "$@" || true
    break
  fi
done
build/bin/loopscope_bench --benchmark_min_time=0.2

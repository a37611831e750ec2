#!/bin/sh
# Installs what is missing, builds, and runs the tests: unit tests, Python scripts, conformance recordings, generated programs, the headless
# panels and the real window; all but the window again as clang builds it, unoptimised, with AddressSanitizer and UndefinedBehaviorSanitizer,
# whose traces must be those of the release; the fuzz targets; the live mode under ThreadSanitizer.
# sh tests/run.sh [quick]    quick: the release build and its tests only
set -eu
cd "$(dirname "$0")/.."
. app/build.sh
need build test

began=$(date +%s)
say() { printf '\n== %s (%d s after the beginning)\n' "$1" $(($(date +%s) - began)); }
clang_debug() {
  dir=$1
  shift
  build "$dir" "$@" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-gline-tables-only -DLOOPSCOPE_PCH=ON -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_C_COMPILER=clang
}

say "release build (g++)"
release -- -DLOOPSCOPE_TESTS=ON
say "its tests"
ctest --test-dir build/release --output-on-failure
[ "${1:-}" != quick ] || exit 0

say "clang, Debug, AddressSanitizer and UndefinedBehaviorSanitizer"
clang_debug build/clang -- -DLOOPSCOPE_SANITIZE=address,undefined -DLOOPSCOPE_FUZZ=ON
say "its tests; the same traces from both builds"
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
ulimit -s 65532 2>/dev/null || true   # sanitized frames are several times larger
ctest --test-dir build/clang --output-on-failure -j2
sh tests/same_trace.sh build/bin/loopscope build/clang/bin/loopscope

say "fuzz targets, a minute each"
sh tests/fuzz/run.sh 60

say "ThreadSanitizer (clang): the live mode"
clang_debug build/tsan loopscope_live_tests -- -DLOOPSCOPE_SANITIZE=thread
# Thirty runs one after another ask what is left behind, which AddressSanitizer's run has seen; here they would take as long as all the others.
TSAN_OPTIONS="suppressions=$PWD/tests/thread_sanitizer.txt" build/tsan/bin/loopscope_live_tests "~thirty runs in a row*"
say "all passed"

#!/bin/sh
# Installs what is missing, builds, and runs the tests: unit tests, Python scripts, conformance recordings, generated programs and
# the headless panels; all of it again under AddressSanitizer, and again as clang builds it; the fuzz targets. ThreadSanitizer only with `all`.
# sh tests/run.sh [quick|all]    quick: release build and its tests only; all: ThreadSanitizer on the live mode, too
set -eu
cd "$(dirname "$0")/.."
. app/build.sh
need build test

say() { printf '\n== %s\n' "$1"; }

say "release build (g++)"
release -- -DLOOPSCOPE_TESTS=ON
ctest --test-dir build/release --output-on-failure
[ "${1:-}" != quick ] || exit 0

say "AddressSanitizer and UndefinedBehaviorSanitizer (g++, Debug)"
build build/asan -- -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-g1 -DLOOPSCOPE_PCH=ON -DLOOPSCOPE_SANITIZE=address,undefined
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
ulimit -s 65532 2>/dev/null || true   # sanitized frames are several times larger
ctest --test-dir build/asan --output-on-failure -j2

say "clang: every file without a warning; the same traces from all three builds"
build build/clang -- -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O1 -DLOOPSCOPE_PCH=ON -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_C_COMPILER=clang -DLOOPSCOPE_FUZZ=ON
ctest --test-dir build/clang --output-on-failure -j2 -R '^(unit|app)$'
sh tests/same_trace.sh build/bin/loopscope build/clang/bin/loopscope build/asan/bin/loopscope

say "fuzz targets, a minute each"
sh tests/fuzz/run.sh 60

[ "${1:-}" = all ] || exit 0

say "ThreadSanitizer (g++): the live mode"
build build/tsan loopscope_live_tests -- -DCMAKE_BUILD_TYPE=Debug -DLOOPSCOPE_PCH=ON -DLOOPSCOPE_SANITIZE=thread
TSAN_OPTIONS="suppressions=$PWD/tests/thread_sanitizer.txt" build/tsan/bin/loopscope_live_tests

# Shared by app/run.sh and tests/run.sh (sourced, from the project's root): installing what is missing, and building.

# need KIND...: installs the packages of app/packages.txt under those headings that are not there yet.
need() {
  command -v dpkg-query >/dev/null 2>&1 || return 0   # not Debian: CMake says what it misses
  missing=""
  for kind in "$@"; do
    for package in $(sed -n "s/^$kind: //p" app/packages.txt); do
      dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
    done
  done
  [ -n "$missing" ] || return 0
  echo "installing:$missing" >&2
  as_root=""
  [ "$(id -u)" = 0 ] || as_root="sudo"
  # shellcheck disable=SC2086
  { $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing; } >&2
}

# build DIR TARGETS... -- CMAKE-OPTIONS...: configures and builds; silent unless something fails.
build() {
  dir=$1
  shift
  targets=""
  while [ $# -gt 0 ] && [ "$1" != -- ]; do
    targets="$targets $1"
    shift
  done
  [ $# -eq 0 ] || shift
  launcher=""
  if command -v ccache >/dev/null 2>&1; then
    export CCACHE_SLOPPINESS=pch_defines,time_macros   # what it asks for where headers are precompiled
    launcher="-DCMAKE_CXX_COMPILER_LAUNCHER=ccache -DCMAKE_C_COMPILER_LAUNCHER=ccache"
  fi
  log="$dir/build.log"
  mkdir -p "$dir"
  # shellcheck disable=SC2086
  if ! { cmake -S . -B "$dir" -G Ninja $launcher "$@" && ninja -C "$dir" $targets; } >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    echo "the build failed; the whole log is $log" >&2
    return 1
  fi
}

# release TARGETS... -- CMAKE-OPTIONS...: the release build; its executables are found under build/bin.
release() {
  build build/release "$@" -DCMAKE_BUILD_TYPE=Release -DLOOPSCOPE_PCH=ON
  ln -sfn release/bin build/bin
}

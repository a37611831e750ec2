#!/bin/sh
# What `cmake --install` puts somewhere works from there: programs run, the lessons are found, the menu entry is valid.
# sh tests/app/install.sh BUILD_DIR
set -eu
there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
cmake --install "$1" --prefix "$there/usr" >/dev/null
cd "$there"
fail() { echo "install: $1"; exit 1; }
printf 'print("it runs")\n' >program.py
[ "$(usr/bin/loopscope run program.py)" = "it runs" ] || fail "the installed loopscope runs no program"
usr/bin/loopscope lessons show gather >/dev/null || fail "the installed loopscope does not find the lesson 'gather'"
usr/bin/loopscope lessons list | grep -q "^Waiting" || fail "the installed loopscope does not list the course"
entry=usr/share/applications/loopscope.desktop
icon=$(sed -n 's/^Icon=//p' $entry)
[ -f "usr/share/icons/hicolor/scalable/apps/$icon.svg" ] || fail "the menu entry names the icon '$icon', which is not there"
if command -v desktop-file-validate >/dev/null; then desktop-file-validate $entry; fi

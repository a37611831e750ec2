#!/bin/sh
# Pictures of every step of every lesson, as the app shows them, for somebody to look at: FOLDER/ID-STEP.png. Judges nothing.
# sh tests/app/lesson_shots.sh PROGRAM FOLDER [SIZE [ID...]]        SIZE: 1280x800 unless given; all lessons unless some are named
set -eu
program=$1
folder=$2
size=${3:-1280x800}
[ $# -gt 3 ] && shift 3 || set -- $("$program" lessons list | sed -n 's/^ *[0-9][0-9]*  *\([a-z][a-z0-9-]*\)  .*/\1/p')
command -v xvfb-run >/dev/null 2>&1 || { echo "lesson_shots: skipped, no xvfb-run here"; exit 77; }
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
for id in "$@"; do
  steps=$("$program" lessons show "$id" | sed -n 's/^Step [0-9][0-9]* of \([0-9][0-9]*\)$/\1/p' | tail -n 1)
  echo "lesson $id"
  for step in $(seq "$steps"); do
    printf 'go-to-step %d\nwait 0.4\nshot %s/%s-%02d.png\nuncover\n' "$step" "$folder" "$id" "$step"
  done
done >"$work/walk"
{ echo "resize $size"; echo close; cat "$work/walk"; echo quit; } >"$work/script"
export XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state" HOME="$work"
xvfb-run -a -s "-screen 0 1920x1200x24" "$program" open --script "$work/script"
echo "$(ls "$folder" | grep -c '\.png$') pictures in $folder"

#!/bin/sh
# The real window under Xvfb: how long until it is seen, what it costs while nothing moves and while a run plays.
# sh tests/bench/window.sh PROGRAM FILE.py       PROGRAM: the built loopscope
set -eu
work=$(mktemp -d)
export XDG_CONFIG_HOME="$work" XDG_STATE_HOME="$work"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
server=$!
trap 'kill $server $app 2>/dev/null || true; rm -rf "$work"' EXIT INT TERM
app=$server
while [ ! -s "$work/display" ]; do sleep 0.1; done
DISPLAY=":$(cat "$work/display")"
export DISPLAY
now() { date +%s%N; }
ticks() { awk '{print $14 + $15}' "/proc/$app/stat"; }   # of a hundredth of a second
share() {                                                # of one core over so many seconds
  before=$(ticks)
  sleep "$1"
  echo "$2: $(( ($(ticks) - before) * 100 / $1 / 100 )) % of a core ($(( $(ticks) - before )) ticks in $1 s)"
}
began=$(now)
"$1" open "$2" &
app=$!
until xdotool search --onlyvisible --class loopscope >/dev/null 2>&1; do sleep 0.02; done
echo "window: $(( ($(now) - began) / 1000000 )) ms until it is seen"
sleep 3
xdotool key --delay 120 Escape
sleep 2
share 10 "idle"
xdotool key --delay 120 space
share 3 "playing"

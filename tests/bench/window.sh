#!/bin/sh
# The real window under Xvfb: how long until it is seen, what it costs while nothing moves and while a run plays,
# and how many frames a second there are with 10,000 spans.
# sh tests/bench/window.sh PROGRAM FILE.py       PROGRAM: the built loopscope
set -eu
[ $# -eq 2 ] || { sed -n 's/^# sh /sh /p' "$0" >&2; exit 2; }
work=$(mktemp -d)
export XDG_CONFIG_HOME="$work" XDG_STATE_HOME="$work"
Xvfb -displayfd 3 -noreset -screen 0 1280x800x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
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
xdotool key --delay 120 v space   # v: what a lesson covers is shown
share 3 "playing"
kill "$app"; wait "$app" 2>/dev/null || true

# 10,000 spans, every one of them a bar of its own: 100 tasks that sleep 50 times.
cat >"$work/spans.py" <<'PY'
import asyncio


async def worker(n):
    for i in range(50):
        await asyncio.sleep(0.01 + 0.0001 * ((n * 7 + i * 3) % 50))


async def main():
    await asyncio.gather(*(worker(n) for n in range(100)))


asyncio.run(main())
PY
printf '%s\n' 'resize 1280x800' zoom-lanes 'wait 1' 'frames 5' first 'speed 0.1' play 'frames 5' quit >"$work/script"
echo "10,000 spans in the window, standing and playing (30 frames a second are wanted, 60 are the most):"
"$1" open "$work/spans.py" --script "$work/script" &
app=$!
wait "$app"

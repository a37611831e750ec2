#!/bin/sh
# The app as a person has it: a window under Xvfb, a real mouse and keyboard (xdotool). What the app shows is read from what it leaves on
# disk: saved files, text kept aside, settings; and from parts of the screen, which must change, or be as they were.
# sh tests/app/e2e.sh PROGRAM        PROGRAM: the built loopscope
set -eu
program=$1
for tool in Xvfb xdotool import; do
  command -v $tool >/dev/null 2>&1 || { echo "e2e: skipped, no $tool here"; exit 77; }
done
work=$(mktemp -d)
export XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state" XDG_DATA_HOME="$work/data" HOME="$work"
app=0
Xvfb -displayfd 3 -noreset -screen 0 1280x800x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
server=$!
# -noreset: without it the server begins anew whenever its last client has gone, and turns away who comes in that moment.
trap 'kill $app $server 2>/dev/null || true; rm -rf "$work"' EXIT INT TERM
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
DISPLAY=":$(cat "$work/display")"
export DISPLAY

fail() { echo "e2e: $1" >&2; sed 's/^/the app: /' "$work/stderr" >&2; exit 1; }
keys() { xdotool key --delay 120 "$@"; sleep 0.2; }
letters() { xdotool type --delay 40 "$1"; sleep 0.2; }
click() { xdotool mousemove "$1" "$2"; sleep 0.1; xdotool mousedown 1; sleep 0.1; xdotool mouseup 1; sleep 0.2; }
start() {
  "$program" open "$@" 2>"$work/stderr" &
  app=$!
  for _ in $(seq 100); do xdotool search --class loopscope >/dev/null 2>&1 && break; sleep 0.1; done
  changes $timeline "$blank" "the window stays empty"
  sleep 1
}
# Waits until a file holds a text, at most 10 s.
holds() {
  for _ in $(seq 100); do grep -aqs -- "$2" $1 && return 0; sleep 0.1; done
  fail "$3"
}

# A part of the screen as one number. The mouse is put aside for it: what is under it is lit.
timeline=780x290+492+84 right=256x250+1018+444
part() { xdotool mousemove 250 640; sleep 0.3; import -window root -crop "$1" +repage rgb:- | cksum; }
# As soon as it stands still: views glide to where they go.
steady() {
  before=""
  for _ in $(seq 40); do
    now=$(part "$1")
    [ "$now" = "$before" ] && break
    before=$now
    sleep 0.4
  done
  echo "$now"
}
changes() { for _ in $(seq 40); do [ "$(part "$1")" != "$2" ] && return 0; done; fail "$3"; }
returns() { for _ in $(seq 40); do [ "$(part "$1")" = "$2" ] && return 0; done; fail "$3"; }
blank=$(part $timeline)
drag() { xdotool mousemove "$1" "$2"; sleep 0.2; xdotool mousedown 1; sleep 0.2; xdotool mousemove "$3" "$4"; sleep 0.2; xdotool mouseup 1; sleep 0.2; }

cat >"$work/p.py" <<'PY'
import asyncio


async def work(n):
    await asyncio.sleep(0.1 * n)
    return n


async def main():
    print(await asyncio.gather(work(1), work(2)))


asyncio.run(main())
PY

# ---- open, step, scrub, zoom, palette; then the window is closed in order
start "$work/p.py"
seen=$(steady $timeline)
keys Escape                                  # the tour of the first start
changes $timeline "$seen" "the tour of the first start did not end"
seen=$(steady $timeline)
keys n n Right Right ctrl+Right Left b
changes $timeline "$seen" "stepping did not move the picture"
keys Home
returns $timeline "$seen" "the way back to the beginning does not end at the picture of the beginning"
keys f x x
drag 687 95 959 95                            # the playhead by its flag, to the middle of the 0.2 s
changes $timeline "$seen" "the playhead did not follow the mouse"
seen=$(steady $timeline)
xdotool mousemove 900 300; sleep 0.2; xdotool click 4; sleep 0.2
changes $timeline "$seen" "the wheel did not zoom"
keys 0
returns $timeline "$seen" "the key 0 did not show the whole run again"
keys w w s s
returns $timeline "$seen" "zooming in and out ends elsewhere than it began"
facts=$(steady $right)
keys ctrl+f; sleep 1; letters "Task-3"; sleep 1; xdotool keydown Return; sleep 0.3; xdotool keyup Return; sleep 0.3; keys Escape
changes $right "$facts" "the search did not select what it found"
facts=$(steady $right)
click 800 188                                 # the second lane
changes $right "$facts" "a click on a lane did not select it"
keys Home
drag 687 95 959 95                            # where it is found again, see below
keys ctrl+shift+p; sleep 1; letters "theme: light"; keys Return
keys ctrl+shift+p; sleep 1; letters "end"; keys Escape
keys ctrl+q
for _ in $(seq 50); do kill -0 $app 2>/dev/null || break; sleep 0.1; done
wait $app || fail "closing with Ctrl+Q is no error, but the status was $?"
holds "$work/config/loopscope/settings.toml" "theme = ['\"]light['\"]" "the theme was not remembered"
holds "$work/config/loopscope/settings.toml" "tour_seen = true" "the tour would come again"
holds "$work/config/loopscope/settings.toml" "^last_seconds = 0.\\(09\\|10\\)" "the playhead does not stand where the mouse left it"

# ---- edit, search, save
start "$work/p.py"
keys i ctrl+Home
letters "# typed"; keys Return
keys ctrl+f; letters "sleep"; keys Return Escape
keys ctrl+s
holds "$work/p.py" "^# typed" "the typed line was not saved"
keys ctrl+h; letters "# typed"; keys Tab; letters "# replaced"; keys ctrl+Return Escape ctrl+s
holds "$work/p.py" "^# replaced" "Ctrl+H, Tab and Ctrl+Enter did not replace"
# ---- kill -9 while typing loses nothing older than two seconds
keys ctrl+Home; letters "# unsaved "
sleep 2
kill -9 $app; wait $app 2>/dev/null || true
grep -q unsaved "$work/p.py" && fail "text was saved without being asked to"
holds "$work/state/loopscope/unsaved/*" "# unsaved " "unsaved text was not kept aside"
start "$work/p.py"
keys i ctrl+s
holds "$work/p.py" "# unsaved " "unsaved text did not come back"

# ---- compare, presenter, a file that changes on disk
keys Escape
seen=$(steady $timeline)
keys c
changes $timeline "$seen" "no second run stands below for comparison"
keys c
returns $timeline "$seen" "the comparison did not end"
keys F6
changes $timeline "$seen" "the presenter's mode changes nothing"
keys Tab Next Prior F7 F7 F6
printf 'print("from outside")\n' >"$work/p.py"
sleep 2
keys i ctrl+End; letters "# after"; keys ctrl+s
holds "$work/p.py" "from outside" "the file changed on disk was not read"
holds "$work/p.py" "# after" "nothing could be typed after the file had changed"
# ---- a file dragged onto the window is open
if command -v python3 >/dev/null 2>&1; then
  cp "$work/p.py" "$work/dragged here.py"
  python3 "$(dirname "$0")/drop.py" "$(xdotool search --class loopscope | tail -n 1)" 600 300 "$work/dragged here.py" || fail "a file could not be dropped"
  sleep 1
  keys i ctrl+Home; letters "# dropped"; keys Return ctrl+s
  holds "$work/dragged*" "^# dropped" "the file that was dropped is not the one that is edited"
fi
keys ctrl+q
for _ in $(seq 50); do kill -0 $app 2>/dev/null || break; sleep 0.1; done
wait $app || fail "the second closing gave the status $?"

# ---- a broken settings file is reported and put aside
echo 'theme = "' >"$work/config/loopscope/settings.toml"
start "$work/p.py"
keys ctrl+q
wait $app || fail "a broken settings file gave the status $?"
grep -q "settings file is broken" "$work/stderr" || fail "a broken settings file was not reported"
[ -f "$work/config/loopscope/settings.toml.broken" ] || fail "the broken settings file was not kept"
# ---- a lesson with the keyboard alone: wrong, then right, the exercise, and all of it is there again after a restart
learnt="$work/data/loopscope/progress.json"
start blocking
keys Escape                                  # the tour, which the settings put aside had remembered
keys j 1                                     # the question's first answer is wrong
holds "$learnt" '"tries": 1' "a wrong answer was not kept"
grep -q '"right": true' "$learnt" && fail "the first answer of the lesson counts as right"
keys 3
holds "$learnt" '"right": true' "the right answer was not taken"
keys j j j j j j                             # the last step is the exercise
holds "$learnt" '"step": 7' "six steps on the walk did not arrive at the exercise"
keys i ctrl+Home ctrl+f; letters "time.sleep"; keys Return Escape
letters "await asyncio.sleep"
holds "$learnt" '"done": true' "the exercise was solved and is not done"
keys Escape ctrl+q
wait $app || fail "closing a lesson gave the status $?"
start blocking
keys k
holds "$learnt" '"step": 6' "the lesson did not open again at the step where it was left"
holds "$learnt" '"done": true' "the exercise was forgotten"
keys ctrl+q
wait $app || fail "closing the lesson again gave the status $?"

echo "e2e: fine"

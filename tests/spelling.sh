#!/bin/sh
# Spelling of the lessons' prose: narration, questions, checks, hints, heads. Words of our trade stand in tests/spelling.txt.
# sh tests/spelling.sh [LESSON.py ...]    Needs aspell with an English dictionary; without it, says so and is content.
set -eu
cd "$(dirname "$0")/.."
if ! command -v aspell >/dev/null 2>&1 || ! echo word | aspell list --lang=en_GB >/dev/null 2>&1; then
  echo "spelling: aspell and its English dictionary (aspell, aspell-en) are not installed; nothing was checked"
  exit 0
fi
[ $# -gt 0 ] || set -- lessons/[0-9]*.py
status=0
for lesson in "$@"; do
  # Prose alone: directives lose their rules, Markdown its code, terms their brackets.
  wrong=$(sed -n \
      -e 's/^#  *\("[^"]*"\),$/ \1 /p' \
      -e 's/^# \(title\|goals\|"[^"]*"\) *= */ \1 /p' \
      -e '/^ *#: @/d; /^ *#? @/d; /^ *#? predict/d' \
      -e 's/^ *#? - \("[^"]*"\|[^:]*\)\( "[^"]*"\)\{0,1\}:\{0,1\}/ /p; t' \
      -e 's/^ *#! check [^:]*\("[^"]*"[^:]*\)*: / /p; t' \
      -e 's/^ *#! hint / /p; t' \
      -e 's/^ *#= \(exercise\|variant\) [^:]*: / /p; t' \
      -e 's/^ *#= wrong: / /p; t' \
      -e 's/^ *#[:?] / /p' "$lesson" |
    sed -e 's/`[^`]*`/ /g' -e 's/{{[^}]*}}/ /g' -e 's/\[\[\([^]|]*|\)\{0,1\}/ /g' -e 's/\]\]/ /g' |
    aspell list --lang=en_GB | sort -u | grep -vixFf tests/spelling.txt || true)
  if [ -n "$wrong" ]; then
    for word in $wrong; do echo "$lesson: $word"; done
    status=1
  fi
done
exit $status

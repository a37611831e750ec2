#!/bin/sh
# import_beside.sh LOOPSCOPE: a program finds the module beside it, from whichever folder and by whichever path it is run.
set -eu
loopscope=$1
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
mkdir -p "$here/course/package"
echo 'import helper, package.inner; print(helper.word, package.inner.word)' >"$here/course/program.py"
echo 'word = "found"' >"$here/course/helper.py"
: >"$here/course/package/__init__.py"
echo 'word = "inside"' >"$here/course/package/inner.py"
for start in "$here/course:program.py" "$here:course/program.py" "$here:./course/program.py" "/:$here/course/program.py"; do
  said=$(cd "${start%%:*}" && "$loopscope" run "${start#*:}")
  [ "$said" = "found inside" ] || { echo "from ${start%%:*}, ${start#*:}: $said" >&2; exit 1; }
done

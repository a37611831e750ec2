#!/usr/bin/env python3
"""Records generated programs (generate.py) on CPython into one file, for CI to try without Python.

    pack.py FIRST COUNT > tests/oracle/generated.txt

The file: the prelude that all programs share, then for each seed its number, exit status, the rest of the program, its output and its
steps in a shorter spelling (SHORT below; tests/sim/conformance_test.cpp spells ours the same way). Sections begin with "\\x1e name".
"""
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from generate import PRELUDE, Writer

HERE = os.path.dirname(os.path.abspath(__file__))
SHORT = (('{"t": ', ""), (', "ev": "spawn", "task": ', " + "), (', "ev": "resume", "task": ', " > "), (', "ev": "suspend", "task": ', " < "),
         (', "ev": "done", "task": ', " . "), (', "coro": ', " "), (', "by": ', " "), (', "line": ', " "), (', "how": ', " "), ("}\n", "\n"))


def shorten(steps):
    for long, short in SHORT:
        steps = steps.replace(long, short)
    return steps


def record(seed):
    program = Writer(seed).program()
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "p.py"), "w") as f:
            f.write(program)
        done = subprocess.run([sys.executable, os.path.join(HERE, "record.py"), "--run", "p.py", "--trace", "steps"], cwd=folder,
                              capture_output=True, timeout=60, text=True, stdin=subprocess.DEVNULL)
        with open(os.path.join(folder, "steps")) as f:
            steps = f.read()
    assert program.startswith(PRELUDE)
    return (f"\x1eseed {seed} {done.returncode}\n\x1eprogram\n{program[len(PRELUDE):]}\x1eout\n{done.stdout}\x1esteps\n{shorten(steps)}")


def main(first, count):
    sys.stdout.write("\x1eprelude\n" + PRELUDE)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for recording in pool.map(record, range(first, first + count)):
            sys.stdout.write(recording)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

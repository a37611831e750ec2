#!/usr/bin/env python3
"""Random programs on CPython and in Loopscope, compared in output, exit status and steps.

    fuzz.py LOOPSCOPE FIRST-SEED COUNT     those that differ are kept in ./fuzz-differences
"""
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from generate import Writer

HERE = os.path.dirname(os.path.abspath(__file__))
ADDRESS = re.compile(rb"0x[0-9a-f]+")   # of objects: in messages of asyncio that name a generator


def outcome(command, folder, steps):
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
    path = os.path.join(folder, steps)
    with open(path) as f:
        return ADDRESS.sub(b"0x0", done.stdout), done.returncode, f.read()


def differs(loopscope, seed):
    """What differs first, or None."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "p.py"), "w") as f:
            f.write(Writer(seed).program())
        try:
            theirs = outcome([sys.executable, os.path.join(HERE, "record.py"), "--run", "p.py", "--trace", "theirs"], folder, "theirs")
            ours = outcome([loopscope, "run", "--trace", "ours", "--format", "steps", "p.py"], folder, "ours")
        except (OSError, subprocess.TimeoutExpired) as e:
            return repr(e)
        for what, a, b in zip(("output", "exit status", "steps"), theirs, ours):
            if a != b:
                return what
    return None


def main(loopscope, first, count):
    loopscope = os.path.abspath(loopscope)
    different = 0
    with ThreadPoolExecutor(int(os.environ.get("JOBS", os.cpu_count()))) as pool:
        for seed, what in zip(range(first, first + count), pool.map(lambda s: differs(loopscope, s), range(first, first + count))):
            if what:
                different += 1
                print(f"seed {seed}: {what} differs", flush=True)
                os.makedirs("fuzz-differences", exist_ok=True)
                with open(f"fuzz-differences/{seed}.py", "w") as f:
                    f.write(Writer(seed).program())
    print(f"{count} programs, {count - different} identical")
    return different != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))

"""Wall time of `loopscope run` against CPython under a virtual clock, each program in turn, the best of several runs; prints ratios.

    compare.py LOOPSCOPE [PROGRAM...]

The steps trace is recorded on our side, start-up is included on both. Exit status 1 when a ratio is below its target.
"""
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TARGETS = {"sleepers": 15, "semaphore": 10, "queue_of_ten": 3, "sleep_zero": 6, "recursion": 1, "sieve": 1, "dictionary": 1,
           "objects": None, "text": None}
ROUNDS = 5


def best(command):
    times = []
    for _ in range(ROUNDS):
        t = time.perf_counter()
        done = subprocess.run(command, capture_output=True)
        times.append(time.perf_counter() - t)
        if done.returncode:
            sys.exit(f"{command}: exit status {done.returncode}\n{done.stderr.decode()[-2000:]}")
    return min(times), done.stdout


def main(loopscope, names):
    failed = False
    print(f"CPython {sys.version.split()[0]} under a virtual clock against loopscope, best of {ROUNDS}")
    for name in names or TARGETS:
        program = os.path.join(HERE, name + ".py")
        theirs, their_output = best([sys.executable, os.path.join(HERE, "virtual_clock.py"), program])
        ours, our_output = best([loopscope, "run", "--trace", "/dev/null", "--format", "steps", program])
        target = TARGETS.get(name)
        verdict = "" if target is None else f"target {target}x: {'reached' if theirs / ours >= target else 'MISSED'}"
        failed |= "MISSED" in verdict or their_output != our_output
        print(f"{name:14} CPython {theirs:7.3f} s   loopscope {ours:7.3f} s   {theirs / ours:6.2f}x   {verdict}"
              f"{'' if their_output == our_output else '   OUTPUT DIFFERS'}", flush=True)
    ours, _ = best([loopscope, "run", os.path.join(HERE, "ten_lines.py")])
    theirs, _ = best([sys.executable, "-c", "pass"])
    print(f"ten lines, start to exit: {ours * 1000:.1f} ms (CPython doing nothing: {theirs * 1000:.1f} ms)")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))

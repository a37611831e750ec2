"""Wall time of `loopscope run` against CPython under a virtual clock, each program in turn, the best of several runs; prints ratios.

    compare.py LOOPSCOPE [PROGRAM...]

The steps trace is recorded on our side, start-up is included on both. Then the start of a short program, and the memory of a parked task.
Exit status 1 when a target is missed.
"""
import contextlib
import os
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TARGETS = {"sleepers": 15, "semaphore": 10, "queue_of_ten": 3, "sleep_zero": 6, "recursion": 1, "sieve": 1, "dictionary": 1,
           "objects": None, "text": None}
TEN_LINES_MS = 10
PARKED_TASKS, BYTES_OF_A_TASK = 20_000, 1024        # of sleepers.py, no trace recorded
ROUNDS = 5


def best(*commands):
    """Of each command the shortest time and the output. They take turns, so that a machine's slower moments meet all of them."""
    times, outputs = [[] for _ in commands], [b""] * len(commands)
    for _ in range(ROUNDS):
        for i, command in enumerate(commands):
            t = time.perf_counter()
            done = subprocess.run(command, capture_output=True)
            times[i].append(time.perf_counter() - t)
            outputs[i] = done.stdout
            if done.returncode:
                sys.exit(f"{command}: exit status {done.returncode}\n{done.stderr.decode()[-2000:]}")
    return [min(t) for t in times], outputs


def peak_bytes(loopscope, program):
    """The most memory of several runs, looked at while they go on. (getrusage would count what this process had when it forked.)"""
    most = 0
    for _ in range(ROUNDS):
        with subprocess.Popen([loopscope, "run", program], stdout=subprocess.DEVNULL) as run:
            while run.poll() is None:
                with contextlib.suppress(OSError, IndexError, TypeError), open(f"/proc/{run.pid}/status") as status:
                    text = status.read()
                    if "loopscope" in text.splitlines()[0]:          # not still this one's copy
                        most = max(most, int(re.search(r"VmHWM:\s*(\d+) kB", text)[1]) * 1024)
    return most


def met(good, target):
    """Whether it is, and how that is told."""
    return good, f"target {target}: {'reached' if good else 'MISSED'}"


def main(loopscope, names):
    failed = False
    print(f"CPython {sys.version.split()[0]} under a virtual clock against loopscope, best of {ROUNDS}")
    for name in names or TARGETS:
        program = os.path.join(HERE, name + ".py")
        (theirs, ours), (their_output, our_output) = best([sys.executable, os.path.join(HERE, "virtual_clock.py"), program],
                                                          [loopscope, "run", "--trace", "/dev/null", "--format", "steps", program])
        target = TARGETS.get(name)
        good, verdict = (True, "") if target is None else met(theirs / ours >= target, f"{target}x")
        failed |= not good or their_output != our_output
        print(f"{name:14} CPython {theirs:7.3f} s   loopscope {ours:7.3f} s   {theirs / ours:6.2f}x   {verdict}"
              f"{'' if their_output == our_output else '   OUTPUT DIFFERS'}", flush=True)
    (theirs, ours), _ = best([sys.executable, "-c", "pass"], [loopscope, "run", os.path.join(HERE, "ten_lines.py")])
    quick, start = met(ours * 1000 <= TEN_LINES_MS, TEN_LINES_MS)
    print(f"ten lines, start to exit: {ours * 1000:.1f} ms   {start}   (CPython doing nothing: {theirs * 1000:.1f} ms)")
    own = peak_bytes(loopscope, os.path.join(HERE, "sleepers.py")) - peak_bytes(loopscope, os.path.join(HERE, "empty.py"))
    small, memory = met(own / PARKED_TASKS <= BYTES_OF_A_TASK, BYTES_OF_A_TASK)
    print(f"a parked task of sleepers: {own / PARKED_TASKS:.0f} bytes   {memory}")
    return failed or not (quick and small)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))

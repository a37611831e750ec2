"""loopscope live against the demo server at 100 ms: how much its walls are above what the server takes. For a machine that has nothing else to do.

python3 tests/bench/live_bounds.py [build/bin/loopscope]
"""
import json
import pathlib
import subprocess
import sys
import tempfile

LOOPSCOPE = sys.argv[1] if len(sys.argv) > 1 else "build/bin/loopscope"
LATENCY = 0.1


def live(folder, count, strategies):
    scenario = pathlib.Path(folder) / "scenario.toml"
    scenario.write_text(f"latency = {LATENCY}\n")
    command = [LOOPSCOPE, "live", "--count", str(count), "--strategy", strategies, "--scenario", scenario, "--json", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {one["name"]: one for one in json.loads(done.stdout)["strategies"]}


def tell(what, wall, least, most):
    print(f"{what:52} {wall:7.3f} s  {wall / least:5.3f} x  (at most {most} x)")
    return wall <= least * most


with tempfile.TemporaryDirectory() as folder:
    few, many = live(folder, 50, "serial,gather"), live(folder, 500, "gather")["gather"]
gather, serial = few["gather"], few["serial"]
reached = [
    tell("50 calls, gather: of the slowest call", gather["wall_s"], gather["max_s"], 1.10),
    tell("50 calls, gather: of the server's 100 ms", gather["wall_s"], LATENCY, 1.10),
    tell("50 calls, serial: of the sum", serial["wall_s"], 50 * LATENCY, 1.02),
    tell(f"500 calls at once, {many['ok']} answered: of the slowest call", many["wall_s"], many["max_s"], 1.5),
    tell("500 calls at once: of the server's 100 ms", many["wall_s"], LATENCY, 1.5),
    many["ok"] == 500,
]
sys.exit(0 if all(reached) else "not reached")

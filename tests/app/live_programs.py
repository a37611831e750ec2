"""Programs in the simulator and with real HTTP against the demo server: what they print agrees.

python3 tests/app/live_programs.py LOOPSCOPE [PROGRAM.py ...]     without programs: the lessons that call something over the network

Agree means: the same exit status and the same words, any number of times the same word counts. Where two things happen at the same instant real
time decides which is first, so the order of words is not compared; a number with a decimal point is a measured time, which real HTTP may make longer
but never shorter. A machine that is busy with other things can make a program's own deadlines strike: a disagreement is tried again, twice, by itself.
"""
import collections
import concurrent.futures
import pathlib
import re
import subprocess
import sys

LIBRARIES = re.compile(r"^\s*(import|from) (httpx|aiohttp|requests|openai|anthropic|fastapi|sqlalchemy|asyncpg)\b", re.M)
TIME = re.compile(r"\d+\.\d+")
ATTEMPTS = 3
AT_ONCE = 4          # most of the time they wait


def result(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    return done.returncode, done.stdout


def disagreement(program):
    """A sentence, or "" when both agree."""
    status, simulated = result(LOOPSCOPE, "run", program)
    live_status, live = result(LOOPSCOPE, "live", program)
    if status != live_status:
        return f"exit status {status} simulated, {live_status} live"
    words = [collections.Counter(TIME.sub("#", text).split()) for text in (simulated, live)]
    if words[0] != words[1]:
        return f"only simulated: {' '.join(words[0] - words[1])}; only live: {' '.join(words[1] - words[0])}"
    times = [sorted(map(float, TIME.findall(text))) for text in (simulated, live)]
    shorter = [f"{a} became {b}" for a, b in zip(*times) if b < a * 0.95 - 0.05]
    return "times are shorter: " + ", ".join(shorter) if shorter else ""


def main():
    programs = sys.argv[2:] or sorted(p for p in map(str, pathlib.Path(__file__).parents[2].glob("lessons/*.py")) if LIBRARIES.search(pathlib.Path(p).read_text()))
    wrong = 0
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        first = list(pool.map(disagreement, programs))
    for program, sentence in zip(programs, first):
        for _ in range(ATTEMPTS - 1):
            sentence = sentence and disagreement(program)
        wrong += bool(sentence)
        print(f"{pathlib.Path(program).name}: {sentence or 'agrees'}", flush=True)
    print(f"{len(programs) - wrong} of {len(programs)} agree")
    return 1 if wrong or not programs else 0


if len(sys.argv) < 2:
    sys.exit(__doc__)
LOOPSCOPE = sys.argv[1]
sys.exit(main())

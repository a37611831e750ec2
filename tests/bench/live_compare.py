"""loopscope live against asyncio and httpx: the same programs, the same demo server, the same machine. Wall time and processor time.

/usr/bin/python3 tests/bench/live_compare.py [build/bin/loopscope]        skips when this Python has no httpx
"""
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

try:
    import httpx
except ImportError:
    sys.exit("skipped: this Python has no httpx (Debian: python3-httpx, with /usr/bin/python3)")

LOOPSCOPE = sys.argv[1] if len(sys.argv) > 1 else "build/bin/loopscope"
CASES = [("200 calls, 20 at a time, 50 ms", "semaphore", 200, 20, 0.05), ("500 calls at once, 100 ms", "gather", 500, 10, 0.1)]


def processor_time(command, **options):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=True, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(title, strategy, count, concurrency, latency, folder):
    scenario = folder / "scenario.toml"
    scenario.write_text(f"latency = {latency}\n")
    server = subprocess.Popen([LOOPSCOPE, "serve", "--port", "0", "--quiet", "--scenario", scenario], stdout=subprocess.PIPE, text=True)
    try:
        url = server.stdout.readline().strip() + "/get"
        common = [LOOPSCOPE, "live", "--url", url, "--count", str(count), "--concurrency", str(concurrency), "--strategy", strategy]
        subprocess.run([*common, "--save-programs", folder], check=True)
        theirs_out, theirs_cpu = processor_time([sys.executable, folder / f"{strategy}.py"])
        report, ours_cpu = processor_time([*common, "--json", "-"])
        ours = json.loads(report)["strategies"][0]
        theirs_wall = float(theirs_out.split()[-1])
        ok = sum(line.split()[-1] == "200" for line in theirs_out.splitlines() if line.startswith("call"))
        print(f"{title}\n  loopscope      {ours['wall_s']:.3f} s wall  {ours_cpu:.3f} s processor  {ours['ok']} ok"
              f"\n  asyncio+httpx  {theirs_wall:.3f} s wall  {theirs_cpu:.3f} s processor  {ok} ok"
              f"\n  ratio          {ours['wall_s'] / theirs_wall:.2f} wall  {ours_cpu / theirs_cpu:.2f} processor")
        return ours["ok"] == count and ours["wall_s"] <= theirs_wall and ours_cpu <= theirs_cpu / 2
    finally:
        server.terminate()
        server.wait()


with tempfile.TemporaryDirectory() as folder:
    results = [compare(*case, pathlib.Path(folder)) for case in CASES]
sys.exit(0 if all(results) else "not reached: our wall time no longer than theirs, half the processor time")

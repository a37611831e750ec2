import argparse, sys
def build():
    p = argparse.ArgumentParser(prog="prog.py", description="Fetch many pages at once and say how long it took, in seconds, please.", epilog="That is all.")
    p.add_argument("url", nargs="*", help="the pages")
    p.add_argument("-n", "--count", type=int, default=3, help="how many (default: %(default)s)")
    p.add_argument("--delay", type=float, default=0.5, metavar="SECONDS")
    p.add_argument("-v", "--verbose", action="store_true", help="say more")
    p.add_argument("--mode", choices=["fast", "slow"], default="fast")
    p.add_argument("-q", action="count", default=0)
    p.add_argument("--tag", action="append")
    return p
for argv in [[], ["a", "b", "-n", "5"], ["--count=7", "-vqq", "x"], ["--mode", "odd"], ["-n", "x"], ["--nope"], ["-h"], ["--tag", "a", "--tag=b", "--del", "2"], ["-n"], ["a", "-v", "b"]]:
    try: print(build().parse_args(argv))
    except SystemExit as e: print("exit", e.code)
p = argparse.ArgumentParser(prog="tool")
p.add_argument("--version", action="version", version="%(prog)s 1.0")
sub = p.add_subparsers(dest="cmd", required=True, help="what to do")
a = sub.add_parser("add", help="add two"); a.add_argument("x", type=int); a.add_argument("y", type=int); a.set_defaults(func=lambda ns: ns.x + ns.y)
b = sub.add_parser("list", help="list all"); b.add_argument("--all", action="store_true")
for argv in [["add", "1", "2"], ["list", "--all"], [], ["bad"], ["-h"], ["add", "-h"], ["--version"], ["add", "1"]]:
    try:
        ns = p.parse_args(argv); print({k: v for k, v in vars(ns).items() if k != "func"}, ns.func(ns) if hasattr(ns, "func") else "")
    except SystemExit as e: print("exit", e.code)
p = argparse.ArgumentParser(prog="x", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
g = p.add_mutually_exclusive_group(); g.add_argument("--a", action="store_true"); g.add_argument("--b", action="store_true")
p.add_argument("src"); p.add_argument("dst", nargs="?", default="out", help="where to"); p.add_argument("--pair", nargs=2, type=int, help="two of them")
h = p.add_argument_group("network", "how it connects"); h.add_argument("--host", default="localhost", help="the host"); h.add_argument("--cache", action=argparse.BooleanOptionalAction, default=True)
for argv in [["s"], ["s", "d", "--a"], ["--a", "--b", "s"], ["s", "--pair", "1", "2"], ["s", "--pair", "1"], ["-h"], ["s", "--no-cache"], []]:
    try: print(p.parse_args(argv))
    except SystemExit as e: print("exit", e.code)

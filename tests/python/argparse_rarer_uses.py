import argparse

def show(parser, *lines):
    for line in lines:
        try:
            print(parser.parse_args(line.split()))
        except SystemExit as e:
            print("exit", e.code)
        except argparse.ArgumentError as e:
            print("ArgumentError", e)

# Behind "--" everything is positional.
p = argparse.ArgumentParser(prog="stop")
p.add_argument("-v", action="count", default=0)
p.add_argument("--level", type=int)
p.add_argument("names", nargs="*")
show(p, "-v -- -v --level 3", "-- --level", "a -- -v -- b", "-- --", "--level -- 3", "-vvlevel", "x -v y")
p = argparse.ArgumentParser(prog="rest")
p.add_argument("program")
p.add_argument("arguments", nargs=argparse.REMAINDER)
show(p, "run -x --y z", "run -- -x", "-- run -x")
p = argparse.ArgumentParser(prog="two")
p.add_argument("first", nargs="+")
p.add_argument("last")
p.add_argument("--flag", action="store_true")
show(p, "1 2 3", "1 --flag 2", "1 -- --flag", "-1 -2.5", "-1 -x")

# Arguments that exclude each other, under a heading of their own.
p = argparse.ArgumentParser(prog="groups")
where = p.add_argument_group("where to", "One of them.")
one = where.add_mutually_exclusive_group(required=True)
one.add_argument("--file", help="a file")
one.add_argument("--stdout", action="store_true", help="the screen")
where.add_argument("--append", action="store_true")
show(p, "-h", "--file x", "--file x --stdout", "--append")

# Parents hand on headings, exclusion and defaults.
parent = argparse.ArgumentParser(add_help=False)
parent.add_argument_group("network").add_argument("--host", default="localhost")
both = parent.add_mutually_exclusive_group()
both.add_argument("--quick", action="store_true")
both.add_argument("--careful", action="store_true")
parent.set_defaults(port=80, host="here")
p = argparse.ArgumentParser(prog="child", parents=[parent])
p.add_argument("file", nargs="?")
show(p, "-h", "", "--quick --careful", "f --host there")
print(p.get_default("port"))

# Errors instead of an exit.
p = argparse.ArgumentParser(prog="raises", exit_on_error=False)
p.add_argument("n", type=int)
p.add_argument("--k", choices=[1, 2], type=int)
show(p, "", "x", "1 --k 3", "1 2", "1 --zeta", "1 --k")

# A formatter made by a function, and a mixture of two.
p = argparse.ArgumentParser(prog="wide", formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=40, width=100))
p.add_argument("--a-rather-long-option", metavar="NUMBER", default=1, help="what it does, said at such a length that there is no room for it in one line of this width")
p.print_help()

class Both(argparse.ArgumentDefaultsHelpFormatter, argparse.RawDescriptionHelpFormatter):
    pass

p = argparse.ArgumentParser(prog="both", formatter_class=Both, description="one\n  two", add_help=False)
p.add_argument("-n", default=4, help="number")
p.print_help()

# Subcommands under a name of their own; what is out of date says so.
p = argparse.ArgumentParser(prog="main")
p.add_argument("root")
sub = p.add_subparsers(prog="main.py ROOT", dest="cmd", title="commands")
sub.add_parser("go", help="goes").add_argument("--fast", action="store_true")
p.add_argument("-o", "--old", deprecated=True)
show(p, "r go --fast", "r go -h", "-o 1 r go", "r stay", "r go --zeta -- x")

class Upper(argparse.Action):
    def __init__(self, option_strings, dest, nargs=None, **kwargs):
        if nargs is not None:
            raise ValueError("nargs not allowed")
        super().__init__(option_strings, dest, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (option_string, values.upper()))

p = argparse.ArgumentParser(prog="own")
p.add_argument("--name", action=Upper)
show(p, "--name ada", "--name=x --na y")

for wrong in (lambda: p.add_argument("--name"), lambda: p.add_argument("x", required=True), lambda: p.add_argument("-x", "y"),
              lambda: p.add_argument("z", action="odd"), lambda: p.add_argument("z", type=3),
              lambda: p.add_mutually_exclusive_group().add_argument("needed")):
    try:
        wrong()
    except Exception as e:
        print(type(e).__name__, e)
print(argparse.Namespace(**{"a": 1, "b c": 2}))

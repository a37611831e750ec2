#!/usr/bin/env python3
"""Runs the lessons' programs and their variants on real CPython (through record.py) and keeps what they did in tests/oracle/lessons.txt.

    lessons.py LESSON.py...      those with a [scenario] run with the stand-ins of standins/ in place of the simulated network

For each program four sections, each begun by a line with the character 0x1e: "ID VARIANT STATUS" and the program, then its output, errors, steps.
"""
from __future__ import annotations

import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
DIRECTIVE = re.compile(r"\s*#([:?!=|])")


def versions(text: str) -> dict[str, str]:
    """The program ("main") and its variants, as lessons/README.md says."""
    code: list[str] = []
    places: dict[str, tuple[int, int, str]] = {}
    sections: dict[str, dict[str, list[str]]] = {}
    section: dict[str, list[str]] | None = None
    place, opened = "", ("", 0, "")
    body = text.split("# ///\n", 1)[1]
    for line in body.split("\n"):
        if mark := DIRECTIVE.match(line):
            rest = line[mark.end():]
            if mark[1] == "=":
                words = rest.split()
                if words[0] == "in":
                    place = words[1]
                else:
                    section = sections.setdefault(words[1].rstrip(":"), {}) if words[0] == "variant" else None
                    place = ""
            elif mark[1] == "|" and section is not None:
                section.setdefault(place, []).append(rest[1:])
        elif one := re.fullmatch(r"(\s*)(.*\S)\s+#\{(\w+)\}", line):
            places[one[3]] = (len(code), len(code) + 1, one[1])
            code.append(one[1] + one[2])
        elif begin := re.fullmatch(r"(\s*)#\{(\w+)", line):
            opened = (begin[2], len(code), begin[1])
        elif line.strip() == "#}":
            places[opened[0]] = (opened[1], len(code), opened[2])
        else:
            code.append(line)
    made = {"main": code}
    for name, patches in sections.items():
        lines = list(code)
        for at, new in sorted(((places[p or next(iter(places))], new) for p, new in patches.items()), reverse=True):
            lines[at[0]:at[1]] = [at[2] + n if n else "" for n in new]
        made[name] = lines
    return {name: "\n".join(lines).strip("\n") + "\n" for name, lines in made.items()}


def main() -> None:
    out = []
    for path in map(pathlib.Path, sys.argv[1:]):
        text = path.read_text("utf-8")
        head = text.split("# ///\n", 1)[0]
        network = "\n# [scenario]" in head
        identity = re.search(r'^# id = "(.*)"$', text, re.M)[1]
        for name, program in versions(text).items():
            with tempfile.TemporaryDirectory() as folder:
                (pathlib.Path(folder) / "p.py").write_text(program, "utf-8")
                (pathlib.Path(folder) / "head.toml").write_text("".join(line[2:] + "\n" for line in head.split("\n")[1:]), "utf-8")
                run = subprocess.run([sys.executable, str(HERE.resolve() / "record.py"), "--run", "p.py", "--trace", "steps",
                                      *(("--standins", "head.toml") if network else ())], cwd=folder,
                                     capture_output=True, text=True, encoding="utf-8", timeout=60)
                steps = (pathlib.Path(folder) / "steps").read_text("utf-8")
            out += [f"\x1e{identity} {name} {run.returncode}\n{program}", f"\x1e\n{run.stdout}", f"\x1e\n{run.stderr}", f"\x1e\n{steps}"]
    (HERE / "lessons.txt").write_text("".join(out), "utf-8")


main()

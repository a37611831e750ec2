#!/usr/bin/env python3
"""Write sim/python/standard_names.h: the public names of CPython's own modules that the simulator has modules of the same name for.

A module's public names are those of its __all__, else those without an underscore in front that are no modules.
"""
from __future__ import annotations

import importlib
import pathlib
import re
import sys
import textwrap
import types

PYTHON = pathlib.Path(__file__).resolve().parents[2] / "sim/python"
HEAD = '''// Public names of the modules of CPython {version} that are simulated under their own name, whether or not the name is simulated: what is missing
// of them is told as such, and not as the program's mistake. Written by tests/oracle/names.py.
// Before: import.cpp.
#pragma once
#include <string_view>

namespace sim::py {{

struct StandardNames {{
  std::string_view module, names;   // with a space on both sides of each name
}};
inline constexpr StandardNames kStandardNames[] = {{
'''


def simulated() -> list[str]:
    """The modules of the standard library that have a file or a table of C++ functions here."""
    written = {file.stem.replace("__", ".") for file in (PYTHON / "library").glob("[!_]*.py")}
    native = set(re.findall(r'^ {4}\{"([a-z]\w*)", fill_', (PYTHON / "modules/modules.cpp").read_text(), re.MULTILINE))
    return sorted(name for name in written | native if name.split(".")[0] in sys.stdlib_module_names)


def public_names(module: types.ModuleType) -> list[str]:
    names = getattr(module, "__all__", None) or [n for n in dir(module) if not isinstance(getattr(module, n), types.ModuleType)]
    return sorted(n for n in set(names) if not n.startswith("_"))


def main() -> None:
    text = HEAD.format(version=".".join(map(str, sys.version_info[:2])))
    for name in simulated():
        lines = textwrap.wrap(" ".join(public_names(importlib.import_module(name))), 128, break_on_hyphens=False)
        if lines:
            text += f'    {{"{name}",\n' + "\n".join(f'     " {line}"' for line in lines)[:-1] + ' "},\n'
    (PYTHON / "standard_names.h").write_text(text + "};\n\n}  // namespace sim::py\n")


if __name__ == "__main__":
    main()

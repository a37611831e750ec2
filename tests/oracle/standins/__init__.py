"""Stand-ins for the simulated libraries on real CPython: sim/python/library/*.py themselves, above a network made of asyncio timers.

install(SCENARIO) lets `import httpx` and the others find them. SCENARIO is a TOML file with a [scenario]; of it _network.py knows what the lessons use.
"""
from __future__ import annotations

import importlib.util
import pathlib
import sys
import tomllib

LIBRARY = pathlib.Path(__file__).resolve().parents[3] / "sim/python/library"


class Finder:
    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> object:
        if name.split(".")[0] in sys.stdlib_module_names:
            return None
        stem = name.replace(".", "__")
        file = LIBRARY / f"{stem}.py"
        if not file.exists():
            return None
        spec = importlib.util.spec_from_file_location(name, file)
        if any(LIBRARY.glob(f"{stem}__*.py")):
            spec.submodule_search_locations = []
        return spec


def install(scenario: str) -> None:
    sys.dont_write_bytecode = True   # nothing is left beside the library's sources
    from standins import network
    network.SCENARIO.update(tomllib.loads(pathlib.Path(scenario).read_text("utf-8")).get("scenario", {}))
    sys.modules["_network"] = network
    sys.meta_path.insert(0, Finder)

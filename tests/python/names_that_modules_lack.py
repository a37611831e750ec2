"""An import of a name that a module lacks tells which one was probably meant."""
import traceback

for module, name in (("asyncio", "coroutine"), ("asyncio", "JoinableQueue"), ("asyncio", "creat_task"), ("asyncio", "ensure_futur"), ("asyncio", "queue"),
                     ("collections", "Orderdict"), ("time", "slep"), ("contextlib", "asynccontextmanger"), ("typing", "Optinal")):
    try:
        exec(f"from {module} import {name}")
    except ImportError as e:
        told = traceback.format_exception_only(e)[-1]
        print(told[:told.index(" (")], told[told.index(")"):].strip(), e.name, e.name_from)

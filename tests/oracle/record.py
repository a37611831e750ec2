#!/usr/bin/env python3
"""Run asyncio programs on real CPython under a virtual clock, and record what they print and what each task did when.

    record.py PROGRAM.py...                  writes PROGRAM.out, .err, .status and .steps.jsonl beside each program
                                             (.err and .status only when there is something to say)
    record.py --run PROGRAM.py [--trace F]   runs one program here: its output on stdout and stderr, its steps to F
              [--standins SCENARIO.toml]     with stand-ins for httpx and the other simulated libraries (standins/)

The steps are JSON Lines, which `loopscope run --trace F --format steps` must match line by line:

    {"t": ns, "ev": "spawn",   "task": NAME, "coro": QUALNAME, "by": NAME or null}
    {"t": ns, "ev": "resume",  "task": NAME}
    {"t": ns, "ev": "suspend", "task": NAME, "line": N}     innermost line of the program that awaits
    {"t": ns, "ev": "done",    "task": NAME, "how": "returned" | "cancelled" | "raised TYPE"}

An uncaught exception's traceback shows the frames of the program alone: those of asyncio and of this file are left out.
Needs CPython 3.12+ (sys.monitoring). Rules of virtual time, the same as the simulator's:
  * time is whole nanoseconds; a deadline is rounded to the nearest one;
  * running code costs nothing; time.sleep() moves the clock while it holds the loop;
  * timers due at one instant fire in the order they were set;
  * a thread's job starts when a worker is free, takes as long as the time.sleep() calls in it,
    and its completion reaches the loop as a timer of that instant;
  * time.perf_counter(), time.monotonic() and loop.time() start at 0; time.time() at 2026-01-01 UTC;
  * nothing runnable, no timer and no job: 'DEADLOCK' on stderr, exit status 3.
"""
from __future__ import annotations

import asyncio
import atexit
import builtins
import gc
import heapq
import json
import linecache
import random
import selectors
import signal
import os
import subprocess
import sys
import threading
import time
import traceback
import types
import warnings
import weakref
from collections.abc import MutableSet
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import threads
from threads import Deadlock

EPOCH = 1767225600.0
DEFAULT_WORKERS = 8
SUBMITS = (ThreadPoolExecutor.submit, ProcessPoolExecutor.submit)
FRAMES_OF_THE_TRACER = 3       # above the program's last frame, where it is told of its beginning


class OrderedSet(MutableSet):
    """A set that keeps insertion order: asyncio's own sets of tasks are ordered by address, which is no order at all."""

    def __init__(self, items=()) -> None:
        self.items = dict.fromkeys(items)

    def __contains__(self, x): return x in self.items
    def __iter__(self): return iter(list(self.items))
    def __len__(self): return len(self.items)
    def add(self, x): self.items[x] = None
    def discard(self, x): self.items.pop(x, None)
    def __repr__(self): return "{" + ", ".join(map(repr, self.items)) + "}" if self.items else "set()"

    @classmethod
    def _from_iterable(cls, items): return cls(items)


asyncio.tasks.set = asyncio.taskgroups.set = OrderedSet
CREATED: weakref.WeakKeyDictionary = weakref.WeakKeyDictionary()   # task -> its number; must not keep tasks alive
_created = 0
_all_tasks = asyncio.tasks.all_tasks


def number(task) -> None:
    global _created
    if task not in CREATED:
        _created += 1
        CREATED[task] = _created


def all_tasks(loop=None):
    """Every unfinished task, in the order of creation."""
    return OrderedSet(sorted(_all_tasks(loop), key=lambda t: CREATED.get(t, 0)))


asyncio.all_tasks = asyncio.tasks.all_tasks = all_tasks


def is_of_program(filename: str) -> bool:
    return os.path.dirname(os.path.abspath(filename)) not in (os.path.dirname(asyncio.__file__), os.path.dirname(os.path.abspath(__file__)))


def without_places_in_asyncio(info):
    """What a repr says, but not in which line of asyncio something was made: that is another one on each machine."""
    def shortened(made):
        told = info(made)
        if made._source_traceback and not is_of_program(made._source_traceback[-1][0]):
            told.pop()
        return told
    return shortened


asyncio.format_helpers.extract_stack = lambda frame, show=asyncio.format_helpers.extract_stack: show(frame, sys.maxsize)
asyncio.base_futures._future_repr_info = without_places_in_asyncio(asyncio.base_futures._future_repr_info)


class Clock:
    def __init__(self) -> None:
        self.ns = 0
        self.in_job: list[int] = []   # local ns spent by the executor job being run, innermost last

    def now_ns(self) -> int:
        return self.ns + (self.in_job[-1] if self.in_job else 0)

    def now(self) -> float:
        return self.now_ns() / 1e9

    def spend(self, seconds: float) -> None:
        ns = round(seconds * 1e9)
        if self.in_job:
            self.in_job[-1] += ns
        else:
            self.ns += ns


CLOCK = Clock()


class VirtualSelector(selectors.SelectSelector):
    loop: "VirtualLoop"

    def select(self, timeout=None):
        loop = self.loop
        arrived = super().select(0)      # a signal that the program sends itself, in the loop's own pipe
        if arrived:
            return arrived
        if timeout is None and (loop._stopping or loop._ready):
            return []
        if timeout != 0 and threads.running() and asyncio._get_running_loop() is loop and loop.forever:
            threads.wait_in_loop(loop)
            return super().select(0)
        if timeout != 0 and (threads.LOOPS or threads.ALARMS) and not CLOCK.in_job:
            if threads.let_one_run(CLOCK, round(loop._scheduled[0]._when * 1e9) if timeout else None):
                return super().select(0)
        if timeout and (me := threads.running()) and me.loop and loop._scheduled:      # a job's own loop, on the job's clock
            CLOCK.in_job[-1] = max(CLOCK.in_job[-1], round(loop._scheduled[0]._when * 1e9) - CLOCK.ns)
            return []
        if timeout is None and not threads.READY:
            raise Deadlock()
        if timeout != 0 and threads.READY:
            threads.READY.popleft().go_on()
            return []
        if timeout > 0 and loop._scheduled:
            CLOCK.ns = max(CLOCK.ns, round(loop._scheduled[0]._when * 1e9))
        return []


_seq = 0


def forget_caller(made) -> None:
    """Debug mode remembers where a handle or a task was made: not in this file."""
    if made._source_traceback:
        del made._source_traceback[-1]


class VirtualTimer(asyncio.TimerHandle):
    __slots__ = ("seq",)

    def __init__(self, when, callback, args, loop, context=None):
        global _seq
        super().__init__(when, callback, args, loop, context)
        forget_caller(self)
        _seq += 1
        self.seq = _seq

    def __lt__(self, other):
        return (self._when, self.seq) < (other._when, other.seq)


VirtualTimer.__name__ = "TimerHandle"      # in its repr


class Pool:
    """Executor model: `workers` threads, first come first served, each job as long as its sleeps."""

    def __init__(self, workers: int, names: str) -> None:
        self.workers, self.names, self.begun = workers, names, 0
        self.free: list[tuple[int, int]] = []        # (since or from when, the worker's number) of those that have had a job and have none that stands still
        self.waiting: list = []                      # jobs, while all workers' jobs stand still
        self.unfinished = 0
        self.all_over = None

    def submit(self, loop, fn, args):
        fut = loop.create_future()
        result, error = None, None

        def work():                 # on a stack of its own: an error holds the frames below it, and those of whoever submits are not there
            nonlocal result, error
            try:
                result = fn(*args)
            except BaseException as e:  # delivered to the awaiter, as an executor does
                error = e

        def deliver():
            nonlocal fut, error, result
            if error is not None and not fut.cancelled():
                fut.set_exception(error)
            elif not fut.cancelled():
                fut.set_result(result)
            fut = error = result = None      # the error's own traceback holds this frame; a real worker leaves no ring either

        self.unfinished += 1
        if not self.begin(loop, work, deliver):
            self.waiting.append((loop, work, deliver))
        return fut

    def begin(self, loop, work, deliver) -> bool:
        if self.free and (self.free[0][0] <= CLOCK.ns or self.begun == self.workers):
            free, number = heapq.heappop(self.free)
        elif self.begun < self.workers:
            free, number = 0, self.begun
            self.begun += 1
        else:
            return False

        def over(end):
            self.unfinished -= 1
            heapq.heappush(self.free, (end, number))
            loop.call_at(end / 1e9, deliver)
            while self.waiting and self.begin(*self.waiting[0]):
                del self.waiting[0]
            if not self.unfinished and self.all_over:
                self.all_over.set_result(None)

        thread = threading.Thread(name=f"{self.names}_{number}" if self.names else "MainThread")
        threads.Thread(CLOCK, thread, work, over).begin(max(free, CLOCK.ns))
        return True


class VirtualLoop(asyncio.SelectorEventLoop):
    tracer = None

    def __init__(self) -> None:
        selector = VirtualSelector()
        selector.loop = self
        super().__init__(selector)
        self._clock_resolution = 5e-10
        self._pools: dict[int, Pool] = {}
        self._keep: list = []
        self._asyncgens.data = OrderedSet()      # closed in the order in which they were begun, not by address
        self.forever = True

    def run_until_complete(self, future):
        self.forever = False
        sys.setrecursionlimit(sys.getrecursionlimit() + 1)       # for this frame
        try:
            return super().run_until_complete(future)
        finally:
            sys.setrecursionlimit(sys.getrecursionlimit() - 1)
            self.forever = True

    def time(self) -> float:
        return CLOCK.now()

    def call_later(self, delay, callback, *args, context=None):
        timer = self.call_at(self.time() + delay, callback, *args, context=context)
        forget_caller(timer)
        return timer

    def call_at(self, when, callback, *args, context=None):
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        timer = VirtualTimer(round(when * 1e9) / 1e9, callback, args, self, context)
        forget_caller(timer)
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def create_task(self, coro, *, name=None, context=None):
        self._check_closed()
        if self._task_factory is None:
            task = asyncio.Task(coro, loop=self, name=name, context=context)
            forget_caller(task)
        else:
            if self.tracer:
                self.tracer.expect(coro)
            task = super().create_task(coro, name=name, context=context)
        number(task)
        if self.tracer:
            self.tracer.spawned(task, coro)
        return task

    def default_exception_handler(self, context):
        if made_in := context.get("source_traceback"):
            made_in = [place for place in made_in if is_of_program(place.filename)]
            context = {**context, "source_traceback": made_in}
        super().default_exception_handler(context)

    def run_in_executor(self, executor, func, *args):
        self._check_closed()
        if executor is not None and getattr(type(executor), "submit", None) not in SUBMITS:      # one of the program's own
            return asyncio.wrap_future(executor.submit(func, *args), loop=self)
        executor = executor or self._default_executor
        key = id(executor) if executor is not None else 0
        if key not in self._pools:
            workers = getattr(executor, "_max_workers", DEFAULT_WORKERS) if executor is not None else DEFAULT_WORKERS
            self._pools[key] = Pool(workers, "asyncio" if executor is None else getattr(executor, "_thread_name_prefix", ""))
            self._keep.append(executor)
        return self._pools[key].submit(self, func, args)

    async def shutdown_default_executor(self, timeout=None):
        chosen, self._default_executor = self._default_executor, None
        pool = self._pools.get(0 if chosen is None else id(chosen))
        if pool or chosen:
            threading._counter()         # the thread that waits for the others takes a number
        if pool and pool.unfinished:
            pool.all_over = self.create_future()
            await pool.all_over
        if chosen:
            chosen.shutdown(wait=False)
        await super().shutdown_default_executor(timeout)


VirtualLoop.shutdown_default_executor.__qualname__ = "BaseEventLoop.shutdown_default_executor"
asyncio.SelectorEventLoop = asyncio.unix_events._UnixDefaultEventLoopPolicy._loop_factory = VirtualLoop
VirtualSelector.__name__, VirtualLoop.__name__ = "EpollSelector", "_UnixSelectorEventLoop"      # in messages and in reprs


class Tracer:
    TOOL = 4

    def __init__(self, filename: str, out) -> None:
        self.filename, self.out = filename, out
        self.yielding: list[int] = []     # lines of user frames yielding in one propagation
        self.hidden: weakref.WeakSet = weakref.WeakSet()
        self.told: weakref.WeakSet = weakref.WeakSet()
        self.expected: dict = {}          # coroutines given to a task factory -> the task that did it

    def emit(self, **event) -> None:
        self.out.write(json.dumps(event) + "\n")

    def expect(self, coro) -> None:
        """A factory makes a task of it, which may begin to run at once."""
        self.expected[coro] = self.current()

    def begun(self, task) -> None:
        coro = task.get_coro()
        if coro in self.expected:
            number(task)
            self.spawned(task, coro)

    def current(self):
        try:
            return asyncio.current_task()
        except RuntimeError:
            return None

    def spawned(self, task, coro) -> None:
        if task in self.told:
            return
        self.told.add(task)
        name = getattr(coro, "__qualname__", type(coro).__name__)
        if name.startswith("BaseEventLoop."):
            self.hidden.add(task)
            return
        by = self.expected.pop(coro, None) if coro in self.expected else self.current()
        self.emit(t=CLOCK.ns, ev="spawn", task=task.get_name(), coro=name.replace("<locals>.", ""),
                  by=by.get_name() if by else None)

    def root_of(self, frame):
        task = self.current()
        if task is None or task in self.hidden:
            return None
        return task if getattr(task.get_coro(), "cr_frame", None) is frame else None

    def on_enter(self, code, offset):
        self.yielding.clear()
        task = self.root_of(sys._getframe(1))
        if task is not None:
            self.begun(task)
            self.emit(t=CLOCK.ns, ev="resume", task=task.get_name())

    def on_throw(self, code, offset, exc):
        self.yielding.clear()
        task = self.root_of(sys._getframe(1))
        if task is not None:
            self.emit(t=CLOCK.ns, ev="resume", task=task.get_name())

    def on_yield(self, code, offset, value):
        frame = sys._getframe(1)
        if code.co_filename == self.filename:
            self.yielding.append(frame.f_lineno)
        task = self.root_of(frame)
        if task is not None:
            line = self.yielding[0] if self.yielding else None
            self.emit(t=CLOCK.ns, ev="suspend", task=task.get_name(), line=line)

    def on_return(self, code, offset, value):
        self.yielding.clear()
        task = self.root_of(sys._getframe(1))
        if task is not None:
            self.emit(t=CLOCK.ns, ev="done", task=task.get_name(), how="returned")

    def on_unwind(self, code, offset, exc):
        self.yielding.clear()
        task = self.root_of(sys._getframe(1))
        if task is not None:
            how = "cancelled" if isinstance(exc, asyncio.CancelledError) else "raised " + type(exc).__name__
            self.emit(t=CLOCK.ns, ev="done", task=task.get_name(), how=how)

    def install(self) -> None:
        mon = sys.monitoring
        mon.use_tool_id(self.TOOL, "oracle")
        ev = mon.events
        for event, fn in ((ev.PY_START, self.on_enter), (ev.PY_RESUME, self.on_enter), (ev.PY_THROW, self.on_throw),
                          (ev.PY_YIELD, self.on_yield), (ev.PY_RETURN, self.on_return), (ev.PY_UNWIND, self.on_unwind)):
            mon.register_callback(self.TOOL, event, fn)
        mon.set_events(self.TOOL, ev.PY_START | ev.PY_RESUME | ev.PY_THROW | ev.PY_YIELD | ev.PY_RETURN | ev.PY_UNWIND)

    def remove(self) -> None:
        sys.monitoring.set_events(self.TOOL, 0)
        sys.monitoring.free_tool_id(self.TOOL)


class ProgramFrames(traceback.StackSummary):
    """Those frames of a traceback that are the program's. It has its head line though all are the library's."""

    @classmethod
    def of(cls, stack, program: str):
        kept = cls(f for f in stack if f.filename == program)
        kept.had_any = any(os.path.dirname(f.filename) != os.path.dirname(os.path.abspath(__file__)) for f in stack)
        return kept

    def __bool__(self): return self.had_any


def print_exception(error: BaseException, program: str) -> None:
    """The traceback as CPython prints it, with the frames of the program only."""
    def keep_program_frames(report) -> None:
        seen = [report]
        while seen:
            r = seen.pop()
            if r is None:
                continue
            r.stack = ProgramFrames.of(r.stack, program)
            seen += [r.__cause__, r.__context__] + list(r.exceptions or [])

    report = traceback.TracebackException.from_exception(error, compact=True)
    keep_program_frames(report)
    print("".join(report.format()), end="", file=sys.stderr)


def warn_of_program_frames(program: str) -> None:
    """A coroutine's origin in debug mode without asyncio's frames and these here."""
    def warn_unawaited(coro):
        lines = [f"coroutine '{coro.__qualname__}' was never awaited"]
        if coro.cr_origin is not None:
            lines.append("Coroutine created at (most recent call last)")
            lines += [text.rstrip("\n") for text in traceback.format_list(
                [(f, n, name, linecache.getline(f, n)) for f, n, name in reversed(coro.cr_origin) if f == program])]
        warnings.warn("\n".join(lines), category=RuntimeWarning, stacklevel=2, source=coro)

    warnings._warn_unawaited_coroutine = warn_unawaited


def forget_places() -> None:
    """The program is over: what dies from now on warns of no place, as the interpreter's own end has no frame."""
    said = set()

    def without_place(w):
        text = f"<sys>:0: {w.category.__name__}: {w.message}"
        if text not in said:
            said.add(text)
            print(text, file=sys.stderr)

    warnings._showwarnmsg_impl = without_place


def end_main(last_exc: list[BaseException]) -> None:
    """What the interpreter does at its end (Py_FinalizeEx): its collector runs, sys.last_exc goes, the modules go, its collector runs again.
    Nobody else may hold the module or the exception."""
    forget_places()
    gc.collect()
    last_exc.clear()
    sys.modules["__main__"] = None
    gc.collect()


def deadlocked() -> int:
    sys.stdout.flush()
    print("DEADLOCK", file=sys.stderr)
    return 3


def show_virtual_dates() -> None:
    for of_seconds in (time.localtime, time.gmtime, time.ctime):
        setattr(time, of_seconds.__name__, lambda seconds=None, /, show=of_seconds: show(time.time() if seconds is None else seconds))
    now = time.localtime
    asctime, strftime = time.asctime, time.strftime
    time.asctime = lambda date=None, /: asctime(now() if date is None else date)
    time.strftime = lambda format, date=None, /: strftime(format, now() if date is None else date)


def run(program: str, trace_path: str | None) -> int:
    warn_of_program_frames(program)
    threads.install(CLOCK)
    time.sleep = CLOCK.spend
    time.perf_counter = time.monotonic = CLOCK.now
    time.perf_counter_ns = time.monotonic_ns = CLOCK.now_ns
    time.time = lambda: EPOCH + CLOCK.now()
    time.time_ns = lambda: round(EPOCH) * 10**9 + CLOCK.now_ns()
    show_virtual_dates()
    random.seed(0)
    gc.disable()      # rings of objects live until the run ends, as in the simulator: when CPython's collector comes is no rule
    tracer = Tracer(program, open(trace_path, "w", buffering=1)) if trace_path else None

    VirtualLoop.tracer = tracer
    sys.argv = [program]
    below, frame = 0, sys._getframe()           # the program's own first frame
    while frame:
        below, frame = below + 1, frame.f_back
    sys.setrecursionlimit(sys.getrecursionlimit() + below + (FRAMES_OF_THE_TRACER if tracer else 0))
    sys.path.insert(0, os.path.dirname(os.path.abspath(program)))
    source = open(program).read()
    module = types.ModuleType("__main__")
    module.__file__ = program
    sys.modules["__main__"] = module
    status, last_exc = 0, []
    try:
        try:
            code = compile(source, program, "exec", dont_inherit=True)
            if tracer:
                tracer.install()
            # In a plain interpreter the import of asyncio allocates so much that the collector then has __main__'s names in its oldest
            # generation. The order in which they end depends on that. They are known to it once they hold something.
            module.__builtins__ = builtins
            gc.collect(1 if "asyncio" in code.co_names else 0)
            exec(code, module.__dict__)
            if "_network" in sys.modules:
                for callback in sys.modules["_network"].EXITS:
                    callback()
        except Deadlock:
            return deadlocked()
        except SystemExit as e:
            status = (e.code or 0) if isinstance(e.code, int) or e.code is None else 1
            if status == 1 and not isinstance(e.code, int):
                print(e.code, file=sys.stderr)
        except BaseException as e:
            sys.stdout.flush()
            if sys.excepthook is sys.__excepthook__:
                print_exception(e, program)
            else:
                sys.excepthook(type(e), e, e.__traceback__.tb_next)      # without this frame
            status = 130 if isinstance(e, KeyboardInterrupt) else 1
            last_exc.append(e)
            gc.collect()            # as it does of itself while the interpreter prints a traceback
        if not threads.finish(CLOCK):
            return deadlocked()
        atexit._run_exitfuncs()
        module = None
        end_main(last_exc)
        return status
    finally:
        if tracer and sys.monitoring.get_tool(tracer.TOOL):
            tracer.remove()
        if tracer:
            tracer.out.close()


def record(program: str) -> None:
    """One program in a process of its own, in its own folder, so that its messages name it without a path."""
    folder, name = os.path.split(os.path.abspath(program))
    stem = os.path.join(folder, name.removesuffix(".py"))
    done = subprocess.run([sys.executable, os.path.abspath(__file__), "--run", name, "--trace", stem + ".steps.jsonl"],
                          cwd=folder, capture_output=True, timeout=60, stdin=subprocess.DEVNULL,
                          env={**os.environ, "PYTHONHASHSEED": "0", "PYTHON_COLORS": "0"})
    status, errors = done.returncode, done.stderr
    if status < 0:                       # killed by a signal: as a shell tells it
        status, errors = 128 - status, errors + signal.strsignal(-status).encode() + b"\n"
    for suffix, content in ((".out", done.stdout), (".err", errors), (".status", b"%d\n" % status if status else b"")):
        if content or suffix == ".out":
            with open(stem + suffix, "wb") as f:
                f.write(content)
        elif os.path.exists(stem + suffix):
            os.remove(stem + suffix)


def main(argv: list[str]) -> int:
    if argv[:1] == ["--run"]:
        if "--standins" in argv:
            import standins
            standins.install(argv[argv.index("--standins") + 1])
        code = run(argv[1], argv[argv.index("--trace") + 1] if "--trace" in argv else None)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    for program in argv:
        record(program)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""A random asyncio program for a seed: every primitive, nested, failing, cancelled, timed out.

    generate.py SEED            prints the program

The same seed gives the same program. A program ends by itself: loops are bounded, and worker functions call only later ones,
so that nothing recurses; it may well deadlock or die of an exception, which is part of the comparison.
"""
from __future__ import annotations

import random
import sys

PRELUDE = '''\
import asyncio
import concurrent.futures
import contextlib
import contextvars
import time


class Trouble(Exception):
    pass


var = contextvars.ContextVar("var", default=0)


def log(*words):
    try:
        task = asyncio.current_task()
        name = task.get_name() if task else "-"
        now = asyncio.get_running_loop().time()
    except RuntimeError:
        name, now = "no loop", 0
    print(f"{now:.3f}", name, *words)


def show(value):
    """A result without addresses in it."""
    if isinstance(value, BaseExceptionGroup):
        return f"{type(value).__name__}({value.message!r}, {[show(e) for e in value.exceptions]})"
    if isinstance(value, BaseException):
        return f"{type(value).__name__}{value.args}"
    if isinstance(value, asyncio.Task):
        return f"{value.get_name()}:{state(value)}"
    if isinstance(value, (list, tuple)):
        return [show(v) for v in value]
    return value


def state(future):
    if not future.done():
        return "pending"
    if future.cancelled():
        return "cancelled"
    return show(future.exception()) if future.exception() else show(future.result())


def block(seconds, result):
    time.sleep(seconds)
    if result % 5 == 4:
        raise Trouble("thread", result)
    return result


@contextlib.asynccontextmanager
async def span(name, before, after):
    log("enter", name)
    if before is not None:
        await asyncio.sleep(before)
    try:
        yield name
    finally:
        log("exit", name)
        if after is not None:
            await asyncio.sleep(after)


async def numbers(n, delay):
    try:
        for i in range(n):
            await asyncio.sleep(delay)
            yield i
    finally:
        log("numbers closed")
        await asyncio.sleep(0)
        log("numbers closed fully")

'''

DELAYS = [0, 0, 0.1, 0.1, 0.2, 0.2, 0.3, 0.5, 1, 0.25, 0.05]
TIMEOUTS = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, None, 2]


class Writer:
    def __init__(self, seed: int) -> None:
        self.r = random.Random(seed)
        self.lines: list[str] = []
        self.names = 0
        self.workers = self.r.randint(2, 7)
        self.calls = 0

    # ---- small pieces
    def fresh(self, prefix: str) -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    def delay(self): return self.r.choice(DELAYS)
    def timeout(self): return self.r.choice(TIMEOUTS)
    def one(self, *options): return self.r.choice(options)

    def add(self, depth: int, text: str) -> None:
        self.lines.append("    " * depth + text)

    def awaitable(self, level: int) -> str:
        """A coroutine (never yet a task) whose workers are all beyond `level`."""
        later = range(level + 1, self.workers)
        options = ["sleep"]
        if later and self.calls < 40:
            options += ["worker"] * 5
        kind = self.r.choice(options)
        if kind == "worker":
            self.calls += 1
            return f"w{self.r.choice(later)}({self.r.randint(0, 9)})"
        return f"asyncio.sleep({self.delay()}, {self.r.randint(0, 99)!r})"

    def several(self, level: int, low: int = 1, high: int = 4) -> str:
        return ", ".join(self.awaitable(level) for _ in range(self.r.randint(low, high)))

    # ---- statements
    def body(self, depth: int, level: int, nesting: int, count: int | None = None) -> None:
        for _ in range(count if count is not None else self.r.randint(1, 3)):
            self.statement(depth, level, nesting)

    def statement(self, depth: int, level: int, nesting: int) -> None:
        kinds = ["sleep"] * 4 + ["note"] * 2 + ["gather", "task", "event", "queue", "semaphore", "lock", "call_later", "raise", "shield",
                                                "wait", "wait_for", "future", "thread", "cancel_self", "context", "spin", "block",
                                                "queue_more", "comprehension", "current", "barrier", "generator", "handle", "pool",
                                                "context_run", "barrier_more", "name", "group_error"]
        if nesting < 3:
            kinds += ["try"] * 4 + ["timeout"] * 3 + ["group"] * 3 + ["as_completed"] * 2 + ["async_for", "span", "condition", "loop", "if",
                                                                                            "semaphore", "lock", "except_star", "closing",
                                                                                            "exit_stack", "group_star"]
        getattr(self, "do_" + self.r.choice(kinds))(depth, level, nesting)

    def do_sleep(self, d, level, n): self.add(d, f"await asyncio.sleep({self.delay()})")
    def do_note(self, d, level, n): self.add(d, f"log('note', {self.r.randint(0, 99)}, n)")
    def do_block(self, d, level, n): self.add(d, f"time.sleep({self.one(0.05, 0.1, 0.15)})")

    def do_spin(self, d, level, n):
        self.add(d, f"for _ in range({self.r.randint(1, 4)}):")
        self.add(d + 1, "await asyncio.sleep(0)")

    def do_loop(self, d, level, n):
        self.add(d, f"for i in range({self.r.randint(2, 3)}):")
        self.body(d + 1, level, n + 1)
        if self.r.random() < 0.3:
            self.add(d + 1, self.one("break", "continue", "log('round', i)"))

    def do_if(self, d, level, n):
        self.add(d, f"if n % {self.r.randint(2, 4)} == {self.r.randint(0, 1)}:")
        self.body(d + 1, level, n + 1)
        if self.r.random() < 0.5:
            self.add(d, "else:")
            self.body(d + 1, level, n + 1)

    def do_raise(self, d, level, n):
        error = self.one("Trouble(n)", "ValueError('v', n)", "asyncio.CancelledError()", "TimeoutError('mine')", "KeyError(n)", "Trouble('x')")
        self.add(d, f"if n % {self.r.randint(2, 5)} == {self.r.randint(0, 2)}:")
        self.add(d + 1, f"raise {error}")

    def do_try(self, d, level, n):
        self.add(d, "try:")
        self.body(d + 1, level, n + 1)
        form = self.r.randint(0, 4)
        if form != 1:
            what = self.one("Exception", "asyncio.CancelledError", "BaseException", "(Trouble, ValueError)", "TimeoutError", "Trouble")
            self.add(d, f"except {what} as e:")
            self.add(d + 1, "log('caught', show(e))")
            if self.r.random() < 0.25:
                self.add(d + 1, f"await asyncio.sleep({self.delay()})")
            if self.r.random() < (0.7 if "Cancel" in what or "Base" in what else 0.2):
                self.add(d + 1, self.one("raise", "raise", "raise Trouble('again') from e", "return 'swallowed'"))
        if form in (0, 1):
            self.add(d, "finally:")
            self.add(d + 1, "log('finally')")
            if self.r.random() < 0.4:
                self.add(d + 1, f"await asyncio.sleep({self.delay()})")
        elif form == 2:
            self.add(d, "else:")
            self.add(d + 1, "log('else')")

    def do_except_star(self, d, level, n):
        self.add(d, "try:")
        self.do_group(d + 1, level, n + 1)
        self.add(d, f"except* {self.one('Trouble', 'ValueError', '(Trouble, KeyError)', 'Exception')} as group:")
        self.add(d + 1, "log('star', show(group))")

    def do_gather(self, d, level, n):
        mode = self.one("", "", ", return_exceptions=True")
        x = self.fresh("g")
        form = self.r.randint(0, 3)
        if form == 0:
            self.add(d, f"{x} = asyncio.gather({self.several(level)}{mode})")
            self.add(d, f"asyncio.get_running_loop().call_later({self.delay()}, {x}.cancel)")
            self.add(d, "try:")
            self.add(d + 1, f"log('gathered', show(await {x}))")
            self.add(d, "except BaseException as e:")
            self.add(d + 1, "log('gather failed', show(e))")
            if self.r.random() < 0.5:
                self.add(d + 1, "raise")
        elif form == 1:
            self.add(d, f"log('gathered', show(await asyncio.gather({self.several(level)}, asyncio.gather({self.several(level)}){mode})))")
        else:
            self.add(d, f"log('gathered', show(await asyncio.gather({self.several(level)}{mode})))")

    def do_task(self, d, level, n):
        t = self.fresh("t")
        name = f", name='named-{t}'" if self.r.random() < 0.2 else ""
        self.add(d, f"{t} = asyncio.create_task({self.awaitable(level)}{name})")
        if self.r.random() < 0.3:
            self.add(d, f"{t}.add_done_callback(lambda t: log('done', show(t)))")
        if self.r.random() < 0.6:
            self.statement(d, level, 3)
        form = self.r.randint(0, 6)
        if form <= 1:
            self.add(d, f"log('result', show(await {t}))")
        elif form == 2:
            self.add(d, f"log('cancel', {t}.cancel({self.one('', repr('why'))}))")
            self.add(d, "try:")
            self.add(d + 1, f"await {t}")
            self.add(d, "except asyncio.CancelledError as e:")
            self.add(d + 1, "log('it was cancelled', e.args, asyncio.current_task().cancelling())")
        elif form == 3:
            self.add(d, f"asyncio.get_running_loop().call_later({self.delay()}, {t}.cancel)")
            self.add(d, f"await asyncio.wait([{t}])")
            self.add(d, f"log('state', state({t}))")
        elif form == 4:
            self.add(d, f"background.append({t})")
        elif form == 5:
            self.add(d, f"{t}.cancel()")
            self.add(d, "await asyncio.sleep(0)")
            self.add(d, f"log('now', {t}.done(), {t}.cancelling())")
        else:
            self.add(d, "try:")
            self.add(d + 1, f"log('first', show(await {t}))")
            self.add(d + 1, f"log('second', show(await {t}))")
            self.add(d, "except Exception as e:")
            self.add(d + 1, "log('failed', show(e))")

    def do_wait(self, d, level, n):
        tasks = ", ".join(f"asyncio.create_task({self.awaitable(level)})" for _ in range(self.r.randint(1, 4)))
        when = self.one("ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION")
        x = self.fresh("ws")
        self.add(d, f"{x} = [{tasks}]")
        self.add(d, f"done, pending = await asyncio.wait({x}, timeout={self.timeout()}, return_when=asyncio.{when})")
        self.add(d, f"log('waited', len(done), len(pending), [state(t) for t in {x} if t in done])")
        form = self.r.randint(0, 2)
        if form == 0:
            self.add(d, f"for t in {x}:")
            self.add(d + 1, "t.cancel()")
            self.add(d, f"log('after', show(await asyncio.gather(*{x}, return_exceptions=True)))")
        elif form == 1:
            self.add(d, f"background.extend({x})")

    def do_wait_for(self, d, level, n):
        inner = self.one(self.awaitable(level), f"asyncio.create_task({self.awaitable(level)})", "event.wait()", "queue.get()", "lock.acquire()")
        x = self.fresh("wf")
        self.add(d, "try:")
        self.add(d + 1, f"{x} = await asyncio.wait_for({inner}, {self.timeout()})")
        self.add(d + 1, f"log('in time', show({x}))")
        if inner.startswith("lock"):
            self.add(d + 1, "lock.release()")
        self.add(d, "except TimeoutError as e:")
        self.add(d + 1, "log('too late', show(e), show(e.__cause__))")

    def do_timeout(self, d, level, n):
        guarded = self.r.random() < 0.75
        if guarded:
            self.add(d, "try:")
            d += 1
        x = self.fresh("tm")
        if self.r.random() < 0.2:
            self.add(d, f"async with asyncio.timeout_at(asyncio.get_running_loop().time() + {self.delay()}) as {x}:")
        else:
            self.add(d, f"async with asyncio.timeout({self.timeout()}) as {x}:")
        self.body(d + 1, level, n + 1)
        if self.r.random() < 0.2:
            self.add(d + 1, f"{x}.reschedule(asyncio.get_running_loop().time() + {self.delay()})")
            self.body(d + 1, level, n + 1, 1)
        self.add(d, f"log('no timeout', {x}.expired())")
        if guarded:
            d -= 1
            self.add(d, "except TimeoutError as e:")
            self.add(d + 1, f"log('timed out', {x}.expired(), asyncio.current_task().cancelling())")

    def do_group(self, d, level, n):
        x = self.fresh("tg")
        guarded = self.r.random() < 0.6
        if guarded:
            self.add(d, "try:")
            d += 1
        self.add(d, f"async with asyncio.TaskGroup() as {x}:")
        t = self.fresh("c")
        for _ in range(self.r.randint(1, 4)):
            self.add(d + 1, f"{t} = {x}.create_task({self.awaitable(level)})")
        if self.r.random() < 0.3:
            self.add(d + 1, self.one(f"{t}.cancel()", f"{t}.add_done_callback(lambda t: log('child', show(t)))"))
        if self.r.random() < 0.5:
            self.body(d + 1, level, n + 1, 1)
        self.add(d, f"log('group over', state({t}))")
        if guarded:
            d -= 1
            self.add(d, f"except {self.one('BaseExceptionGroup', 'ExceptionGroup', 'BaseException', 'Exception')} as e:")
            self.add(d + 1, "log('group failed', show(e))")
            if self.r.random() < 0.3:
                self.add(d + 1, "raise")

    def do_as_completed(self, d, level, n):
        timeout = f", timeout={self.timeout()}" if self.r.random() < 0.4 else ""
        self.add(d, "try:")
        if self.r.random() < 0.5:
            self.add(d + 1, f"for next_one in asyncio.as_completed([{self.several(level)}]{timeout}):")
            self.add(d + 2, "log('came', show(await next_one))")
        else:
            self.add(d + 1, f"async for finished in asyncio.as_completed([{self.several(level)}]{timeout}):")
            self.add(d + 2, "log('came', state(finished) if finished.done() else 'not done')")
        if self.r.random() < 0.2:
            self.add(d + 2, "break")
        self.add(d, "except Exception as e:")
        self.add(d + 1, "log('completion failed', show(e))")

    def do_shield(self, d, level, n):
        t = self.fresh("sh")
        self.add(d, f"{t} = asyncio.create_task({self.awaitable(level)})")
        form = self.r.randint(0, 2)
        if form == 0:
            self.add(d, "try:")
            self.add(d + 1, f"log('shielded', show(await asyncio.wait_for(asyncio.shield({t}), {self.timeout()})))")
            self.add(d, "except TimeoutError:")
            self.add(d + 1, f"log('gave up', state({t}))")
        elif form == 1:
            self.add(d, f"log('shielded', show(await asyncio.shield({t})))")
        else:
            self.add(d, f"outer = asyncio.shield({t})")
            self.add(d, f"asyncio.get_running_loop().call_later({self.delay()}, outer.cancel)")
            self.add(d, "try:")
            self.add(d + 1, "log('shielded', show(await outer))")
            self.add(d, "except asyncio.CancelledError:")
            self.add(d + 1, f"log('outer cancelled', state({t}))")
        self.add(d, f"background.append({t})")

    def do_future(self, d, level, n):
        f = self.fresh("f")
        self.add(d, "loop = asyncio.get_running_loop()")
        self.add(d, f"{f} = loop.create_future()")
        how = self.one(f"{f}.set_result, n", f"{f}.set_exception, Trouble('set')", f"{f}.cancel")
        self.add(d, self.one(f"loop.call_later({self.delay()}, {how})", f"loop.call_soon({how})", f"loop.call_at(loop.time() + {self.delay()}, {how})"))
        self.add(d, "try:")
        self.add(d + 1, f"log('future', show(await {f}))")
        self.add(d, "except (Trouble, asyncio.CancelledError) as e:")
        self.add(d + 1, "log('future failed', show(e))")
        if self.r.random() < 0.3:
            self.add(d + 1, "raise")

    def do_call_later(self, d, level, n):
        h = self.fresh("h")
        self.add(d, f"{h} = asyncio.get_running_loop().{self.one('call_later', 'call_later')}({self.delay()}, log, 'callback', n)")
        if self.r.random() < 0.3:
            self.add(d, f"await asyncio.sleep({self.delay()})")
            self.add(d, f"{h}.cancel()")
        if self.r.random() < 0.3:
            self.add(d, f"asyncio.get_running_loop().call_soon(log, 'soon', {h}.cancelled())")

    def do_event(self, d, level, n):
        self.add(d, self.one("event.set()", "event.set()", "event.clear()", "await event.wait()",
                             f"asyncio.get_running_loop().call_later({self.delay()}, event.set)"))

    def do_semaphore(self, d, level, n):
        if n >= 3:
            self.add(d, "log('semaphore', sem.locked())")
            return
        self.add(d, f"async with {self.one('sem', 'bounded')}:")
        self.body(d + 1, level, n + 1, self.r.randint(1, 2))

    def do_lock(self, d, level, n):
        if n >= 3:
            self.add(d, "log('lock', lock.locked())")
            return
        self.add(d, "async with lock:")
        self.body(d + 1, level, 3, self.r.randint(1, 2))

    def do_condition(self, d, level, n):
        form = self.r.randint(0, 3)
        self.add(d, "async with condition:")
        if form == 0:
            self.add(d + 1, self.one("condition.notify()", "condition.notify(2)", "condition.notify_all()"))
        elif form == 1:
            self.add(d + 1, "try:")
            self.add(d + 2, f"async with asyncio.timeout({self.one(0.1, 0.3, 0.6, 1)}):")
            self.add(d + 3, "await condition.wait()")
            self.add(d + 2, "log('notified', condition.locked())")
            self.add(d + 1, "except TimeoutError:")
            self.add(d + 2, "log('never notified', condition.locked())")
        elif form == 2:
            self.add(d + 1, "counter[0] += 1")
            self.add(d + 1, "condition.notify_all()")
        else:
            self.add(d + 1, f"await asyncio.wait_for(condition.wait_for(lambda: counter[0] >= {self.r.randint(0, 2)}), {self.one(0.2, 0.5, 1)})")

    def do_barrier(self, d, level, n):
        self.add(d, "try:")
        self.add(d + 1, f"log('barrier', await asyncio.wait_for(barrier.wait(), {self.one(0.1, 0.3, 0.5)}))")
        self.add(d, "except (TimeoutError, asyncio.BrokenBarrierError) as e:")
        self.add(d + 1, "log('no barrier', show(e), barrier.broken, barrier.n_waiting)")

    def do_queue(self, d, level, n):
        self.add(d, self.one("await queue.put(n)", "await queue.put(n)", "log('got', await queue.get())", "log('size', queue.qsize(), queue.full())",
                             f"await asyncio.wait_for(queue.put({self.r.randint(0, 9)}), {self.one(0.1, 0.3)})"))

    def do_queue_more(self, d, level, n):
        q = self.one("queue", "lifo", "priority")
        action = self.one(f"{q}.put_nowait({self.r.randint(0, 9)})", f"log('got now', {q}.get_nowait())",
                          f"log('joined', await asyncio.wait_for({q}.join(), 0.2))", f"{q}.task_done()", f"{q}.shutdown()",
                          f"log('got', await asyncio.wait_for({q}.get(), 0.2))")
        if action.endswith(".shutdown()") and self.r.random() < 0.7:
            action = f"{q}.put_nowait({self.r.randint(0, 9)})"
        self.add(d, "try:")
        self.add(d + 1, action)
        self.add(d, "except Exception as e:")
        self.add(d + 1, "log('queue says', show(e))")

    def do_thread(self, d, level, n):
        call = f"block, {self.one(0.05, 0.1, 0.3)}, {self.r.randint(0, 9)}"
        form = self.r.randint(0, 2)
        self.add(d, "try:")
        if form == 0:
            self.add(d + 1, f"log('thread', await asyncio.to_thread({call}))")
        elif form == 1:
            self.add(d + 1, f"log('executor', await asyncio.get_running_loop().run_in_executor(None, {call}))")
        else:
            self.add(d + 1, f"log('threads', show(await asyncio.gather(*(asyncio.to_thread(block, 0.1 * i, i) for i in range({self.r.randint(1, 12)})))))")
        self.add(d, "except Trouble as e:")
        self.add(d + 1, "log('thread failed', show(e))")

    def do_cancel_self(self, d, level, n):
        if self.r.random() < 0.5:
            self.add(d, "log('task', asyncio.current_task().cancelling())")
            return
        self.add(d, "asyncio.current_task().cancel()")
        self.add(d, "try:")
        self.add(d + 1, f"await asyncio.sleep({self.delay()})")
        self.add(d, "except asyncio.CancelledError:")
        self.add(d + 1, "log('uncancel', asyncio.current_task().uncancel())")

    def do_context(self, d, level, n):
        self.add(d, self.one("var.set(var.get() + n + 1)", "log('var', var.get())"))

    def do_current(self, d, level, n):
        self.add(d, "log('tasks', len(asyncio.all_tasks()))")

    def do_async_for(self, d, level, n):
        self.add(d, f"async for i in numbers({self.r.randint(1, 4)}, {self.delay()}):")
        self.body(d + 1, level, n + 1, 1)
        form = self.r.randint(0, 3)
        if form == 0:
            self.add(d + 1, "break")
        elif form == 1:
            self.add(d + 1, "log('item', i)")

    def do_closing(self, d, level, n):
        self.add(d, f"async with contextlib.aclosing(numbers({self.r.randint(1, 3)}, {self.delay()})) as items:")
        self.add(d + 1, "async for i in items:")
        self.add(d + 2, "log('closing item', i)")
        if self.r.random() < 0.5:
            self.add(d + 2, "break")

    def do_comprehension(self, d, level, n):
        self.add(d, self.one(f"log([i * 2 async for i in numbers({self.r.randint(1, 3)}, {self.delay()}) if i != 1])",
                             f"log([show(await c) for c in ({self.several(level)},)])",
                             f"log({{i: await asyncio.sleep({self.delay()}, i) for i in range(2)}})"))

    def do_generator(self, d, level, n):
        x = self.fresh("ag")
        self.add(d, f"{x} = numbers({self.r.randint(1, 3)}, {self.delay()})")
        self.add(d, "try:")
        for _ in range(self.r.randint(1, 3)):
            self.add(d + 1, self.one(f"log('next', await anext({x}))", f"log('next', await anext({x}, 'none left'))",
                                     f"log('sent', await {x}.asend(None))", f"log('thrown', await {x}.athrow(Trouble('in', n)))",
                                     f"await {x}.aclose()", f"log('in time', await asyncio.wait_for(anext({x}), {self.timeout()}))"))
        self.add(d, "except (Exception, asyncio.CancelledError) as e:")
        self.add(d + 1, "log('generator ends', type(e).__name__)")
        if self.r.random() < 0.5:
            self.add(d, f"del {x}")

    def do_handle(self, d, level, n):
        h = self.fresh("h")
        self.add(d, "loop = asyncio.get_running_loop()")
        self.add(d, self.one(f"{h} = loop.call_at(loop.time() + {self.delay()}, log, 'at', n)", f"{h} = loop.call_soon(log, 'soon', n)",
                             f"{h} = loop.call_later({self.delay()}, var.set, n)", f"{h} = loop.call_soon_threadsafe(log, 'safe', n)"))
        self.add(d, self.one(f"log('cancelled', {h}.cancelled())", f"{h}.cancel()", f"log('when', round(getattr({h}, 'when', loop.time)(), 6))"))

    def do_pool(self, d, level, n):
        self.add(d, f"with concurrent.futures.ThreadPoolExecutor(max_workers={self.r.randint(1, 3)}) as pool:")
        self.add(d + 1, "loop = asyncio.get_running_loop()")
        self.add(d + 1, f"jobs = [loop.run_in_executor(pool, block, {self.one(0.1, 0.2)}, i) for i in range({self.r.randint(1, 6)})]")
        self.add(d + 1, self.one("log('jobs', show(await asyncio.gather(*jobs, return_exceptions=True)))",
                                 f"done, pending = await asyncio.wait(jobs, timeout={self.one(0.15, 0.3, None)}, return_when=asyncio.FIRST_EXCEPTION)"))
        self.add(d + 1, "log('jobs done', [f.done() for f in jobs])")

    def do_context_run(self, d, level, n):
        x = self.fresh("ctx")
        self.add(d, f"{x} = contextvars.copy_context()")
        self.add(d, f"{x}.run(var.set, {self.r.randint(10, 99)})")
        self.add(d, f"log('result', show(await asyncio.create_task({self.awaitable(level)}, context={x})), var.get(), {x}[var])")

    def do_barrier_more(self, d, level, n):
        self.add(d, self.one("await barrier.reset()", "log('parties', barrier.parties, barrier.n_waiting, barrier.broken)", "await barrier.abort()"))

    def do_name(self, d, level, n):
        self.add(d, self.one(f"asyncio.current_task().set_name('renamed-{self.r.randint(0, 9)}')", "log('I am', asyncio.current_task().get_name())",
                             "log('coroutine', asyncio.current_task().get_coro().__qualname__)"))

    def do_group_error(self, d, level, n):
        self.add(d, f"if n % {self.r.randint(2, 4)} == {self.r.randint(0, 1)}:")
        self.add(d + 1, "raise ExceptionGroup('several', [Trouble(n), ExceptionGroup('inner', [ValueError(n), KeyError('k')])])")

    def do_group_star(self, d, level, n):
        self.add(d, "try:")
        self.do_group_error(d + 1, level, n + 1)
        self.body(d + 1, level, n + 1, 1)
        self.add(d, f"except* {self.one('ValueError', 'Trouble', 'KeyError')} as group:")
        self.add(d + 1, "log('star', show(group))")
        if self.r.random() < 0.3:
            self.add(d + 1, self.one("raise", "raise Trouble('from star') from group"))
        if self.r.random() < 0.5:
            self.add(d, "except* LookupError as group:")
            self.add(d + 1, "log('second star', show(group))")

    def do_exit_stack(self, d, level, n):
        self.add(d, "async with contextlib.AsyncExitStack() as stack:")
        self.add(d + 1, f"await stack.enter_async_context(span({self.r.randint(0, 9)}, {self.one(None, 0, 0.1)}, {self.one(None, 0, 0.1)}))")
        self.add(d + 1, self.one("stack.callback(log, 'left', n)", "stack.push_async_callback(asyncio.sleep, 0.1)",
                                 "stack.enter_context(contextlib.suppress(Trouble, ValueError))", "await stack.enter_async_context(lock)"))
        self.body(d + 1, level, 3, 1)

    def do_span(self, d, level, n):
        delays = [self.one(None, None, 0, 0.1), self.one(None, None, 0, 0.1)]
        self.add(d, f"async with span({self.r.randint(0, 9)}, {delays[0]}, {delays[1]}):")
        self.body(d + 1, level, n + 1, 1)

    # ---- the whole
    def program(self) -> str:
        for level in range(self.workers - 1, -1, -1):
            self.lines.append(f"async def w{level}(n):")
            self.body(1, level, 0, self.r.randint(2, 5))
            self.add(1, self.one("return n", "return n * 2", "log('end of', n)", f"return 'w{level}'"))
            self.lines += ["", ""]
        self.lines.append("async def main():")
        self.add(1, "n = 1")
        self.body(1, -1, 0, self.r.randint(3, 6))
        ending = self.r.randint(0, 3)
        if ending == 0:
            self.add(1, "log('background', show(await asyncio.gather(*background, return_exceptions=True)))")
        elif ending == 1:
            self.add(1, "await asyncio.sleep(2)")
        self.add(1, "log('main ends', len(asyncio.all_tasks()))")
        self.lines += ["", ""]
        for name, made in (("lock", "asyncio.Lock()"), ("sem", f"asyncio.Semaphore({self.r.randint(1, 3)})"),
                           ("bounded", f"asyncio.BoundedSemaphore({self.r.randint(1, 2)})"), ("event", "asyncio.Event()"),
                           ("condition", "asyncio.Condition()"), ("barrier", f"asyncio.Barrier({self.r.randint(2, 3)})"),
                           ("queue", f"asyncio.Queue({self.r.randint(0, 3)})"), ("lifo", f"asyncio.LifoQueue({self.r.randint(0, 2)})"),
                           ("priority", "asyncio.PriorityQueue()"), ("background", "[]"), ("counter", "[0]")):
            self.lines.append(f"{name} = {made}")
        start = self.one("asyncio.run(main())", "asyncio.run(main())", "asyncio.run(main(), debug=False)", "runner.run(main())")
        if start.startswith("runner"):
            self.lines += ["async def again():", "    log('again', len(asyncio.all_tasks()))", "    await asyncio.sleep(0.5)", "    log('again ends')", "", ""]
            start = "with asyncio.Runner() as runner:\n        " + start + "\n        runner.run(again())"
        if self.r.random() < 0.15:
            place = self.lines.index("async def main():") + 1
            self.lines.insert(place, "    asyncio.get_running_loop().set_exception_handler(lambda loop, context: log('handler', context['message'], show(context.get('exception'))))")
        self.lines += ["try:", "    " + start, "except (Exception, asyncio.CancelledError, BaseExceptionGroup) as e:", "    print('ended by', show(e))"]
        if self.r.random() < 0.3:
            self.lines.append("    raise")
        return PRELUDE + "\n" + "\n".join(self.lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(Writer(int(sys.argv[1])).program())

"""The module _network for CPython: connections whose answers come by asyncio's own timers. Of a scenario it knows constant latencies, round trips,
routes, a status as fault, a limit at once, workers, and a language model's stream."""
from __future__ import annotations

import asyncio
import heapq
import json
import time
from collections import deque

SCENARIO: dict = {}
EXITS: list = []
at_exit = EXITS.append      # what the program leaves to do when it is over


def seconds(value: object) -> float:
    if isinstance(value, (int, float)):
        return float(value)
    number, unit = str(value).split()
    return float(number) * {"s": 1.0, "ms": 0.001}[unit]


def now() -> float:
    return time.monotonic()


def hold(length: float, what: str) -> None:
    time.sleep(length)


def cost(work: str) -> float:
    if work.startswith("database."):
        return seconds(SCENARIO.get("database", {}).get(work.removeprefix("database."), 0))
    return seconds(SCENARIO.get("cost", {}).get(work, 0))


def rows() -> int:
    return SCENARIO.get("database", {}).get("rows", 1000)


def unsupported(construct: str, advice: str) -> None:
    raise NotImplementedError(f"{construct}: {advice}")


def traffic() -> list:
    all_of_it = []
    for t in SCENARIO.get("traffic", []):
        for n in range(t.get("count", 1)):
            all_of_it.append((t.get("start", 0) + n * t.get("gap", 0), t.get("method", "GET"), t["path"], [], b""))
    return sorted(all_of_it, key=lambda one: one[0])


class Timed(asyncio.Future):
    timer: asyncio.TimerHandle


def waiter(label: str, timeout: float | None) -> asyncio.Future:
    """Resolved with None after `timeout` if nobody has resolved it before."""
    loop = asyncio.get_running_loop()
    if timeout is None:
        return loop.create_future()
    future = Timed(loop=loop)
    future.timer = loop.call_later(max(timeout, 0), lambda: future.done() or future.set_result(None))
    return future


def give_up(future: asyncio.Future) -> None:
    if isinstance(future, Timed):
        future.timer.cancel()


class Server:
    def __init__(self, name: str) -> None:
        own = next((h for h in SCENARIO.get("host", []) if h["name"] == name), {})
        self.settings = {**{k: v for k, v in SCENARIO.items() if k != "host"}, **own}
        self.requests = 0
        self.ends: list[float] = []       # of admitted requests
        self.workers = [0.0] * self.settings.get("workers", 0)

    def get(self, name: str, default: float) -> float:
        return seconds(self.settings.get(name, default))

    def answer(self, target: str, body: bytes, arrived: float) -> tuple[int, float, list[tuple[float, bytes]]]:
        """Status, seconds until the head, and the body's pieces, each so many seconds after the one before."""
        self.requests += 1
        limit = self.settings.get("limit", {}).get("concurrent")
        if limit and sum(end > round(arrived, 9) for end in self.ends) >= limit:
            return 429, 0, [(0, b"{}")]
        status, wait, pieces = self.planned(target, body)
        for fault in self.settings.get("fault", []):
            if self.requests % fault["every"] == 0:
                status, wait, pieces = fault["status"], 0, [(0, b"{}")]
        total = wait + sum(after for after, _ in pieces)
        if self.workers:
            first = min(range(len(self.workers)), key=lambda n: self.workers[n])
            begins = max(arrived, self.workers[first])
            self.workers[first] = begins + total
            wait, total = wait + begins - arrived, total + begins - arrived
        self.ends.append(round(arrived + total, 9))
        return status, wait, pieces

    def planned(self, target: str, body: bytes) -> tuple[int, float, list[tuple[float, bytes]]]:
        route = next((r for r in self.settings.get("route", []) if r["path"] == target), {})
        wait = seconds(route.get("latency", self.get("latency", 0.1)))
        if self.settings.get("answers") != "openai":
            return route.get("status", 200), wait, [(0, b"{}")]
        words, gap = self.settings["chunks"], self.get("gap", 0)
        if not json.loads(body).get("stream"):
            whole = {"id": "1", "object": "chat.completion", "created": 0, "model": "small",
                     "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "word " * words}}]}
            return 200, wait + gap * (words - 1), [(0, json.dumps(whole).encode())]
        piece = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "small",
                 "choices": [{"index": 0, "finish_reason": None, "delta": {"content": "word "}}]}
        line = b"data: " + json.dumps(piece).encode() + b"\n\n"
        return 200, wait, [(gap if n else 0, line) for n in range(words)] + [(0, b"data: [DONE]\n\n")]


SERVERS: dict[str, Server] = {}


class Connection:
    def __init__(self, host: str, port: int, tls: bool, blocking: bool) -> None:
        if blocking:
            unsupported("a blocking connection", "the lessons have none")
        self.server = SERVERS.setdefault(host, Server(host))
        self.loop = asyncio.get_running_loop()
        self.trip = self.server.get("round_trip", 0)
        self.arrivals: deque[list] = deque()      # [head or None, data, last]
        self.waiting: asyncio.Future | None = None
        self.usable = True
        self.idle_since = now()
        self.at(now() + self.trip * (3 if tls else 2), [None, b"", False])

    def at(self, moment: float, arrival: list) -> None:
        timer = self.loop.call_at(moment, self.arrive, arrival)
        timer.seq -= 10**9          # asyncio asks select() before it looks for due timers: what arrives is heard first
        heapq.heapify(self.loop._scheduled)

    def arrive(self, arrival: list) -> None:
        if not self.usable:
            return
        self.arrivals.append(arrival)
        if self.waiting and not self.waiting.done():
            self.waiting.set_result(None)

    async def wait(self, timeout: float | None) -> None:
        if self.arrivals:
            return
        self.waiting = waiter("", timeout)
        try:
            await self.waiting
        finally:
            give_up(self.waiting)
            self.waiting = None
        if not self.arrivals:
            import _http
            raise _http.Failure("timeout", "")

    async def opened(self, timeout: float | None) -> None:
        await self.wait(timeout)
        self.arrivals.popleft()

    def send(self, method: str, target: str, headers: list, body: bytes) -> None:
        self.loop.call_at(now() + self.trip / 2, self.reach, target, body)

    def reach(self, target: str, body: bytes) -> None:
        status, wait, pieces = self.server.answer(target, bytes(body), now())
        moment = now() + wait + self.trip / 2
        streams = len(pieces) > 1
        kind = ("content-type", "text/event-stream" if streams else "application/json")
        arrivals: list[tuple[float, list]] = []
        head = [(status, "", [kind]), b"", False]
        arrivals.append((moment, head))
        for after, data in pieces:
            moment += after
            if after:
                arrivals.append((moment, [None, b"", False]))
            arrivals[-1][1][1] += data
        arrivals[-1][1][2] = True
        for when, arrival in arrivals:
            self.at(when, arrival)

    async def head(self, timeout: float | None) -> tuple:
        await self.wait(timeout)
        first = self.arrivals[0]
        head, first[0] = first[0], None
        if not first[1] and not first[2]:
            self.arrivals.popleft()
        return head

    async def data(self, timeout: float | None) -> bytes | None:
        await self.wait(timeout)
        first = self.arrivals[0]
        data, first[1] = first[1] or None, b""
        if not first[2] or data is None:
            self.arrivals.popleft()
            self.idle_since = now()
        return data

    def rest(self) -> bytes | None:
        if not self.arrivals or not self.arrivals[0][2]:
            return None
        self.idle_since = now()
        return self.arrivals.popleft()[1]

    def close(self) -> None:
        self.usable = False

# queue: queues between threads. Who waits in one stands still (_standing.py).
import _naming
import _standing
from collections import deque
from heapq import heappop, heappush


class Empty(Exception):
    pass


class Full(Exception):
    pass


class ShutDown(Exception):
    pass


Empty.__module__ = '_queue'


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.unfinished_tasks = 0
        self.is_shutdown = False
        self._getting, self._putting, self._joining = [], [], []
        self._init(maxsize)

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def qsize(self):
        return self._qsize()

    def empty(self):
        return not self._qsize()

    def full(self):
        return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        if self.is_shutdown:
            raise ShutDown
        if not self._until(lambda: not self.full() or self.is_shutdown, self._putting, block, timeout, 'room in a full queue.Queue'):
            raise Full
        if self.is_shutdown:
            raise ShutDown
        self._put(item)
        self.unfinished_tasks += 1
        _standing.wake(self._getting)

    def get(self, block=True, timeout=None):
        if not self._until(lambda: not self.empty() or self.is_shutdown, self._getting, block, timeout, 'an item of an empty queue.Queue'):
            raise Empty
        if self.empty():
            raise ShutDown
        item = self._get()
        _standing.wake(self._putting)
        return item

    def _until(self, condition, waiters, block, timeout, what):
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        return condition() or (block and _standing.until(condition, waiters, timeout, what))

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def task_done(self):
        if self.unfinished_tasks <= 0:
            raise ValueError('task_done() called too many times')
        self.unfinished_tasks -= 1
        if not self.unfinished_tasks:
            _standing.wake(self._joining)

    def join(self):
        _standing.until(lambda: not self.unfinished_tasks, self._joining, None, 'the last task_done() of a queue.Queue')

    def shutdown(self, immediate=False):
        self.is_shutdown = True
        if immediate:
            while self._qsize():
                self._get()
                if self.unfinished_tasks > 0:
                    self.unfinished_tasks -= 1
        for waiters in self._getting, self._putting, self._joining:
            _standing.wake(waiters)


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    def __init__(self):
        self._queue = deque()
        self._getting = []

    def put(self, item, block=True, timeout=None):
        self._queue.append(item)
        _standing.wake(self._getting)

    put_nowait = put

    def get(self, block=True, timeout=None):
        if not (self._queue or (block and _standing.until(lambda: self._queue, self._getting, timeout, 'an item of an empty queue.SimpleQueue'))):
            raise Empty
        return self._queue.popleft()

    def get_nowait(self):
        return self.get(block=False)

    def empty(self):
        return not self._queue

    def qsize(self):
        return len(self._queue)


_naming.with_module(SimpleQueue, "_queue")

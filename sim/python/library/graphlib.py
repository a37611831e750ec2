"""The order in which things that depend on each other can be done."""
from types import GenericAlias

__all__ = ["TopologicalSorter", "CycleError"]

_OUT, _DONE = -1, -2          # in place of the number of predecessors: handed out, done


class CycleError(ValueError):
    pass


class _Node:
    def __init__(self, node):
        self.node, self.missing, self.successors = node, 0, []


class TopologicalSorter:
    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._handed_out = self._finished = 0
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def _info(self, node):
        if node not in self._nodes:
            self._nodes[node] = _Node(node)
        return self._nodes[node]

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        info = self._info(node)
        info.missing += len(predecessors)
        for p in predecessors:
            self._info(p).successors.append(node)

    def prepare(self):
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [i.node for i in self._nodes.values() if i.missing == 0]
        cycle = self._cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def _cycle(self):
        seen, on_path = set(), {}
        for start in self._nodes:
            if start in seen:
                continue
            path, waiting, node = [], [], start
            while True:
                if node in seen:
                    if node in on_path:
                        return path[on_path[node]:] + [node]
                else:
                    seen.add(node)
                    waiting.append(iter(self._nodes[node].successors))
                    on_path[node] = len(path)
                    path.append(node)
                node = self._next_successor(path, waiting, on_path)
                if not path:
                    break
        return None

    @staticmethod
    def _next_successor(path, waiting, on_path):
        while path:
            for successor in waiting[-1]:
                return successor
            del on_path[path.pop()]
            waiting.pop()
        return None

    def get_ready(self):
        self._check_prepared()
        ready, self._ready = tuple(self._ready), []
        for node in ready:
            self._nodes[node].missing = _OUT
        self._handed_out += len(ready)
        return ready

    def _check_prepared(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")

    def is_active(self):
        self._check_prepared()
        return self._finished < self._handed_out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        self._check_prepared()
        for node in nodes:
            info = self._nodes.get(node)
            if info is None:
                raise ValueError(f"node {node!r} was not added using add()")
            if info.missing >= 0:
                raise ValueError(f"node {node!r} was not passed out (still not ready)")
            if info.missing == _DONE:
                raise ValueError(f"node {node!r} was already marked done")
            info.missing = _DONE
            for successor in info.successors:
                waits = self._nodes[successor]
                waits.missing -= 1
                if waits.missing == 0:
                    self._ready.append(successor)
            self._finished += 1

    def static_order(self):
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)

    __class_getitem__ = classmethod(GenericAlias)

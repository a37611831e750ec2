"""Heaps in lists: the smallest item is always first."""

from _heapq import heapify, heappop, heappush, heappushpop, heapreplace
from _heapq import _heapify_max, _heappop_max, _heapreplace_max

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def merge(*iterables, key=None, reverse=False):
    # The heap holds [key, place of the iterable, value, its __next__]: the place decides among equals.
    order, push_down, pop, sign = heapify, heapreplace, heappop, 1
    if reverse:
        order, push_down, pop, sign = _heapify_max, _heapreplace_max, _heappop_max, -1
    heap = []
    for place, iterator in enumerate(map(iter, iterables)):
        try:
            value = next(iterator)
        except StopIteration:
            continue
        heap.append([value if key is None else key(value), place * sign, value, iterator])
    order(heap)
    while len(heap) > 1:
        try:
            while True:
                head = heap[0]
                yield head[2]
                value = next(head[3])
                head[0] = value if key is None else key(value)
                head[2] = value
                push_down(heap, head)
        except StopIteration:
            pop(heap)
    if heap:
        _, _, value, iterator = heap[0]
        yield value
        yield from iterator


def _best(n, iterable, key, sign, order, replace, comes_later):
    # The n best so far are a heap with the worst of them first.
    iterator = iter(iterable)
    best = []
    for i, value in zip(range(n), iterator):
        best.append((value if key is None else key(value), i * sign, value))
    if not best:
        return best
    order(best)
    worst = best[0][0]
    place = n
    for value in iterator:
        rank = value if key is None else key(value)
        if comes_later(worst, rank):
            replace(best, (rank, place * sign, value))
            worst = best[0][0]
            place += 1
    best.sort(reverse=sign < 0)
    return [value for _, _, value in best]


def nsmallest(n, iterable, key=None):
    if n == 1:
        nothing = object()
        smallest = min(iterable, default=nothing, key=key)
        return [] if smallest is nothing else [smallest]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key)[:n]
    return _best(n, iterable, key, 1, _heapify_max, _heapreplace_max, lambda worst, rank: rank < worst)


def nlargest(n, iterable, key=None):
    if n == 1:
        nothing = object()
        largest = max(iterable, default=nothing, key=key)
        return [] if largest is nothing else [largest]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=True)[:n]
    return _best(n, iterable, key, -1, heapify, heapreplace, lambda worst, rank: worst < rank)

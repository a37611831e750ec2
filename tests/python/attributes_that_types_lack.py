"""A type of C is named with its module when it lacks an attribute; asyncio's old class methods of Task are such."""
import asyncio
import collections
import datetime
import functools


class Own:
    pass


async def main():
    for what, name in ((asyncio.Task, "all_tasks"), (asyncio.Task, "current_task"), (asyncio.Future, "resul"), (asyncio.Lock, "lock"), (asyncio.Queue, "ge"),
                       (collections.deque, "push"), (collections.OrderedDict, "first"), (datetime.datetime, "nov"), (functools.partial, "call"),
                       (Own, "x"), (int, "y"), (list, "push"), (asyncio.CancelledError, "code"), (asyncio.TaskGroup, "start_soon")):
        try:
            getattr(what, name)
        except AttributeError as e:
            print(e)


asyncio.run(main())

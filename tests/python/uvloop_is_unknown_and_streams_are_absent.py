try:
    import uvloop_not_there
except ImportError as e:
    print(type(e).__name__, e)
import asyncio
print(hasattr(asyncio, "run"), asyncio.CancelledError.__mro__[1].__name__, asyncio.TimeoutError is TimeoutError, issubclass(asyncio.QueueEmpty, Exception))

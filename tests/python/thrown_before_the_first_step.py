# What is thrown into a generator or coroutine that has not begun comes out as it is: a StopIteration, too.
import traceback


def numbers():
    yield 1


async def stream():
    yield 1


async def work(
    n=1,
):
    return n


def throw(made, error):
    try:
        if hasattr(made, "athrow"):
            made.athrow(error).send(None)
        else:
            made.throw(error)
    except BaseException as e:
        print(made.__name__, repr(error), "->", repr(e), repr(e.__cause__))


for error in StopIteration(1), StopAsyncIteration(2), GeneratorExit(), ValueError("v"):
    for function in numbers, stream, work:
        throw(function(), error)

begun = numbers()
next(begun)
throw(begun, StopIteration(1))
try:
    work().throw(KeyError("early"))
except KeyError:
    traceback.print_exc()
stream().athrow(OSError("at the function's own line")).send(None)

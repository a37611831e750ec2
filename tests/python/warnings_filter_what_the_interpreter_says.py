import asyncio
import warnings


async def job():
    pass


async def main():
    for _ in range(2):
        job()                                   # the same place: told once
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        job()
        job()
    print([(str(w.message), w.category.__name__, w.lineno) for w in caught])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        job()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        for _ in range(2):
            job()

    def show(message, category, filename, lineno, file=None, line=None):
        print("shown:", category.__name__, message, lineno)

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = show
        job()
        warnings.warn("of the program's own")


asyncio.run(main())

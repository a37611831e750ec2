import asyncio
async def main():
    f = asyncio.get_running_loop().create_future
    for v in ["x" * 27, "x" * 28, "x" * 29, "x" * 30, "x" * 31, "é" * 40, "a'b\n" * 12, "\n" * 20, b"b" * 40, {"k" * 40: "v" * 40}, list("abcdefgh"), {1: 2, 3: 4, 5: 6, 7: 8, 9: 0}, 10 ** 50, {1, 2}, frozenset([3]), (1,), [[[[[[[1]]]]]]], {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}, range(1000000), print, int, ValueError("x" * 50), 1.5, None, object, slice(1, 2), [None] * 3, "", bytearray(b"xyz" * 20), asyncio.Queue]:
        fut = f(); fut.set_result(v); print(fut)
asyncio.run(main())

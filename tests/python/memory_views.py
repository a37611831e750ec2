# memoryview: a window on bytes and bytearrays.
import hashlib
import struct

data = bytearray(b"abcdefgh")
view = memoryview(data)
view[1] = 66
view[2:4] = b"XY"
print(view[0], len(view), view.nbytes, view.readonly, view.format, view.itemsize, view.ndim, view.shape, view.strides, view.contiguous)
print(bytes(view[::2]), view[::-1].tobytes(), view.tolist(), view.obj, view[1:3] == b"BX", view == data, view != b"x", view < 3 if False else "")
part = view[4:]
part[0] = ord("E")
print(data, part.tobytes(), view[::3].contiguous, list(part), 102 in part, list(reversed(part)), part.hex(), part.hex("-"), view[2:][1:].tobytes())
print(b"-".join([view[:2], b"x", bytearray(b"y")]), b"<" + view[:2], bytearray(b"<") + view[:2], bytes(view), bytearray(view[5:]), str(view[:2], "ascii"))
grown = bytearray()
grown += view[:3]
grown.extend(view[3:5])
print(grown, grown.find(view[1:2]), b"aBX".startswith(b"aB"), hashlib.md5(view).hexdigest() == hashlib.md5(bytes(data)).hexdigest())
print(struct.unpack_from(">HH", view, 2), struct.unpack("<I", view[:4]), int.from_bytes(view[:2], "big"))
numbers = memoryview(bytearray(8)).cast("I")
numbers[0], numbers[1] = 1, 0xFFFFFFFF
print(numbers.tolist(), numbers.format, numbers.itemsize, numbers.shape, numbers.nbytes, numbers.cast("B").tolist(), numbers.cast("B").cast("h")[0], numbers.obj)
print(memoryview(b"xyz").cast("c")[1], hash(memoryview(b"xyz")) == hash(b"xyz"), memoryview(memoryview(b"q")).obj, memoryview(b"")[:].tobytes())


def fails(what):
    try:
        print(what())
    except (TypeError, ValueError, IndexError) as e:
        print(type(e).__name__, e)


def put(target, key, value):
    target[key] = value


fails(lambda: memoryview("text"))
fails(lambda: memoryview())
fails(lambda: put(memoryview(b"ab"), 0, 1))
fails(lambda: put(view, 0, 256))
fails(lambda: put(view, 0, "a"))
fails(lambda: put(view, slice(0, 2), b"abc"))
fails(lambda: put(view, 99, 1))
fails(lambda: view[99])
fails(lambda: view["a"])
fails(lambda: hash(view))
fails(lambda: view + b"x")
fails(lambda: view.cast("z"))
fails(lambda: view[:3].cast("I"))
fails(lambda: view < view)
with memoryview(b"with") as inside:
    print(inside.tobytes())
fails(lambda: inside[0])
fails(lambda: len(inside))
fails(lambda: bytes(inside))
print(str(inside)[:20], str(view)[:11], isinstance(view, memoryview), type(view))


def chunks(payload, size):
    rest = memoryview(payload)
    while rest:
        yield bytes(rest[:size])
        rest = rest[size:]


print(list(chunks(b"0123456789", 4)))

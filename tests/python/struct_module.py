# Values as bytes and back: orders, alignment, counts, floats, and what does not fit.
import struct

for form, values in ((">I", (5,)), ("<hQ2s?", (-2, 7, b"abc", True)), ("!d", (1.5,)), (">f", (-2.25,)), ("<e", (0.333,)), ("BHI", (1, 2, 3)),
                     ("@bl", (-1, 2)), ("=bl", (-1, 2)), ("3B", (1, 2, 3)), ("5s3x", (b"hello world",)), ("4p", (b"abcdef",)), (">c", (b"z",)),
                     ("<d", (1e300,)), ("<d", (5e-324,)), ("<f", (1e-45,)), ("<f", (float("inf"),)), ("<d", (float("nan"),)), ("<d", (-0.0,)), ("qQ", (-1, 2 ** 64 - 1))):
    packed = struct.pack(form, *values)
    print(form, packed, struct.calcsize(form), struct.unpack(form, packed))
header = struct.Struct("!IH")
print(header.size, header.format, header.pack(1, 2), header.unpack_from(b"xx" + header.pack(3, 4), 2), list(struct.iter_unpack(">H", b"\0\1\0\2")))
buffer = bytearray(8)
struct.pack_into(">I", buffer, 2, 258)
print(buffer)
for call in (lambda: struct.unpack(">I", b"abc"), lambda: struct.pack("B", 300), lambda: struct.pack("b", -129), lambda: struct.pack(">H", -1),
             lambda: struct.pack("I", "a"), lambda: struct.pack("2H", 1), lambda: struct.pack("z", 1), lambda: struct.pack("4s", "text"),
             lambda: struct.pack("d", "x"), lambda: struct.pack("c", b"ab"), lambda: struct.unpack_from(">I", b"abcd", 2), lambda: struct.calcsize("3"),
             lambda: struct.pack(">f", 1e39), lambda: struct.pack(">i", 2 ** 31)):
    try:
        print(call())
    except (struct.error, OverflowError) as e:
        print(type(e).__name__, e)

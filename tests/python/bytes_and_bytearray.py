b = b"abc\x00\xff"
print(b, b[0], b[1:3], len(b), b.hex(), bytes([1, 2]), bytes(3), bytes.fromhex("0aff"), "é".encode("utf-8").decode(), b"a,b".split(b","))
ba = bytearray(b"hello")
ba[0] = 72
ba.extend(b"!")
print(ba, bytes(ba), b"ab" + b"c", b"x" in b"xyz", b"abc".upper(), list(b"ab"), int.from_bytes(b"\x01\x00", "big"), (258).to_bytes(2, "little"))
try:
    b"\xff".decode()
except UnicodeDecodeError as e:
    print(e)
try:
    b"a" + "b"
except TypeError as e:
    print(e)

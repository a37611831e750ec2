import hashlib

DATA = [b"", b"abc", b"x" * 71, b"x" * 72, b"y" * 127, b"y" * 128, b"y" * 129, bytes(range(256)) * 3, b"z" * 135, b"z" * 136, b"z" * 143, b"z" * 144]
for name in ("sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b"):
    whole = getattr(hashlib, name)
    print(name, whole().digest_size, whole().block_size, whole().name, hashlib.new(name, b"abc").hexdigest() == whole(b"abc").hexdigest())
    for data in DATA:
        parts = whole()
        for i in range(0, len(data), 50):
            parts.update(data[i:i + 50])
            parts.hexdigest()
        print(len(data), whole(data).hexdigest(), parts.copy().digest() == whole(data).digest())
for size in (1, 16, 20, 64):
    h = hashlib.blake2b(b"data", digest_size=size)
    print(h.digest_size, h.hexdigest(), h.copy().hexdigest() == h.hexdigest(), h.copy().digest_size)
for size in (0, 65):
    try:
        hashlib.blake2b(b"", digest_size=size)
    except ValueError as e:
        print(e)

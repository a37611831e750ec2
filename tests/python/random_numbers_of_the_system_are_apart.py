"""Asking the system for random bytes does not change what the program's seeded random gives next."""
import os
import random
import secrets
import uuid

for ask in (lambda: os.urandom(8), lambda: secrets.token_hex(4), lambda: secrets.randbelow(9), lambda: uuid.uuid4(),
            lambda: random.SystemRandom().random(), lambda: random.Random().random()):
    random.seed(444)
    before = random.random(), random.randint(1, 100)
    random.seed(444)
    first = random.random()
    ask()
    print((first, random.randint(1, 100)) == before)
print(len(os.urandom(5)), type(os.urandom(0)))

import random
random.seed(42)
print(random.random(), random.randint(1, 100), random.choice("abcdef"), random.uniform(1, 2), random.sample(range(100), 5))
l = list(range(10))
random.shuffle(l)
print(l, random.gauss(0, 1), random.choices([1, 2, 3], weights=[5, 1, 1], k=5), random.randrange(0, 100, 7), random.getrandbits(40), random.expovariate(2))
r = random.Random("text")
print(r.random(), r.randint(0, 10 ** 20), r.betavariate(1, 2), r.triangular(), r.normalvariate(5, 2))

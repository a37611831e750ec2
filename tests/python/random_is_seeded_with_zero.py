import random
print(random.random(), random.randint(1, 6), random.choice([1, 2, 3]))

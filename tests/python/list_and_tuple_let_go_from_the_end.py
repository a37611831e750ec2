class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


print("list")
numbers = [Noisy(1), Noisy(2), Noisy(3)]
del numbers
print("tuple")
pair = (Noisy(1), Noisy(2))
del pair
print("clear")
numbers = [Noisy(1), Noisy(2)]
numbers.clear()
print("slices")
numbers = [Noisy(i) for i in range(5)]
del numbers[1:3]
numbers[:2] = []
print("dict")
names = {"a": Noisy("a"), "b": Noisy("b")}
del names
print("end")
del numbers

class E:
    def __eq__(self, o): return True
try:
    {E(): 1}
except TypeError as e:
    print(e)
print(E() in [1], [E()] == [5], hash((1, "a")) == hash((1, "a")))

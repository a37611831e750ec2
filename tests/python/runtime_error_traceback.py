def a(x):
    return b(x) + 1
def b(x):
    return [1, 2][x]
class K:
    def m(self):
        return a(5)
K().m()

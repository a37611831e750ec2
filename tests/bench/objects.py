class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def plus(self, other):
        return Point(self.x + other.x, self.y + other.y)


def walk(n):
    p, step = Point(0, 0), Point(1, 2)
    for _ in range(n):
        p = p.plus(step)
    return p.x, p.y


print(walk(500_000))

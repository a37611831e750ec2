from collections import deque
s = [1, 2]; s.append(3)
q = deque([1, 2]); q.append(3)
print(s.pop(), q.popleft(), q, deque(range(5), 3), q + deque([9]) if hasattr(q, "__add__") else None, q.index(3), deque("ab") == deque("ab"))
q.extendleft([7, 8]); q.rotate(-1)
print(q, q[0], list(reversed(q)))

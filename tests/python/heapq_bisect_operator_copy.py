import heapq, bisect, operator, copy
h = [5, 1, 4]
heapq.heapify(h)
heapq.heappush(h, 0)
print([heapq.heappop(h) for _ in range(4)], heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(2, "bca"), list(heapq.merge([1, 4], [2, 3])))
l = [1, 3, 5]
bisect.insort(l, 4)
print(l, bisect.bisect_left(l, 3), bisect.bisect(l, 3), operator.itemgetter(1)([1, 2]), operator.attrgetter("real")(5), operator.add(1, 2), operator.methodcaller("upper")("a"))
a = [[1], {"k": [2]}]
b, c = copy.copy(a), copy.deepcopy(a)
a[0].append(9)
print(b, c)

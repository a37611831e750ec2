import itertools as it
print(list(it.chain([1], [2, 3])), list(it.islice(it.count(5, 2), 3)), list(it.zip_longest("ab", "c", fillvalue="-")), list(it.product("ab", [1, 2])))
print(list(it.permutations([1, 2, 3], 2)), list(it.combinations("abc", 2)), list(it.accumulate([1, 2, 3])), [(k, list(g)) for k, g in it.groupby("aabbb")])
print(list(it.takewhile(lambda x: x < 3, range(9))), list(it.dropwhile(lambda x: x < 3, range(5))), list(it.repeat("x", 2)), list(it.starmap(pow, [(2, 3)])), list(it.batched("abcde", 2)), list(it.pairwise("abc")))
a, b = it.tee([1, 2])
print(list(a), list(b), list(it.compress("abc", [1, 0, 1])), list(it.filterfalse(lambda x: x % 2, range(4))), list(it.chain.from_iterable([[1], [2]])), next(it.cycle("x")))

# ChainMap's views are those of collections.abc and stay in step with it; homes and aliases of the containers beside it.
import bisect
from collections import ChainMap, UserDict, UserList, UserString

chain = ChainMap({"a": 1, "b": 2}, {"b": 3, "c": 4})
keys = chain.keys()
print(keys, chain.values(), chain.items())
print(list(chain), dict(chain.items()), ("b", 2) in chain.items(), "c" in keys, 4 in chain.values(), len(keys))
print(sorted(keys & {"a", "z"}), chain == {"a": 1, "b": 2, "c": 4}, keys == {"a", "b", "c"}, keys.isdisjoint([1]))
chain["new"] = 9
print(list(keys), "new" in keys, ChainMap().keys(), type(chain.items()).__module__)
print(UserDict, UserList, UserString, UserList.__module__)
print(bisect.bisect.__name__, bisect.insort is bisect.insort_right)

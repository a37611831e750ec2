import collections
import dataclasses
import pprint
import types

data = {"name": "x" * 30, "items": list(range(40)), "nested": {"a": {"b": ["some text that is long " * 4]}, "t": (1,)}, 3: None}
del data[3]
pprint.pprint(data); pprint.pprint(data, width=40, compact=True); pprint.pp(data, indent=4, depth=2)
@dataclasses.dataclass
class P:
    name: str
    values: list
    other: dict = dataclasses.field(default_factory=dict)
pprint.pprint(P("n" * 40, list(range(30)), {"k": "v" * 30}))
pprint.pprint([P("a", [1]), {1, 2, 3}, frozenset({5}), "text " * 30])
pprint.pprint("hello world " * 12)
pprint.pprint(collections.Counter("hello world this is a text of some length".split() * 3), width=30)
pprint.pprint(collections.defaultdict(list, {"a" * 20: [1, 2, 3], "b" * 50: [4] * 10}), width=60)
pprint.pprint(collections.OrderedDict((c * 10, i) for i, c in enumerate("abcdefgh")))
pprint.pprint(collections.deque(range(40), maxlen=50))
pprint.pprint(types.SimpleNamespace(a="x" * 50, b=list(range(20))))
x = [1]; x.append(x); print(pprint.pformat([1])), print(pprint.isrecursive(x), pprint.isreadable([1]))

"""The module __future__: its names are features that the language has."""
from __future__ import annotations
from __future__ import (division, print_function as p)

import __future__
from dataclasses import dataclass, field


@dataclass
class Node:
    value: int
    next: Node | None = None                 # itself, before it exists
    names: list[str] = field(default_factory=list)

    def chain(self: Node, other: Node) -> Node:
        return Node(self.value, other)


print(Node(1).chain(Node(2)))
print(annotations, p.mandatory, __future__.all_feature_names[-1], division.getOptionalRelease())

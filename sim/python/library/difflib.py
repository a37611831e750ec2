"""How alike two sequences are, by the stretches that they have in common."""
from collections import namedtuple
from heapq import nlargest

__all__ = ["get_close_matches", "SequenceMatcher", "Match"]

Match = namedtuple("Match", "a b size")
_AUTOJUNK_FROM = 200                # so long must b be, for what is frequent in it to count for nothing


def _ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.isjunk, self.autojunk = isjunk, autojunk
        self.a = self.b = None
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        if a is not self.a:
            self.a, self._blocks, self._opcodes = a, None, None

    def set_seq2(self, b):
        if b is self.b:
            return
        self.b, self._blocks, self._opcodes, self._counts = b, None, None, None
        self.b2j = {}
        for j, item in enumerate(b):
            self.b2j.setdefault(item, []).append(j)
        self.bjunk = {item for item in self.b2j if self.isjunk and self.isjunk(item)}
        most = len(b) // 100 + 1
        self.bpopular = set()
        if self.autojunk and len(b) >= _AUTOJUNK_FROM:
            self.bpopular = {item for item, places in self.b2j.items() if item not in self.bjunk and len(places) > most}
        for item in self.bjunk | self.bpopular:
            del self.b2j[item]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        """The longest stretch without junk, the earliest of equal ones; then as much more on both sides as is the same, junk too."""
        a, b = self.a, self.b
        ahi, bhi = len(a) if ahi is None else ahi, len(b) if bhi is None else bhi
        i, j, size = alo, blo, 0
        ending_at = {}              # the length of the common stretch that ends with a's last item and b's j-th
        for at in range(alo, ahi):
            now = {}
            for place in self.b2j.get(a[at], ()):
                if blo <= place < bhi:
                    length = now[place] = ending_at.get(place - 1, 0) + 1
                    if length > size:
                        i, j, size = at - length + 1, place - length + 1, length
            ending_at = now
        for junk in (False, True):
            while i > alo and j > blo and (b[j - 1] in self.bjunk) == junk and a[i - 1] == b[j - 1]:
                i, j, size = i - 1, j - 1, size + 1
            while i + size < ahi and j + size < bhi and (b[j + size] in self.bjunk) == junk and a[i + size] == b[j + size]:
                size += 1
        return Match(i, j, size)

    def get_matching_blocks(self):
        if self._blocks is None:
            found, waiting = [], [(0, len(self.a), 0, len(self.b))]
            while waiting:
                alo, ahi, blo, bhi = waiting.pop()
                i, j, size = match = self.find_longest_match(alo, ahi, blo, bhi)
                if size:
                    found.append(match)
                    waiting += [(alo, i, blo, j), (i + size, ahi, j + size, bhi)]
            blocks = []
            for i, j, size in sorted(found):
                if blocks and (blocks[-1].a + blocks[-1].size, blocks[-1].b + blocks[-1].size) == (i, j):
                    blocks[-1] = blocks[-1]._replace(size=blocks[-1].size + size)
                else:
                    blocks.append(Match(i, j, size))
            self._blocks = [*blocks, Match(len(self.a), len(self.b), 0)]
        return self._blocks

    def get_opcodes(self):
        if self._opcodes is None:
            self._opcodes, i, j = [], 0, 0
            for a, b, size in self.get_matching_blocks():
                if i < a or j < b:
                    self._opcodes.append(("replace" if i < a and j < b else "delete" if i < a else "insert", i, a, j, b))
                i, j = a + size, b + size
                if size:
                    self._opcodes.append(("equal", a, i, b, j))
        return self._opcodes

    def ratio(self):
        return _ratio(sum(match.size for match in self.get_matching_blocks()), len(self.a) + len(self.b))

    def quick_ratio(self):
        if self._counts is None:
            self._counts = {}
            for item in self.b:
                self._counts[item] = self._counts.get(item, 0) + 1
        left, matches = dict(self._counts), 0
        for item in self.a:
            if left.get(item, 0):
                left[item] -= 1
                matches += 1
        return _ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        return _ratio(min(len(self.a), len(self.b)), len(self.a) + len(self.b))


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    if not n > 0:
        raise ValueError(f"n must be > 0: {n!r}")
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f"cutoff must be in [0.0, 1.0]: {cutoff!r}")
    matcher = SequenceMatcher(b=word)
    good = []
    for x in possibilities:
        matcher.set_seq1(x)
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff and (ratio := matcher.ratio()) >= cutoff:
            good.append((ratio, x))
    return [x for _, x in nlargest(n, good)]

"""An OrderedDict can have attributes, as other objects do."""
from collections import OrderedDict


class Recent(OrderedDict):
    def __init__(self, most, *args):
        super().__init__(*args)
        self.most = most

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self.most:
            self.popitem(last=False)


plain = OrderedDict(a=1)
plain.note = "kept"
print(plain.note, plain.__dict__, vars(plain), hasattr(plain, "other"))
recent = Recent(2)
for letter in "abca":
    recent[letter] = ord(letter)
print(recent, vars(recent), recent.__dict__["most"])
recent.__dict__.update(name="cache")
print(recent.name, list(recent))

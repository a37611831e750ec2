import difflib

PAIRS = [("abcd", "bcde"), ("private Thread currentThread;", "private volatile Thread currentThread;"), ("", ""), ("", "a"), ("same", "same"),
         ("qabxcd", "abycdf"), ([1, 2, 3], [3, 2, 1]), ("a" * 300 + "b", "b" + "a" * 300), ("x" * 150 + "yz" * 40, "yz" * 120)]
for a, b in PAIRS:
    m = difflib.SequenceMatcher(None, a, b)
    print(round(m.ratio(), 6), round(m.quick_ratio(), 6), round(m.real_quick_ratio(), 6), m.get_matching_blocks()[:4], m.get_opcodes()[:5])
    print(difflib.SequenceMatcher(None, a, b, autojunk=False).ratio())
m = difflib.SequenceMatcher(lambda x: x == " ", " abcd", "abcd abcd")
print(m.find_longest_match(0, 5, 0, 9), m.get_matching_blocks(), m.bjunk, m.ratio())
print(difflib.SequenceMatcher(lambda x: x in " \t", "a  b c\td", "a b  c d").get_opcodes())
m.set_seq1("cd")
print(m.ratio(), m.find_longest_match())
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]))
print(difflib.get_close_matches("wheel", ["while", "whale", "feel", "wheels", "heel"], n=2, cutoff=0.5))
print(difflib.get_close_matches("xyz", ["abc"]), difflib.get_close_matches("slep", ["sleep", "step", "gather"]))
for wrong in ({"n": 0}, {"cutoff": 1.5}):
    try:
        difflib.get_close_matches("a", ["a"], **wrong)
    except ValueError as e:
        print(e)

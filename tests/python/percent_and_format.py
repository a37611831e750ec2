print("%s %d %5.2f %r %x %% %-5s| %05d %+d %e" % ("a", 3, 2.5, "r", 255, "l", 42, 7, 12345.678))
print("%(a)s %(b)d" % {"a": 1, "b": 2}, "%s" % (1,), "%s" % [1, 2])
print("{} {1} {0}".format("a") if 0 else "{1} {0} {x:>5} {y!r} {z[0]} {w.real}".format("a", "b", x=1, y="q", z=[9], w=5))
for bad in (lambda: "%d" % "x", lambda: "%s %s" % (1,), lambda: "{} {}".format(1), lambda: "{x}".format(), lambda: format(1, "q"), lambda: "%s" % (1, 2)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)

print(r"a\nb", "a\tb", "\x41\u00e9\N{BULLET}", 'it\'s', """tri"ple""", "line\
continued", b"\x00\n", "\\", "\101")

import string, textwrap
print(string.ascii_lowercase, string.digits, string.Template("$a ${b}").substitute(a=1, b=2), string.capwords("hello world"))
print(textwrap.fill("the quick brown fox jumps over the lazy dog", 20), textwrap.dedent("  a\n    b\n"), textwrap.shorten("hello big world", 11), textwrap.indent("a\nb", "> "))
